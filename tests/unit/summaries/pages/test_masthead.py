"""What a page says of itself: title, outlet, dates, and who published the report first."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from summaries.furniture import Masthead, masthead
from summaries.types import Origin

BODY = "\n\nTroops left the town on Sunday after two days of talks, residents said.\n\n"


def at(year, month, day):
    return datetime(year, month, day, tzinfo=UTC)


def test_the_real_report(eval_data: Path):
    text = (eval_data / "reports" / "southfront-2022-01-31.txt").read_text(encoding="utf-8")
    assert masthead(text) == Masthead(
        title="Video: ISIS Threat Still Alive in Syria",
        outlet="South Front",
        published=at(2022, 1, 31),
        reposted_on=at(2022, 2, 2),
        reposted_by="Global Research",
        origin=Origin("South Front", None, "The original source of this article is South Front"),
    )


ORIGINS = [
    pytest.param("The original source of this article is [Field Desk](#)", "Field Desk", id="is"),
    pytest.param("Originally published by Field Desk", "Field Desk", id="originally by"),
    pytest.param("Originally published at Field Desk, 3 March 2023.", "Field Desk", id="at"),
    pytest.param("This article first appeared on Field Desk.", "Field Desk", id="first appeared"),
    pytest.param("This report was originally published in the Field Desk.", "Field Desk", id="in"),
    pytest.param("Republished with permission from Field Desk", "Field Desk", id="permission"),
    pytest.param("Source: Field Desk", "Field Desk", id="source"),
    pytest.param("(Source: Field Desk) Twitter", "Field Desk", id="source in brackets"),
    pytest.param("المصدر: عنب بلدي", "عنب بلدي", id="Arabic source"),
    pytest.param("نقلاً عن نورث برس", "نورث برس", id="Arabic quoted from"),
]


@pytest.mark.parametrize(("line", "outlet"), ORIGINS)
def test_origins(line, outlet):
    origin = masthead(f"A title\nBy Jane Roe{BODY}{line}\n").origin
    assert origin is not None
    assert origin.outlet == outlet
    assert origin.sign in line.replace("[", "").replace("](#)", "")


def test_the_address_of_the_origin_is_taken_from_its_link():
    page = f"A title{BODY}The original source of this article is [Field Desk](https://fd.org/1)"
    origin = masthead(page).origin
    assert origin is not None
    assert origin.url == "https://fd.org/1"


def test_two_outlets_with_a_date_each_are_a_re_post():
    page = f"A title\nWeekly Mirror, March 09, 2023\nField Desk 7 March 2023{BODY}"
    read = masthead(page)
    assert (read.outlet, read.published) == ("Field Desk", at(2023, 3, 7))
    assert (read.reposted_by, read.reposted_on) == ("Weekly Mirror", at(2023, 3, 9))


def test_a_re_post_without_the_date_of_the_original_has_none():
    page = f"A title\nWeekly Mirror, March 09, 2023{BODY}Originally published by Field Desk"
    read = masthead(page)
    assert (read.published, read.reposted_on) == (None, at(2023, 3, 9))


def test_an_own_report_has_title_and_date_and_no_origin():
    page = f"Calm returns to Tafas\nBy Jane Roe\nPublished: 12 May 2021{BODY}"
    read = masthead(page)
    assert (read.title, read.published) == ("Calm returns to Tafas", at(2021, 5, 12))
    assert (read.outlet, read.reposted_by, read.origin) == ("", "", None)


@pytest.mark.parametrize("line", ["Source: Agencies", "المصدر: وكالات"])
def test_agencies_at_large_are_no_origin(line):
    assert masthead(f"A title{BODY}{line}").origin is None


@pytest.mark.parametrize("text", ["", BODY, "Calm returns to Tafas" + BODY])
def test_a_page_that_says_nothing_gives_nothing(text):
    assert masthead(text) == Masthead()
