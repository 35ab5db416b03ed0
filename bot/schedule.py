"""The ticks that drive the services. APScheduler only ticks; the database knows what is due.

A tick that comes while the one before is still at work is left out, one that is late runs once.
When a subscriber's digest is due is computed by ``bot.due``, never by a trigger.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.errors import BriefingError

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """A service and how often it is called.

    ``run`` returns something true where it made work for the tick named ``then``.
    """

    name: str
    every: timedelta
    run: Callable[[], Awaitable[object]]
    then: str = ""


class Scheduler:
    """Calls each tick at once and then again and again, never twice at the same time.

    A failure is logged and handed to ``on_failure``; the next tick comes all the same. ``on_tick``
    is told the name of each tick that ended well.
    """

    def __init__(
        self,
        ticks: Sequence[Tick],
        *,
        on_failure: Callable[[BriefingError], None],
        on_tick: Callable[[str], None],
    ) -> None:
        self._ticks = {tick.name: tick for tick in ticks}
        self._on_failure = on_failure
        self._on_tick = on_tick
        self._again: set[str] = set()
        self._running: dict[str, asyncio.Task[object]] = {}
        self._stopping = False
        # A tick left out while the one before is at work is what we want, and no warning.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._source = AsyncIOScheduler(timezone=UTC)

    @property
    def going(self) -> bool:
        """Tell whether work may still be begun."""
        return not self._stopping

    def start(self) -> None:
        """Begin to tick, on the running event loop."""
        for tick in self._ticks.values():
            self._source.add_job(
                self._tick,
                IntervalTrigger(seconds=tick.every.total_seconds(), timezone=UTC),
                args=(tick.name,),
                id=tick.name,
                next_run_time=datetime.now(UTC),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._source.start()

    def wake(self, name: str) -> None:
        """Let a tick come now; if it is at work, once more when it is done.

        To be called on the event loop.
        """
        if name in self._running:
            self._again.add(name)
        elif self._source.running and not self._stopping:
            self._source.modify_job(name, next_run_time=datetime.now(UTC))

    async def stop(self, patience: float = 30.0) -> None:
        """Begin nothing more, and wait up to ``patience`` seconds for what is at work."""
        self._stopping = True
        if self._source.running:
            self._source.pause()
        if self._running:
            await asyncio.wait(self._running.values(), timeout=patience)
        if self._source.running:
            self._source.shutdown(wait=False)

    async def _tick(self, name: str) -> None:
        if self._stopping or name in self._running:
            return
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in a task
        self._running[name] = task
        try:
            await self._run(self._ticks[name])
        finally:
            del self._running[name]

    async def _run(self, tick: Tick) -> None:
        while True:
            self._again.discard(tick.name)
            try:
                found = await tick.run()
            except BriefingError as error:
                log.warning("tick.failed", tick=tick.name, error=str(error))
                self._on_failure(error)
                return
            self._on_tick(tick.name)
            if found and tick.then:
                self.wake(tick.then)
            if tick.name not in self._again or self._stopping:
                return
