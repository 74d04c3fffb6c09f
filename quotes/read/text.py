"""Plain text: one article a file, or the export of a press database. What is headline and what is credit, ``extract``
says, by offsets."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.model import Article
from quotes.read.decode import decode, is_binary, storable
from quotes.read.exports import exported
from quotes.read.formats import stem
from quotes.read.tree import Grown
from quotes.read.values import Item, ReadError, Source
from quotes.read.web.lines import links_in

SUFFIXES = (".txt", ".text")


def items(source: Source) -> Iterator[Item | ReadError]:
    """The whole file."""
    with source.open() as file:
        yield Item("text", file.read(), stem(source.filename), source.container, source.name)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The article, its text as it stands in the file, without a byte order mark.

    >>> [a.text for a in articles(Item("text", b"Yes\\r\\n", "a", "news", "news/a.txt"))]
    ['Yes\\r\\n']
    """
    if is_binary(item.data):
        yield ReadError(item.input, "is a binary file, not text", "remove it or give it its right suffix")
        return
    text, encoding = decode(item.data)
    if not text.strip():
        yield ReadError(item.input, "holds no text", "nothing was read from it")
        return
    if links_in(item.data):
        yield ReadError(
            item.input, "is a list of addresses", "name the file itself, not its folder, to have them fetched"
        )
        return
    if encoding:
        yield ReadError(item.input, f"is not UTF-8, read as {encoding}", "save it as UTF-8 if letters are wrong", True)
    yield from as_articles(item, Grown(parts=[storable(text)]))


def as_articles(
    item: Item, grown: Grown, title: str | None = None, byline: str | None = None
) -> Iterator[Article | ReadError]:
    """What a document of text holds: an article, or those that a press database put into it."""
    if not grown.text.strip():
        yield ReadError(item.input, "holds no text", "nothing was read from it")
        return
    found = list(exported(grown.text))
    for number, one in enumerate(found, 1):
        start, end = one.date
        yield Article(
            f"{item.doc_id}:{number}" if number > 1 else item.doc_id, one.text, title=one.title, byline=one.byline,
            publisher=one.publisher, published_from=start, published_to=end, date_origin="input" if start else None,
            input=item.input, container=item.container,
        )  # fmt: skip
    if not found:
        yield Article(
            item.doc_id, grown.text, title=title, byline=byline, input=item.input, container=item.container,
            hyperlinks=tuple(grown.links), markup=tuple(grown.markup),
        )  # fmt: skip
