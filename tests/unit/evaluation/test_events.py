from evaluation.events import placed_events
from summaries.gazetteer import Gazetteer
from summaries.scheme import Scheme


def test_four_of_five_coded_events_are_placed():
    shares = placed_events(Gazetteer.default())
    assert sum(score.total for score in shares.values()) == 974
    assert all(score.share >= 0.8 for score in shares.values())


def test_without_places_no_event_is_placed():
    shares = placed_events(Gazetteer((), Scheme.load()))
    assert all(score.right == 0 for score in shares.values())
