"""The one HTTP server of the process, for health and, in the preview, for its page."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from starlette.types import ASGIApp
from uvicorn import Config, Server

from bot.errors import SettingsError

PATIENCE = 2
"""Seconds that open requests get when the server stops."""


class _Quiet(Server):
    """A server that leaves the signals to us: they stop the bot first, and then it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@asynccontextmanager
async def serving(
    web: ASGIApp, listener: socket.socket, close: Callable[[], None]
) -> AsyncIterator[None]:
    """Serve ``web`` for as long as the context is open; ``close`` ends its streams first."""
    config = Config(web, log_config=None, access_log=False, lifespan="off")
    config.timeout_graceful_shutdown = PATIENCE
    server = _Quiet(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        close()
        server.should_exit = True
        await task


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Take the address that health and preview are served at; port 0 takes any free one.

    Raises:
        SettingsError: it cannot be had.

    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, so that asyncio turns Nagle's delay off.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"cannot listen on {host}:{port} ({reason}); set HTTP_PORT or HTTP_HOST"
            raise SettingsError(message) from None
        yield listener
