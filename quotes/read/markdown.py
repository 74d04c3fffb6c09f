"""Markdown: the text as it stands, without its front matter; links, headings and block quotations as offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import regex

from quotes.model import Article, Hyperlink, Markup
from quotes.read import text
from quotes.read.decode import decode, is_binary
from quotes.read.formats import stem
from quotes.read.jsonl import from_row
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".md", ".markdown")
FRONT = regex.compile(r"---[ \t]*\r?\n(?P<front>.*?\n)---[ \t]*(?:\r?\n)+", regex.DOTALL)
LINK = regex.compile(r"(?<!!)\[(?P<words>[^\[\]\n]+)\]\((?P<url>https?://[^\s()]+)[^()\n]*\)")
MARKS = {
    "heading": regex.compile(r"^#{1,6} .+$", regex.MULTILINE),
    "blockquote": regex.compile(r"^>.*(?:\n>.*)*", regex.MULTILINE),
}


def items(source: Source) -> Iterator[Item | ReadError]:
    """The whole file."""
    with source.open() as file:
        yield Item("markdown", file.read(), stem(source.filename), source.container, source.name)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The article; front matter (YAML between lines of ---) gives what a JSON line's keys would.

    >>> data = b"---\\ntitle: Storm\\ndate: 2024-05-01\\n---\\n# Storm\\n> We shall [pay](https://a.example).\\n"
    >>> found = next(articles(Item("markdown", data, "a", "n", "a")))
    >>> found.title, found.published_from, found.text[:7], found.hyperlinks[0].url
    ('Storm', '2024-05-01', '# Storm', 'https://a.example')
    """
    if is_binary(item.data):
        yield from text.articles(item)
        return
    whole = decode(item.data)[0]
    front = FRONT.match(whole)
    row = _front(front["front"]) if front else {}
    for result in from_row({**row, "text": whole[front.end() :] if front else whole}, item):
        yield _marked(result) if isinstance(result, Article) else result


def _front(said: str) -> dict[str, Any]:
    import yaml

    try:
        row = yaml.safe_load(said)
    except yaml.YAMLError:
        return {}
    return row if isinstance(row, dict) else {}


def _marked(article: Article) -> Article:
    links = tuple(Hyperlink(*m.span("words"), m["url"]) for m in LINK.finditer(article.text))
    markup = (Markup(*m.span(), kind) for kind, pattern in MARKS.items() for m in pattern.finditer(article.text))
    return replace(article, hyperlinks=links, markup=tuple(sorted(markup, key=lambda m: m.start)))
