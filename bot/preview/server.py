"""The stand-in on a loopback port, served from a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from bot.preview.api import CUT

LOOPBACK = "127.0.0.1"


class LoopThread:
    """An event loop in a thread, for one server or many."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, step: Coroutine[object, object, None]) -> None:
        """Run a coroutine in the loop, and wait for its end."""
        asyncio.run_coroutine_threadsafe(step, self.loop).result(10)

    def close(self) -> None:
        """Stop the thread."""
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


class Server:
    """Serves an ASGI application on a port of its own, and can break its connections.

    It is Uvicorn's protocol without its server, whose start and stop take a tenth of a second.
    """

    def __init__(self, app: ASGIApp, thread: LoopThread) -> None:
        self._thread = thread
        self._transports: dict[tuple[str, int], asyncio.Transport] = {}
        self._state = ServerState()
        self._config = Config(
            self._with_cut(app), lifespan="off", log_config=None, access_log=False
        )
        self._config.load()
        self._listener: asyncio.Server | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """The server's address, without a slash at its end."""
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        """Listen; on the same port as before, if there was one."""
        self._thread.run(self._listen())

    def stop(self) -> None:
        """Refuse connections and break those that are open."""
        self._thread.run(self._hang_up())

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Refuse connections for a while."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    async def _listen(self) -> None:
        # asyncio switches Nagle's algorithm off, which costs 40 ms an answer, only where the
        # socket names its protocol.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOOPBACK, self.port))
        self.port = listening.getsockname()[1]
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(self._protocol, sock=listening)

    async def _hang_up(self) -> None:
        if self._listener is not None:
            self._listener.close()
        for transport in list(self._transports.values()):
            transport.abort()
        await asyncio.sleep(0)  # the protocols learn that they are disconnected
        tasks = list(self._state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _protocol(self) -> asyncio.Protocol:
        return _Protocol(self._config, self._state, self._transports)

    def _with_cut(self, app: ASGIApp) -> ASGIApp:
        async def with_cut(scope: Scope, receive: Receive, send: Send) -> None:
            transport = self._transports[scope["client"]]
            scope["extensions"] = {CUT: transport.abort}
            # ``stop`` cancels what still waits; its clients are gone, so nothing is to be said.
            with suppress(asyncio.CancelledError):
                await app(scope, receive, send)

        return with_cut


class _Protocol(H11Protocol):
    """Uvicorn's protocol, its transports kept by their peers so that they can be aborted."""

    def __init__(
        self,
        config: Config,
        state: ServerState,
        transports: dict[tuple[str, int], asyncio.Transport],
    ) -> None:
        super().__init__(config=config, server_state=state, app_state={})
        self._transports = transports
        self._peer: tuple[str, int] = ("", 0)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._peer = transport.get_extra_info("peername")
        self._transports[self._peer] = transport
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        del self._transports[self._peer]
        super().connection_lost(exc)
