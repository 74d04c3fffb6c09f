"""What the steps of tracing hand to each other, and dates as intervals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from sys import intern

from quotes.model import ArticleLink, Comparison, Original, Witness
from quotes.text import fold, tokens

DAY = 86400.0
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
_ARTICLE = re.compile(r"^(?:the|le|la|les|el|il|der|die|das)\s+")


@dataclass(frozen=True, slots=True)
class Node:
    """A witness with what tracing asks of it again and again: folded words and its interval in seconds of UTC."""

    witness: Witness
    words: tuple[str, ...]
    early: float
    late: float

    @property
    def variant(self) -> tuple[str, tuple[str, ...]]:
        """The wording, as one of those that many witnesses share."""
        return self.witness.language, self.words

    @property
    def grams(self) -> frozenset[tuple[str, str]]:
        """Its pairs of neighbouring words."""
        return _grams(self.words)


@lru_cache(maxsize=1024)
def _grams(words: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(words))


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known beside the words.

    ``sources``: article → exemplar article → link; ``alike``: the same, both ways, where nobody knows who took from
    whom. ``originals``: article → what it credits. ``held``: an outlet's key
    → intervals of the articles we hold of it. ``told``: article → the keys of the outlets that its
    quotations were told to. ``languages``: an outlet's key → its language. ``lineages``: article →
    the lineages it has a part in. ``neighbours``: a quotation → its likest (likeness, quotation), the likest first.
    ``judged``: two quotations → a person's decision on them ("judgement", "verdict"). ``votes``: article → article →
    how many quotations the first has from the second for sure. ``found``: (quotation, exemplar),
    in two languages or one put together from the other, → what matching says of the one read against the other.
    ``proven``: the quotations that these or a person's decision name; ``bridging``: those that matching pairs with one
    of another lineage, which is the same words too.
    """

    sources: Mapping[str, Mapping[str, ArticleLink]]
    alike: Mapping[str, Mapping[str, ArticleLink]]
    originals: Mapping[str, tuple[Original, ...]]
    held: Mapping[str, tuple[tuple[float, float], ...]]
    told: Mapping[str, frozenset[str]]
    languages: Mapping[str, str]
    lineages: Mapping[str, frozenset[str]]
    neighbours: Mapping[str, tuple[tuple[float, str], ...]]
    judged: Mapping[frozenset[str], Mapping[str, str]]
    found: Mapping[tuple[str, str], Comparison]
    votes: Mapping[str, Mapping[str, int]]
    proven: frozenset[str]
    bridging: frozenset[str]


@lru_cache(maxsize=65536)
def key(name: str | None) -> str:
    """An outlet's name for comparison, without case, accents and leading article.

    >>> key("The Harbour Courier") == key("harbour courier"), key(None)
    (True, '')
    """
    return _ARTICLE.sub("", fold(name or "")).strip()


@lru_cache(maxsize=65536)
def instant(text: str | None, end: bool) -> float:
    """Seconds since 1970 of an ISO date's first or last moment; infinite where there is none or it is not a date.

    >>> instant("2024-02", True) - instant("2024-02-29", False), instant(None, False)
    (86399.0, -inf)
    """
    open_side = float("inf") if end else float("-inf")
    try:
        return _instant(text, end) if text else open_side
    except ValueError:
        return open_side


def _instant(text: str, end: bool) -> float:
    date = _DATE.match(text)
    if not date:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    year, month, day = (int(part) if part else None for part in date.groups())
    first = datetime(year or 1, month or 1, day or 1, tzinfo=UTC)
    if not end:
        return first.timestamp()
    return (_next(first, month, day) - timedelta(seconds=1)).timestamp()


def _next(first: datetime, month: int | None, day: int | None) -> datetime:
    if day:
        return first + timedelta(days=1)
    if month == 12 or not month:
        return first.replace(year=first.year + 1, month=1)
    return first.replace(month=month + 1)


def node(witness: Witness) -> Node:
    """The witness, ready for tracing."""
    return Node(witness, _words(witness.text), *span(witness.published_from, witness.published_to))


@lru_cache(maxsize=65536)
def span(start: str | None, end: str | None) -> tuple[float, float]:
    """The first and the last moment of a date; one whose ends are crossed counts as unknown.

    >>> span("2024-03-02", "2024-03-01")
    (-inf, inf)
    """
    early, late = instant(start, False), instant(end, True)
    return (early, late) if early <= late else (float("-inf"), float("inf"))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The folded words, one and the same for all who have the text."""
    return tuple(map(intern, tokens(text)))


def earlier(a: Node, b: Node) -> bool:
    """Whether ``a`` was published before ``b`` for certain."""
    return a.late < b.early
