"""Connections to public addresses only.

The address that is connected to is the one that was checked: a host name is resolved once, here,
so that a name that first resolves to a public and then to a private address gains nothing.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING

import httpcore
import httpx

from bot.errors import Refused

if TYPE_CHECKING:
    from httpcore._backends.base import SOCKET_OPTION

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Gives the numeric addresses of a host, best first; raises ``OSError`` where there is none."""

_MOST_ADDRESSES = 4


def is_public(address: str) -> bool:
    """Say whether a numeric address belongs to the public internet.

    An IPv6 address that carries an IPv4 address (mapped, 6to4) is judged by that one.
    """
    known = ip_address(address.partition("%")[0])
    inner = _carried(known)
    return inner.is_global and not inner.is_multicast


def _carried(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    return address.ipv4_mapped or address.sixtofour or address


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of ``host``."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=1)  # 1 is SOCK_STREAM
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class PublicOnly(httpcore.AsyncNetworkBackend):
    """A network backend that refuses every address outside the public internet."""

    def __init__(self, resolve: Resolve, *, allow_private: bool) -> None:
        self._resolve = resolve
        self._allow_private = allow_private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the interface is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of ``host`` that answers.

        Raises:
            Refused: ``host`` has private addresses only.

        """
        failure: Exception = httpcore.ConnectError("it has no address")
        for address in (await self._allowed(host, port))[:_MOST_ADDRESSES]:
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError):
            raise httpcore.ConnectError("its name cannot be resolved") from None
        allowed = found if self._allow_private else [one for one in found if is_public(one)]
        if found and not allowed:
            raise Refused(f"{host} lies in a private network, where sources are not fetched from")
        return allowed


@cache
def trust() -> ssl.SSLContext:
    """Return what TLS connections are checked against; read once, for it takes 0.1 s and 2 MB."""
    return httpx.create_ssl_context()


class PublicTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport, on connections of :class:`PublicOnly`.

    httpx passes no network backend on, so the pool that it would make is made here.
    """

    def __init__(self, backend: PublicOnly, connections: int) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trust(),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=5.0,
            network_backend=backend,
        )
