"""The store: the one way for the rest of the bot to the database.

Every method is one transaction and may be called from any thread. The work itself stands in the
modules of this package, one for each noun; this one opens sessions and closes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Self

from sqlalchemy import Engine
from sqlmodel import Session

from bot.model import (
    Chat,
    Delivery,
    DeliveryState,
    Draft,
    Saved,
    SearchPage,
    SendResult,
    Source,
    SourceState,
    Subscriber,
)
from bot.store import (
    articles,
    digests,
    outbox,
    search,
    settling,
    sources,
    statistics,
    subscribers,
)
from bot.store.backup import back_up
from bot.store.database import WRITES, make_engine, read_address, told_plainly
from bot.store.lock import running_alone
from bot.store.schema import is_current
from bot.store.terms import Names
from summaries.query import Query
from summaries.types import Article, Digest, Language, Passage, RegionId, Tagged


def open_store(url: str, gazetteer: Names | None = None) -> Store:
    """Open the database at ``url``, make it where it is missing, and bring its schema up to date.

    ``gazetteer`` lets a search find a place by all its names; without one the built-in is used.

    Raises:
        StoreUnavailable: the address is none, or the database cannot be reached or opened.
        StoreError: a newer version of the program made the database.

    """
    address = read_address(url)
    engine = make_engine(address)
    try:
        with told_plainly(address):
            if not is_current(engine):
                from bot.store.schema.migrate import migrate

                migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, gazetteer)


class Store:
    """A database that is open. Close it, or use it in a ``with``."""

    def __init__(self, engine: Engine, gazetteer: Names | None = None) -> None:
        """Work on ``engine``, whose schema is up to date."""
        self._engine = engine
        self._writer = engine.execution_options(**{WRITES: True})
        self._given_gazetteer = gazetteer
        self._one_writer = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    # --- sources ----------------------------------------------------------------------------------

    def sync_sources(self, catalogue: Iterable[Source], now: datetime) -> None:
        """Take over the catalogue: new sources are due at once, missing ones rest."""
        with self._writing() as session:
            sources.sync(session, catalogue, now)

    def due_sources(self, now: datetime, limit: int = 50) -> list[SourceState]:
        """Return enabled sources whose time has come, the longest waiting first."""
        with self._reading() as session:
            return sources.due(session, now, limit)

    def source_states(self) -> list[SourceState]:
        """Return all sources that are or were in the catalogue, by id."""
        with self._reading() as session:
            return sources.states(session)

    def record_fetch(self, state: SourceState) -> None:
        """Keep how a fetch went. The number of articles is counted, not kept."""
        with self._writing() as session:
            sources.record(session, state)

    # --- articles ---------------------------------------------------------------------------------

    def save_article(self, draft: Draft, tagged: Tagged, now: datetime) -> Saved:
        """Store an article once, with its passages; see `bot.store.articles`."""
        with self._writing() as session:
            return articles.save(session, draft, tagged, now, self._gazetteer)

    def known(self, source_id: str, guids: Iterable[str]) -> frozenset[str]:
        """Return those of a source's identifiers whose articles are stored."""
        with self._reading() as session:
            return articles.known(session, source_id, guids)

    def articles(self, ids: Iterable[int]) -> dict[int, Article]:
        """Return the articles of these numbers; unknown ones are left out."""
        with self._reading() as session:
            return articles.by_ids(session, ids)

    def arrived(self, ids: Iterable[int], after: datetime, until: datetime) -> frozenset[int]:
        """Return which articles were first collected in ``(after, until]``; see `articles`."""
        with self._reading() as session:
            return articles.arrived(session, ids, after, until)

    def article_count(self) -> int:
        """Return the number of articles."""
        with self._reading() as session:
            return articles.count(session)

    def passages(
        self, since: datetime, until: datetime, region: RegionId | None = None
    ) -> list[Passage]:
        """Return passages whose event or publication may lie in ``[since, until)``, a day more."""
        with self._reading() as session:
            return articles.passages(session, since, until, region)

    def outdated(self, tagger_version: str, limit: int) -> list[Article]:
        """Return articles that another version of the tagger has tagged, the newest first."""
        with self._reading() as session:
            return articles.outdated(session, tagger_version, limit)

    def retag(self, article_id: int, tagged: Tagged) -> None:
        """Replace an article's passages; nothing happens where its text has changed meanwhile."""
        with self._writing() as session:
            articles.retag(session, article_id, tagged, self._gazetteer)

    def search(
        self,
        query: Query,
        limit: int,
        offset: int = 0,
        region: RegionId | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> SearchPage:
        """Return a page of the passages that answer, the best first.

        ``region`` and the days ``[since, until)`` take the place of the query's own. A moment
        stands for its day.
        """
        filters = search.filters(
            region or query.region,
            since or query.since,
            until or query.until,
            query.sources,
        )
        page = (max(limit, 0), max(offset, 0))
        with self._reading() as session:
            return search.find(session, query, self._gazetteer, page, filters)

    # --- subscribers ------------------------------------------------------------------------------

    def subscriber(self, chat: Chat) -> Subscriber | None:
        """Return the subscriber of a chat."""
        with self._reading() as session:
            return subscribers.one(session, chat)

    def save_subscriber(self, subscriber: Subscriber) -> None:
        """Store a subscriber, new or changed."""
        with self._writing() as session:
            subscribers.save(session, subscriber)

    def subscribers(self, *, active_only: bool = False) -> list[Subscriber]:
        """Return all subscribers, or the active ones."""
        with self._reading() as session:
            return subscribers.every(session, active_only=active_only)

    def due_subscribers(self, now: datetime) -> list[Subscriber]:
        """Return active subscribers whose time has come, the longest waiting first."""
        with self._reading() as session:
            return subscribers.due(session, now)

    def deactivate(self, chat: Chat, because: str) -> None:
        """Serve a chat no more; what waits for it is dead, and all of it is kept."""
        with self._writing() as session:
            subscribers.deactivate(session, chat.id, because, chat.thread)

    def delete_subscriber(self, chat: Chat) -> bool:
        """Delete all that is known of a chat; tell whether there was anything."""
        with self._writing() as session:
            return subscribers.remove(session, chat)

    def move_chat(self, old_id: int, new_id: int) -> None:
        """Give a chat its new number, in all that is known of it."""
        with self._writing() as session:
            subscribers.move(session, old_id, new_id)

    # --- digests and outbox -----------------------------------------------------------------------

    def save_digest(self, digest: Digest, now: datetime) -> int:
        """Store a digest and return its number; the first of a region, window and sources stays."""
        with self._writing() as session:
            return digests.save(session, digest, now)

    def digest(self, digest_id: int) -> Digest | None:
        """Return a digest by its number."""
        with self._reading() as session:
            return digests.one(session, digest_id)

    def digest_made(self, until: datetime) -> datetime:
        """Return when the digests of windows that end at ``until`` were made, else ``until``."""
        with self._reading() as session:
            return digests.made(session, until)

    def enqueue(
        self, chat: Chat, digest_id: int, language: Language, parts: Sequence[str], due: datetime
    ) -> int:
        """Put a digest into the outbox, once for each chat; return how many rows are new."""
        with self._writing() as session:
            return outbox.enqueue(session, chat, digest_id, language, parts, due)

    def enqueue_due(
        self,
        subscriber: Subscriber,
        digests: Sequence[tuple[int, Sequence[str]]],
        next_due: datetime,
    ) -> int:
        """Put a subscriber's digests into the outbox and move its next time on, both or neither."""
        with self._writing() as session:
            return outbox.enqueue_due(session, subscriber, digests, next_due)

    def claim(self, owner: str, now: datetime, lease: timedelta, limit: int) -> list[Delivery]:
        """Mark deliveries as being sent by ``owner``, committed before they are returned."""
        with self._writing() as session:
            return outbox.claim(session, owner, now, lease, limit)

    def expire_leases(self, now: datetime) -> int:
        """Mark as unknown what was being sent when its lease ended; return how many."""
        with self._writing() as session:
            return settling.expire(session, now)

    def settle(self, delivery_id: int, result: SendResult, now: datetime) -> None:
        """Mark a delivery with what became of it; see `bot.store.settling`."""
        with self._writing() as session:
            settling.settle(session, delivery_id, result, now)

    def resend_unknown(self, now: datetime) -> int:
        """Let what may or may not have arrived be sent again, each once; return how many."""
        with self._writing() as session:
            return settling.resend_unknown(session, now)

    def deliveries(self, state: DeliveryState | None = None) -> list[Delivery]:
        """Return all deliveries, or those in one state, in order of their time."""
        with self._reading() as session:
            return outbox.deliveries(session, state)

    def delivery_counts(self) -> dict[DeliveryState, int]:
        """Return the number of deliveries in each state."""
        with self._reading() as session:
            return outbox.counts(session)

    # --- the database itself ----------------------------------------------------------------------

    def lock(self) -> AbstractContextManager[None]:
        """Return a context in which this process is the only one that runs a bot here.

        Raises:
            StoreInUse: on entering, when another one does.

        """
        return running_alone(self._engine)

    def backup(self, path: Path) -> None:
        """Copy the database, as it is at this moment, to a new file.

        Raises:
            StoreError: the file is there already or cannot be written, or the database is not
                SQLite.

        """
        with told_plainly(self._engine.url):
            back_up(self._engine, path)

    def stats(self) -> dict[str, int]:
        """Return how much there is of everything, by name."""
        with self._reading() as session:
            return statistics.counts(session)

    @property
    def _gazetteer(self) -> Names:
        if self._given_gazetteer is not None:
            return self._given_gazetteer
        from summaries.gazetteer import Gazetteer

        return Gazetteer.default()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with told_plainly(self._engine.url), Session(self._engine) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        # SQLite lets one write at a time; those who wait for it poll, those who wait here queue.
        queue = self._one_writer if self._engine.dialect.name == "sqlite" else nullcontext()
        with (
            told_plainly(self._engine.url),
            queue,
            Session(self._writer) as session,
            session.begin(),
        ):
            yield session
