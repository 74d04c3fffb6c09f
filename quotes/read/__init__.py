"""Files, folders and streams → articles, one format a file.

Reading has two halves, so that the heavy one can run in worker processes: ``items`` cuts inputs into items (a file, a
line, a record: bytes and circumstances, cheap), ``articles`` makes an item into articles (decoding, extraction from a
page). Both say what they cannot read as a ``ReadError`` in its place, and go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotes.model import Article
from quotes.read.formats import articles, kind_of
from quotes.read.sources import items, total_size
from quotes.read.values import Item, ReadError, Source
from quotes.read.web import Web

__all__ = ["Item", "ReadError", "Source", "Web", "articles", "items", "kind_of", "read", "total_size"]


def read(
    inputs: Sequence[str], columns: Mapping[str, str] | None = None, web: Web | None = None
) -> Iterator[Article | ReadError]:
    """The articles of all inputs in the order given, those of the web last; a folder is read whole, by name; ``-`` is
    standard input. ``web`` says how pages are fetched.

    >>> [problem.message for problem in read(["no/such/file.txt"])]
    ['no/such/file.txt: there is no such file or folder; check the spelling']
    """
    for item in items(inputs, columns, web):
        if isinstance(item, ReadError):
            yield item
        else:
            yield from articles(item)
