from datetime import UTC, datetime

from summaries.explain import explain
from summaries.regions import Tagger

TEXT = """Subscribe to our newsletter

Gunmen killed a trader in the town of Nahij on January 29.

The attack may have been a warning."""


def explained(text=TEXT):
    return explain(text, Tagger.default(), datetime(2022, 1, 31, tzinfo=UTC))


def test_shape_is_the_documented_one():
    found = explained()
    assert set(found) == {"passages", "furniture"}
    assert set(found["passages"][0]) == {
        "start", "end", "text", "region", "also", "place", "event_date", "confidence", "why",
    }  # fmt: skip
    assert set(found["furniture"][0]) == {"start", "end", "text"}


def test_offsets_are_of_the_input():
    found = explained()
    for part in (*found["passages"], *found["furniture"]):
        assert TEXT[part["start"] : part["end"]] == part["text"]


def test_passage_says_where_when_and_why():
    first, second = explained()["passages"]
    assert first["region"] == "daraa"
    assert first["place"] is not None
    assert first["place"].startswith("Nahij (")
    assert first["event_date"] == "2022-01-29"
    assert "Nahij" in first["why"]
    assert (second["region"], second["event_date"]) == ("daraa", "2022-01-29")


def test_report_without_a_place_or_date():
    (passage,) = explain("It rained.", Tagger.default())["passages"]
    assert (passage["place"], passage["event_date"], passage["also"]) == (None, None, [])
