"""The sample reports: what they must be, and the feeds that carry them."""

from datetime import UTC, datetime

import pytest

from bot.feeds.parse import parse_feed
from bot.preview.samples import clock_start, outlets, reports, sources
from bot.preview.samples.feeds import feed
from bot.preview.samples.pages import page

BASE = "http://127.0.0.1:8080"


def test_the_reports_are_of_the_week_before_the_clocks_start():
    assert len(reports()) == 19
    for report in reports():
        assert datetime(2024, 12, 1, tzinfo=UTC) <= report.published < clock_start
        assert len(report.paragraphs) >= 3
        assert report.title
        assert report.author
    assert sum(report.outlet.language == "ar" for report in reports()) == 5


def test_one_report_is_told_again_by_another_outlet():
    [copy] = [report for report in reports() if report.original]
    original = copy.original

    assert original in reports()
    assert copy.paragraphs == original.paragraphs
    assert f'<a href="{original.path}">Sample Desk East</a>' in page(copy)
    assert "The original source of this article is" in page(copy)


def test_every_outlet_is_a_labelled_source():
    listed = sources(BASE)

    assert {source.name for source in listed} == {outlet.name for outlet in outlets().values()}
    assert {source.label for source in listed} == {"sample"}
    assert all(source.feed.startswith(f"{BASE}/samples/") for source in listed)
    assert [source.id for source in listed if source.general] == ["sample-review"]


@pytest.mark.parametrize("name", ["east", "monitor", "south", "review", "nashra"])
def test_each_feed_is_read_as_feeds_are_read(name):
    outlet = outlets()[name]
    own = [report for report in reports() if report.outlet == outlet]

    entries = parse_feed(feed(outlet, BASE).encode(), "application/xml", f"{BASE}/feed")

    assert [entry.title for entry in entries] == [report.title for report in own]
    assert [entry.published for entry in entries] == [report.published for report in own]
    assert [entry.url for entry in entries] == [BASE + report.path for report in own]
    assert len({entry.guid for entry in entries}) == len(own)
    whole = ["</p>" in entry.html for entry in entries]
    assert whole == [not outlet.teasers] * len(own)


def test_feeds_come_in_three_formats():
    assert {outlet.feed for outlet in outlets().values()} == {"rss", "atom", "rdf"}


def test_a_page_has_furniture_around_the_report():
    [report] = [report for report in reports() if report.slug == "damascus"]

    html = page(report)

    for text in (
        "<nav>",
        "newsletter",
        "Share this report",
        "cookies",
        report.published.isoformat(),
    ):
        assert text in html
    assert 'dir="rtl"' in page(next(entry for entry in reports() if entry.outlet.language == "ar"))
