"""The stand-in for Telegram's Bot API: its state, what people do in it, and its web application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.preview.api import BotApi, refused
from bot.preview.people import People
from bot.preview.refusals import Refusal
from bot.preview.script import Script
from bot.preview.transcript import Transcript
from bot.preview.world import Clock, World

Found = TypeVar("Found")


class StandIn:
    """One bot's Telegram. ``token`` is the only one that it accepts; ``clock`` dates messages.

    ``people`` acts on the people's side, ``script`` makes calls fail, ``transcript`` tells what
    the bot called, ``world`` holds the chats. All may be used from any thread.
    """

    def __init__(self, token: str, clock: Clock) -> None:
        self.world = World(token, clock)
        self.people = People(self.world)
        self.script = Script()
        self.transcript = Transcript()

    def application(self, more: Sequence[Route] = ()) -> Starlette:
        """Return the web application: the Bot API, and ``more``."""
        api = BotApi(self.world, self.script, self.transcript)
        return Starlette(routes=[*api.routes, *more], exception_handlers={Refusal: _answer_refusal})

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.token

    def wait_for(self, predicate: Callable[[], Found], timeout: float = 20.0) -> Found:
        """Block until ``predicate`` returns something true, and return it.

        For a thread other than the bot's; a coroutine awaits ``until``.

        Raises:
            TimeoutError: it did not happen; the message tells what the bot called last.

        """
        deadline = monotonic() + timeout
        with self.world.condition:
            while not (found := predicate()):
                left = deadline - monotonic()
                if left <= 0:
                    raise TimeoutError(self._so_far(timeout))
                self.world.condition.wait(left)
            return found

    async def until(self, predicate: Callable[[], Found], timeout: float = 20.0) -> Found:  # noqa: ASYNC109 - its pair
        """Wait as ``wait_for`` does, without blocking the event loop."""
        deadline = monotonic() + timeout
        with self.world.watch() as news:
            while True:
                news.clear()
                with self.world.lock():
                    if found := predicate():
                        return found
                left = deadline - monotonic()
                if left <= 0:
                    raise TimeoutError(self._so_far(timeout))
                try:
                    await asyncio.wait_for(news.wait(), left)
                except TimeoutError:
                    continue

    def _so_far(self, timeout: float) -> str:
        last = [
            f"{entry.method} {entry.chat} {entry.code} {entry.description or entry.plain[:80]!r}"
            for entry in self.transcript.entries[-8:]
        ]
        return f"nothing came within {timeout} s; the last calls: " + ("; ".join(last) or "none")


async def _answer_refusal(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - registered for nothing else
    return refused(error)
