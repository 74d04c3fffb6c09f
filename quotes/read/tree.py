"""A tree of elements → text, with hyperlinks and markup as offsets into it.

Knows the tags of HTML and those that trafilatura puts in their place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import regex

from quotes.model import Hyperlink, Markup
from quotes.read.decode import storable

_BLOCKS = """
p head item list row cell table lb div figure code br li ul ol tr td th h1 h2 h3 h4 h5 h6 hr pre section article header
footer aside main body html figcaption dl dt dd address
"""
_PASSED_OVER = "script style noscript template iframe svg head title meta link button form select"
BLOCKS, PASSED_OVER = frozenset(_BLOCKS.split()), frozenset(_PASSED_OVER.split())
KINDS = {
    "head": "heading", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "list": "list", "ul": "list", "ol": "list", "figcaption": "caption",
}  # fmt: skip
QUOTING = frozenset({"quote", "blockquote", "q"})
SPACE = regex.compile(r"[ \t\r\n\f]+")
DEEPEST = 200
"""Elements within each other; real pages have some dozens, and Python's stack ends at a thousand calls."""


@dataclass
class Grown:
    """The text as it grows; ``base`` resolves addresses, ``embedded`` is how embedded posts begin, without spaces."""

    base: str = ""
    embedded: frozenset[str] = frozenset()
    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[Hyperlink] = field(default_factory=list)
    markup: list[Markup] = field(default_factory=list)
    _break: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def walk(self, element: Any, depth: int = 0) -> None:
        """The words of an element and of all in it; a block stands in a paragraph of its own."""
        block = _is_block(element)
        self._break |= block
        start = self.length + (2 if self._break and self.length else 0)
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str) and depth < DEEPEST and not _passed_over(child):
                self.walk(child, depth + 1)
            self._add(child.tail)
        self._mark(element, start)
        self._break |= block

    def _add(self, text: str | None) -> None:
        words = storable(SPACE.sub(" ", text)) if text else ""
        if self._break or not self.length:
            words = words.lstrip(" ")
        if not words:
            return
        for piece in ("\n\n" if self._break and self.length else "", words):
            self.parts.append(piece)
            self.length += len(piece)
        self._break = False

    def _mark(self, element: Any, start: int) -> None:
        if self.length <= start:
            return
        target = element.get("target") or element.get("href")
        if element.tag in {"ref", "a"} and target:
            self._link(target, start)
        elif kind := KINDS.get(element.tag) or self._quoting(element):
            self.markup.append(Markup(start, self.length, kind))

    def _link(self, target: str, start: int) -> None:
        try:
            url = urljoin(self.base, target.strip())
        except ValueError:
            return
        if url.startswith(("http://", "https://")):
            self.links.append(Hyperlink(start, self.length, storable(url)))

    def _quoting(self, element: Any) -> str | None:
        if element.tag not in QUOTING:
            return None
        words = "".join("".join(element.itertext()).split())
        if any(words.startswith(post) for post in self.embedded):
            return "embed"
        return "blockquote" if _is_block(element) else "q"


def _is_block(element: Any) -> bool:
    if element.tag != "quote":
        return element.tag in BLOCKS or element.tag == "blockquote"
    parent = element.getparent()
    return parent is None or parent.tag in {"body", "quote"}


def _passed_over(element: Any) -> bool:
    """Trafilatura calls a heading ``head``; in a page that is the part without text."""
    return element.tag in PASSED_OVER and not (element.tag == "head" and element.get("rend"))


def fragment(html: str, base: str = "") -> Grown:
    """The text of a piece of HTML, all of it, as in a feed's entry or a letter.

    >>> grown = fragment("<p>He said <q>no</q>.</p><blockquote>Not <a href='/x'>now</a>.</blockquote>", "https://a.example")
    >>> grown.text, [m.kind for m in grown.markup], grown.links[0].url
    ('He said no.\\n\\nNot now.', ['q', 'blockquote'], 'https://a.example/x')
    """
    from lxml.html import document_fromstring

    grown = Grown(base)
    if html.strip():
        grown.walk(document_fromstring(f"<div>{html}</div>"))
    return grown
