"""Chats that take digests. One that takes no more is kept, and not served."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from bot.model import Chat, DeliveryState, Subscriber
from bot.store import outbox, rows
from bot.store.identity import storable
from bot.store.tables import DeliveryRow, SubscriberRow

FURTHEST_LAST = (
    DeliveryState.DEAD,
    DeliveryState.RETRY,
    DeliveryState.PENDING,
    DeliveryState.UNKNOWN,
    DeliveryState.SENDING,
    DeliveryState.SENT,
)
"""States by how far a delivery has come."""


def one(session: Session, chat: Chat) -> Subscriber | None:
    """Return the subscriber of a chat."""
    row = session.get(SubscriberRow, (chat.id, chat.thread))
    return rows.subscriber(row) if row else None


def save(session: Session, subscriber: Subscriber) -> None:
    """Store a subscriber, new or changed; the moment of its first coming stays."""
    chat = subscriber.chat
    known = session.get(SubscriberRow, (chat.id, chat.thread))
    row = rows.subscriber_row(subscriber)
    if known is not None:
        row.created = known.created or row.created
    session.merge(row)
    if not subscriber.active:
        outbox.give_up(session, _dead_because(subscriber.inactive_because), *outbox.of_chat(chat))


def every(session: Session, *, active_only: bool) -> list[Subscriber]:
    """Return all subscribers, or the active ones."""
    statement = select(SubscriberRow)
    if active_only:
        statement = statement.where(col(SubscriberRow.active))
    ordered = statement.order_by(col(SubscriberRow.chat_id), col(SubscriberRow.thread))
    return [rows.subscriber(row) for row in session.exec(ordered)]


def due(session: Session, now: datetime) -> list[Subscriber]:
    """Return active subscribers whose time has come, the longest waiting first."""
    statement = (
        select(SubscriberRow)
        .where(col(SubscriberRow.active), SubscriberRow.next_due <= now)
        .order_by(col(SubscriberRow.next_due), col(SubscriberRow.chat_id))
    )
    return [rows.subscriber(row) for row in session.exec(statement)]


def deactivate(session: Session, chat_id: int, because: str, thread: int | None = None) -> None:
    """Serve a chat no more (all its topics, or one); what waits for it is dead."""
    # What people stopped themselves keeps its reason, or it would come back when the chat does.
    subscribed = [col(SubscriberRow.chat_id) == chat_id, col(SubscriberRow.active)]
    waiting = [col(DeliveryRow.chat_id) == chat_id]
    if thread is not None:
        subscribed.append(col(SubscriberRow.thread) == thread)
        waiting.append(col(DeliveryRow.thread) == thread)
    values = {"active": False, "inactive_because": storable(because)}
    session.exec(update(SubscriberRow).where(*subscribed).values(**values))
    outbox.give_up(session, _dead_because(because), *waiting)


def remove(session: Session, chat: Chat) -> bool:
    """Delete all that is known of a chat and topic; tell whether there was anything."""
    sent = session.exec(delete(DeliveryRow).where(*outbox.of_chat(chat)))
    row = session.get(SubscriberRow, (chat.id, chat.thread))
    if row is not None:
        session.delete(row)
    return row is not None or sent.rowcount > 0


def move(session: Session, old_id: int, new_id: int) -> None:
    """Give a group its new number as a supergroup.

    Where that one subscribes too, the active subscription stays. Of a digest that both were to get
    one delivery stays: the one that has come further.
    """
    if old_id == new_id:
        return
    for row in session.exec(select(SubscriberRow).where(SubscriberRow.chat_id == old_id)).all():
        there = session.get(SubscriberRow, (new_id, row.thread))
        kind = "supergroup" if row.kind == "group" else row.kind
        moved = SubscriberRow(**{**row.model_dump(), "chat_id": new_id, "kind": kind})
        if there is None or (row.active and not there.active):
            session.merge(moved)
        session.delete(row)
    session.flush()
    _drop_doubles(session, old_id, new_id)
    old = col(DeliveryRow.chat_id) == old_id
    session.exec(update(DeliveryRow).where(old).values(chat_id=new_id))


def _drop_doubles(session: Session, old_id: int, new_id: int) -> None:
    one_of_two = col(DeliveryRow.chat_id).in_((old_id, new_id))
    found: dict[tuple[int, int, int], DeliveryRow] = {}
    for row in session.exec(select(DeliveryRow).where(one_of_two)).all():
        key = (row.thread, row.digest_id, row.part)
        kept = found.setdefault(key, row)
        if kept is not row:
            found[key] = max(kept, row, key=_progress)
            session.delete(min(kept, row, key=_progress))
    session.flush()


def _progress(row: DeliveryRow) -> tuple[int, int]:
    return FURTHEST_LAST.index(DeliveryState(row.state)), rows.number(row.id)


def _dead_because(because: str) -> str:
    return f"subscriber inactive: {because}" if because else "subscriber inactive"
