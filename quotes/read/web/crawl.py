"""Many addresses at once: a worker for each host, one request after the other there, so that no host is pressed and
none holds up the others."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Protocol
from urllib.parse import urlsplit

from quotes.read.values import Item, ReadError
from quotes.read.web.listing import Content, contents
from quotes.read.web.values import Link, Page, Unfetched

_PATIENCE = 3
"""Addresses of one host that may get no answer at all, one after the other, before the rest is left."""

Hand = Callable[[Item | ReadError], Awaitable[None]]


class Pages(Protocol):
    """Who fetches."""

    async def page(self, link: Link) -> Page: ...


class Crawl:
    """Fetches links and what they list, each address once, and hands on what it gets as it comes."""

    def __init__(self, pages: Pages, hand: Hand) -> None:
        self._pages, self._hand = pages, hand
        self._waiting: dict[str, deque[Link]] = {}
        self._seen: set[str] = set()

    async def run(self, links: Iterable[Link]) -> None:
        async with asyncio.TaskGroup() as group:
            self._group = group
            for link in links:
                self._queue(link)

    def _queue(self, link: Link) -> None:
        url = link.url.partition("#")[0]
        if url in self._seen:
            return
        self._seen.add(url)
        host = _host(link.url)
        if host not in self._waiting:
            self._waiting[host] = deque()
            self._group.create_task(self._host(host))
        self._waiting[host].append(link)

    async def _host(self, host: str) -> None:
        """Works through a host's links, also those that are found on the way."""
        silent = 0
        while self._waiting[host]:
            link = self._waiting[host].popleft()
            try:
                if silent >= _PATIENCE:
                    raise Unfetched(f"was left, as {host} did not answer {silent} times", "try again later")
                page = await self._pages.page(link)
                silent = 0
            except Unfetched as error:
                silent = silent + 1 if error.silent else silent
                await self._give(link.instead or ReadError(link.input, error.problem, error.advice))
            except Exception as error:
                await self._give(_fault(link, error))
            else:
                await self._taken(page, link)
        del self._waiting[host]

    async def _taken(self, page: Page, link: Link) -> None:
        """A long list is parsed beside the loop, so that the other hosts go on."""
        try:
            for content in await asyncio.to_thread(lambda: list(contents(page, link))):
                await self._give(content)
        except Exception as error:
            await self._give(_fault(link, error))

    async def _give(self, content: Content) -> None:
        if isinstance(content, Link):
            self._queue(content)
        else:
            await self._hand(content)


def _fault(link: Link, error: Exception) -> ReadError:
    return ReadError(
        link.input, f"could not be fetched ({type(error).__name__}: {error})"[:300], "save the page and add the file"
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def links(addresses: Iterable[str | Link]) -> Iterator[Link]:
    """What people gave, as links."""
    for address in addresses:
        yield address if isinstance(address, Link) else Link(address.strip(), address.strip())
