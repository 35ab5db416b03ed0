"""How much there is of everything."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.store import outbox
from bot.store.tables import (
    ArticleRow,
    DigestRow,
    PassageRow,
    SourceRow,
    SubscriberRow,
)


def counts(session: Session) -> dict[str, int]:
    """Return the number of rows by name; deliveries by state as ``deliveries_sent`` and so on."""
    tables = {
        "sources": select(func.count()).select_from(SourceRow).where(col(SourceRow.enabled)),
        "articles": select(func.count()).select_from(ArticleRow),
        "passages": select(func.count()).select_from(PassageRow),
        "digests": select(func.count()).select_from(DigestRow),
        "subscribers": select(func.count()).select_from(SubscriberRow),
        "subscribers_active": select(func.count())
        .select_from(SubscriberRow)
        .where(col(SubscriberRow.active)),
    }
    found = {name: session.exec(statement).one() for name, statement in tables.items()}
    deliveries = {f"deliveries_{state}": n for state, n in outbox.counts(session).items()}
    return {**found, **deliveries}
