"""Which line is the article's headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extract.segment.shape import BULLET, ENDS, HEADLINE_WITHIN, Line
from quotes.model import Article, Place, Span
from quotes.text import tokens

WORDS = (4, 35)

LEAD = 250
"""A line longer than this, or two sentences, and the text has begun without a headline."""

_GOES_ON = ",;:，；：、،؛"
"""What a line ends in that introduces the next."""

_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
"""`Title | The Sun`: what follows the last bar or spaced dash is the outlet."""


def headline_of(article: Article, lines: Sequence[Line], places: Sequence[Place | None]) -> int | None:
    """The line that is the article's title, else the first of the first few that looks like one."""
    text, first = article.text, range(min(HEADLINE_WITHIN + 2, len(lines)))
    if article.title:
        return next((i for i in first if _says(text[slice(*lines[i])], article.title)), None)
    sentences = 0
    for i in first[:HEADLINE_WITHIN]:
        line = text[slice(*lines[i])]
        if places[i] is None and i + 1 < len(lines) and _may_be_headline(line):
            return i
        sentences += line[-1] in ENDS
        if sentences > 1 or len(line) > LEAD:
            return None
    return None


def _says(line: str, title: str) -> bool:
    """Whether a line is the title that the article was given, give or take the outlet's name."""
    if len(line) > 2 * len(title) + 20:
        return False
    words, wanted = set(tokens(line)), set(tokens(title))
    return len(words & wanted) * 3 >= 2 * max(1, min(len(words), len(wanted))) and len(words) * 2 >= len(wanted)


def _may_be_headline(line: str) -> bool:
    words = line.split()
    if not WORDS[0] <= len(words) <= WORDS[1] or BULLET.match(line) or line[-1] in _GOES_ON:
        return False
    if line[-1] not in ENDS:
        return True
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    if line[-1] in "’'!?”\"»“)」" and line[0] not in '“"«„':
        return ". " not in line and "," + line[-1] not in line
    return len(long) >= 4 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def title_of(text: str, start: int, end: int) -> Span:
    """The headline without the outlet's name behind a bar."""
    suffix = _SUFFIX.search(text[start:end])
    return Span(start, start + suffix.start() if suffix and "|" in suffix.group() else end)
