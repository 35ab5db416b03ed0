from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from summaries.events.likeness import Reading, day_of, event_labels
from summaries.stories import CANDIDATES, stories
from summaries.types import Article, Passage, Place, RegionId

DAY = date(2022, 1, 28)
HOMS = Place("h", "Homs city", "", "city", "Homs", "", "", RegionId("central"))
HAMA = Place("m", "Hama city", "", "city", "Hama", "", "", RegionId("central"))
MARKET = "A car bomb killed nine people in the vegetable market of Homs on Friday."
MARKET_TOO = "Nine people were killed when a car bomb went off in the vegetable market of Homs."
WELLS = "Engineers drilled new wells for the villages of the Badia."


class Desk:
    """Collects articles and passages."""

    def __init__(self):
        self.articles = {}
        self.passages = []

    def report(self, outlet, *sentences, published=DAY, language="en", **fields):
        number = len(self.articles) + 1
        text = " ".join(sentences)
        moment = datetime(published.year, published.month, published.day, 12, tzinfo=UTC)
        self.articles[number] = Article(number, outlet, "", None, "", text, moment, language)
        for sentence in sentences:
            start = text.index(sentence)
            own = {"place": None, "event_date": None, "dated_by": "report"} | fields
            self.passages.append(
                Passage(
                    number, start, start + len(sentence), sentence, RegionId("central"), (),
                    confidence=1, why="", **own,
                )
            )  # fmt: skip
        return self

    def labels(self):
        return event_labels(Reading.of(self.passages), self.passages, self.articles)

    def stories(self):
        return stories(self.passages, self.articles)


def fillers(desk):
    """Sentences that make the words of the event rare enough to tell it."""
    for number, text in enumerate(
        [
            "Wheat prices rose again in the bakeries of the capital, traders said.",
            "A cholera ward was opened in the old school at the river.",
            "The minister of water received a guest from abroad.",
            "Students sat for their exams in unheated halls.",
            "Snow closed the mountain road for a second day.",
            WELLS,
        ]
    ):
        desk.report(f"F{number}", text)
    return desk


def test_one_event_told_by_two_outlets_is_one_story():
    desk = fillers(Desk().report("A", MARKET, place=HOMS).report("B", MARKET_TOO, place=HOMS))
    first = desk.stories()[0]
    assert {p.article_id for p in first.passages} == {1, 2}
    assert first.independent == 2


def test_another_place_is_another_event():
    desk = fillers(Desk().report("A", MARKET, place=HOMS).report("B", MARKET_TOO, place=HAMA))
    assert desk.labels()[0] != desk.labels()[1]


@pytest.mark.parametrize(
    ("days", "same"),
    [pytest.param(1, True, id="next day's paper"), pytest.param(9, False, id="long after")],
)
def test_reports_without_a_day_of_their_own(days, same):
    later = DAY + timedelta(days=days)
    desk = fillers(Desk().report("A", MARKET).report("B", MARKET_TOO, published=later))
    labels = desk.labels()
    assert (labels[0] == labels[1]) is same


def test_a_place_that_changed_hands_may_be_dated_in_two_ways():
    told = {"dated_by": "sentence", "place": HOMS}
    one = "The army took control of the oil refinery of Homs after a siege of two months."
    two = "Government forces took full control of the oil refinery of Homs, the army announced."
    desk = Desk().report("A", one, event_date=DAY, **told)
    desk.report("B", two, event_date=DAY - timedelta(days=3), **told)
    labels = fillers(desk).labels()
    assert labels[0] == labels[1]
    assert [c.about for c in desk.stories()[0].conflicts] == ["date"]


def test_of_very_many_passages_those_that_report_most_are_compared():
    desk = Desk().report("A", MARKET)
    desk.report("B", *(f"Mason {n} built a wall at Masyaf." for n in range(CANDIDATES + 10)))
    found = desk.stories()
    assert sum(len(story.passages) for story in found) == CANDIDATES
    assert found[0].passages[0].text == MARKET


def test_two_days_that_are_told_are_two_events():
    desk = Desk().report("A", MARKET, event_date=DAY, dated_by="sentence")
    desk.report("B", MARKET_TOO, event_date=DAY - timedelta(days=2), dated_by="sentence")
    labels = fillers(desk).labels()
    assert labels[0] != labels[1]


def test_the_last_day_of_a_period_tells_no_events_apart():
    desk = Desk().report("A", MARKET, event_date=DAY, dated_by="period")
    desk.report("B", MARKET_TOO, event_date=DAY - timedelta(days=2), dated_by="sentence")
    labels = fillers(desk).labels()
    assert labels[0] == labels[1]


def test_reposts_count_once():
    desk = fillers(Desk().report("A", MARKET).report("B", MARKET).report("A", MARKET_TOO))
    first = desk.stories()[0]
    assert len(first.passages) == 3
    assert first.independent == 2
    known = stories(desk.passages, desk.articles, dict.fromkeys(desk.articles, "A"))
    assert known[0].independent == 1


def test_what_leans_belongs_to_the_sentence_before():
    desk = fillers(Desk().report("A", MARKET, "Forty were wounded."))
    labels = desk.labels()
    assert labels[0] == labels[1]


def test_consequence_comes_first_and_corroboration_counts():
    desk = fillers(Desk().report("A", MARKET).report("B", MARKET_TOO))
    desk.report("C", "Gunmen killed nine men at a checkpoint near the refinery of Homs.")
    found = desk.stories()
    assert [s.passages[0].article_id in (1, 2) for s in found][:2] == [True, False]
    assert found[-1].score < found[1].score


def test_newer_is_worth_more():
    later = DAY + timedelta(days=3)
    desk = Desk().report("A", "Masons built a school at Masyaf.", published=DAY)
    desk.report("B", "Farmers sowed a field at Salamiyah.", published=later)
    assert desk.stories()[0].passages[0].article_id == 2


ARABIC = "قتل تسعة أشخاص بانفجار سيارة مفخخة في سوق الخضار بحمص يوم الجمعة."


@pytest.mark.parametrize(
    ("place", "same"),
    [pytest.param(HOMS, True, id="one place"), pytest.param(HAMA, False, id="two places")],
)
def test_one_event_in_two_languages(place, same):
    told = {"event_date": DAY, "dated_by": "sentence"}
    desk = fillers(Desk().report("A", MARKET, place=HOMS, **told))
    desk.report("B", ARABIC, place=place, language="ar", **told)
    labels = desk.labels()
    assert (labels[0] == labels[-1]) is same


TOLD = {"event_date": DAY, "dated_by": "sentence"}


def in_two_languages(english, arabic, **arabic_told):
    desk = fillers(Desk().report("A", english, place=HOMS, **TOLD))
    desk.report("B", arabic, language="ar", **{"place": HOMS} | TOLD | arabic_told)
    labels = desk.labels()
    return desk, labels[0] == labels[-1]


def test_one_event_in_two_languages_is_one_story_of_two_origins():
    desk, _ = in_two_languages(MARKET, ARABIC)
    first = desk.stories()[0]
    assert {p.article_id for p in first.passages} == {1, len(desk.articles)}
    assert first.independent == 2


@pytest.mark.parametrize(
    ("arabic", "told", "same"),
    [
        pytest.param(ARABIC.replace("تسعة", "سبعة"), {}, True, id="other figure, same means"),
        pytest.param(ARABIC.replace("تسعة", "خمسين"), {}, True, id="no figure that we read"),
        pytest.param("قتل 300 شخص بانفجار في حمص يوم الجمعة.", {}, False, id="another count"),
        pytest.param("قتل تسعة أشخاص بغارة جوية على حمص يوم الجمعة.", {}, False, id="other means"),
        pytest.param("أصيب خمسة أشخاص بانفجار في حمص.", {}, False, id="other consequence"),
        pytest.param(ARABIC, {"event_date": DAY - timedelta(days=1)}, False, id="another day"),
        pytest.param(ARABIC, {"dated_by": "report"}, True, id="the report's day, one figure"),
        pytest.param(
            ARABIC.replace("تسعة", "سبعة"), {"dated_by": "report"}, False, id="the report's day"
        ),
        pytest.param(
            ARABIC, {"place": replace(HOMS, kind="governorate")}, False, id="a governorate"
        ),
    ],
)
def test_what_makes_one_event_in_two_languages(arabic, told, same):
    if told.get("place"):
        desk = fillers(Desk().report("A", MARKET, **TOLD | told))
        desk.report("B", arabic, language="ar", **TOLD | told)
        assert (desk.labels()[0] == desk.labels()[-1]) is same
    else:
        assert in_two_languages(MARKET, arabic, **told)[1] is same


@pytest.mark.parametrize(
    ("english", "arabic", "kind", "same"),
    [
        pytest.param(
            "Local fighters took Homs city during the night to Friday.",
            "سيطر مقاتلون محليون على مدينة حمص فجر الجمعة.",
            "governorate",
            True,
            id="a city changes hands",
        ),
        pytest.param(
            "Local fighters took villages of Homs during the night to Friday.",
            "سيطر مقاتلون محليون على قرى في حمص فجر الجمعة.",
            "governorate",
            False,
            id="somewhere in a governorate",
        ),
        pytest.param(
            "At least 25 people were killed in the north of Homs on Friday.",
            "قتل 25 شخصاً في ريف حمص الشمالي يوم الجمعة.",
            "governorate",
            True,
            id="a rare figure",
        ),
        pytest.param(
            "Five people were killed in the north of Homs on Friday.",
            "قتل خمسة أشخاص في ريف حمص الشمالي يوم الجمعة.",
            "governorate",
            False,
            id="a common figure",
        ),
    ],
)
def test_what_lies_in_a_wide_place(english, arabic, kind, same):
    wide = {"place": replace(HOMS, kind=kind)} | TOLD
    desk = fillers(Desk().report("A", english, **wide))
    desk.report("B", arabic, language="ar", **wide)
    assert (desk.labels()[0] == desk.labels()[-1]) is same


def test_figures_that_differ_between_languages_are_a_conflict():
    desk, _ = in_two_languages(
        MARKET.replace("people", "civilians").replace("nine", "nine civilians"),
        "قتل سبعة مدنيين بانفجار سيارة مفخخة في سوق الخضار بحمص يوم الجمعة.",
    )
    (conflict,) = desk.stories()[0].conflicts
    assert {claim.outlet for claim in conflict.claims} == {"A", "B"}


def test_two_events_of_a_town_are_not_joined_by_a_report_in_another_language():
    other = "At dawn on Friday gunmen stormed a bakery on the ring road and shot nine guards dead."
    desk = fillers(
        Desk().report("A", MARKET, place=HOMS, **TOLD).report("C", other, place=HOMS, **TOLD)
    )
    desk.report("B", ARABIC, language="ar", place=HOMS, **TOLD)
    labels = desk.labels()
    assert labels[0] == labels[-1] != labels[1]


UNLIKE = "Witnesses saw twelve dead and charred stalls after the explosion at the greengrocers'."


@pytest.mark.parametrize(
    ("figure", "fields", "same"),
    [
        pytest.param("twelve", {"place": HOMS}, True, id="place, day and figure"),
        pytest.param("nine", {"place": HOMS}, False, id="another figure"),
        pytest.param("twelve", {"place": HAMA}, False, id="another place"),
        pytest.param("twelve", {"place": HOMS, "dated_by": "report"}, False, id="day not told"),
    ],
)
def test_one_event_in_unlike_words(figure, fields, same):
    market = "A car bomb killed twelve people in the market of Homs on Friday."
    desk = fillers(Desk().report("A", market, place=HOMS, **TOLD))
    desk.report("B", UNLIKE.replace("twelve", figure), **TOLD | fields)
    assert (desk.labels()[0] == desk.labels()[-1]) is same


@pytest.mark.parametrize(
    ("figure", "same"),
    [
        pytest.param("fourteen", True, id="a large figure again"),
        pytest.param("fifteen", False, id="another figure"),
        pytest.param("four", False, id="a figure that events share"),
    ],
)
def test_one_report_says_again_what_it_told(figure, same):
    first = "Insurgents killed fourteen civilians in the village overnight, four of them children."
    again = (
        f"The state agency said armed men had done a massacre of {figure} dead.",
        f'"They came at dawn, and we have buried {figure} killed," a police source was quoted.',
    )
    desk = fillers(Desk().report("A", first, *again, place=HOMS))
    assert {desk.labels()[n] == desk.labels()[0] for n in (1, 2)} == {same}


@pytest.mark.parametrize(
    ("second", "same"),
    [
        pytest.param("Officials in Damascus blamed the attack on extremists.", True, id="attack"),
        pytest.param("Officials in Damascus blamed the airstrikes on Moscow.", False, id="other"),
        pytest.param("Officials in Damascus met a guest from abroad.", False, id="no event"),
    ],
)
def test_the_attack_is_the_one_told_before(second, same):
    desk = fillers(Desk().report("A", MARKET, second))
    assert (desk.labels()[0] == desk.labels()[1]) is same


def test_order_of_the_passages_does_not_matter():
    desk = fillers(Desk().report("A", MARKET).report("B", MARKET_TOO))
    assert desk.stories() == stories(reversed(desk.passages), desk.articles)


def test_nothing():
    assert stories([], {}) == []


def test_passages_of_unknown_articles_are_left_out():
    desk = Desk().report("A", MARKET)
    assert stories(desk.passages, {}) == []


def test_a_day_still_to_come_is_news_of_the_report():
    desk = Desk().report("A", WELLS, event_date=DAY + timedelta(days=20), dated_by="sentence")
    assert day_of(desk.passages[0], desk.articles[1]) == DAY
