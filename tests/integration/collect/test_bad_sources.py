"""One bad source, or one bad article, never disturbs another; a database that fails does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.collect import collect_due
from bot.errors import StoreError
from bot.feeds.fetch import Fetcher, Limits

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

SAID = {
    "page": "this is a web page, not a feed",
    "big": "sends more than 10 MB",
    "broken": "this is a PNG picture, not a feed",
    "gone": "gone for good",
    "missing": "404 Not Found",
}


async def test_every_kind_of_bad_source_is_a_line_on_its_row(desk):
    desk.feed(desk.item(1), name="good")
    desk.feed(name="empty")
    desk.web.serve("/page", "<!DOCTYPE html><html><body>News</body></html>")
    desk.web.serve("/big", (bytes(2**20) for _ in range(30)), chunked=True)
    desk.web.serve("/broken", b"\x89PNG\r\n\x1a\n\x00\x00")
    desk.web.serve("/gone", status=410)
    reports = await desk.collect(*map(desk.source, (*SAID, "empty", "good")))
    assert reports["good"].new == 1
    assert reports["empty"].error == reports["good"].error == ""
    for name, words in SAID.items():
        assert words in reports[name].error
        assert "\n" not in reports[name].error
        assert desk.state(name).error == reports[name].error
        assert desk.state(name).failures == 1


async def test_feed_that_hangs_keeps_no_other_waiting_for_long(desk):
    desk.feed(desk.item(1), name="good")
    desk.web.serve("/hang", hang=True)
    async with Fetcher(Limits(seconds=1.5), allow_private=True) as desk.fetcher:
        reports = await desk.collect(desk.source("hang"), desk.source("good"))
    assert reports["good"].new == 1
    assert reports["hang"].error == "127.0.0.1 gave no whole answer within 1.5 s"
    assert desk.state("hang").failures == 1


async def test_failures_in_a_row_wait_longer_and_say_so_and_success_ends_them(desk):
    pauses = []
    for _ in range(4):
        report = await desk.collect_one()
        pauses.append(desk.state().next_due - desk.now)
        desk.now = desk.state().next_due
    assert "(4 times in a row)" in report.error
    assert pauses == sorted(pauses)
    assert pauses[0] >= HOUR
    assert pauses[3] >= 8 * HOUR
    desk.feed(desk.item(1))
    assert (await desk.collect_one()).new == 1
    assert (desk.state().failures, desk.state().error) == (0, "")
    assert desk.state().next_due == desk.now + 30 * MINUTE


async def test_pause_that_the_server_asks_for_is_kept(desk):
    desk.web.serve("/one", status=429, headers={"Retry-After": "36000"})
    await desk.collect()
    assert desk.state().next_due == desk.now + 10 * HOUR


async def test_moved_feed_is_read_and_reported(desk):
    desk.feed(desk.item(1), name="new?key=geheim")
    desk.web.redirect("/one", "/new?key=geheim")
    report = await desk.collect_one()
    assert (report.new, report.error) == (1, "")
    assert f"has moved to {desk.web.url}/new?key=***" in report.notice


class Stumbling:
    """The real tagger, but for one article that nobody foresaw."""

    def __init__(self, tagger):
        self._tagger = tagger

    def tag(self, article):
        if article.title == "Report 1":
            raise ZeroDivisionError
        return self._tagger.tag(article)


async def test_article_that_breaks_its_reader_leaves_the_others_alone(desk):
    desk.feed(desk.item(1), desk.item(2, desk.gweran))
    desk.tagger = Stumbling(desk.tagger)
    report = await desk.collect_one()
    assert (report.new, report.error) == (1, "")
    assert report.notice == "1 of its articles could not be read; see the log"


class Breaking:
    """The real fetcher, whose answers for one source break what reads them."""

    def __init__(self, fetcher):
        self._fetcher = fetcher

    async def get(self, url, **conditions):
        if url.endswith("/odd"):
            raise ZeroDivisionError
        return await self._fetcher.get(url, **conditions)


async def test_source_that_breaks_its_reader_leaves_the_others_alone(desk):
    desk.feed(desk.item(1))
    desk.fetcher = Breaking(desk.fetcher)
    reports = await desk.collect(desk.source(), desk.source("odd"))
    assert reports["one"].new == 1
    assert (
        reports["odd"].error == "what it sends breaks its reader (ZeroDivisionError); see the log"
    )
    assert desk.state("odd").failures == 1


class Full:
    """The real store, on a disk that is full."""

    def __init__(self, store):
        self._store = store

    def __getattr__(self, name):
        return getattr(self._store, name)

    def save_article(self, *_):
        raise StoreError("the disk is full")


async def test_database_that_fails_ends_the_batch(desk):
    desk.feed(desk.item(1))
    desk.feed(desk.item(2, desk.gweran), name="two")
    sources = [desk.source(), desk.source("two")]
    desk.store.sync_sources(sources, desk.now)
    with pytest.raises(StoreError, match="the disk is full"):
        await collect_due(Full(desk.store), sources, desk.fetcher, desk.tagger, desk.clock)
    assert all(one.last_attempt is None for one in desk.store.source_states())
