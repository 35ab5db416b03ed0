"""A running bot: it collects, briefs, delivers and answers side by side, until it is stopped."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from signal import SIGINT, SIGTERM
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.brief import brief_due
from bot.chat.application import build_application
from bot.chat.polling import converse
from bot.chat.sender import Sender
from bot.chat.services import Services
from bot.collect import collect_due
from bot.deliver import deliver_due, recover
from bot.errors import BriefingError, TelegramStopped
from bot.feeds.fetch import Fetcher
from bot.model import Source, SourceReport
from bot.retag import retag_outdated
from bot.schedule import Scheduler, Tick
from bot.settings import Settings
from bot.store import Store
from bot.web.health import Pulse, health_route
from bot.web.server import serving
from summaries.types import Tagged

if TYPE_CHECKING:
    from summaries.regions import Tagger

log = structlog.get_logger(__name__)

COLLECT_EVERY = timedelta(minutes=1)
BRIEF_EVERY = timedelta(seconds=20)
DELIVER_EVERY = timedelta(seconds=5)
RETAG_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a bot runs with; the live bot and the preview differ in nothing else.

    ``routes`` are served beside health, until ``close`` ends their streams. ``collected`` is told
    of each collection, with the store.
    """

    settings: Settings
    token: str
    api_url: str
    sources: tuple[Source, ...]
    clock: Callable[[], datetime]
    open_store: Callable[[], Store]
    make_tagger: Callable[[], Tagger]
    routes: Sequence[BaseRoute] = ()
    allow_private: bool = False
    collected: Callable[[Store, Sequence[SourceReport]], None] = lambda _store, _reports: None
    close: Callable[[], None] = lambda: None


async def run_parts(parts: Parts, listener: socket.socket) -> None:
    """Run until a signal comes or a part cannot go on; then stop the parts in order.

    Raises:
        BriefingError: the bot cannot be started, or cannot go on.

    """
    stop = asyncio.Event()
    for signal in (SIGINT, SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal, stop.set)
    with parts.open_store() as store, store.lock():
        recover(store, parts.clock)
        pulse = Pulse(parts.clock())
        web = Starlette(routes=[health_route(store, pulse, parts.clock), *parts.routes])
        async with serving(web, listener, parts.close):
            tagger = await asyncio.to_thread(parts.make_tagger)
            # All places stay; looking for garbage among them would hold up the event loop.
            gc.freeze()
            async with Fetcher(allow_private=parts.allow_private) as fetcher:
                await _Running(parts, store, tagger, fetcher, pulse, stop).until_stopped()
    log.info("stopped")


def _explained(tagger: Tagger, text: str) -> Tagged:
    from summaries.explain import article_of

    return tagger.tag(article_of(text))


class _Running:
    """The parts of a running bot, joined."""

    def __init__(
        self,
        parts: Parts,
        store: Store,
        tagger: Tagger,
        fetcher: Fetcher,
        pulse: Pulse,
        stop: asyncio.Event,
    ) -> None:
        self._parts, self._store, self._tagger = parts, store, tagger
        self._fetcher, self._stop = fetcher, stop
        self._failure: BriefingError | None = None
        self._owner = uuid4().hex
        services = Services(
            store=store,
            scheme=tagger.scheme,
            sources=parts.sources,
            explain=partial(_explained, tagger),
            clock=parts.clock,
            wake=lambda: self._scheduler.wake("brief"),
            operators=frozenset(parts.settings.operators),
            zone=parts.settings.time_zone,
        )
        self._application = build_application(parts.token, services, api_url=parts.api_url)
        self._sender = Sender(self._application.bot, parts.clock)
        self._scheduler = Scheduler(
            [
                Tick("collect", COLLECT_EVERY, self._collect),
                Tick("brief", BRIEF_EVERY, self._brief, then="deliver"),
                Tick("deliver", DELIVER_EVERY, self._deliver),
                Tick("retag", RETAG_EVERY, self._retag),
            ],
            on_failure=self._failed,
            on_tick=lambda _name: pulse.beat(parts.clock()),
        )

    async def until_stopped(self) -> None:
        """Tick and answer until the stop is set.

        Raises:
            TelegramStopped: the token is refused, or another process polls with it.

        """
        self._scheduler.start()
        await converse(self._application, self._stop, before_end=self._scheduler.stop)
        if self._failure:
            raise self._failure

    async def _collect(self) -> object:
        reports = await collect_due(
            self._store, self._parts.sources, self._fetcher, self._tagger, self._parts.clock
        )
        if reports:
            await asyncio.to_thread(self._parts.collected, self._store, reports)
            self._scheduler.wake("brief")
        return reports

    async def _brief(self) -> object:
        now = self._parts.clock()
        briefed = await asyncio.to_thread(brief_due, self._store, self._tagger.scheme, now)
        return briefed.messages

    async def _deliver(self) -> object:
        if not self._application.running:
            return 0
        delivered = await deliver_due(
            self._store,
            self._sender,
            self._owner,
            self._parts.clock,
            resend_unknown=self._parts.settings.resend_unknown,
            go_on=lambda: self._scheduler.going,
        )
        return delivered.total

    async def _retag(self) -> object:
        return await asyncio.to_thread(retag_outdated, self._store, self._tagger)

    def _failed(self, error: BriefingError) -> None:
        """Stop where Telegram refuses us; the next tick may mend anything else."""
        if isinstance(error, TelegramStopped):
            self._failure = error
            self._stop.set()
