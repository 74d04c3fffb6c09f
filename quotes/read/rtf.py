"""RTF documents, as Factiva and older word processors give them: the text, in paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotes.model import Article
from quotes.read import text
from quotes.read.decode import storable
from quotes.read.formats import stem
from quotes.read.tree import Grown
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".rtf",)
_LARGEST = 20_000_000


def items(source: Source) -> Iterator[Item | ReadError]:
    """The whole file."""
    with source.open() as file:
        yield Item("rtf", file.read(_LARGEST), stem(source.filename), source.container, source.name)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The document's article, or those of a press database's export.

    >>> data = rb"{\\rtf1\\ansi\\ansicpg1252 Port closes\\par \\'93No,\\'94 he said.\\par }"
    >>> [a.text for a in articles(Item("rtf", data, "a", "n", "a.rtf"))]
    ['Port closes\\n“No,” he said.\\n']
    """
    if not item.data.lstrip().startswith(b"{\\rtf"):
        yield ReadError(item.input, "is no RTF document", "give it the suffix of its format")
        return
    from striprtf import striprtf

    parser: Any = striprtf
    said = parser.rtf_to_text(item.data.decode("latin-1"), encoding="cp1252", errors="replace")
    yield from text.as_articles(item, Grown(parts=[storable(said)]))
