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
from hashlib import blake2b
from itertools import chain

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


def find(
    inputs: Sequence[str],
    jobs: int | None = None,
    columns: Mapping[str, str] | None = None,
    web: Web | None = None,
    held: Callable[[Item], bool] = lambda item: False,
    workers: Workers | None = None,
) -> Iterator[Result]:
    """What is in the articles of all inputs, in their order, whatever the number of ``jobs``.

    ``columns`` names the columns of tables, ``web`` says how pages are fetched; of an item that is ``held`` nothing is
    read. Nothing is kept but what the ``workers`` are at, who may be let rest meanwhile.

    >>> [type(result).__name__ for result in find(["no/such/file.txt"])]
    ['ReadError']
    """
    pending = (item for item in items(inputs, columns, web) if isinstance(item, ReadError) or not held(item))
    gc.set_threshold(SELDOM)
    workers = workers or Workers(jobs or cores())
    until = time.monotonic() + (0 if total_size(inputs) > _MUCH else _PATIENCE)
    for item in pending:
        yield from found_in(item)
        if workers.jobs > 1 and time.monotonic() > until:
            break
    yield from _spread(chunks(pending, _CHUNK_ITEMS, _CHUNK_BYTES), workers)


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


def _work_all(chunk: list[Item | ReadError]) -> list[Result]:
    return [result for item in chunk for result in found_in(item)]


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


def _spread(chunks: Iterator[list[Item | ReadError]], workers: Workers) -> Iterator[Result]:
    """The results of chunks in their order. Until the workers have loaded what they need, this process works too."""
    first = next(chunks, None)
    if first is None:
        return
    waiting = deque([workers.do(_work_all, first)])
    began = waiting[0]
    try:
        for chunk in chunks:
            idle = len(waiting) >= workers.jobs and not began.done()
            waiting.append(_worked(chunk) if idle else workers.do(_work_all, chunk))
            if began.done() and len(waiting) > 2 * workers.jobs:
                yield from _result(waiting)
        while waiting:
            yield from _result(waiting)
    finally:
        workers.end()


def _worked(chunk: list[Item | ReadError]) -> Future[list[Result]]:
    """A chunk's results, found here and now."""
    done: Future[list[Result]] = Future()
    done.set_result(_work_all(chunk))
    return done


def _result(waiting: deque[Future[list[Result]]]) -> list[Result]:
    try:
        return waiting.popleft().result()
    except BrokenProcessPool:
        return [ReadError("a worker process", "was ended from outside, maybe for want of memory", "try --jobs 1")]
