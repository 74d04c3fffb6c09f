"""One address → its page: asked politely, asked again where that may help, followed to where it leads."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from quotes.read.web.archive import Archive
from quotes.read.web.body import unpacked
from quotes.read.web.cache import Cache
from quotes.read.web.robots import Manners
from quotes.read.web.values import Answer, Limits, Link, Page, Unfetched, Web

_HOPS = 10
"""Redirects on one way; browsers go on to 20, papers need 2 or 3."""
_MOVED = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be another a moment later."""
_SAVE = "save the page in a browser and add the file"
_WHY = {
    401: ("wants a password (401)", _SAVE),
    402: ("is behind a paywall (402)", _SAVE),
    403: ("does not let programs in (403)", _SAVE),
    404: ("is not there (404)", "check the address, or look for it in an archive of the web"),
    410: ("was removed (410)", "look for it in an archive of the web"),
    429: ("was asked for too often (429)", "try again later, with a lower --rate"),
    451: ("is not shown for legal reasons (451)", _SAVE),
}
Ask = Callable[[str], Awaitable[Answer]]


class Fetcher:
    """Fetches; ``slot`` bounds how many requests are open at once."""

    def __init__(self, web: Web, client: httpx.AsyncClient, slot: AbstractAsyncContextManager[object]) -> None:
        self._limits, self._client, self._slot = web.limits, client, slot
        self._cache = Cache(web)
        self._archive = Archive(web.archive) if web.archive else None
        self._manners = Manners(self._plain, web.rate)

    async def page(self, link: Link) -> Page:
        """The page at a link. Raises ``Unfetched``."""
        answer, aliases = await followed(link.url, self._politely)
        if answer.status != 200:
            raise _refused(answer)
        data = unpacked(answer.raw, answer.header("content-encoding"), self._limits)
        if self._archive:
            await asyncio.to_thread(self._archive.keep, answer, data)
        said = Message()
        said["content-type"] = answer.header("content-type") or "application/octet-stream"
        return Page(answer.url, aliases, said.get_content_type(), said.get_content_charset() or "", data)

    async def _plain(self, url: str) -> Answer:
        """Robots.txt: asked for without asking it."""
        return (await followed(url, self._asked))[0]

    async def _politely(self, url: str) -> Answer:
        if fresh := self._cache.fresh(url):
            return fresh
        await self._manners.turn(url)
        return await self._asked(url)

    async def _asked(self, url: str) -> Answer:
        """The answer, of as many tries as it takes and are allowed."""
        for again in range(self._limits.tries - 1):
            wait = self._limits.pause * 2**again
            try:
                answer = await self._once(url)
            except Unfetched as error:
                if not error.silent:
                    raise
            else:
                if answer.status not in _AGAIN:
                    return answer
                wait = max(wait, _asked_wait(answer))
                if wait > self._limits.longest_wait:
                    return answer
            await asyncio.sleep(wait)
        return await self._once(url)

    async def _once(self, url: str) -> Answer:
        limits = self._limits
        try:
            async with self._slot, asyncio.timeout(limits.total):
                return await self._sent(url)
        except httpx.ConnectTimeout as error:
            raise _silent(f"did not answer within {limits.connect:g} s") from error
        except httpx.TimeoutException as error:
            raise _silent(f"sent nothing for {limits.read:g} s") from error
        except TimeoutError as error:
            raise _silent(f"took over {limits.total:g} s") from error
        except httpx.ConnectError as error:
            raise _unconnected(error) from error
        except httpx.TransportError as error:
            raise _silent(f"broke off ({str(error)[:120] or type(error).__name__})") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise Unfetched(f"cannot be asked for ({str(error)[:120]})", "check the address") from error

    async def _sent(self, url: str) -> Answer:
        known = self._cache.known(url)
        async with self._client.stream("GET", url, headers=Cache.conditions(known)) as response:
            if known and response.status_code == 304:
                return self._cache.confirmed(known)
            raw = await _read(response, self._limits)
            headers = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in response.headers.raw)
            answer = Answer(url, response.status_code, headers, raw, datetime.now(UTC), response.http_version)
        self._cache.keep(answer)
        return answer


async def _read(response: httpx.Response, limits: Limits) -> bytes:
    """The body as it is sent, no more of it than is allowed."""
    said = response.headers.get("content-length", "")
    body = bytearray()
    if not (said.isascii() and said.isdigit() and int(said[:20]) > limits.largest):
        async for piece in response.aiter_raw():
            body += piece
            if len(body) > limits.largest:
                break
        else:
            return bytes(body)
    raise Unfetched(f"is larger than {limits.largest // 1_000_000} MB", "save its text and add the file")


async def followed(url: str, ask: Ask) -> tuple[Answer, tuple[str, ...]]:
    """The answer at the end of the redirects, and the addresses on the way."""
    way: list[str] = []
    while len(way) <= _HOPS:
        check(url)
        answer = await ask(url)
        target = answer.header("location").strip()
        if answer.status not in _MOVED or not target:
            return answer, tuple(dict.fromkeys(a for a in way if a != url))
        way.append(url)
        url = _joined(url, target)
        if way.count(url) > 1:
            break
    raise Unfetched("redirects in a circle" if url in way else f"redirects over {_HOPS} times", _SAVE)


def check(url: str) -> None:
    """Only the web, and no passwords: an address is kept and shown. Raises ``Unfetched``."""
    try:
        parts = urlsplit(url)
        _ = parts.port
        host = parts.hostname
    except ValueError as error:
        raise Unfetched(f"is no address ({error})", "check its spelling") from error
    if parts.scheme not in {"http", "https"}:
        raise Unfetched(f"leads to {url[:100]}, which is not of the web", "only http and https are fetched")
    if not host:
        raise Unfetched("names no host", "check its spelling")
    if parts.username is not None or parts.password is not None:
        raise Unfetched("carries a name or password", _SAVE)


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target).partition("#")[0]
    except ValueError:
        return target


def _refused(answer: Answer) -> Unfetched:
    problem, advice = _WHY.get(answer.status, (f"is answered with status {answer.status}", "try again later"))
    return Unfetched(problem, advice)


def _silent(problem: str) -> Unfetched:
    return Unfetched(problem, "try again later", silent=True)


def _unconnected(error: httpx.ConnectError) -> Unfetched:
    why = str(error)[:160] or "connection refused"
    if "CERTIFICATE" in why.upper():
        said = why.rpartition("verify failed: ")[2].partition(" (_ssl")[0]
        return Unfetched(f"has a certificate that does not hold ({said})", _SAVE)
    return _silent(f"cannot be reached ({why})")


def _asked_wait(answer: Answer) -> float:
    """Seconds that the server asks to wait (Retry-After, in seconds or as a date)."""
    said = answer.header("retry-after").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return (parsedate_to_datetime(said) - answer.when).total_seconds() if said else 0.0
    except (ValueError, TypeError):
        return 0.0
