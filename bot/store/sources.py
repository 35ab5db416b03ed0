"""Sources: which of them are due, and how their last fetch went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from bot.model import Source, SourceState
from bot.store import articles, rows
from bot.store.identity import storable
from bot.store.tables import ArticleRow, SourceRow


def sync(session: Session, catalogue: Iterable[Source], now: datetime) -> None:
    """Take over the catalogue: new sources are due at once, missing ones rest, labels follow.

    A source whose feed has moved starts anew, without the old feed's ETag.
    """
    stored = {row.id: row for row in session.exec(select(SourceRow))}
    for source in catalogue:
        row = stored.pop(source.id, None)
        if row is None or row.feed != source.feed:
            fresh = SourceRow(id=source.id, feed=source.feed, enabled=source.enabled, next_due=now)
            session.merge(fresh)
        else:
            row.enabled = source.enabled
        articles.relabel(session, source.id, source.label)
    for row in stored.values():
        row.enabled = False


def due(session: Session, now: datetime, limit: int) -> list[SourceState]:
    """Return enabled sources whose time has come, the longest waiting first."""
    statement = (
        select(SourceRow)
        .where(col(SourceRow.enabled), SourceRow.next_due <= now)
        .order_by(col(SourceRow.next_due), col(SourceRow.id))
        .limit(limit)
    )
    return _states(session, session.exec(statement))


def states(session: Session) -> list[SourceState]:
    """Return all sources that are or were in the catalogue, by id."""
    return _states(session, session.exec(select(SourceRow).order_by(col(SourceRow.id))))


def record(session: Session, state: SourceState) -> None:
    """Keep how a fetch went. The number of articles is counted, not kept."""
    values = {
        "next_due": state.next_due,
        "etag": storable(state.etag),
        "last_modified": storable(state.last_modified),
        "last_success": state.last_success,
        "last_attempt": state.last_attempt,
        "failures": state.failures,
        "error": storable(state.error),
    }
    session.exec(update(SourceRow).where(col(SourceRow.id) == state.source_id).values(**values))


def _states(session: Session, found: Iterable[SourceRow]) -> list[SourceState]:
    counted = select(ArticleRow.source_id, func.count()).group_by(col(ArticleRow.source_id))
    articles_of = dict(session.exec(counted).all())
    return [rows.source_state(row, articles_of.get(row.id, 0)) for row in found]
