from datetime import UTC, date, datetime

import pytest

from summaries.quotes.choice import choose, dated, placed
from summaries.quotes.spans import Quote
from summaries.types import Article, Passage, Place, RegionId, Story

FRIDAY, SATURDAY = date(2022, 1, 28), date(2022, 1, 29)
NAHIJ, TAFAS = (
    Place(name, name, "", "town", "Daraa", "", "", RegionId("daraa")) for name in ("Nahij", "Tafas")
)
FIRST = "Gunmen killed a former rebel commander near the market of Tafas."
OTHER = "Soldiers arrested nine students of the college in Sanamayn."
THIRD = "Shells wounded four shepherds on the plateau east of Nawa."
LIKE_FIRST = "A former rebel commander was killed by gunmen near the market of Tafas."


def passage(number, text, day=FRIDAY, place=NAHIJ, **fields):
    return Passage(
        number, 0, len(text), text, RegionId("daraa"), (), place, day, "sentence", 1, "", **fields
    )


def chosen(*told, limit=7):
    """What is quoted of stories of these passages with these scores."""
    articles = {
        p.article_id: Article(
            p.article_id, "A", "", None, "", p.text, datetime(2022, 1, 30, tzinfo=UTC)
        )
        for p, _ in told
    }
    stories = [Story((p,), 1, score) for p, score in sorted(told, key=lambda pair: -pair[1])]
    found = choose(stories, [p for p, _ in told], articles, limit)
    return [quoted.text for _, quoted in found]


def test_most_important_within_the_limit_in_order_of_time():
    told = [
        (passage(1, FIRST, SATURDAY), 9),
        (passage(2, OTHER, FRIDAY), 5),
        (passage(3, THIRD), 4),
    ]
    assert chosen(*told, limit=2) == [OTHER, FIRST]


def test_what_says_the_same_is_passed_over():
    told = [(passage(1, FIRST), 9), (passage(2, LIKE_FIRST), 8), (passage(3, OTHER), 5)]
    assert chosen(*told) == [FIRST, OTHER]


@pytest.mark.parametrize(
    ("day", "place", "items"),
    [
        pytest.param(SATURDAY, TAFAS, 2, id="another day and place"),
        pytest.param(SATURDAY, NAHIJ, 1, id="the same place"),
        pytest.param(FRIDAY, TAFAS, 1, id="the same day"),
    ],
)
def test_alike_is_the_same_unless_day_and_place_differ(day, place, items):
    bus = "Gunmen attacked a bus that carried soldiers near the town of Tafas."
    post = "Gunmen attacked a post of the soldiers in the town of Nahij."
    assert len(chosen((passage(1, bus), 9), (passage(2, post, day, place), 8))) == items


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(NAHIJ, [FIRST, THIRD], id="one scene told once more"),
        pytest.param(TAFAS, [FIRST, OTHER], id="another scene"),
    ],
)
def test_a_scene_that_is_told_stands_back(place, expected):
    told = [
        (passage(1, FIRST), 9),
        (passage(2, OTHER, place=place), 5.5),
        (passage(3, THIRD, place=None), 5.0),
    ]
    assert chosen(*told, limit=2) == expected


def test_little_is_told_only_where_there_is_little():
    told = [(passage(n, text, place=None), 2.0) for n, text in enumerate((FIRST, OTHER, THIRD), 1)]
    fourth = (passage(4, "Farmers freed a kidnapped pharmacist of Inkhil.", place=None), 1.9)
    assert len(chosen(*told, fourth)) == 3


def test_next_to_nothing_is_not_told():
    assert chosen((passage(1, FIRST), 1.0)) == []


def test_day_and_place_of_a_pair_are_those_that_are_known():
    bare = passage(1, "They fled.", None, None)
    pair = Quote((passage(1, FIRST), bare), "")
    assert dated(pair).event_date == FRIDAY
    assert placed(pair).place == NAHIJ
    assert dated(Quote((bare,), "")) is bare
