"""Collecting: due sources are fetched, parsed, checked for relevance, tagged and stored.

Failures of one source are values on its row; the batch goes on. A source's row is written after
its articles are stored, so that a kill in between costs a second look and nothing else.

An article of which the feed carries only a teaser is stored with the text of its page. Where the
page cannot be had, the teaser is stored in its place, and if that was for a passing reason, the
next look tries the pages of the feed's teasers once more.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import structlog

from bot.errors import (
    BadStatus,
    BriefingError,
    FetchError,
    ParseError,
    StoreError,
    TimedOut,
    UsageError,
)
from bot.feeds.catalogue import label_of
from bot.feeds.check import moved_notice
from bot.feeds.drafting import draft_of, feed_text, is_teaser
from bot.feeds.extract import Page, extract_page
from bot.feeds.fetch import Fetcher
from bot.feeds.pace import after_failure, after_success, pages_missing
from bot.feeds.parse import parse_feed
from bot.feeds.saved import Stated, read_saved
from bot.model import (
    Draft,
    Entry,
    Retrieved,
    Saved,
    SaveResult,
    Source,
    SourceReport,
    SourceState,
)
from bot.store import Store
from summaries.types import Article

if TYPE_CHECKING:
    from summaries.regions import Tagger

Clock = Callable[[], datetime]
Progress = Callable[[SourceReport], None]
P = ParamSpec("P")
T = TypeVar("T")

MOST_PAGES = 30
"""Pages fetched for one source in one look; what is left over comes with the next."""

MOST_SECONDS = 120.0
"""Time for one source's pages in one look, so that a slow host does not hold up the next round."""

MOST_FAILED_PAGES = 2
"""After so many, a source's pages are left alone until the next look."""

MANY_FAILURES = 3
"""From so many in a row on, a report says how many there were."""

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})

log = structlog.get_logger()


async def collect_due(
    store: Store,
    sources: Sequence[Source],
    fetcher: Fetcher,
    tagger: Tagger,
    clock: Clock,
    progress: Progress = lambda _: None,
) -> list[SourceReport]:
    """Collect the sources that are due by the database; ``progress`` hears of each when done.

    The database takes over the catalogue first.

    Raises:
        StoreError: the database failed. Nothing is raised for what sources send.

    """
    enabled = {source.id: source for source in sources if source.enabled}
    async with _bench(store, fetcher, tagger, clock) as bench:
        await bench.off(store.sync_sources, sources, clock())
        due = await bench.off(store.due_sources, clock())
        pairs = [(enabled[state.source_id], state) for state in due if state.source_id in enabled]
        return await bench.all(pairs, progress)


async def collect_now(  # noqa: PLR0913  # one more than collect_due
    store: Store,
    sources: Sequence[Source],
    fetcher: Fetcher,
    tagger: Tagger,
    clock: Clock,
    progress: Progress = lambda _: None,
    *,
    only: Sequence[str] = (),
) -> list[SourceReport]:
    """Collect all enabled sources, or ``only`` those of these ids, whether due or not.

    The database takes over the catalogue first.

    Raises:
        UsageError: an id is not in the catalogue, or is switched off there.
        StoreError: the database failed.

    """
    wanted = chosen(sources, only)
    async with _bench(store, fetcher, tagger, clock) as bench:
        await bench.off(store.sync_sources, sources, clock())
        states = {state.source_id: state for state in await bench.off(store.source_states)}
        pairs = [(source, states[source.id]) for source in wanted]
        return await bench.all(pairs, progress)


def chosen(sources: Sequence[Source], only: Sequence[str]) -> list[Source]:
    """Return the enabled sources, or those of the ids in ``only``.

    Raises:
        UsageError: an id is not in the catalogue, or is switched off there.

    """
    by_id = {source.id: source for source in sources}
    for one in only:
        if one not in by_id:
            raise UsageError(f"no source {one!r}; there are: {', '.join(sorted(by_id))}")
        if not by_id[one].enabled:
            because = by_id[one].notice or "set enabled = true in your SOURCES_FILE"
            raise UsageError(f"source {one!r} is switched off in the catalogue: {because}")
    return [by_id[one] for one in dict.fromkeys(only or by_id) if by_id[one].enabled]


def import_file(
    store: Store,
    tagger: Tagger,
    path: Path,
    stated: Stated,
    sources: Sequence[Source],
    now: datetime,
) -> Saved:
    """Take a saved report into the database; what is not stated comes from its own masthead.

    The outlet's label, where none is stated, is that of the catalogue, else "imported".

    Raises:
        InputError: the file cannot be used.
        StoreError: the database failed.

    """
    draft = read_saved(path, stated)
    label = draft.label or label_of(draft.outlet, sources) or "imported"
    return _save(store, tagger, replace(draft, label=label), now)


def _save(store: Store, tagger: Tagger, draft: Draft, now: datetime) -> Saved:
    article = Article(
        id=0,
        outlet=draft.outlet,
        label=draft.label,
        url=draft.url,
        title=draft.title,
        text=draft.text,
        published=draft.published,
        language=draft.language,
        origin=draft.origin,
    )
    return store.save_article(draft, tagger.tag(article), now)


@asynccontextmanager
async def _bench(
    store: Store, fetcher: Fetcher, tagger: Tagger, clock: Clock
) -> AsyncIterator[_Bench]:
    """Open a bench with one worker thread: more would add memory and no speed."""
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="collect")
    try:
        yield _Bench(store, fetcher, tagger, clock, worker)
    finally:
        worker.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Bench:
    """What collecting works with."""

    store: Store
    fetcher: Fetcher
    tagger: Tagger
    clock: Clock
    worker: ThreadPoolExecutor

    async def off(self, do: Callable[P, T], *args: P.args, **how: P.kwargs) -> T:
        """Run what takes time in the worker thread, off the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.worker, partial(do, *args, **how))

    async def all(
        self, pairs: Sequence[tuple[Source, SourceState]], progress: Progress
    ) -> list[SourceReport]:
        """Collect all sources at once; the fetcher sees to it that it is not too much."""

        async def collect(source: Source, state: SourceState) -> SourceReport:
            report = await _Look(self, source, state).report()
            progress(report)
            return report

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(collect(*pair)) for pair in pairs]
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return [task.result() for task in tasks]


@dataclass(slots=True)
class _Look:
    """One look at one source, and what it has come to so far."""

    bench: _Bench
    source: Source
    state: SourceState
    saved: Counter[SaveResult] = field(default_factory=Counter)
    irrelevant: int = 0
    broken: int = 0
    pages: int = 0
    failed_pages: int = 0
    missing_pages: int = 0
    left: int = 0
    until: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)

    async def report(self) -> SourceReport:
        """Fetch, take in what is there, and record how it went."""
        try:
            state = self.state
            got = await self.bench.fetcher.get(
                self.source.feed, etag=state.etag, last_modified=state.last_modified
            )
            await self._take(got)
        except StoreError:
            raise
        except BriefingError as error:
            return await self._failed(error)
        except Exception as error:
            # A source may send what breaks a reader in a way that nobody foresaw.
            log.exception("source broke its reader", source=self.source.id)
            reason = f"what it sends breaks its reader ({type(error).__name__}); see the log"
            return await self._failed(ParseError(reason))
        return await self._done(got)

    async def _done(self, got: Retrieved) -> SourceReport:
        now, missing, left = self.bench.clock(), self.missing_pages, self.left
        state = after_success(self.source, self.state, got, now, missing=missing, left=left)
        await self.bench.off(self.bench.store.record_fetch, state)
        report = self._counts(notice=self._notice(got))
        if report.notice:
            log.warning("source needs a look", source=self.source.id, notice=report.notice)
        if report.new or report.updated:
            log.info(
                "source collected", source=self.source.id, new=report.new, updated=report.updated
            )
        return report

    async def _failed(self, error: BriefingError) -> SourceReport:
        state = after_failure(self.source, self.state, error, self.bench.clock())
        await self.bench.off(self.bench.store.record_fetch, state)
        log.warning(
            "source failed", source=self.source.id, error=str(error), failures=state.failures
        )
        often = f" ({state.failures} times in a row)" if state.failures >= MANY_FAILURES else ""
        return replace(self._counts(), error=f"{error}{often}")

    def _counts(self, notice: str = "") -> SourceReport:
        return SourceReport(
            self.source.id,
            new=self.saved[SaveResult.NEW],
            updated=self.saved[SaveResult.UPDATED],
            known=self.saved[SaveResult.KNOWN],
            irrelevant=self.irrelevant,
            notice=notice,
        )

    def _notice(self, got: Retrieved) -> str:
        broken = f"{self.broken} of its articles could not be read; see the log"
        return "; ".join(filter(None, (moved_notice(got), broken if self.broken else "")))

    async def _take(self, got: Retrieved) -> None:
        """Take in every entry of the feed; one that breaks its reader leaves the others alone."""
        if got.body is None:
            return
        entries = await self.bench.off(parse_feed, got.body, got.content_type, got.url)
        guids = [entry.guid for entry in entries]
        known = await self.bench.off(self.bench.store.known, self.source.id, guids)
        # What is new comes first, for pages are rationed.
        for entry in sorted(entries, key=lambda entry: entry.guid in known):
            try:
                await self._entry(entry, known=entry.guid in known)
            except StoreError:
                raise
            except Exception:
                log.exception("article broke its reader", source=self.source.id, guid=entry.guid)
                self.broken += 1

    async def _entry(self, entry: Entry, *, known: bool) -> None:
        text = await self.bench.off(feed_text, entry)
        page = None
        if is_teaser(text) and entry.url:
            if known and not pages_missing(self.state):
                self.saved[SaveResult.KNOWN] += 1
                return
            if not await self._relevant(entry.title, text, least=0.0):
                self.irrelevant += 1
                return
            if not known and self._spent():
                self.left += 1
                return
            page = await self._page(entry.url)
            if known and (page is None or len(page.text) <= len(text)):
                # A teaser must not replace the page that may be stored already.
                self.saved[SaveResult.KNOWN] += 1
                return
        now = self.bench.clock()
        await self._save(await self.bench.off(draft_of, self.source, entry, text, page, now))

    async def _page(self, url: str) -> Page | None:
        """Return an article's page; ``None`` where it cannot be had, or not now."""
        if self._spent() or self.failed_pages >= MOST_FAILED_PAGES:
            return None
        self.pages += 1
        try:
            got = await self.bench.fetcher.get(url)
            return await self.bench.off(extract_page, got.body or b"", got.url, got.content_type)
        except (FetchError, ParseError) as error:
            self.failed_pages += 1
            self.missing_pages += _passing(error)
            log.debug("page not had", source=self.source.id, error=str(error))
            return None

    def _spent(self) -> bool:
        return self.pages >= MOST_PAGES or time.monotonic() > self.until

    async def _save(self, draft: Draft) -> None:
        if not await self._relevant(draft.title, draft.text):
            self.irrelevant += 1
            return
        bench = self.bench
        saved = await bench.off(_save, bench.store, bench.tagger, draft, bench.clock())
        self.saved[saved.result] += 1

    async def _relevant(self, title: str, text: str, least: float | None = None) -> bool:
        """Say whether a general outlet's article is on Syria.

        A teaser says too little to tell; with ``least`` any score above it will do.
        """
        if not self.source.general:
            return True
        found = await self.bench.off(self.bench.tagger.relevance, title, text)
        return found.about_syria if least is None else found.score > least


def _passing(error: BriefingError) -> bool:
    """Say whether a failure may be over at the next look."""
    if isinstance(error, BadStatus):
        return error.status in _PASSING
    return isinstance(error, TimedOut) or type(error) is FetchError
