import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from summaries.explain import article_of, explain
from summaries.gazetteer import Gazetteer
from summaries.regions import Tagger, main_region
from summaries.scheme import Scheme
from summaries.types import Article

LABELS = Path(__file__).parents[3] / "evaluation" / "labels"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def article(text, title="", published=datetime(2022, 1, 31, tzinfo=UTC)):
    return Article(7, "Outlet", "", None, title, text, published)


def passages(text, **fields):
    return Tagger.default().tag(article(text, **fields)).passages


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(row, id=f"{number} {row['rule']} {row['language']}")
        for number, row in enumerate(rows(LABELS / "hard_cases.tsv"), 1)
    ],
)
def test_hard_case(case):
    found = Tagger.default().tag(article_of(case["text"].replace(" ¶ ", "\n\n"))).passages[-1]
    assert found.region == case["region"], found.why
    assert set(filter(None, case["also"].split(","))) <= set(found.also)


def test_worked_example(eval_data):
    text = (eval_data / "reports" / "southfront-2022-01-31.txt").read_text(encoding="utf-8")
    found = explain(text, Tagger.default())
    for row in rows(eval_data / "reports" / "southfront-2022-01-31.labels.tsv"):
        start = text.index(row["begins"].strip())
        end = text.index("\n", start)
        if row["region"] == "furniture":
            assert (start, end) in [(f["start"], f["end"]) for f in found["furniture"]]
            continue
        block = [p for p in found["passages"] if start <= p["start"] < end]
        assert {p["region"] for p in block} == {row["region"]}, row
        assert set(filter(None, row["also"].split(","))) <= {
            r for p in block for r in p["also"]
        } | {"northeast"}


def test_passages_are_sentences_of_the_body_in_order():
    text = "Subscribe to our newsletter\n\nGunmen fired in Nawa. Two died.\n\nRain fell in Homs."
    found = passages(text)
    assert [p.text for p in found] == ["Gunmen fired in Nawa.", "Two died.", "Rain fell in Homs."]
    assert [text[p.start : p.end] for p in found] == [p.text for p in found]
    assert [p.paragraph for p in found] == [0, 0, 1]
    assert {p.article_id for p in found} == {7}


def test_dates_of_their_own_and_continued_and_the_report_s():
    first, second, third, fourth = passages(
        "On January 28, gunmen fired in Nawa. Two were wounded.\n\nA day earlier, a mine exploded"
        " there.\n\nPeople stayed at home."
    )
    assert (first.event_date, first.dated_by) == (date(2022, 1, 28), "sentence")
    assert (second.event_date, second.dated_by) == (date(2022, 1, 28), "continued")
    assert (third.event_date, third.dated_by) == (date(2022, 1, 27), "continued")
    assert (fourth.event_date, fourth.dated_by) == (None, "report")


@pytest.mark.parametrize(
    ("first", "last_day"),
    [
        ("Earlier this week, gunmen fired in Nawa.", date(2022, 1, 31)),
        ("Last month, gunmen fired in Nawa.", date(2021, 12, 31)),
        ("Ten gunmen have been killed in Nawa since Friday.", date(2022, 1, 31)),
        ("وفي وقت سابق من هذا الأسبوع أطلق مسلحون النار في نوى.", date(2022, 1, 31)),
    ],
)
def test_a_period_is_no_day(first, last_day):
    told, detail = passages(f"{first} Two were wounded.")

    assert (told.event_date, told.dated_by) == (last_day, "period")
    assert told.why.endswith("; the date is the last day of the period that is told")
    assert (detail.event_date, detail.dated_by) == (last_day, "period")


def test_a_day_that_counts_from_a_period_is_no_day_either():
    _, earlier = passages(
        "Last week, gunmen fired in Nawa. A day earlier, two were wounded in Nawa."
    )
    assert (earlier.event_date, earlier.dated_by) == (date(2022, 1, 29), "period")


def test_a_day_after_a_period_is_a_day():
    _, day, detail = passages(
        "Last week, gunmen fired in Nawa. On January 28, a mine exploded in Homs. Two were wounded."
    )

    assert (day.event_date, day.dated_by) == (date(2022, 1, 28), "sentence")
    assert (detail.event_date, detail.dated_by) == (date(2022, 1, 28), "continued")


def test_a_turn_takes_no_date_along():
    _, turn = passages("On January 28, gunmen fired in Nawa. Meanwhile, two died in Homs.")
    assert (turn.event_date, turn.dated_by) == (None, "report")


def test_report_without_a_date_is_undated():
    (passage,) = passages("Gunmen fired in Nawa.", published=None)
    assert passage.dated_by == "undated"


def test_opinions_and_dangling_openers_are_marked():
    first, second = passages("Gunmen fired in Nawa. The attack may have been a warning.")
    assert (first.assessment, first.needs_previous) == (False, False)
    assert (second.assessment, second.needs_previous) == (True, True)


def test_title_places_what_names_no_place():
    assert passages("Two people died.", title="Mine explodes in Nawa")[0].region == "daraa"


def test_title_decides_against_a_small_place_that_may_be_another():
    text = "A mine exploded in Samiriyah, near Nawa."
    assert passages(text, title="Mine explodes in Daraa")[0].region == "daraa"
    assert passages(text)[0].region == "elsewhere"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        pytest.param("A blast killed two. It hit a bus in Nawa.", "daraa", id="told next"),
        pytest.param("قتل اثنان بانفجار. وأصاب الانفجار حافلة في نوى.", "daraa", id="Arabic"),
        pytest.param(
            "A blast killed two. A vote is due. Rain fell in Nawa.", "countrywide", id="no"
        ),
        pytest.param(
            "Two were killed across Syria. One fell in Nawa.", "countrywide", id="country"
        ),
    ],
)
def test_lead_lies_where_the_report_goes_on_to_tell(text, region):
    assert passages(text)[0].region == region


@pytest.mark.parametrize(
    ("text", "region"),
    [
        pytest.param("Hama, SANA – Two people died.", "central", id="city"),
        pytest.param("Damascus, SANA – Two people died.", "countrywide", id="capital"),
        pytest.param("حماة-سانا: توفي شخصان.", "central", id="Arabic"),
        pytest.param("دمشق-سانا: توفي شخصان.", "countrywide", id="Arabic capital"),
        pytest.param("عنب بلدي – السويداء: توفي شخصان.", "daraa", id="after the outlet"),
        pytest.param("القامشلي – نورث برس\nتوفي شخصان.", "northeast", id="a line of its own"),
    ],
)
def test_dateline_is_a_hint_unless_it_is_the_capital_s(text, region):
    assert passages(text)[-1].region == region


def test_scheme_decides_where_bare_deir_ez_zor_lies():
    text = (Path(main_region.__code__.co_filename).parent / "data" / "regions.toml").read_text(
        "utf-8"
    )
    scheme = Scheme.parse(
        text.replace('default_for_deir_ez_zor = "northeast"', 'default_for_deir_ez_zor = "central"')
    )
    tagger = Tagger(Gazetteer.load(scheme=scheme), scheme)
    (passage,) = tagger.tag(article("Oil smugglers were caught in Deir Ezzor.")).passages
    assert (passage.region, passage.also) == ("central", ("northeast",))
    assert tagger.version != Tagger.default().version


POLITICS = "Parliament voted. Sanctions stay. Talks resume.\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "A raid killed six people in Syria on Monday. It hit Nawa.",
            ["daraa", "daraa"],
            id="told next",
        ),
        pytest.param(
            "A raid killed six people in Syria on Monday. Nobody claimed the raid. It was windy."
            " The raid hit Nawa.",
            ["daraa", "daraa", "countrywide", "daraa"],
            id="told later",
        ),
        pytest.param(
            "A raid killed six people in Syria on Monday. It was windy. Hail fell on Nawa.",
            ["countrywide", "countrywide", "daraa"],
            id="another matter",
        ),
        pytest.param(
            "Thousands have been killed in Syria since 2011. In Nawa six died.",
            ["countrywide", "daraa"],
            id="the war's dead",
        ),
    ],
)
def test_an_event_whose_place_is_told_after_it(text, found):
    assert [passage.region for passage in passages(POLITICS + text)][3:] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Raids killed six in eastern Syria. They hit Mayadin.", ["central", "central"]),
        ("Raids killed six in eastern Syria. They hit Hajin.", ["northeast", "northeast"]),
        ("Raids killed six in eastern Syria. Homs was calm.", ["northeast", "central"]),
        ("Raids killed six in Raqqa. Mayadin was calm.", ["northeast", "central"]),
    ],
)
def test_a_lead_on_both_banks_waits_for_the_town(text, found):
    told = passages(text)
    assert [passage.region for passage in told] == found
    assert all(passage.region not in passage.also for passage in told)


@pytest.mark.parametrize(
    ("title", "text", "region"),
    [
        pytest.param("", "Shells fell on Nawa. Two died. Rain fell in Homs.", "daraa", id="lead"),
        pytest.param("Shells fall on Homs", "In Nawa rain fell.", "central", id="title"),
        pytest.param(
            "", "Parliament voted. Sanctions stay. Talks resume.", "countrywide", id="none"
        ),
        pytest.param("Shells fall on Homs", "", "central", id="title alone"),
        pytest.param(
            "Shells hit Nawa and Raqqa",
            "Rain fell in Raqqa. Raqqa is dark.",
            "northeast",
            id="beside",
        ),
        pytest.param(
            "Bombs kill 42",
            "Syrian men search for victims in Homs. Bombs killed 42 in Nawa.",
            "daraa",
            id="caption",
        ),
        pytest.param(
            "Shells hit Homs and Nawa",
            "Shells fell on Nawa on Monday. Shells fell on Nawa on Monday. Homs is dark. So is Homs"
            " airport. Hail fell on Homs.",
            "central",
            id="standfirst and lead",
        ),
        pytest.param("", "", "countrywide", id="empty"),
    ],
)
def test_main_region_of_a_report(title, text, region):
    tagger = Tagger.default()
    report = article(text, title)
    assert tagger.main_region(report, tagger.tag(report)) == region


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "...", "*", "\u202b\u202c", "a" * 5_000, "ب" * 5_000]
)
def test_odd_texts_do_no_harm(text):
    found = Tagger.default().tag(article(text))
    assert all(p.text == text[p.start : p.end] for p in found.passages)


def test_tagging_is_repeatable():
    text = "Gunmen fired in Nawa. Two died.\n\nIn Homs, the market reopened."
    assert passages(text) == passages(text)


@pytest.mark.parametrize("city", ["Damascus", "Aleppo"])
def test_a_name_of_two_cities_of_a_region_is_that_of_the_city_told_before(city):
    told = passages(f"An explosion shook central {city}. Shells fell in the Midan neighbourhood.")
    assert told[-1].place is not None
    assert told[-1].place.kind == "neighbourhood"
    assert told[-1].place.governorate == city
