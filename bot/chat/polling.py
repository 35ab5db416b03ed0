"""Receiving from Telegram by long polling, until told to stop.

The library's own updater ends silently when the token is refused and retries a conflict for ever;
here both end with what to do, and an outage is one line when it begins and one when it ends.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.application import ALLOWED_UPDATES, Chatting, set_menu
from bot.chat.limits import seconds_of
from bot.chat.sender import stopped

log = structlog.get_logger(__name__)

LONG_POLL = timedelta(seconds=30)
SETTLING = 0.3
"""Seconds that updates get to be handled before the next poll confirms them to Telegram."""
CONFLICTS = 3
"""Conflicts in a row that mean another process; one or two are our own poll of before a restart."""
LONGEST_WAIT = 30.0

Sleep = Callable[[float], Awaitable[object]]


async def _nothing() -> None:
    """Do nothing."""


async def converse(
    application: Chatting,
    stop: asyncio.Event,
    sleep: Sleep = asyncio.sleep,
    *,
    before_end: Callable[[], Awaitable[object]] = _nothing,
) -> None:
    """Receive and answer until ``stop`` is set; then end what was begun.

    Waits where Telegram cannot be reached, at the start too. ``before_end`` is awaited while the
    connections are still open: whoever sends through them ends there.

    Raises:
        TelegramStopped: the token is refused, or another process polls with it.

    """
    poll = asyncio.create_task(_converse(application, sleep))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((poll, stopping), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        await before_end()
        poll.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await poll


async def _converse(application: Chatting, sleep: Sleep) -> None:
    async with contextlib.AsyncExitStack() as ending:
        # The application closes what it has initialised; where its first call failed, the bot does.
        ending.push_async_callback(application.bot.shutdown)
        ending.push_async_callback(application.shutdown)
        await _patiently(application.initialize, sleep)
        await _patiently(lambda: set_menu(application.bot), sleep)
        await application.start()
        poller = _Poller(application, sleep)
        ending.push_async_callback(poller.confirm)
        ending.push_async_callback(application.stop)
        log.info("telegram.connected", bot=application.bot.username)
        await poller.run()


async def _patiently(call: Callable[[], Awaitable[object]], sleep: Sleep) -> None:
    """Make a call until Telegram can be reached."""
    async for outage in _attempts(sleep):
        with outage:
            await call()
            return


class _Poller:
    def __init__(self, application: Chatting, sleep: Sleep) -> None:
        self._application = application
        self._sleep = sleep
        self._offset = 0

    async def run(self) -> None:
        """Put updates into the application's queue, for ever."""
        async for outage in _attempts(self._sleep):
            with outage:
                for update in await self._poll(LONG_POLL):
                    await self._application.update_queue.put(update)
                    self._offset = update.update_id + 1
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(SETTLING):
                        await self._application.update_queue.join()

    async def confirm(self) -> None:
        """Tell Telegram which updates were handled, so that none comes again after a restart."""
        if self._offset:
            with contextlib.suppress(TelegramError):
                await self._poll(timedelta(0))

    async def _poll(self, wait: timedelta) -> tuple[Update, ...]:
        return await self._application.bot.get_updates(
            offset=self._offset, timeout=wait, allowed_updates=ALLOWED_UPDATES
        )


async def _attempts(sleep: Sleep) -> AsyncIterator[_Outage]:
    """Yield attempts for ever; after one that failed, wait as long as its error asks for."""
    outage = _Outage()
    while True:
        yield outage
        if outage.wait:
            await sleep(outage.wait)


class _Outage:
    """Takes the errors of one attempt after another. ``wait`` is how long to wait for the next."""

    def __init__(self) -> None:
        self.wait = 0.0
        self._failures = 0
        self._conflicts = 0

    def __enter__(self) -> None:
        self.wait = 0.0

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is None:
            if self._failures:
                log.info("telegram.reachable_again")
            self._failures = self._conflicts = 0
            return False
        if not isinstance(error, TelegramError):
            return False
        self._conflicts = self._conflicts + 1 if isinstance(error, Conflict) else 0
        if isinstance(error, InvalidToken) or self._conflicts >= CONFLICTS:
            # The library names the token in its error.
            raise stopped(error) from None
        self._note(error)
        return True

    def _note(self, error: TelegramError) -> None:
        self._failures += 1
        if self._failures == 1:
            log.warning("telegram.unreachable", error=type(error).__name__)
        if isinstance(error, RetryAfter):
            self.wait = seconds_of(error)
        else:
            self.wait = min(2.0 ** (self._failures - 1), LONGEST_WAIT)
