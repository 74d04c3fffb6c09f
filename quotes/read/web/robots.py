"""Manners: what a host's robots.txt asks of programs (RFC 9309), and a pause between two requests to one host."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from quotes.read.web.transport import PRODUCT
from quotes.read.web.values import Answer, Limits, Unfetched

_LARGEST = 512_000
"""Bytes that are read of a robots.txt; RFC 9309 asks for at least 500 kibibytes."""
_LONGEST_PAUSE = 30.0
"""Seconds; some hosts ask for pauses of an hour, which is to say no."""


class Manners:
    """Waits for our turn at a host; ``ask`` fetches a robots.txt."""

    def __init__(self, ask: Callable[[str], Awaitable[Answer]], rate: float) -> None:
        self._ask, self._pause = ask, 1 / rate
        self._rules: dict[str, asyncio.Task[Protego]] = {}
        self._free: dict[str, float] = {}

    async def turn(self, url: str) -> None:
        """Returns when the url may be asked for. Raises ``Unfetched`` where the host asks to leave it alone."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = await self._rules_of(origin)
        if not rules.can_fetch(url, PRODUCT):
            raise Unfetched("its host's robots.txt asks programs to stay away", "save the page and add the file")
        pause = max(self._pause, min(rules.crawl_delay(PRODUCT) or 0, _LONGEST_PAUSE))
        now = asyncio.get_running_loop().time()
        at = max(now, self._free.get(parts.netloc, 0))
        self._free[parts.netloc] = at + pause
        await asyncio.sleep(at - now)

    async def _rules_of(self, origin: str) -> Protego:
        if origin not in self._rules:
            self._rules[origin] = asyncio.create_task(self._read(f"{origin}/robots.txt"))
        return await self._rules[origin]

    async def _read(self, url: str) -> Protego:
        """A host without rules may be visited, one whose rules cannot be read may not (RFC 9309, 2.3.1)."""
        answer = await self._ask(url)
        if answer.status == 429 or answer.status >= 500:
            raise Unfetched(f"its host's robots.txt is answered with status {answer.status}", "try again later")
        return Protego.parse(_text(answer) if answer.status == 200 else "")


def _text(answer: Answer) -> str:
    from quotes.read.web.body import unpacked

    data = unpacked(answer.raw, answer.header("content-encoding"), Limits(largest=_LARGEST * 10))
    return data[:_LARGEST].decode("utf8", "replace")
