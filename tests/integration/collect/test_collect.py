"""Collecting for real: what comes in, what is due, what is on Syria, and what a kill costs."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.collect import collect_now
from bot.errors import UsageError
from bot.feeds.check import check_sources

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def test_article_is_stored_with_its_passages(desk_on_both):
    desk = desk_on_both
    desk.feed(desk.item(1), desk.item(2, desk.gweran))
    report = await desk.collect_one()
    assert (report.new, report.error, report.notice) == (2, "", "")
    first = desk.articles()[0]
    assert (first.outlet, first.label, first.url) == ("One", "local", "https://x.example/1")
    assert (first.title, first.language, first.origin) == ("Report 1", "en", None)
    assert first.published == datetime(2022, 1, 31, 8, 30, tzinfo=UTC)
    found = desk.store.passages(desk.now - 7 * DAY, desk.now)
    assert {("daraa", 29), ("northeast", 30)} <= {
        (one.region, one.event_date.day) for one in found if one.event_date
    }


async def test_collecting_twice_changes_nothing(desk_on_both):
    desk = desk_on_both
    desk.feed(desk.item(1), desk.item(2, desk.gweran))
    assert (await desk.collect_one()).new == 2
    before = desk.articles()
    report = await desk.collect_one(HOUR)
    assert (report.new, report.updated, report.known) == (0, 0, 2)
    assert desk.articles() == before


async def test_only_what_is_due_is_looked_at(desk):
    desk.feed()
    slow = desk.source(minutes=60)
    assert set(await desk.collect(slow)) == {"one"}
    assert await desk.collect(slow, later=59 * MINUTE) == {}
    assert set(await desk.collect(slow, later=MINUTE)) == {"one"}
    assert len(desk.web.requests) == 2


async def test_unchanged_feed_costs_no_body(desk):
    since = "Mon, 31 Jan 2022 10:00:00 GMT"
    desk.feed(desk.item(1), etag='"1"', last_modified=since)
    await desk.collect()
    report = await desk.collect_one(HOUR)
    assert (report.new, report.known, report.error) == (0, 0, "")
    sent = desk.web.requests[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', since)
    assert (desk.state().etag, desk.state().last_success) == ('"1"', desk.now)


async def test_corrected_article_is_updated(desk):
    desk.feed(desk.item(1))
    await desk.collect()
    desk.feed(desk.item(1, desk.nahij.replace("a man", "two men")))
    assert (await desk.collect_one(HOUR)).updated == 1
    [article] = desk.articles()
    assert "two men" in article.text


async def test_switched_off_source_is_not_looked_at(desk):
    desk.feed(desk.item(1))
    assert await desk.collect(desk.source(enabled=False)) == {}
    assert desk.web.requests == []


async def test_general_outlet_s_article_enters_only_if_it_is_on_syria(desk):
    football = (
        "The team won the match in Madrid on Saturday by two goals to one." + " It rained." * 60
    )
    shot = desk.page("/a/3", desk.gweran)
    won = desk.page("/a/4", football)
    desk.feed(
        desk.item(1),
        desk.item(2, football, "Madrid wins"),
        desk.item(3, "A prison in Hasakah, Syria …", "Prison taken back", shot),
        desk.item(4, "Two goals in Madrid …", "Madrid wins", won),
    )
    report = await desk.collect_one(general=True)
    assert (report.new, report.irrelevant) == (2, 2)
    assert len(desk.articles()) == 2
    assert desk.web.asked("/a/4") == []


async def test_named_sources_are_collected_whether_due_or_not(desk):
    sources = [
        desk.source(),
        desk.source("two"),
        desk.source("off", enabled=False, notice="Ask first."),
    ]
    desk.feed()
    desk.feed(name="two")
    heard = []

    async def run(*only):
        done = await collect_now(
            desk.store, sources, desk.fetcher, desk.tagger, desk.clock, heard.append, only=only
        )
        return [report.source_id for report in done]

    assert await run() == ["one", "two"]
    assert await run("two", "two") == ["two"]
    assert sorted(report.source_id for report in heard) == ["one", "two", "two"]
    with pytest.raises(UsageError, match="no source 'three'; there are: off, one, two"):
        await run("three")
    with pytest.raises(UsageError, match=r"'off' is switched off in the catalogue: Ask first\."):
        await run("off")


async def test_check_tells_which_sources_work(desk):
    desk.feed(desk.item(1), name="good")
    desk.feed(desk.item(1).replace("Jan 2022", "Jan 2020"), name="silent")
    desk.feed(name="empty")
    desk.web.redirect("/moved", "/good")
    names = ("good", "silent", "empty", "moved", "missing")
    heard = []
    checks = await check_sources(map(desk.source, names), desk.fetcher, desk.now, heard.append)
    good, silent, empty, moved, missing = checks
    assert (good.problem, good.entries, good.newest.day) == ("", 1, 31)
    assert silent.problem.startswith("nothing new since 2020-01-31")
    assert empty.problem.startswith("the feed is empty")
    assert (moved.problem, moved.moved_to) == ("", f"{desk.web.url}/good")
    assert "404" in missing.problem
    assert sorted(one.source_id for one in heard) == sorted(names)


async def test_event_loop_does_next_to_nothing_itself(desk):
    """Measured in processor time of its thread, which other work on the machine does not change."""
    desk.feed(*(desk.item(number, desk.nahij * 20 + str(number)) for number in range(20)))
    await desk.collect(desk.source("warm-up"))
    own, all_in_all = time.thread_time(), time.process_time()
    assert (await desk.collect_one()).new == 20
    own, all_in_all = time.thread_time() - own, time.process_time() - all_in_all
    assert own < all_in_all / 5


async def test_kill_in_between_loses_nothing(desk):
    """The kill comes while the second article's page hangs; the row must not call it done."""
    hanging = desk.web.serve("/a/2", hang=True)
    desk.feed(desk.item(1), desk.item(2, "Gweran …", url=hanging), etag='"1"')
    job = asyncio.create_task(desk.collect())
    assert await asyncio.to_thread(desk.web.hanging.wait, 10)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert len(desk.articles()) == 1
    assert (desk.state().etag, desk.state().last_attempt) == ("", None)
    desk.page("/a/2", desk.gweran)
    report = await desk.collect_one()
    assert (report.new, report.known) == (1, 1)
    assert desk.state().etag == '"1"'
