"""Web pages: trafilatura finds the text, its tree gives the hyperlinks and the markup their offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import regex

from quotes.model import Article, Hyperlink, Markup
from quotes.read.dates import interval
from quotes.read.decode import is_binary, storable
from quotes.read.sources import stem
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".html", ".htm", ".xhtml")
_LARGEST = 20_000_000
"""Bytes; the longest pages met in news archives have 5 MB, most of it scripts."""
_BLOCKS = frozenset({"p", "head", "item", "list", "row", "cell", "table", "lb", "div", "figure", "code"})
_SPACE = regex.compile(r"[ \t\r\n\f]+")
_MARKUP = {"head": "heading", "list": "list"}


def items(source: Source) -> Iterator[Item | ReadError]:
    """The whole page."""
    with source.open() as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        yield ReadError(source.name, f"is a page of over {_LARGEST // 1_000_000} MB", "save its text as .txt")
    else:
        yield Item("html", data, stem(source.filename), source.container, source.name)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The page's article; ``item.facts["url"]`` is where it was fetched, when that is known."""
    import trafilatura

    tree = None if is_binary(item.data) else trafilatura.load_html(item.data)
    if tree is None:
        yield ReadError(item.input, "is not a web page", "give it the suffix of its format")
        return
    said = _said(tree)
    quoted = _embedded(tree)
    document: Any = trafilatura.bare_extraction(
        tree, url=item.facts.get("url"), include_links=True, include_comments=False
    )
    page = _Page(said.get("url") or item.facts.get("url") or "", quoted)
    if document is not None and document.body is not None:
        page.walk(document.body)
    text = storable("".join(page.parts))
    if not text.strip():
        yield ReadError(item.input, "is a page without an article's text", "nothing was read from it")
        return
    yield _article(item, said, document, page, text)


def _said(tree: Any) -> dict[str, str]:
    from quotes.read.page import said_of_itself

    return {name: storable(value) for name, value in said_of_itself(tree).items()}


def _embedded(tree: Any) -> frozenset[str]:
    """How the embedded posts of a page begin, to know them again in what trafilatura leaves."""
    posts = tree.xpath("//blockquote[contains(@class, 'twitter-') or contains(@class, 'instagram-') "
                       "or contains(@class, 'bluesky-') or contains(@class, 'tiktok-')]")  # fmt: skip
    return frozenset("".join(post.text_content().split())[:40] for post in posts)


def _article(item: Item, said: dict[str, str], document: Any, page: _Page, text: str) -> Article:
    url = said.get("url") or item.facts.get("url")
    start, end = interval(said.get("date"))
    origin = "page" if start else None
    if not start:
        start, end = interval(item.facts.get("date") or document.date)
        origin = "page text" if start else None
    fetched = item.facts.get("url")
    return Article(
        doc_id=item.doc_id,
        text=text,
        url=url if url and urlsplit(url).scheme in {"http", "https"} else None,
        title=_text(document.title) or said.get("title"),
        byline=said.get("byline") or _text(document.author),
        publisher=said.get("publisher") or _text(document.sitename) or item.facts.get("publisher"),
        published_from=start,
        published_to=end,
        date_origin=origin,
        language=said.get("language", "")[:2].lower() or item.facts.get("language"),
        input=item.input,
        container=item.container,
        hyperlinks=tuple(page.links),
        markup=tuple(page.markup),
        aliases=(fetched,) if fetched and fetched != url else (),
    )


def _text(value: str | None) -> str | None:
    return storable(value.strip()) or None if value else None


@dataclass
class _Page:
    """The text as it grows, with what lies where."""

    base: str
    embedded: frozenset[str]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[Hyperlink] = field(default_factory=list)
    markup: list[Markup] = field(default_factory=list)
    _break: bool = False

    def walk(self, element: Any) -> None:
        """The element's words, then what follows it."""
        block = self._is_block(element)
        self._break |= block
        start = self._next()
        self._add(element.text)
        for child in element:
            self.walk(child)
            self._add(child.tail)
        self._mark(element, start)
        self._break |= block

    def _is_block(self, element: Any) -> bool:
        parent = element.getparent()
        return element.tag in _BLOCKS or (
            element.tag == "quote" and (parent is None or parent.tag in {"body", "quote"})
        )

    def _next(self) -> int:
        return self.length + (2 if self._break and self.length else 0)

    def _add(self, text: str | None) -> None:
        words = _SPACE.sub(" ", text) if text else ""
        if self._break or not self.length:
            words = words.lstrip(" ")
        if not words:
            return
        if self._break and self.length:
            self._end_line()
        self._break = False
        self.parts.append(words)
        self.length += len(words)

    def _end_line(self) -> None:
        self.parts.append("\n\n")
        self.length += 2

    def _mark(self, element: Any, start: int) -> None:
        end = self.length
        if end <= start:
            return
        if element.tag == "ref" and element.get("target"):
            self._link(element.get("target"), start, end)
        elif kind := self._kind(element, start):
            self.markup.append(Markup(start, end, kind))

    def _link(self, target: str, start: int, end: int) -> None:
        try:
            url = urljoin(self.base, target.strip())
        except ValueError:
            return
        if url.startswith(("http://", "https://")):
            self.links.append(Hyperlink(start, end, storable(url)))

    def _kind(self, element: Any, start: int) -> str | None:
        if element.tag == "quote":
            words = "".join("".join(element.itertext()).split())
            if any(words.startswith(post) for post in self.embedded):
                return "embed"
            return "blockquote" if self._is_block(element) else "q"
        return _MARKUP.get(element.tag)
