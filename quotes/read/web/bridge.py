"""Fetching goes on in a thread of its own while articles are read from what it has fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from quotes.read.values import Item, ReadError
from quotes.read.web.crawl import Crawl, links
from quotes.read.web.fetch import Fetcher
from quotes.read.web.transport import Resolve, client, resolve
from quotes.read.web.values import Link, Web

_AT_ONCE = 12
"""Requests that are open at once, to as many hosts."""
_HELD = 12
"""Pages that are held for the reader; then fetching waits, so that memory stays bounded."""

Given = Item | ReadError | None


class Bridge:
    """Runs the fetching; ``items`` gives what comes, in the order of its coming."""

    def __init__(self, addresses: Iterable[str | Link], web: Web, resolve: Resolve = resolve) -> None:
        self._addresses, self._web, self._resolve = addresses, web, resolve
        self._given: SimpleQueue[Given] = SimpleQueue()
        self._room = asyncio.Semaphore(_HELD)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._run, name="fetching", daemon=True)

    def items(self) -> Iterator[Item | ReadError]:
        self._thread.start()
        try:
            while (given := self._given.get()) is not None:
                with suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self._room.release)
                yield given
        finally:
            self._end()

    def _run(self) -> None:
        """The thread's life."""
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._fetch())
        except asyncio.CancelledError:
            pass
        except Exception as error:
            self._given.put(ReadError("fetching", f"ended ({type(error).__name__}: {error})", "please report this"))
        finally:
            self._given.put(None)

    async def _fetch(self) -> None:
        self._task = asyncio.current_task()
        async with client(self._web, _AT_ONCE, self._resolve) as http:
            await Crawl(Fetcher(self._web, http, asyncio.Semaphore(_AT_ONCE)), self._hand).run(links(self._addresses))

    async def _hand(self, item: Item | ReadError) -> None:
        await self._room.acquire()
        self._given.put(item)

    def _end(self) -> None:
        """Nothing goes on when the reader has left; what hangs is left behind."""
        task = getattr(self, "_task", None)
        if task is not None and self._thread.is_alive():
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(task.cancel)
        self._thread.join(2)
