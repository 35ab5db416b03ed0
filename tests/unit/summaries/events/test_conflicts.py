from datetime import UTC, date, datetime

import pytest

from summaries.events.conflicts import compatible, conflicts
from summaries.events.figures import Figure
from summaries.types import Article, Passage, Place, RegionId, Story

OUTLETS = {1: "A", 2: "B", 3: "C"}
ARTICLES = {
    n: Article(
        n, outlet, "", f"https://{outlet}.example", "", "", datetime(2022, 1, 31, tzinfo=UTC)
    )
    for n, outlet in OUTLETS.items()
}


def told(*sentences, origins=OUTLETS):
    """The conflicts of a story told by these sentences, the first by A, the second by B …"""
    passages = tuple(
        Passage(n, 0, len(s), s, RegionId("idlib"), (), None, None, "report", 1, "")
        for n, s in enumerate(sentences, 1)
    )
    return conflicts(Story(passages, len(passages), 1.0), ARTICLES, origins)


def test_figures_that_differ_stand_side_by_side():
    one, two = "A strike killed 18 civilians in Idlib.", "The strike killed 15 civilians in Idlib."
    (conflict,) = told(one, two)
    assert conflict.about == "civilians killed"
    assert [(c.outlet, c.value, c.text) for c in conflict.claims] == [
        ("A", "18 civilians", one),
        ("B", "15 civilians", two),
    ]
    assert conflict.claims[0].url == "https://A.example"


def in_one_report(*sentences):
    """The conflicts of a story that one report tells in these sentences."""
    passages = tuple(
        Passage(1, 100 * n, 100 * n + len(s), s, RegionId("idlib"), (), None, None, "report", 1, "")
        for n, s in enumerate(sentences)
    )
    return conflicts(Story(passages, 1, 1.0), ARTICLES, OUTLETS)


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(
            ["The ministry said 12 people were killed, while the Observatory put the toll at 20."],
            id="one sentence",
        ),
        pytest.param(
            ["The ministry said 12 people were killed.", "The Observatory said 20 people died."],
            id="two sentences",
        ),
    ],
)
def test_two_bodies_in_one_report_stand_side_by_side(sentences):
    (conflict,) = in_one_report(*sentences)
    assert [(c.outlet, c.body) for c in conflict.claims] == [
        ("A", "ministry"),
        ("A", "Observatory"),
    ]
    assert [c.value.split()[0] for c in conflict.claims] == ["12", "20"]


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(["It killed 12 people.", "It killed 15 people."], id="no body"),
        pytest.param(
            ["The Observatory said 12 people were killed.", "SOHR said 15 people were killed."],
            id="one body, two names",
        ),
        pytest.param(
            ["State media said 12 people were killed.", "It killed 15 people."], id="one body"
        ),
        pytest.param(
            ["Activists said 12 people were killed, while the army lost 15 soldiers dead."],
            id="two sides",
        ),
    ],
)
def test_one_report_does_not_contradict_itself(sentences):
    assert in_one_report(*sentences) == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("It killed 18 civilians.", "It killed 18 civilians.", id="the same figure"),
        pytest.param("It killed 18 civilians.", "It killed 15 soldiers.", id="other people"),
        pytest.param("It killed 18 civilians.", "It wounded 15 civilians.", id="other deed"),
        pytest.param("It killed at least 15 people.", "It killed 18 people.", id="lower bound"),
        pytest.param("It killed 18 people.", "It killed up to 20 people.", id="upper bound"),
        pytest.param("It killed about 18 people.", "It killed 20 people.", id="about"),
        pytest.param("It killed 57 people.", "It killed two people.", id="far apart"),
        pytest.param("It wounded 40 people.", "It wounded five other people.", id="others"),
        pytest.param(
            "It killed 18 civilians.",
            "It killed 18 civilians, a day after 15 civilians were killed.",
            id="the event before",
        ),
        pytest.param(
            "It killed 18 people.",
            "More than 15 people have been killed since the uprising began.",
            id="backdrop",
        ),
    ],
)
def test_no_conflict(one, two):
    assert told(one, two) == ()


def test_one_origin_does_not_contradict_itself():
    one, two = "It killed 18 civilians.", "It killed 15 civilians."
    assert told(one, two, origins={1: "AFP", 2: "AFP"}) == ()
    assert told(one, two)


def test_one_claim_for_each_origin_and_figure():
    sentences = ("It killed 18 people.", "It killed 15 people.", "It killed 15 people, he said.")
    (conflict,) = told(*sentences, origins={1: "A", 2: "B", 3: "B"})
    assert [c.outlet for c in conflict.claims] == ["A", "B"]


TABQA = Place("t", "al-Tabqa", "", "city", "Raqqa", "", "", RegionId("northeast"))
RAQQA = Place("r", "Raqqa city", "", "city", "Raqqa", "", "", RegionId("northeast"))


def turn(*accounts):
    """The conflicts of a story told by (sentence, day, place), by A, B …"""
    passages = tuple(
        Passage(n, 0, 9, s, RegionId("northeast"), (), place, day, "sentence", 1, "")
        for n, (s, day, place) in enumerate(accounts, 1)
    )
    return conflicts(Story(passages, len(passages), 1.0), ARTICLES, OUTLETS)


TOOK, TOO = "The SDF seized Tabqa on Wednesday.", "The SDF captured Tabqa, a monitor said."
FIRST, SECOND = date(2022, 1, 26), date(2022, 1, 30)


def test_days_of_a_turn_that_differ():
    (conflict,) = turn((TOOK, FIRST, TABQA), (TOO, SECOND, TABQA))
    assert conflict.about == "date"
    assert [c.value for c in conflict.claims] == ["2022-01-26", "2022-01-30"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((TOO, FIRST, TABQA), id="the same day"),
        pytest.param((TOO, SECOND, RAQQA), id="another place"),
        pytest.param((TOO, SECOND, None), id="no place"),
        pytest.param(("Two men were killed in Tabqa.", SECOND, TABQA), id="no turn"),
    ],
)
def test_days_that_need_not_differ(other):
    assert turn((TOOK, FIRST, TABQA), other) == ()


def test_sides_that_differ():
    (conflict,) = turn((TOOK, FIRST, TABQA), ("Government forces captured Tabqa.", FIRST, TABQA))
    assert conflict.about == "control"
    assert [c.value for c in conflict.claims] == ["SDF seized", "Government forces captured"]


def test_compatible_looks_both_ways():
    exact = Figure("killed", "people", 31, "exact", "31 people")
    least = Figure("killed", "people", 12, "least", "at least 12 people")
    assert compatible(exact, least)
    assert compatible(least, exact)
