from datetime import UTC, date, datetime

import pytest

from summaries.events.worth import is_backdrop, weight, worth
from summaries.types import Article, Passage, Place, RegionId

ARTICLE = Article(1, "A", "", None, "", "", datetime(2022, 1, 31, tzinfo=UTC))
DAY = date(2022, 1, 31)
NEWS = "Gunmen killed a farmer near Nahij."


def passage(text, **fields):
    defaults = {"dated_by": "report", "event_date": None, "place": None, "paragraph": 3}
    return Passage(
        1, 0, len(text), text, RegionId("daraa"), (), confidence=1, why="", **(defaults | fields)
    )


def points(text=NEWS, salience=0.0, **fields):
    return worth(passage(text, **fields), ARTICLE, salience)


def test_what_happened_weighs_by_consequence():
    killed, wounded, nothing = (
        weight(text)
        for text in ("Nine were killed.", "Nine were wounded.", "Nine wells were drilled.")
    )
    assert killed > wounded > nothing == 0


def test_more_people_weigh_more():
    assert weight("It killed 40 people.") > weight("It killed 4 people.")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"salience": 1.0}, {}, id="central"),
        pytest.param({"dated_by": "sentence", "event_date": DAY}, {}, id="dated"),
        pytest.param(
            {"place": Place("x", "Nahij", "", "village", "Daraa", "", "", None)}, {}, id="placed"
        ),
        pytest.param({"paragraph": 0}, {}, id="leads"),
        pytest.param({}, {"assessment": True}, id="no forecast"),
        pytest.param({}, {"text": f"“{NEWS}”"}, id="no speech"),
        pytest.param({}, {"text": "Gunmen killed a farmer there."}, id="names somebody"),
        pytest.param({}, {"text": f"{NEWS[:-1]} since the uprising began."}, id="no backdrop"),
        pytest.param({}, {"text": f"Last updated at noon {NEWS}"}, id="no dateline"),
        pytest.param(
            {}, {"text": f"Farmer dies near Nahij {NEWS.replace('G', 'The g')}"}, id="glue"
        ),
        pytest.param({}, {"text": NEWS + " and" * 60}, id="not too long"),
        pytest.param({}, {"text": "I saw how gunmen killed a farmer near Nahij."}, id="no diary"),
        pytest.param(
            {"text": "Farmers of Nahij met.", "dated_by": "sentence", "event_date": DAY},
            {"text": "Farmers of Nahij met."},
            id="something happens",
        ),
    ],
)
def test_worth(better, worse):
    assert points(**better) > points(**worse)


@pytest.mark.parametrize(
    ("text", "day", "backdrop"),
    [
        pytest.param("More than 1,400 were killed since March.", None, True, id="since a month"),
        pytest.param("It is the third year of the six-year conflict.", None, True, id="long war"),
        pytest.param("In 1982 the army razed the old town.", None, True, id="another year"),
        pytest.param("On January 28, 2022 a convoy was hit.", None, False, id="this year"),
        pytest.param("The town fell in 2016.", date(2016, 3, 1), False, id="year of its event"),
        pytest.param("A convoy was hit on Friday.", None, False, id="news"),
        pytest.param("Earlier this month a convoy was hit.", None, True, id="earlier this month"),
        pytest.param("A convoy was hit earlier this week.", None, False, id="earlier this week"),
        pytest.param("Two weeks ago a convoy was hit.", None, True, id="weeks ago"),
        pytest.param("تعرضت قافلة لهجوم الشهر الماضي", None, True, id="last month, Arabic"),
        pytest.param("قتل الآلاف منذ اندلاع الحرب", None, True, id="Arabic"),
    ],
)
def test_is_backdrop(text, day, backdrop):
    assert is_backdrop(passage(text, event_date=day), ARTICLE) is backdrop
