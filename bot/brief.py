"""From what is due to what is to be sent: windows, digests, rendered messages, the outbox.

A digest is built once for a region, a window and a choice of sources, however many subscribers it
goes to. Deliveries and the subscriber's next due moment are written in one transaction, so that a
digest is neither lost nor sent twice if the process ends in between: what is still due is built
again, to the same digest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from bot.chat.render import digest_parts
from bot.due import due_window, next_due
from bot.model import Subscriber
from bot.store import Store
from summaries.moments import LATE
from summaries.scheme import Scheme
from summaries.types import Article, Digest, Language, Passage, RegionId, Sources, Window

if TYPE_CHECKING:
    from summaries.digest import Length

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Briefed:
    """What one round did: subscribers served and messages put into the outbox."""

    subscribers: int = 0
    messages: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """All that digests of one window are built from: its passages and those of the days before.

    ``arrived`` are the articles that were collected after the digest before was made.
    """

    window: Window
    passages: Sequence[Passage]
    articles: Mapping[int, Article]
    arrived: frozenset[int]

    def digest(
        self, region: RegionId, length: Length = "standard", sources: Sources = "all"
    ) -> Digest:
        """Build the digest of one region."""
        from summaries.digest import build_digest

        return build_digest(
            region,
            self.passages,
            self.articles,
            self.window,
            length,
            self.arrived,
            sources=sources,
        )


def gather(store: Store, window: Window, until: datetime | None = None) -> Material:
    """Load what digests of ``window`` are built from, with what was collected up to ``until``.

    Without it, what was collected up to the window's end.

    Raises:
        StoreError: the database failed.

    """
    passages = store.passages(min(window.before.since, window.since - LATE), window.until)
    articles = store.articles({passage.article_id for passage in passages})
    told = [a.id for a in articles.values() if a.published and a.published <= window.since]
    arrived = store.arrived(told, store.digest_made(window.since), until or window.until)
    return Material(window, passages, articles, arrived)


def digests_for(
    store: Store,
    regions: Sequence[RegionId],
    window: Window,
    length: Length = "standard",
    sources: Sources = "all",
) -> list[Digest]:
    """Build the digests of several regions and one window now, in the order of ``regions``.

    Raises:
        StoreError: the database failed.

    """
    material = gather(store, window)
    return [material.digest(region, length, sources) for region in regions]


def brief_due(store: Store, scheme: Scheme, now: datetime) -> Briefed:
    """Put the digests of all subscribers who are due into the outbox and advance their due moment.

    Before anything was ever collected nobody is served: "no reports" would not be true.

    Raises:
        StoreError: the database failed; who was not served yet stays due.

    """
    due = store.due_subscribers(now)
    if not due or store.article_count() == 0:
        return Briefed()
    messages = 0
    by_window: dict[Window, list[Subscriber]] = {}
    for subscriber in due:
        window = due_window(subscriber.schedule, subscriber.next_due, now)
        by_window.setdefault(window, []).append(subscriber)
    for window, subscribers in by_window.items():
        edition = _Edition(store, scheme, window, now)
        for subscriber in subscribers:
            messages += store.enqueue_due(
                subscriber, edition.of(subscriber), next_due(subscriber.schedule, now)
            )
    log.info("brief.done", subscribers=len(due), windows=len(by_window), messages=messages)
    return Briefed(len(due), messages)


class _Edition:
    """The digests of one window, each built, stored and rendered when it is first asked for."""

    def __init__(self, store: Store, scheme: Scheme, window: Window, now: datetime) -> None:
        self._store = store
        self._scheme = scheme
        self._now = now
        self._material = gather(store, window, now)
        self._digests: dict[tuple[RegionId, Sources], tuple[int, Digest]] = {}
        self._parts: dict[tuple[int, Language], list[str]] = {}

    def of(self, subscriber: Subscriber) -> list[tuple[int, list[str]]]:
        """Return the subscriber's digests, in the scheme's order: number and messages of each."""
        wanted = set(subscriber.regions)
        regions = [region.id for region in self._scheme.regions if region.id in wanted]
        digests = [self._digest(region, subscriber.sources) for region in regions]
        return [
            (number, self._rendered(number, digest, subscriber.language))
            for number, digest in digests
        ]

    def _digest(self, region: RegionId, sources: Sources) -> tuple[int, Digest]:
        key = (region, sources)
        if key not in self._digests:
            built = self._material.digest(region, sources=sources)
            number = self._store.save_digest(built, self._now)
            # A digest stays as it was first built: who is served after a break gets the same.
            self._digests[key] = (number, self._store.digest(number) or built)
        return self._digests[key]

    def _rendered(self, number: int, digest: Digest, language: Language) -> list[str]:
        key = (number, language)
        if key not in self._parts:
            self._parts[key] = digest_parts(digest, language, self._scheme)
        return self._parts[key]
