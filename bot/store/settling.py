"""What became of a delivery that was claimed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, exists

from bot.model import Chat, DeliveryState, SendResult
from bot.store import outbox, subscribers
from bot.store.identity import storable
from bot.store.tables import DeliveryRow, SubscriberRow

OPEN = (DeliveryState.SENDING, DeliveryState.UNKNOWN)
"""States that any result settles; later ones only the news that the message did arrive."""


def settle(session: Session, delivery_id: int, result: SendResult, now: datetime) -> None:
    """Mark a delivery with what became of it.

    That a message arrived is true whenever it is told, and final. A chat that has moved gets the
    message under its new number; one that takes no more is deactivated, with all its topics. Where
    a part is dead, the rest of its digest is.
    """
    row = session.get(DeliveryRow, delivery_id, with_for_update=True)
    if row is None or row.state == DeliveryState.SENT:
        return
    arrived = result.state == DeliveryState.SENT
    if not arrived and row.state not in OPEN:
        return
    if result.moved_to is not None:
        _move(session, row, result.moved_to, now)
        return
    row.state = result.state
    row.message_id = result.message_id
    row.error = storable(result.error or result.gone)
    row.due = result.retry_at or now if result.state == DeliveryState.RETRY else row.due
    row.owner, row.lease_until = "", None
    session.flush()
    if result.gone:
        subscribers.deactivate(session, row.chat_id, result.gone)
    if result.state == DeliveryState.DEAD:
        _give_up_rest(session, row)


def expire(session: Session, now: datetime) -> int:
    """Mark as unknown what was being sent when its lease ended; return how many."""
    over = (
        col(DeliveryRow.state) == DeliveryState.SENDING,
        col(DeliveryRow.lease_until) <= now,
    )
    values = {
        "state": DeliveryState.UNKNOWN,
        "error": "the process that was sending it ended or stalled",
        "owner": "",
        "lease_until": None,
    }
    return session.exec(update(DeliveryRow).where(*over).values(**values)).rowcount


def resend_unknown(session: Session, now: datetime) -> int:
    """Let what may or may not have arrived be sent again, each once; return how many.

    Chats that take no more messages are left alone.
    """
    inactive = exists().where(
        col(SubscriberRow.chat_id) == DeliveryRow.chat_id,
        col(SubscriberRow.thread) == DeliveryRow.thread,
        ~col(SubscriberRow.active),
    )
    again = (
        col(DeliveryRow.state) == DeliveryState.UNKNOWN,
        ~col(DeliveryRow.resent),
        ~inactive,
    )
    values = {"state": DeliveryState.PENDING, "due": now, "resent": True}
    return session.exec(update(DeliveryRow).where(*again).values(**values)).rowcount


def _move(session: Session, row: DeliveryRow, new_id: int, now: datetime) -> None:
    row.state, row.due = DeliveryState.PENDING, now
    row.owner, row.lease_until = "", None
    session.flush()
    subscribers.move(session, row.chat_id, new_id)


def _give_up_rest(session: Session, row: DeliveryRow) -> None:
    because = f"part {row.part} of {row.parts} was not delivered"
    same_chat = outbox.of_chat(Chat(row.chat_id, row.thread))
    same_digest = col(DeliveryRow.digest_id) == row.digest_id
    outbox.give_up(session, because, *same_chat, same_digest, col(DeliveryRow.part) > row.part)
