"""Fetching over HTTP: polite, conditional, and bounded in bytes, seconds, redirects and hosts."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpx

from bot.errors import BadStatus, FetchError, Refused, TimedOut, TooLarge
from bot.feeds.address import absolute, host_of, is_web_address
from bot.feeds.network import PublicOnly, PublicTransport, Resolve, resolve
from bot.model import Retrieved

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, "
    "text/html;q=0.9, */*;q=0.5"
)
_PERMANENT = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
_GZIP = b"\x1f\x8b"
_GZIP_OR_ZLIB = 47
_BARE_DEFLATE = -15
_ADVICE: Mapping[int, str] = {
    401: "it wants a password",
    403: "it does not let us in",
    404: "the address is wrong, or the page is no longer there",
    410: "it is gone for good: take it out of the catalogue, or find its new address",
    429: "it was asked too often",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one answer may take, and how many answers are awaited at once.

    ``bytes`` are those after decompression; ``seconds`` run from the first connection to the last
    byte, redirects included.
    """

    bytes: int = 10 * 2**20
    seconds: float = 30.0
    connect_seconds: float = 10.0
    redirects: int = 5
    per_host: int = 2
    at_once: int = 8


class Fetcher:
    """Fetches feeds and pages; use it as an async context manager, within one event loop.

    ``allow_private`` lets it reach loopback and private addresses, which it refuses otherwise.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow_private: bool = False,
        resolve: Resolve = resolve,
    ) -> None:
        self._limits = limits or Limits()
        self._all = asyncio.Semaphore(self._limits.at_once)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        backend = PublicOnly(resolve, allow_private=allow_private)
        self._client = httpx.AsyncClient(
            transport=PublicTransport(backend, self._limits.at_once),
            timeout=httpx.Timeout(self._limits.seconds, connect=self._limits.connect_seconds),
            headers={
                "User-Agent": _user_agent(),
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip, deflate",
                "Accept-Language": "en, ar;q=0.9, *;q=0.5",
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Retrieved:
        """Fetch ``url``, unless nothing changed since ``etag`` and ``last_modified`` were given.

        Raises:
            Refused: the address, or one that it leads to, is private or of another scheme.
            TooLarge, TimedOut: a limit was reached.
            BadStatus: the server answered with an error.
            FetchError: there was no usable answer at all.

        """
        _check(url)
        host = host_of(url)
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        async with self._turn(host):
            try:
                async with asyncio.timeout(self._limits.seconds):
                    return await self._follow(url, headers)
            except (TimeoutError, httpx.TimeoutException):
                seconds = self._limits.seconds
                raise TimedOut(f"{host} gave no whole answer within {seconds:g} s") from None
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise FetchError(f"{host} cannot be reached: {_reason(error)}") from None

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn with ``host`` before one in all: a slow host keeps no other waiting."""
        turns = self._hosts.setdefault(host, asyncio.Semaphore(self._limits.per_host))
        async with turns, self._all:
            yield

    async def _follow(self, url: str, headers: Mapping[str, str]) -> Retrieved:
        here, moved_to, permanent = url, "", True
        for _ in range(self._limits.redirects + 1):
            async with self._client.stream("GET", here, headers=headers) as response:
                if not response.has_redirect_location:
                    return await self._take(response, here, moved_to)
                here = _next(here, response.headers["Location"])
                permanent = permanent and response.status_code in _PERMANENT
                moved_to = here if permanent else moved_to
        raise FetchError(f"{host_of(url)} redirects more than {self._limits.redirects} times")

    async def _take(self, response: httpx.Response, url: str, moved_to: str) -> Retrieved:
        unchanged = response.status_code == HTTPStatus.NOT_MODIFIED
        if not unchanged and not response.is_success:
            raise _bad_status(response, host_of(url))
        return Retrieved(
            url=url,
            body=None if unchanged else await self._body(response, host_of(url)),
            content_type=response.headers.get("Content-Type", ""),
            etag=response.headers.get("ETag", ""),
            last_modified=response.headers.get("Last-Modified", ""),
            moved_to=moved_to,
        )

    async def _body(self, response: httpx.Response, host: str) -> bytes:
        limit = self._limits.bytes
        too_large = TooLarge(f"{host} sends more than {limit / 2**20:.3g} MB; it was not read on")
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > limit:
            raise too_large
        raw = bytearray()
        async for chunk in response.aiter_raw():
            raw += chunk
            if len(raw) > limit:
                raise too_large
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if not raw.startswith(_GZIP) and encoding in ("", "identity", "gzip", "x-gzip"):
            return bytes(raw)  # a server that says gzip and sends plain text is taken at its bytes
        try:
            body = await asyncio.to_thread(inflate, bytes(raw), encoding, limit)
        except zlib.error:
            raise FetchError(f"{host} sends what cannot be decompressed ({encoding})") from None
        if len(body) > limit:
            raise too_large
        return body


def inflate(raw: bytes, encoding: str, limit: int) -> bytes:
    """Decompress gzip, known by its first bytes whatever ``encoding`` says, or deflate.

    Stops after ``limit`` + 1 bytes, however much more a hostile body would yield. A body that is
    cut off yields what is there.

    Raises:
        zlib.error: the bytes are neither.

    """
    if raw.startswith(_GZIP):
        return _gunzip(raw, limit)
    if encoding != "deflate":
        raise zlib.error
    try:
        return zlib.decompressobj(_GZIP_OR_ZLIB).decompress(raw, limit + 1)
    except zlib.error:
        # Half the servers that say deflate leave the zlib wrapper out.
        return zlib.decompressobj(_BARE_DEFLATE).decompress(raw, limit + 1)


def _gunzip(raw: bytes, limit: int) -> bytes:
    body = bytearray()
    while raw.startswith(_GZIP) and len(body) <= limit:
        member = zlib.decompressobj(_GZIP_OR_ZLIB)
        body += member.decompress(raw, limit + 1 - len(body))
        raw = member.unused_data
    return bytes(body)


def _user_agent() -> str:
    return f"syria-briefing/{version('syria-briefing')} (feed reader; weekly briefings on Syria)"


def _check(url: str) -> None:
    if not is_web_address(url):
        raise Refused("the address is not of http or https")


def _next(here: str, location: str) -> str:
    url = absolute(here, location)
    if not url:
        raise Refused(f"{host_of(here)} redirects to what is no http or https address")
    return url


def _bad_status(response: httpx.Response, host: str) -> BadStatus:
    status = response.status_code
    reason = HTTPStatus(status).phrase if status in set(HTTPStatus) else "status"
    advice = _ADVICE.get(status, "it has trouble of its own" if status >= 500 else "")  # noqa: PLR2004
    message = f"{host} answers {status} {reason}" + (f": {advice}" if advice else "")
    return BadStatus(message, status, _pause(response.headers))


def _pause(headers: httpx.Headers) -> timedelta | None:
    """Read Retry-After (RFC 9110): seconds, or a moment by the server's own clock."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return timedelta(seconds=min(int(value), 7 * 86400))
    try:
        pause = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return max(pause, timedelta(0))


def _reason(error: Exception) -> str:
    """Say in a few words what failed; never the address, which may carry a secret."""
    if isinstance(error, httpx.ConnectError):
        return str(error) or "no connection"
    if isinstance(error, httpx.RemoteProtocolError):
        return "the answer broke off, or is not HTTP"
    return "the connection broke" if isinstance(error, httpx.NetworkError) else "no valid answer"
