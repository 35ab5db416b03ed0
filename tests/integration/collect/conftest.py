"""A desk to collect at: a server, a database, the tagger, and a clock that the test turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.collect import collect_due
from bot.feeds.fetch import Fetcher, Limits
from bot.model import Source
from summaries.regions import Tagger

NAHIJ = "On January 29, gunmen shot a man dead in the town of Nahij in western Daraa."
GWERAN = "On January 30, the SDF took the prison of Gweran in al-Hasakah back."
MORE = " The attackers fled on a motorbike, and nobody claimed the attack." * 12


class Desk:
    """What a test of collecting does, in its words."""

    nahij, gweran = NAHIJ + MORE, GWERAN + MORE
    teaser = "A man was shot dead in the town of Nahij […]"

    def __init__(self, web, store, fetcher, tagger):
        self.web, self.store, self.fetcher, self.tagger = web, store, fetcher, tagger
        self.now = datetime(2022, 2, 1, 12, tzinfo=UTC)

    def clock(self):
        return self.now

    def source(self, name="one", **changes):
        """A source whose feed this server has at ``/name``."""
        values = {
            "id": name,
            "name": name.title(),
            "feed": f"{self.web.url}/{name}",
            "language": "en",
            "label": "local",
            "reason": "Made for the test.",
        }
        return Source(**{**values, **changes})

    def feed(self, *items, name="one", **how):
        channel = f"<channel><title>X</title>{''.join(items)}</channel>"
        self.web.feed(f"/{name}", f"<rss version='2.0'>{channel}</rss>", **how)

    def item(self, number, text=nahij, title="", url="", *, dated=True):
        """An item of a feed; its address is none of this server unless told."""
        date = "<pubDate>Mon, 31 Jan 2022 08:30:00 GMT</pubDate>" if dated else ""
        return (
            f"<item><title>{title or f'Report {number}'}</title>{date}"
            f"<guid isPermaLink='false'>{number}</guid>"
            f"<link>{url or f'https://x.example/{number}'}</link>"
            f"<description><![CDATA[<p>{text}</p>]]></description></item>"
        )

    def page(self, path, text=nahij, head=""):
        """Serve an article's page; returns its address."""
        body = f"<article><p>{text}</p></article>"
        return self.web.serve(path, f"<html><head>{head}</head><body>{body}</body></html>")

    async def collect(self, *sources, later=timedelta(0)):
        """Collect what is due ``later``; the reports by source."""
        self.now += later
        sources = sources or (self.source(),)
        found = await collect_due(self.store, sources, self.fetcher, self.tagger, self.clock)
        return {report.source_id: report for report in found}

    async def collect_one(self, later=timedelta(0), **changes):
        """Collect the source ``one``; its report."""
        return (await self.collect(self.source(**changes), later=later))["one"]

    def articles(self):
        """All that is stored, in the order in which it came."""
        found = self.store.articles(range(1, self.store.article_count() + 1))
        return [found[number] for number in sorted(found)]

    def state(self, name="one"):
        return next(one for one in self.store.source_states() if one.source_id == name)


@pytest.fixture(scope="session")
def tagger():
    return Tagger.default()


@pytest.fixture
async def desk(web, sqlite_store, tagger):
    async with Fetcher(Limits(seconds=20), allow_private=True) as fetcher:
        yield Desk(web, sqlite_store, fetcher, tagger)


@pytest.fixture
async def desk_on_both(web, store, tagger):
    async with Fetcher(Limits(seconds=20), allow_private=True) as fetcher:
        yield Desk(web, store, fetcher, tagger)
