from datetime import date

import pytest

from summaries.query import MAX_TERMS, Query, parse_query
from summaries.types import RegionId

IDS = {"idlib": RegionId("idlib"), "north east": RegionId("northeast"), "درعا": RegionId("daraa")}


def terms(query: Query) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return query.words, query.phrases, query.excluded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gweran prison", (("gweran", "prison"), (), ()), id="words"),
        pytest.param('"security zone" SAS', (("sas",), ("security zone",), ()), id="phrase"),
        pytest.param("“security zone”", ((), ("security zone",), ()), id="curly quotes"),
        pytest.param("«سجن غويران»", ((), ("سجن غويران",), ()), id="angle quotes"),
        pytest.param('"prison"', (("prison",), (), ()), id="phrase of one word is a word"),
        pytest.param('"security zone', ((), ("security zone",), ()), id="quote left open"),
        pytest.param("Homs -Hama", (("homs",), (), ("hama",)), id="excluded word"),
        pytest.param("Homs −Hama", (("homs",), (), ("hama",)), id="typographic minus"),
        pytest.param('Homs -"al Waer"', (("homs",), (), ("al waer",)), id="excluded phrase"),
        pytest.param("al-Hasakah", (("al-hasakah",), (), ()), id="inner hyphen"),
        pytest.param("Se'alow, Dar'a!", (("se'alow", "dar'a"), (), ()), id="apostrophe"),
        pytest.param("1,200 fighters", (("1,200", "fighters"), (), ()), id="figure"),
        pytest.param("Homs homs HOMS", (("homs",), (), ()), id="once each"),
        pytest.param("- -- ... ?", ((), (), ()), id="nothing"),
        pytest.param("a\x00b\nc", (("a", "b", "c"), (), ()), id="control characters"),
    ],
)
def test_terms(text, expected):
    assert terms(parse_query(text)) == expected


@pytest.mark.parametrize(
    ("text", "region"),
    [
        pytest.param("region:idlib truce", "idlib", id="id"),
        pytest.param("in:north_east truce", "northeast", id="alias with a blank"),
        pytest.param("منطقة:درعا truce", "daraa", id="Arabic"),
        pytest.param("region:idlib region:nowhere truce", "idlib", id="last one known"),
    ],
)
def test_region(text, region):
    query = parse_query(text, IDS.get)
    assert query.region == region
    assert query.words[-1] == "truce"


def test_unknown_region_is_words():
    assert parse_query("region:mars", IDS.get).words == ("region:mars",)
    assert parse_query("region:idlib").words == ("region:idlib",)


def test_days():
    query = parse_query("since:2022-01-24 until:2022-02-01 prison since:soon")
    assert (query.since, query.until) == (date(2022, 1, 24), date(2022, 2, 1))
    assert query.words == ("prison", "since:soon")


@pytest.mark.parametrize(
    ("text", "sources", "words"),
    [
        ("lang:ar prison", "ar", ("prison",)),
        ("language:English prison", "en", ("prison",)),
        ("لغة:عربي سجن", "ar", ("سجن",)),
        ("lang:ar lang:both prison", "all", ("prison",)),
        ("lang:fr prison", "all", ("lang:fr", "prison")),
    ],
)
def test_sources(text, sources, words):
    query = parse_query(text)
    assert (query.sources, query.words) == (sources, words)


def test_empty_needs_a_word_or_a_phrase():
    assert parse_query("-Hama since:2022-01-24").empty
    assert not parse_query("Hama").empty


def test_many_terms_are_cut():
    assert len(parse_query(" ".join(f"w{n}" for n in range(500))).words) == MAX_TERMS
    assert len(parse_query("x" * 5000).words[0]) <= 80
