"""Digests as they were built."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, select

from bot.store import rows
from bot.store.identity import storable
from bot.store.lock import Exclusive, wait_alone
from bot.store.tables import DigestRow
from summaries.digest_json import digest_from_json, digest_to_json
from summaries.types import Digest


def save(session: Session, digest: Digest, now: datetime) -> int:
    """Store a digest and return its number; the first of a region, window and sources stays."""
    window = digest.window
    same = (
        DigestRow.region == digest.region,
        DigestRow.since == window.since,
        DigestRow.until == window.until,
        DigestRow.cutoff == window.cutoff,
        DigestRow.sources == digest.sources,
    )
    wait_alone(session.connection(), Exclusive.ENQUEUING)
    known = session.exec(select(DigestRow.id).where(*same)).first()
    if known is not None:
        return known
    row = DigestRow(
        region=digest.region,
        since=window.since,
        until=window.until,
        cutoff=window.cutoff,
        made=now,
        sources=digest.sources,
        body=storable(json.dumps(digest_to_json(digest), ensure_ascii=False)),
    )
    session.add(row)
    session.flush()
    return rows.number(row.id)


def one(session: Session, digest_id: int) -> Digest | None:
    """Return a digest by its number."""
    row = session.get(DigestRow, digest_id)
    return digest_from_json(json.loads(row.body)) if row else None


def made(session: Session, until: datetime) -> datetime:
    """Return when the first digest of a window that ends at ``until`` was made.

    Without such a digest, ``until`` itself.
    """
    first = session.exec(select(func.min(DigestRow.made)).where(DigestRow.until == until)).one()
    return first or until
