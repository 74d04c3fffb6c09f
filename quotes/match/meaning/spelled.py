"""Number words: what they are worth, and what a row of them states.

A language's words, with what may join, follow or divide them, are in ``data/meaning/xx.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from quotes.match.meaning.lexicon import APOSTROPHES, table
from quotes.text import folded

MAGNITUDE = 100
"""From here on a number word multiplies what stands before it."""
TEN = 10
_LONGEST = 100
"""Letters; German writes 999,999 in 66, and what is longer would be taken apart for seconds."""


@dataclass(frozen=True)
class Spelling:
    """A language's number words, folded.

    ``words``: those that stand alone; ``inside``: these and, with ``digits``, those that only count
    in a word of ten or more;
    ``joins``: what may stand inside a number (vingt et un, fünfundzwanzig); ``counters``: what is counted, written
    together with the number; ``ratios``: what stands between the two of "one in four",
    ``turned`` where four comes first; ``fractions``: words by what
    they divide into; ``never``: words that only look like numbers; ``hours``: what an hour of the day is followed by;
    ``halves``: what stands before an hour to name the half before or after it, and before a million; ``and_half``:
    what follows "a million" to name half as much more; ``teens``: words that add ten to what stands before them.
    """

    words: Mapping[str, float]
    inside: Mapping[str, float]
    digits: bool
    joins: frozenset[str]
    counters: tuple[str, ...]
    ratios: regex.Pattern[str] | None
    turned: regex.Pattern[str] | None
    fractions: Mapping[str, float]
    never: frozenset[str]
    hours: tuple[str, ...]
    halves: tuple[str, ...]
    and_half: tuple[str, ...]
    teens: frozenset[str]
    spaced: bool


@cache
def spelling(code: str) -> Spelling:
    """The language's number words; none where it has no file."""
    own = table(code)

    def values(key: str) -> dict[str, float]:
        return {_fold(word): float(value) for value, words in own.get(key, {}).items() for word in words}

    def listed(key: str) -> tuple[str, ...]:
        return tuple(map(_fold, own.get(key, ())))

    return Spelling(
        values("numbers"),
        values("numbers") | values("digits"),
        bool(own.get("digits")),
        frozenset(listed("number_joins")),
        listed("counters"),
        _between(listed("ratios")),
        _between(listed("ratios_turned")),
        values("fractions"),
        frozenset(listed("not_numbers")),
        listed("hours"),
        listed("halves"),
        listed("and_half"),
        frozenset(listed("teens")),
        bool(own.get("spaced", True)),
    )


def _between(phrases: tuple[str, ...]) -> regex.Pattern[str] | None:
    """What may stand between; behind a longer phrase's number what is counted may too (un électeur sur deux)."""
    any_of = "|".join(map(regex.escape, phrases))
    longer = "|".join(regex.escape(phrase) for phrase in phrases if len(phrase) > len("in"))
    counted = rf"|\s+\p{{L}}+\s+(?:{longer})\s+" if longer else ""
    return regex.compile(rf"\s*(?:{any_of})\s*{counted}") if phrases else None


def _fold(word: str) -> str:
    return folded(word.translate(APOSTROPHES)).text


@lru_cache(maxsize=1 << 14)
def word_values(word: str, code: str) -> tuple[float, ...]:
    """The values of the number words that a folded word consists of, up to what it counts; none for any other word.

    >>> word_values("zweihundert", "de"), word_values(_fold("이백명이"), "ko"), word_values("zweifel", "de")
    ((2.0, 100.0), (2.0, 100.0), ())
    """
    known = spelling(code)
    if "’" in word or "ʼ" in word:
        word = word.translate(APOSTROPHES)
    if word in known.never or len(word) > _LONGEST:
        return ()
    if word in known.words:
        return (known.words[word],)
    found = _parts(word, code)
    if found or not (known.counters and known.spaced):
        return found
    for size in range(len(word) - 1, 0, -1):
        if word[size:].startswith(known.counters) and (values := word_values(word[:size], code)):
            return values
    return ()


def is_whole(word: str, code: str) -> bool:
    """Whether a number may go on behind the word: nothing counted stands in it."""
    return word in spelling(code).words or bool(_parts(word, code))


def _parts(word: str, code: str) -> tuple[float, ...]:
    values = _split(word, code)
    return values if not values or not spelling(code).digits or max(values) >= TEN else ()


def _split(word: str, code: str) -> tuple[float, ...]:
    known = spelling(code)
    if word in known.inside:
        return (known.inside[word],)
    for cut in range(len(word) - 1, 0, -1):
        head = word[:cut]
        if head in known.inside or head in known.joins:
            values = _split(word[cut:], code)
            if values:
                return (*((known.inside[head],) if head in known.inside else ()), *values)
    return ()


def compose(values: tuple[float, ...]) -> float:
    """The number that a row of number words states: smaller ones add up, hundreds multiply, as do 三十, quatre-vingt.

    >>> compose((20, 5)), compose((2, 100, 50)), compose((3, 1e6)), compose((4, 20, 10, 7)), compose((2, 1000, 3, 10))
    (25, 250, 3000000.0, 97, 2030)
    >>> compose((2, 1000, 1e6)), compose((3, 1000, 10000))
    (2000000000.0, 30000000)
    """
    parts: list[float] = []
    for value in values:
        if value >= MAGNITUDE:
            multiplied: float = 0
            while parts and parts[-1] < value:
                multiplied += parts.pop()
            parts.append((multiplied or 1) * value)
        elif parts and ((value == 20 and parts[-1] == 4) or (value == 10 and 1 < parts[-1] < 10)):
            parts[-1] *= value
        else:
            parts.append(value)
    return sum(parts)
