"""Connections that go only where they may: a name is resolved once, every address it has is checked, and the checked
address itself is connected to, so that a name cannot mean another machine a moment later (DNS rebinding). The name
stays what TLS and the Host header speak of."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore
import httpx

from quotes import __version__
from quotes.read.web.addresses import is_public
from quotes.read.web.values import Unfetched, Web

Resolve = Callable[[str, int], Awaitable[list[str]]]
AGENT = f"quotes/{__version__} (quotation tracker)"
PRODUCT = "quotes"
"""What robots.txt knows us by."""
_ADDRESSES = 4
"""Of one name, tried in turn; the time to connect is shared among them."""
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"
TRUST = "--allow-private fetches it all the same, if you trust who gave the address"


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name; also of the odd ways to write an address (2130706433, 0x7f.1), as connecting would."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


class Guarded(httpcore.AsyncNetworkBackend):
    """Connects to public addresses alone, or to all where ``allow_private``."""

    def __init__(self, allow_private: bool, resolve: Resolve = resolve) -> None:
        self._allow_private, self._resolve = allow_private, resolve
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = (await self._checked(host, port, timeout))[:_ADDRESSES]
        share = timeout / len(addresses) if timeout else None
        for address in addresses[:-1]:
            try:
                return await self._plain.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._plain.connect_tcp(addresses[-1], port, share, local_address, socket_options)

    async def _checked(self, host: str, port: int, timeout: float | None) -> list[str]:
        try:
            addresses = await asyncio.wait_for(self._resolve(host, port), timeout)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"the name {host} was not found in time") from error
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise httpcore.ConnectError(f"the name {host} cannot be looked up now") from error
            raise Unfetched(
                f"has a host that is not known ({host})", "check its spelling and the connection"
            ) from error
        except UnicodeError as error:
            raise Unfetched(f"has an impossible host ({host[:80]})", "check its spelling") from error
        closed = [address for address in addresses if not is_public(address)]
        if (closed or not addresses) and not self._allow_private:
            raise Unfetched(f"leads to {', '.join(closed)[:80]}, which is not a public address", TRUST)
        return addresses

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        raise Unfetched("is no address of the web")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Transport(httpx.AsyncHTTPTransport):
    """httpx over guarded connections; proxies of the environment are not asked, since they would resolve names."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend, at_once: int) -> None:
        super().__init__(http2=True)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=2 * at_once,
            max_keepalive_connections=at_once,
            keepalive_expiry=15,
            http2=True,
            network_backend=backend,
        )


def client(web: Web, at_once: int, resolve: Resolve = resolve) -> httpx.AsyncClient:
    """A client that follows nothing by itself and asks for gzip alone, which can be unpacked under a limit."""
    headers = {"User-Agent": AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    limits = web.limits
    timeout = httpx.Timeout(limits.read, connect=limits.connect, pool=limits.total)
    transport = _Transport(Guarded(web.allow_private, resolve), at_once)
    return httpx.AsyncClient(transport=transport, headers=headers, timeout=timeout, follow_redirects=False)
