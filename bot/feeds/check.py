"""Which sources of the catalogue work: for ``doctor`` and for the first look at a new catalogue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import BriefingError
from bot.feeds.address import shown
from bot.feeds.fetch import Fetcher
from bot.feeds.parse import parse_feed
from bot.model import Entry, Retrieved, Source

SILENT_AFTER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """How one source answers: ``problem`` is empty where it works, ``moved_to`` where it stays."""

    source_id: str
    problem: str = ""
    moved_to: str = ""
    entries: int = 0
    newest: datetime | None = None


async def check_sources(
    sources: Iterable[Source],
    fetcher: Fetcher,
    now: datetime,
    progress: Callable[[SourceCheck], None] = lambda _: None,
) -> list[SourceCheck]:
    """Fetch and read each feed once, storing nothing; ``progress`` hears of each as it is done."""

    async def check(source: Source) -> SourceCheck:
        outcome = await _check(source, fetcher, now)
        progress(outcome)
        return outcome

    return list(await asyncio.gather(*map(check, sources)))


def moved_notice(got: Retrieved) -> str:
    """Say that a feed has moved for good, and where to; empty where it has not."""
    if not got.moved_to:
        return ""
    return f"the feed has moved to {shown(got.moved_to)}: change its address in the catalogue"


async def _check(source: Source, fetcher: Fetcher, now: datetime) -> SourceCheck:
    try:
        got = await fetcher.get(source.feed)
        entries = await asyncio.to_thread(parse_feed, got.body or b"", got.content_type, got.url)
    except BriefingError as error:
        return SourceCheck(source.id, problem=str(error))
    newest = max((entry.published for entry in entries if entry.published), default=None)
    return SourceCheck(
        source.id,
        problem=_problem(entries, newest, now),
        moved_to=shown(got.moved_to) if got.moved_to else "",
        entries=len(entries),
        newest=newest,
    )


def _problem(entries: list[Entry], newest: datetime | None, now: datetime) -> str:
    if not entries:
        return "the feed is empty; look whether its address has changed"
    if newest is not None and newest < now - SILENT_AFTER:
        return f"nothing new since {newest:%Y-%m-%d}; look whether the outlet has another feed"
    return ""
