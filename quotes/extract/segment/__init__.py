"""Cuts an article into paragraphs and says which are furniture: headline, captions, teasers; headings begin sections.

The article's own markup decides where it has any; otherwise the words that furniture begins with in some language
(``[find]`` of every language: pages mix them), and its form.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes.extract.segment.furniture import mark_lists, own_place
from quotes.extract.segment.headline import headline_of, title_of
from quotes.extract.segment.shape import ENDS, Line
from quotes.extract.values import Paragraph, Segments
from quotes.model import Article, Place

HEADING_WORDS = 15
HEADING = 150
"""A heading is not longer than so many words and code points."""

WRAPPED_AT = 120
"""No line of a text wrapped by hand is longer."""

_PLACES: dict[str, Place] = {"caption": "caption", "pullquote": "pullquote", "teaser": "teaser", "embed": "embed"}
_QUOTING = frozenset({"blockquote", "q", "embed"})


def segment(article: Article) -> Segments:
    """The paragraphs in order, each with its section and, where it is furniture, its place.

    >>> segment(Article("a", "Mayor to quit | The Sun\\nShe said so.\\n\\nPhoto: Jo Poe")).paragraphs[2].place
    'caption'
    """
    text = article.text
    lines = list(_lines(text))
    places: list[Place | None] = [own_place(text[start:end]) for start, end in lines]
    kinds = _marked(article, lines)
    mark_lists(text, lines, places, {i for i, kind in kinds.items() if kind == "heading"})
    headline = headline_of(article, lines, places)
    if headline is not None:
        places[headline] = "headline"
    for i, kind in kinds.items():
        places[i] = _PLACES.get(kind, places[i])
    paragraphs = tuple(_sectioned(text, lines, places, kinds))
    quoted = tuple(m for m in article.markup if m.kind in _QUOTING)
    return Segments(paragraphs, None if headline is None else title_of(text, *lines[headline]), quoted)


def _marked(article: Article, lines: Sequence[Line]) -> dict[int, str]:
    """The lines whose kind the page's own markup tells: places and headings."""
    kinds = {}
    starts = [start for start, _ in lines] if article.markup else []
    for mark in article.markup:
        if mark.kind in _PLACES or mark.kind == "heading":
            i = bisect_left(starts, mark.start)
            while i < len(lines) and lines[i][1] <= mark.end + 1:
                kinds[i] = mark.kind
                i += 1
    return kinds


def _lines(text: str) -> Iterator[Line]:
    """Each line with words, without the space around it; the lines of a paragraph wrapped by hand are one."""
    if len(text) > WRAPPED_AT and _wrapped(text):
        for match in re.finditer(r"\S.*(?:\n.*\S.*)*", text):
            yield match.start(), match.start() + len(match.group().rstrip())
        return
    place = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = place + len(line) - len(line.lstrip())
            yield start, start + len(words)
        place += len(line)


def _wrapped(text: str) -> bool:
    """Whether lines were broken by hand: they are short, and many begin in lower case after a line without a stop."""
    head = text[:4000].split("\n")
    if "" not in head or max(map(len, head[:-1]), default=WRAPPED_AT + 1) > WRAPPED_AT:
        return False
    joints = [(a, b) for a, b in pairwise(head) if a.strip() and b.strip()]
    broken = sum(a.rstrip()[-1] not in ENDS and b.lstrip()[0].islower() for a, b in joints)
    return broken >= 3 and broken * 3 >= len(joints)


def _sectioned(
    text: str, lines: Sequence[Line], places: Sequence[Place | None], kinds: dict[int, str]
) -> Iterator[Paragraph]:
    section = 0
    for i, ((start, end), place) in enumerate(zip(lines, places, strict=True)):
        if kinds.get(i) == "heading" or (place is None and end - start < HEADING and _heading(text[start:end])):
            section += place != "headline"
        yield Paragraph(start, end, place, section)


def _heading(line: str) -> bool:
    """A rule (``***``) or a short line without a stop."""
    if line[-1] not in ENDS:
        return line.count(" ") < HEADING_WORDS
    return not any(map(str.isalnum, line))
