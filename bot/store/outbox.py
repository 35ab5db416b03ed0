"""The outbox: one row for each part of a digest and each chat.

    pending ──claim──► sending ──settle──► sent | retry (at) | dead | unknown
       ▲                  └─lease over─► unknown ──resend, once──► pending
       └── retry, when its time has come

A part waits until the part before it is sent. A part before it that is *dead* takes the rest of the
digest with it: half a digest without its beginning serves nobody. One that is *unknown* does not
hold the rest up, because most likely it did arrive, and the rest still comes after it. In one chat
one message is on its way at a time, whatever its topic.

What is sent is kept once for each digest and language, to the letter, and never rendered anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, insert, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from bot.model import Chat, Delivery, DeliveryState, Subscriber
from bot.store import rows
from bot.store.identity import storable
from bot.store.lock import Exclusive, wait_alone
from bot.store.tables import DeliveryRow, DigestPartRow, DigestRow, Row, SubscriberRow
from summaries.types import Language

WAITING = (DeliveryState.PENDING, DeliveryState.RETRY)
"""States of what a worker may claim."""
HOLDING_BACK = (*WAITING, DeliveryState.SENDING, DeliveryState.DEAD)
"""States in which a part holds back those after it."""

_DELIVERY = Row.metadata.tables["delivery"]


def enqueue(
    session: Session,
    chat: Chat,
    digest_id: int,
    language: Language,
    parts: Sequence[str],
    due: datetime,
) -> int:
    """Put the parts of a digest into the outbox; return how many rows are new.

    A chat gets a digest once, in whatever language. Parts that are already kept for the digest and
    language are sent as they are.
    """
    wait_alone(session.connection(), Exclusive.ENQUEUING)
    same = (
        DeliveryRow.chat_id == chat.id,
        DeliveryRow.thread == chat.thread,
        DeliveryRow.digest_id == digest_id,
    )
    if session.exec(select(DeliveryRow.id).where(*same)).first() is not None:
        return 0
    count = _keep_parts(session, digest_id, language, parts)
    for part in range(1, count + 1):
        session.add(
            DeliveryRow(
                chat_id=chat.id,
                thread=chat.thread,
                digest_id=digest_id,
                language=language,
                part=part,
                parts=count,
                state=DeliveryState.PENDING,
                due=due,
            )
        )
    return count


def enqueue_due(
    session: Session,
    subscriber: Subscriber,
    digests: Sequence[tuple[int, Sequence[str]]],
    next_due: datetime,
) -> int:
    """Put a subscriber's digests into the outbox and move its next time on, both or neither.

    Nothing happens where the subscriber is not as it was read: served by another, changed, gone.
    """
    chat = subscriber.chat
    moved_on = session.exec(
        update(SubscriberRow)
        .where(
            col(SubscriberRow.chat_id) == chat.id,
            col(SubscriberRow.thread) == chat.thread,
            col(SubscriberRow.next_due) == subscriber.next_due,
            col(SubscriberRow.active),
        )
        .values(next_due=next_due)
    )
    if moved_on.rowcount == 0:
        return 0
    return sum(
        enqueue(session, chat, digest_id, subscriber.language, parts, subscriber.next_due)
        for digest_id, parts in digests
    )


def claim(
    session: Session, owner: str, now: datetime, lease: timedelta, limit: int
) -> list[Delivery]:
    """Mark deliveries as being sent by ``owner`` until the lease is over, and return them.

    The longest waiting come first, of each chat at most one.
    """
    # Rows locked one by one (SKIP LOCKED) would let two workers each take one of the same chat.
    wait_alone(session.connection(), Exclusive.CLAIMING)
    ready = session.scalars(_ready(now).limit(limit)).all()
    claimed = session.scalars(
        update(DeliveryRow)
        .where(col(DeliveryRow.id).in_(ready), col(DeliveryRow.state).in_(WAITING))
        .values(
            state=DeliveryState.SENDING,
            owner=storable(owner),
            lease_until=now + lease,
            attempts=col(DeliveryRow.attempts) + 1,
        )
        .returning(col(DeliveryRow.id))
    ).all()
    return _load(session, col(DeliveryRow.id).in_(claimed))


def deliveries(session: Session, state: DeliveryState | None) -> list[Delivery]:
    """Return all deliveries, or those in one state, in order of their time."""
    return _load(session, *([] if state is None else [col(DeliveryRow.state) == state]))


def counts(session: Session) -> dict[DeliveryState, int]:
    """Return the number of deliveries in each state."""
    counted = select(DeliveryRow.state, func.count()).group_by(col(DeliveryRow.state))
    found = dict(session.exec(counted).all())
    return {state: found.get(state, 0) for state in DeliveryState}


def give_up(session: Session, because: str, *which: ColumnElement[bool]) -> None:
    """Make those of the deliveries dead that are not yet on their way."""
    waiting = col(DeliveryRow.state).in_(WAITING)
    values = {"state": DeliveryState.DEAD, "error": storable(because)}
    session.exec(update(DeliveryRow).where(waiting, *which).values(**values))


def of_chat(chat: Chat) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a delivery goes to a chat and topic."""
    return col(DeliveryRow.chat_id) == chat.id, col(DeliveryRow.thread) == chat.thread


def _keep_parts(session: Session, digest_id: int, language: Language, parts: Sequence[str]) -> int:
    """Keep the rendered parts of a digest unless some are kept; return how many there are."""
    same = (DigestPartRow.digest_id == digest_id, DigestPartRow.language == language)
    kept = session.exec(select(func.count()).select_from(DigestPartRow).where(*same)).one()
    if kept or not parts:
        return kept
    values = [
        {"digest_id": digest_id, "language": language, "part": part, "html": storable(html)}
        for part, html in enumerate(parts, start=1)
    ]
    session.exec(insert(DigestPartRow), params=values)
    return len(values)


def _ready(now: datetime) -> Select[Any]:
    """Select what may be claimed: of each chat the first that nothing holds back."""
    waiting, other = _DELIVERY.alias("waiting").c, _DELIVERY.alias("other").c
    same_chat = other.chat_id == waiting.chat_id
    busy = exists().where(same_chat, other.state == DeliveryState.SENDING)
    held_back = exists().where(
        same_chat,
        other.thread == waiting.thread,
        other.digest_id == waiting.digest_id,
        other.part < waiting.part,
        other.state.in_(HOLDING_BACK),
    )
    turn = func.row_number().over(partition_by=waiting.chat_id, order_by=(waiting.due, waiting.id))
    free = (
        select_columns(waiting.id, waiting.due, turn.label("turn"))
        .where(waiting.state.in_(WAITING), waiting.due <= now, ~busy, ~held_back)
        .subquery()
        .c
    )
    return select_columns(free.id).where(free.turn == 1).order_by(free.due, free.id)


def _load(session: Session, *conditions: ColumnElement[bool]) -> list[Delivery]:
    part = and_(
        col(DigestPartRow.digest_id) == DeliveryRow.digest_id,
        col(DigestPartRow.language) == DeliveryRow.language,
        col(DigestPartRow.part) == DeliveryRow.part,
    )
    statement = (
        select(DeliveryRow, DigestPartRow.html, DigestRow.region)
        .join(DigestPartRow, part)
        .join(DigestRow, col(DigestRow.id) == DeliveryRow.digest_id)
        .where(*conditions)
        .order_by(col(DeliveryRow.due), col(DeliveryRow.id))
    )
    return [rows.delivery(*found) for found in session.exec(statement)]
