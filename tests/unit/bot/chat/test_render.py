"""What a reader sees, line by line. What holds of every digest stands in tests/property."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.chat.render import digest_html, digest_parts, digest_text, search_page
from bot.model import Hit, SearchPage
from bot.preview.html_style import parse_html
from summaries.scheme import Scheme
from summaries.types import (
    Citation,
    Claim,
    Conflict,
    Digest,
    Item,
    More,
    Passage,
    Place,
    RegionId,
    Window,
)

SCHEME = Scheme.load()
DAMASCUS = ZoneInfo("Asia/Damascus")
NORTHEAST = RegionId("northeast")
END = datetime(2022, 1, 31, 8, tzinfo=DAMASCUS)
WEEK = Window(datetime(2022, 1, 24, 8, tzinfo=DAMASCUS), END, END)

WIRE = Citation(
    "Steppe Wire", "agency", "https://x.y/1", datetime(2022, 1, 31, tzinfo=UTC), "Steppe Wire"
)
REPOST = Citation("Far Post", "re-publisher", None, datetime(2022, 2, 2, tzinfo=UTC), "Steppe Wire")
PRISON = Item(
    text="Guards & inmates fought for <six> days.",
    language="en",
    region=NORTHEAST,
    event_date=date(2022, 1, 28),
    dated_by="sentence",
    place="Gweran, Hasakah",
    assessment=True,
    sources=(WIRE, REPOST),
    independent=1,
    conflicts=(
        Conflict(
            "people killed",
            (
                Claim("Steppe Wire", "31 people", "", "https://x.y/1"),
                Claim("صوت النهر", "12", "", None),
            ),
        ),
    ),
)
ARABIC = Item(
    text="SOHR: قتل 12 شخصًا.",
    language="ar",
    region=NORTHEAST,
    event_date=None,
    dated_by="report",
    place=None,
    assessment=False,
    sources=(WIRE,),
    independent=3,
)
MORE = More("A title", "Far Post", "re-publisher", "https://x.y/2", None)
DIGEST = Digest(NORTHEAST, WEEK, 12, 8, 5, (PRISON, ARABIC), (MORE,), 2)


def shown(digest, language="en"):
    (html,) = digest_parts(digest, language, SCHEME)
    return parse_html(html).text


def test_an_english_digest():
    assert shown(DIGEST) == (
        "Northeast\n"
        "Mon 24 Jan, 08:00 – Mon 31 Jan 2022, 08:00 (UTC+2)\n"
        "Information cutoff: 31 January 2022, 08:00\n"
        "12 reports (▲ 4 on the week before) · 5 independent origins\n"
        "\n"
        "1. Fri 28 Jan · Gweran, Hasakah · assessment\n"
        "Guards & inmates fought for <six> days.\n"
        "Steppe Wire [agency], 31 Jan; Far Post [re-publisher], 2 Feb, from Steppe Wire, "
        "no address · 1 source\n"
        "Accounts differ: people killed\n"
        "• Steppe Wire: “31 people”\n"
        "\u200e• \u2068صوت النهر\u2069: “12”\n"
        "\n"
        "2. reported Mon 31 Jan · place not given\n"
        "\u200fSOHR: قتل 12 شخصًا.\n"
        "Steppe Wire [agency], 31 Jan · 3 independent sources\n"
        "\n"
        "More reports\n"
        "• A title — Far Post [re-publisher]\n"
        "\n"
        "2 reports could be placed in no region.\n"
        "Sentences are verbatim; nothing is paraphrased. Figures are subject to revision."
    )


def test_a_claim_names_the_body_that_its_outlet_cites():
    claim = Claim("Steppe Wire", "20", "", "https://x.y/1", "Observatory")
    conflict = Conflict("people killed", (*PRISON.conflicts[0].claims, claim))
    digest = replace(DIGEST, items=(replace(PRISON, conflicts=(conflict,)),))
    line = "• Steppe Wire, citing Observatory: “20”"
    assert line in shown(digest).split("\n")
    assert line in digest_text(digest, "en", SCHEME)
    assert "</a>, citing Observatory: “20”" in digest_html([digest], "en", SCHEME)


def test_what_was_reported_late_follows_the_items():
    digest = replace(DIGEST, items=(PRISON,), late=(ARABIC, ARABIC))
    told = (
        "Reported late, on earlier days\n"
        "2. reported Mon 31 Jan · place not given\n"
        "\u200fSOHR: قتل 12 شخصًا.\n"
        "Steppe Wire [agency], 31 Jan · 3 independent sources\n"
        "\n"
        "3. reported Mon 31 Jan"
    )
    assert told in shown(digest)
    assert "وردت متأخرة، عن أيام سابقة\n2. " in shown(digest, "ar")
    text = digest_text(digest, "en", SCHEME)
    assert "\n\nReported late, on earlier days\n2. reported" in text
    assert "\n\n3. reported" in text
    page = digest_html([digest], "en", SCHEME)
    assert '<h3>Reported late, on earlier days</h3><ol start="2">' in page
    assert page.count("SOHR: قتل 12 شخصًا.") == 2


def test_an_arabic_digest():
    lines = shown(DIGEST, "ar").split("\n")

    assert lines[0] == "الشمال الشرقي"
    assert lines[3] == "12 تقريرًا (▲ 4 عن الأسبوع السابق) · 5 مصادر أصلية مستقلة"
    assert lines[5] == "1. الجمعة 28 كانون الثاني · \u2068Gweran, Hasakah\u2069 · تقدير"
    assert lines[6] == "Guards & inmates fought for <six> days."
    assert lines[9] == "\u200f• \u2068Steppe Wire\u2069: «\u206831 people\u2069»"
    assert lines[10] == "• صوت النهر: «12»"


def test_styles_and_links():
    (html,) = digest_parts(DIGEST, "en", SCHEME)

    assert html.startswith("<b>Northeast</b>\n")
    assert "<blockquote>Guards &amp; inmates fought for &lt;six&gt; days.</blockquote>" in html
    assert '<a href="https://x.y/1">Steppe Wire</a> [agency]' in html
    assert "; Far Post [re-publisher]" in html
    assert '<blockquote expandable>• <a href="https://x.y/2">A title</a> —' in html


@pytest.mark.parametrize(
    ("reports", "before", "line"),
    [
        (12, 8, "12 reports (▲ 4 on the week before) · 5 independent origins"),
        (1, 8, "1 report (▼ 7 on the week before) · 5 independent origins"),
        (8, 8, "8 reports (as many as the week before) · 5 independent origins"),
        (0, 3, "No reports this week (▼ 3 on the week before)"),
        (0, 0, "No reports this week"),
    ],
)
def test_state_line(reports, before, line):
    digest = replace(DIGEST, reports=reports, reports_before=before, items=(), more=())

    assert shown(digest).split("\n")[3] == line


@pytest.mark.parametrize(
    ("sources", "language", "line"),
    [
        ("en", "en", "1 report in English sources (▼ 7 on the week before) · 1 independent origin"),
        ("ar", "en", "1 report in Arabic sources (▼ 7 on the week before) · 1 independent origin"),
        (
            "ar",
            "ar",
            "تقرير واحد من مصادر ناطقة بالعربية (▼ 7 عن الأسبوع السابق) · مصدر أصلي مستقل واحد",
        ),
    ],
)
def test_the_state_line_says_of_which_sources(sources, language, line):
    digest = replace(DIGEST, reports=1, origins=1, sources=sources)

    assert shown(digest, language).split("\n")[3] == line
    assert line in digest_text(digest, language, SCHEME)
    assert line in digest_html([digest], language, SCHEME)


@pytest.mark.parametrize(
    ("sources", "language", "line"),
    [
        ("en", "en", "No reports in English sources this week"),
        ("ar", "en", "No reports in Arabic sources this week"),
        ("en", "ar", "لا تقارير من مصادر ناطقة بالإنكليزية هذا الأسبوع"),
        ("ar", "ar", "لا تقارير من مصادر ناطقة بالعربية هذا الأسبوع"),
    ],
)
def test_no_reports_of_the_chosen_sources(sources, language, line):
    empty = Digest(NORTHEAST, WEEK, 0, 0, 0, (), (), sources=sources)

    assert shown(empty, language).split("\n")[3] == line


def test_an_arabic_digest_has_arabic_places_and_labels():
    state = replace(WIRE, label="state media, sanctioned")
    own = replace(WIRE, label="state media, as we see it")
    item = replace(PRISON, place_ar="غويران، الحسكة", sources=(state, own))
    digest = replace(DIGEST, items=(item,))
    lines = shown(digest, "ar").split("\n")

    assert lines[5] == "1. الجمعة 28 كانون الثاني · غويران، الحسكة · تقدير"
    assert "\u2068Steppe Wire\u2069 [إعلام رسمي، خاضع لعقوبات]" in lines[7]
    assert "[\u2068state media, as we see it\u2069]" in lines[7]
    assert "غويران، الحسكة" in digest_html([digest], "ar", SCHEME)
    assert "1. Fri 28 Jan · Gweran, Hasakah · assessment" in shown(digest)
    assert "[state media, sanctioned]" in shown(digest)


@pytest.mark.parametrize(
    ("since", "until", "line", "quiet"),
    [
        ("2022-01-24", "2022-01-31", "Mon 24 Jan – Sun 30 Jan 2022 (UTC+2)", "this week"),
        ("2021-12-30", "2022-01-03", "Thu 30 Dec 2021 – Sun 2 Jan 2022 (UTC+2)", "this period"),
        ("2022-01-24", "2022-01-25", "Mon 24 Jan 2022 (UTC+2)", "this day"),
        (
            "2022-03-24T08:00",
            "2022-03-31T08:00",
            "Thu 24 Mar, 08:00 – Thu 31 Mar 2022, 08:00 (UTC+3)",
            "this week",
        ),
    ],
)
def test_window(since, until, line, quiet):
    start, end = (datetime.fromisoformat(t).replace(tzinfo=DAMASCUS) for t in (since, until))
    digest = Digest(NORTHEAST, Window(start, end, end), 0, 0, 0, (), ())
    lines = shown(digest).split("\n")

    assert lines[1] == line
    assert lines[3] == f"No reports {'in ' if quiet == 'this period' else ''}{quiet}"


def test_a_long_digest_names_its_parts():
    long = replace(PRISON, text="A sentence of the report that goes on and on. " * 30)
    parts = digest_parts(replace(DIGEST, items=(long,) * 7), "en", SCHEME)

    assert len(parts) == 4
    assert parts[1].startswith("<b>Northeast · 2/4</b>\n\n<b>3. ")
    assert parts[3].startswith("<b>Northeast · 4/4</b>\n\n<b>7. ")


def test_sources_beyond_six_are_counted():
    many = replace(PRISON, sources=(WIRE,) * 9, independent=9)

    assert "; 3 more outlets · 9 independent sources" in shown(replace(DIGEST, items=(many,)))


def test_an_item_without_any_date():
    undated = replace(ARABIC, dated_by="undated", sources=(replace(WIRE, published=None),))

    assert "1. date not given · place not given" in shown(replace(DIGEST, items=(undated,)))


@pytest.mark.parametrize(("language", "head"), [("en", "1. by Fri 28 Jan"), ("ar", "حتى")])
def test_an_item_of_a_period(language, head):
    period = replace(PRISON, event_date=date(2022, 1, 28), dated_by="period")

    assert head in shown(replace(DIGEST, items=(period,)), language)


@pytest.mark.parametrize(
    ("about", "line"),
    [
        ("people killed", "Accounts differ: people killed"),
        ("displaced displaced", "Accounts differ: displaced people displaced"),
        ("who holds the bridge", "Accounts differ: who holds the bridge"),
        ("control", "Accounts differ: who controls the place"),
    ],
)
def test_what_accounts_differ_on(about, line):
    item = replace(PRISON, conflicts=(replace(PRISON.conflicts[0], about=about),))

    assert line in shown(replace(DIGEST, items=(item,)))


def test_the_terminals_form():
    text = digest_text(DIGEST, "en", SCHEME)

    assert text.startswith("Northeast\n=========\nMon 24 Jan")
    assert "   “Guards & inmates fought for <six> days.”\n" in text
    assert "   — Steppe Wire [agency], 31 Jan\n     https://x.y/1\n" in text
    assert "• A title — Far Post [re-publisher]\n     https://x.y/2\n" in text


def test_the_page():
    page = digest_html([DIGEST], "ar", SCHEME)

    assert '<html lang="ar" dir="rtl">' in page
    assert (
        '<blockquote lang="en" dir="auto">Guards &amp; inmates fought for &lt;six&gt; days.' in page
    )
    assert '<a href="https://x.y/1" rel="noopener noreferrer">' in page
    assert "http" not in page.replace("https://x.y/", "")


GWERAN = Place("1", "Gweran", "غويران", "neighbourhood", "Hasakah", "", "", NORTHEAST)


def hit(text="Guards fought <here>.", **changes):
    passage = Passage(1, 0, 1, text, NORTHEAST, (), GWERAN, date(2022, 1, 28), "sentence", 1.0, "")
    published = datetime(2022, 1, 31, tzinfo=UTC)
    made = Hit(passage, "Steppe Wire", "agency", "https://x.y/1", "t", published, 1.0)
    return replace(made, **changes)


def test_search_results():
    page = SearchPage("guards <b>", 7, (hit(), hit(url=None)), 5)

    assert parse_html(search_page(page, "en", SCHEME)).text == (
        "“guards <b>”\n"
        "6–7 of 7\n"
        "\n"
        "28 January 2022 · Gweran · Northeast\n"
        "Guards fought <here>.\n"
        "Steppe Wire [agency], 31 Jan\n"
        "\n"
        "28 January 2022 · Gweran · Northeast\n"
        "Guards fought <here>.\n"
        "Steppe Wire [agency], 31 Jan, no address"
    )


@pytest.mark.parametrize(
    ("day", "dated_by", "line"),
    [
        (date(2022, 1, 28), "continued", "28 January 2022 · Gweran"),
        (date(2022, 1, 28), "period", "by 28 January 2022 · Gweran"),
        (None, "report", "reported 31 January 2022 · Gweran"),
    ],
)
def test_search_results_say_how_the_day_is_known(day, dated_by, line):
    told = hit().passage._replace(event_date=day, dated_by=dated_by)
    page = SearchPage("x", 1, (replace(hit(), passage=told),))

    assert line in parse_html(search_page(page, "en", SCHEME)).text.split(" · Northeast")[0]


def test_search_results_in_arabic_name_the_place_in_arabic():
    head = search_page(SearchPage("x", 1, (hit(),)), "ar", SCHEME)

    assert "28 كانون الثاني 2022 · غويران · الشمال الشرقي" in parse_html(head).text


def test_a_long_passage_is_cut_visibly():
    text = "A long way to go. " * 60
    shown_text = parse_html(search_page(SearchPage("x", 1, (hit(text),)), "en", SCHEME)).text

    assert re.search(r"\w\.? \[…\]\nSteppe Wire", shown_text)
    assert len(shown_text) < 700
