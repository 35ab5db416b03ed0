"""How fast messages go to Telegram: our limiter under python-telegram-bot's ``BaseRateLimiter``.

Telegram's limits (Bots FAQ, "My bot is hitting limits"): about 30 messages a second overall, one a
second in a chat, 20 a minute in a group; what exceeds them is answered with 429 and a number of
seconds, during which every further request makes it worse.

Two lanes share the overall rate. Answers to people may take all of a small reserve; digests leave
some of it, so that an answer never waits behind them.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import Any

import structlog
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

log = structlog.get_logger(__name__)

TICK = 1e-6
"""Seconds too short to wait for: what rounding leaves."""

MANY = 1000
"""Chats beyond which those that were quiet for a while are forgotten."""

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Lane(Enum):
    """Who waits for whom: what carries no lane is an answer to a person."""

    PEOPLE = auto()
    DIGESTS = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits kept. Rates are in messages a second.

    Rate and burst together stay within 30 in any second. ``reserve`` of ``burst`` is kept for
    people. ``patience`` is the longest pause, in seconds, for which an answer to a person waits; a
    digest never waits for a pause, it comes back later. After a pause the rate is halved, not below
    the part ``slowest``, and doubles again every ``recovery`` seconds.
    """

    rate: float = 25.0
    burst: float = 5.0
    reserve: float = 3.0
    per_chat: float = 1.0
    per_group: int = 20
    group_window: float = 60.0
    patience: float = 30.0
    slowest: float = 1 / 8
    recovery: float = 10.0


@dataclass(slots=True)
class _Bucket:
    """Tokens that refill over time: ``level`` at ``seen``."""

    level: float
    seen: float

    def refill(self, now: float, rate: float, capacity: float) -> None:
        """Add what has come in since the last look."""
        self.level = min(capacity, self.level + max(now - self.seen, 0.0) * rate)
        self.seen = now


@dataclass(slots=True)
class _ChatPace:
    """When a chat may get its next message, and when a group got its last ones."""

    free_at: float
    recent: deque[float] = field(default_factory=deque)


class Pace:
    """When the next message may go. Decides only: it neither sleeps nor sends.

    All moments are seconds of one monotonic clock.
    """

    def __init__(self, limits: Limits, now: float) -> None:
        self.limits = limits
        self.paused_until = now
        self._bucket = _Bucket(limits.burst, now)
        self._chats: dict[object, _ChatPace] = {}
        self._factor = 1.0
        self._slowed_at = now

    def place(self, now: float, chat: object, *, edit: bool = False) -> float:
        """Take the next place in a chat's own order and return its moment.

        An ``edit`` in a private chat need not keep a second's distance: it notifies nobody, and a
        person who taps three buttons waits for it.
        """
        group = _is_group(chat)
        if edit and not group:
            return now
        pace = self._chats.setdefault(chat, _ChatPace(now))
        at = max(now, pace.free_at)
        if group:
            if len(pace.recent) == self.limits.per_group:
                at = max(at, pace.recent.popleft() + self.limits.group_window)
            pace.recent.append(at)
        pace.free_at = at + 1 / self.limits.per_chat
        self._forget_idle(now)
        return at

    def take(self, now: float, lane: Lane) -> float:
        """Take one of the overall rate and return 0, or return how long to wait for one."""
        pause = self.paused_until - now
        if pause > TICK:
            return pause
        rate = self.limits.rate * self.factor(now)
        self._bucket.refill(now, rate, self.limits.burst)
        needed = 1.0 + (self.limits.reserve if lane is Lane.DIGESTS else 0.0)
        wait = (needed - self._bucket.level) / rate
        if wait > TICK:
            return wait
        self._bucket.level -= 1
        return 0.0

    def pause(self, now: float, seconds: float) -> None:
        """Stop everything for ``seconds``, and go on at half the rate."""
        self._factor = max(self.factor(now) / 2, self.limits.slowest)
        self.paused_until = max(self.paused_until, now + seconds)
        self._slowed_at = self.paused_until
        self._bucket = _Bucket(0.0, self.paused_until)

    def factor(self, now: float) -> float:
        """Return the part of the full rate allowed now; it doubles with each time of recovery."""
        doublings = max(now - self._slowed_at, 0.0) / self.limits.recovery
        return min(1.0, self._factor * math.pow(2.0, min(doublings, 60.0)))

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) <= MANY:
            return
        old = now - self.limits.group_window
        self._chats = {chat: pace for chat, pace in self._chats.items() if pace.free_at > old}


class RateLimiter(BaseRateLimiter[Lane]):
    """Holds each request back until its turn; ``rate_limit_args`` is its ``Lane``.

    Raises ``RetryAfter`` in place of waiting where a digest meets a pause, and where Telegram's
    pause is longer than a person would wait.
    """

    __slots__ = ("_clock", "_lanes", "_limits", "_sleep", "pace")

    def __init__(
        self,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._limits = limits or Limits()
        self._clock = clock
        self._sleep = sleep
        self._lanes = {lane: asyncio.Lock() for lane in Lane}
        self.pace = Pace(self._limits, clock())

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> Answer:
        """Make the request in its turn; after a 429 once more, where a person waits for it."""
        lane = rate_limit_args or Lane.PEOPLE
        await self._turn(data, endpoint, lane)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._note(error, endpoint)
            if lane is Lane.DIGESTS:
                raise
        await self._turn(data, endpoint, lane)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._note(error, endpoint)
            raise

    async def _turn(self, data: dict[str, Any], endpoint: str, lane: Lane) -> None:
        self._refuse_in_pause(lane)
        chat = data.get("chat_id")
        if chat is None or not _counts(endpoint):
            await self._sleep(max(self.pace.paused_until - self._clock(), 0.0))
            return
        now = self._clock()
        at = self.pace.place(now, chat, edit=endpoint.startswith("edit"))
        if at > now:
            await self._sleep(at - now)
        # In each lane, first come, first served: only the first of them waits for the rate.
        async with self._lanes[lane]:
            while wait := self.pace.take(self._clock(), lane):
                self._refuse_in_pause(lane)
                await self._sleep(wait)

    def _refuse_in_pause(self, lane: Lane) -> None:
        pause = self.pace.paused_until - self._clock()
        if pause > (0 if lane is Lane.DIGESTS else self._limits.patience):
            raise RetryAfter(timedelta(seconds=pause))

    def _note(self, error: RetryAfter, endpoint: str) -> None:
        seconds = seconds_of(error)
        self.pace.pause(self._clock(), seconds)
        log.warning("telegram.slow_down", seconds=seconds, endpoint=endpoint)


def seconds_of(error: RetryAfter) -> float:
    """Return for how many seconds Telegram wants nothing; at least one."""
    after = error.retry_after
    seconds = after.total_seconds() if isinstance(after, timedelta) else float(after)
    return max(seconds, 1.0)


def _counts(endpoint: str) -> bool:
    """Tell whether Telegram counts the endpoint as a message to a chat."""
    return endpoint.startswith(("send", "edit", "forward", "copy")) and endpoint != "sendChatAction"


def _is_group(chat: object) -> bool:
    """Tell whether a chat is a group or a channel: a negative number or a public name."""
    return chat < 0 if isinstance(chat, int) else True
