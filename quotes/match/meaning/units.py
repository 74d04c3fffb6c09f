"""What a number counts: days or weeks, euros or dollars, metres or miles."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from quotes.match.meaning.lexicon import DATA, table
from quotes.match.meaning.numbers import Number

_NEAR = 30
"""Letters behind a number in which its unit stands."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its unit, ``text[start:end]``."""

    number: Number
    unit: str
    start: int
    end: int


@dataclass(frozen=True)
class Units:
    """A language's units as patterns: right behind a number, right before it, one word further behind."""

    behind: regex.Pattern[str]
    before: regex.Pattern[str]
    further: regex.Pattern[str]
    names: Mapping[str, str]
    stems: tuple[tuple[str, str], ...]

    def name(self, word: str) -> str:
        return self.names.get(word) or next(name for stem, name in self.stems if word.startswith(stem))


@cache
def units(code: str) -> Units | None:
    """The language's units; None where no file lists any."""
    own = table(code)
    listed = {_same_length(word): name for name, words in own.get("unit", {}).items() for word in words}
    if not listed:
        return None
    words = "|".join(_pattern(word) for word in sorted(listed, key=len, reverse=True))
    end = r"(?!\p{L})" if own.get("spaced", True) else ""
    return Units(
        regex.compile(rf"[\s\u00a0\u202f-]*({words}){end}"),
        regex.compile(rf"(?:(?<!\p{{L}})|(?=\p{{S}}))({words})[\s\u00a0]*$"),
        regex.compile(rf"[\s\u00a0]\p{{L}}[\p{{L}}.]{{0,12}}[\s\u00a0]((?=\p{{L}})(?:{words})){end}"),
        {word: name for word, name in listed.items() if not word.endswith("*")},
        tuple((word[:-1], name) for word, name in listed.items() if word.endswith("*")),
    )


def _pattern(word: str) -> str:
    return regex.escape(word[:-1]) + r"\p{L}*" if word.endswith("*") else regex.escape(word)


def _same_length(text: str) -> str:
    """Without case: offsets stay."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


@cache
def _groups() -> Mapping[str, int]:
    axes = tomllib.loads((DATA / "axes.toml").read_text(encoding="utf8"))
    return {name: i for i, group in enumerate(axes["units"]) for name in group}


def counted(text: str, found: Sequence[Number], code: str) -> Iterator[Counted]:
    """The numbers that count something known.

    >>> from quotes.match.meaning.numbers import numbers
    >>> [c.unit for t in ("after six long days", "US$20 million") for c in counted(t, numbers(t, "en"), "en")]
    ['day', 'dollar']
    """
    known = units(code)
    for number in found if known else ():
        assert known is not None
        rest = _same_length(text[number.end : number.end + _NEAR])
        front = max(0, number.start - _NEAR)
        if hit := known.behind.match(rest):
            yield Counted(number, known.name(hit[1]), number.start, number.end + hit.end())
        elif hit := known.before.search(_same_length(text[front : number.start])):
            yield Counted(number, known.name(hit[1]), front + hit.start(1), number.end)
        elif hit := known.further.match(rest):
            yield Counted(number, known.name(hit[1]), number.start, number.end + hit.end())


def other_units(ours: Iterable[Counted], theirs: Iterable[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """The numbers that both sides state, of two units that measure the same."""
    of_theirs = list(theirs)
    for mine in ours:
        same = [c for c in of_theirs if c.number.readings & mine.number.readings]
        if same and all(_differ(mine.unit, c.unit) for c in same):
            yield mine, same[0]


def _differ(one: str, two: str) -> bool:
    return one != two and _groups()[one] == _groups()[two]
