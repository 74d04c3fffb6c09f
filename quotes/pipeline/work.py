"""Reading and extraction, in this process while there is little of it and in worker processes when there is more."""

from __future__ import annotations

import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import TypeVar

from quotes.model import Article, Extraction
from quotes.pipeline.rules import FINDING, fingerprint
from quotes.pipeline.workers import SELDOM, Workers
from quotes.read import Item, ReadError, Web, articles, items, total_size

_PATIENCE = 1.0
"""Seconds of work before processes are started for the rest: starting them takes about as long."""
_MUCH = 5_000_000
"""Bytes of input for which they are started at once: some seconds of work, packed or not."""
_CHUNK_ITEMS, _CHUNK_BYTES = 64, 400_000
"""What is handed to a worker at once: some tenths of a second of work."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article and what was found in it; ``size`` is the bytes of input that it took, ``item`` the hash of the item
    that held it and nothing else."""

    article: Article
    extraction: Extraction
    size: int = 0
    item: bytes = b""


Result = Found | ReadError
Made = TypeVar("Made")
Work = Callable[[list[Item | ReadError]], list[Made | ReadError]]


def find(
    inputs: Sequence[str],
    jobs: int | None = None,
    columns: Mapping[str, str] | None = None,
    web: Web | None = None,
) -> Iterator[Result]:
    """What is in the articles of all inputs, in their order, whatever the number of ``jobs``.

    ``columns`` names the columns of tables, ``web`` says how pages are fetched.

    >>> [type(result).__name__ for result in find(["no/such/file.txt"])]
    ['ReadError']
    """
    return search(items(inputs, columns, web), total_size(inputs), Workers(jobs or cores()), as_found)


def search(
    pending: Iterator[Item | ReadError], size: int, workers: Workers, make: Callable[[Found], Made]
) -> Iterator[Made | ReadError]:
    """What ``make`` makes, where it is found, of the articles of items that together take ``size`` bytes of input.

    Nothing is kept but what the ``workers`` are at, who may be let rest meanwhile. Of much input this process finds
    nothing itself: what that needs it would hold as long as it runs.
    """
    gc.set_threshold(SELDOM)
    alone = workers.jobs == 1 or size <= _MUCH
    until = time.monotonic() + _PATIENCE
    while alone and (item := next(pending, None)):
        yield from _made(make, [item])
        alone = workers.jobs == 1 or time.monotonic() <= until
    yield from _spread(chunks(pending, _CHUNK_ITEMS, _CHUNK_BYTES), workers, partial(_made, make), size <= _MUCH)


def as_found(found: Found) -> Found:
    """Nothing is made of it."""
    return found


def cores() -> int:
    """The cores that this process may use, fewer than there are in a container."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def found_in(item: Item | ReadError) -> Iterator[Result]:
    """One item's articles with their quotations; a fault in one article is said and stays its own."""
    if isinstance(item, ReadError):
        yield item
        return
    results = _found_in(item)
    first, second = next(results, None), next(results, None)
    if isinstance(first, Found) and second is None:
        first = replace(first, item=identity(item))
    yield from chain((result for result in (first, second) if result is not None), results)


def identity(item: Item) -> bytes:
    """A hash of all that an item's articles depend on: its bytes, its names, and the rules by which they are read."""
    digest = blake2b(item.data, digest_size=12)
    named = (fingerprint(FINDING), item.format, item.doc_id, item.container, *chain(*sorted(item.facts.items())))
    digest.update("\0".join(named).encode("utf8", "surrogatepass"))
    return digest.digest()


def _found_in(item: Item) -> Iterator[Result]:
    from quotes.extract import extract

    size = item.size
    for article in articles(item):
        if isinstance(article, ReadError):
            yield article
            continue
        try:
            yield Found(article, _taken(article) if article.quotations else extract(article), size)
        except Exception as error:
            problem = f"extraction failed ({type(error).__name__}: {error})"
            yield ReadError(article.input, problem, "this is a fault of quotes: please report it with the file")
        size = 0


def _taken(article: Article) -> Extraction:
    """An article whose quotations others have found."""
    from quotes.register import Register

    publisher = Register.load().by_domain(article.url or next(iter(article.aliases), ""))
    return Extraction(article.language or "", article.quotations, publisher.name if publisher else article.publisher)


def _made(make: Callable[[Found], Made], chunk: Sequence[Item | ReadError]) -> list[Made | ReadError]:
    results = (result for item in chunk for result in found_in(item))
    return [result if isinstance(result, ReadError) else make(result) for result in results]


def chunks(pending: Iterator[Item | ReadError], most: int, heaviest: int) -> Iterator[list[Item | ReadError]]:
    """What is pending in lists of at most ``most``, each closed by the item that brings it to ``heaviest`` bytes."""
    chunk: list[Item | ReadError] = []
    size = 0
    for item in pending:
        chunk.append(item)
        size += len(item.data) if isinstance(item, Item) else 0
        if len(chunk) >= most or size >= heaviest:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _spread(
    chunks: Iterator[list[Item | ReadError]], workers: Workers, work: Work[Made], helps: bool
) -> Iterator[Made | ReadError]:
    """The results of chunks in their order. Until the workers have loaded what they need, this process works too, where
    it ``helps``."""
    first = next(chunks, None)
    if first is None:
        return
    waiting = deque([workers.do(work, first)])
    began = waiting[0]
    try:
        for chunk in chunks:
            idle = helps and len(waiting) >= workers.jobs and not began.done()
            waiting.append(_worked(work, chunk) if idle else workers.do(work, chunk))
            if len(waiting) > 2 * workers.jobs and (began.done() or not helps):
                yield from _result(waiting)
        while waiting:
            yield from _result(waiting)
    finally:
        workers.end()


def _worked(work: Work[Made], chunk: list[Item | ReadError]) -> Future[list[Made | ReadError]]:
    """A chunk's results, found here and now."""
    done: Future[list[Made | ReadError]] = Future()
    done.set_result(work(chunk))
    return done


def _result(waiting: deque[Future[list[Made | ReadError]]]) -> list[Made | ReadError]:
    try:
        return waiting.popleft().result()
    except BrokenProcessPool:
        return [ReadError("a worker process", "was ended from outside, maybe for want of memory", "try --jobs 1")]
