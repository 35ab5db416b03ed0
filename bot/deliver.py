"""From the outbox to the chats: claim, send, settle.

A delivery is claimed in a committed transaction before it is sent, under a lease. Who dies in
between leaves a lease that runs out, and the delivery becomes *unknown*: it may have arrived.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.chat.sender import Sender
from bot.errors import TelegramStopped
from bot.model import Delivery, DeliveryState, SendResult
from bot.store import Store

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than the longest send: a group's full minute, and every time-out of a request."""

AT_ONCE = 8
"""Chats that are sent to at the same time."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round did: deliveries by the state they ended in."""

    states: Counter[DeliveryState] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Number of deliveries tried."""
        return self.states.total()


def recover(store: Store, clock: Callable[[], datetime]) -> int:
    """Mark as unknown what an earlier process was sending when it died; return how many.

    To be called at the start, while the store's lock shows that no other process is running.

    Raises:
        StoreError: the database failed.

    """
    found = store.expire_leases(clock() + LEASE)
    if found:
        log.warning("deliver.interrupted", unknown=found)
    return found


async def deliver_due(
    store: Store,
    sender: Sender,
    owner: str,
    clock: Callable[[], datetime],
    *,
    resend_unknown: bool = False,
    go_on: Callable[[], bool] = lambda: True,
) -> Delivered:
    """Send all that is due, several chats at a time, in order within a chat.

    Nothing new is begun once ``go_on`` says no; what was begun is ended.

    Raises:
        StoreError: the database failed.
        TelegramStopped: Telegram refuses the token, or another process polls with it.

    """
    await asyncio.to_thread(store.expire_leases, clock())
    if resend_unknown:
        await asyncio.to_thread(store.resend_unknown, clock())
    post = _Post(store, sender, owner, clock)
    running: set[asyncio.Task[None]] = set()
    try:
        while True:
            free = AT_ONCE - len(running)
            if go_on() and free >= AT_ONCE // 2:
                running |= await post.begin(free)
            if not running:
                return Delivered(post.states)
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
    finally:
        # After an error, what was begun is still sent and settled, or it would become unknown.
        await asyncio.gather(*running, return_exceptions=True)


class _Post:
    """Claims deliveries and sees each to its end."""

    def __init__(
        self, store: Store, sender: Sender, owner: str, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._sender = sender
        self._owner = owner
        self._clock = clock
        self.states: Counter[DeliveryState] = Counter()

    async def begin(self, limit: int) -> set[asyncio.Task[None]]:
        claimed = await asyncio.to_thread(
            self._store.claim, self._owner, self._clock(), LEASE, limit
        )
        return {asyncio.create_task(self._see_through(delivery)) for delivery in claimed}

    async def _see_through(self, delivery: Delivery) -> None:
        try:
            result = await self._sender.send(delivery)
        except TelegramStopped as error:
            again = SendResult(DeliveryState.RETRY, retry_at=self._clock(), error=str(error))
            await asyncio.to_thread(self._settle, delivery, again)
            raise
        await asyncio.to_thread(self._settle, delivery, result)
        self.states[result.state] += 1

    def _settle(self, delivery: Delivery, result: SendResult) -> None:
        self._store.settle(delivery.id, result, self._clock())
        if result.state is not DeliveryState.SENT:
            log.warning(
                "delivery.not_sent",
                delivery=delivery.id,
                state=result.state.value,
                error=result.error,
            )
