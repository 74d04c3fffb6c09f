"""The numbers a text states, in digits or words, whatever the language's separators and number words.

“1,600”, “1.600”, “1 600”, “sixteen hundred” and 一千六百 are one number; “1.600” alone may also be 1.6: each number is
the set of its readings, and two numbers agree where one reading is common.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from quotes.match.meaning.lexicon import DATA, codes
from quotes.text import folded

TOKEN = regex.compile(
    r"""
      \d{1,3}(?:[\s\u202f.,'’]\d{3})+(?!\d)(?:[.,]\d+)?   # groups of three: 1 600, 1.600.000, 1,600.5
    | \d+(?:[.,:]\d+)*(?!\d*(?:月|월))                # 7, 3.5, 10:30, 2,5; not the 8 of August
    | [〇一二三四五六七八九十百千万萬亿億两兩]+              # numerals among letters that no space parts
    | \p{L}[\p{L}\p{M}]*                                   # a word
    """,
    regex.VERBOSE,
)
MAGNITUDE = 100
"""From here on a number word multiplies what stands before it."""
_LONGEST = 100
"""Letters; German writes 999,999 in 66, and what is longer would be taken apart for seconds."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as stated, ``text[start:end]``, with all its readings."""

    readings: frozenset[float]
    start: int
    end: int


def readings(digits: str) -> frozenset[float]:
    """All that written digits may mean: separators group in one country and are the decimal sign in the next.

    >>> sorted(readings("1.600")), sorted(readings("2,5")), sorted(readings("10:30"))
    ([1.6, 1600.0], [2.5], [1030.0])
    """
    plain = regex.sub(r"[^\d.,]", "", unicodedata.normalize("NFKC", digits))
    found = {float(regex.sub(r"\D", "", plain))} if regex.fullmatch(r"\d+|\d{1,3}(?:[.,]\d{3})+", plain) else set()
    decimal = regex.fullmatch(r"(.*)[.,](\d+)", plain)
    if decimal:
        found.add(float(regex.sub(r"\D", "", decimal[1]) + "." + decimal[2]))
    return frozenset(found)


@cache
def number_words(code: str) -> Mapping[str, float]:
    """A language's number words, folded, with their values."""
    if code not in codes():
        return {}
    table = tomllib.loads((DATA / f"{code}.toml").read_text(encoding="utf8")).get("numbers", {})
    return {folded(word).text: float(value) for value, words in table.items() for word in words}


@cache
def joiners(code: str) -> frozenset[str]:
    """Words that may stand inside a number: vingt et un, fünfundzwanzig."""
    if code not in codes():
        return frozenset()
    table = tomllib.loads((DATA / f"{code}.toml").read_text(encoding="utf8"))
    return frozenset(folded(word).text for word in table.get("number_joins", ()))


@lru_cache(maxsize=8192)
def word_values(word: str, code: str) -> tuple[float, ...]:
    """The values of the number words that a word consists of wholly; none for any other word.

    >>> word_values("zweihundert", "de") if "de" in codes() else (2.0, 100.0)
    (2.0, 100.0)
    """
    words = number_words(code)
    if word in words:
        return (words[word],)
    if len(word) > _LONGEST:
        return ()
    for cut in range(len(word) - 1, 1 if len(word) > 3 else 0, -1):
        head, rest = word[:cut], word[cut:]
        if head in words or head in joiners(code):
            values = word_values(rest, code)
            if values:
                return (*((words[head],) if head in words else ()), *values)
    return ()


def compose(values: tuple[float, ...]) -> float:
    """The number that a row of number words states: smaller ones add up, hundreds multiply, as do 三十, quatre-vingt.

    >>> compose((20, 5)), compose((2, 100, 50)), compose((3, 1e6)), compose((4, 20, 10, 7)), compose((2, 1000, 3, 10))
    (25, 250, 3000000.0, 97, 2030)
    """
    total: float = 0
    current: float = 0
    for value in values:
        if value == 100:
            current = max(current, 1) * value
        elif value > MAGNITUDE:
            total, current = total + max(current, 1) * value, 0
        elif (value == 20 and current == 4) or (value == 10 and 1 < current < 10):
            current *= value
        else:
            current += value
    return total + current


@lru_cache(maxsize=1 << 14)
def numbers(text: str, code: str) -> tuple[Number, ...]:
    """The numbers of a text, in order. One is left out everywhere: it is an article in half of the languages.

    >>> [sorted(n.readings) for n in numbers("Twenty-five of 1,600 men; 3.5 million more", "en")]
    [[25.0], [1.6, 1600.0], [3500000.0]]
    """
    return tuple(n for n in _numbers(text, code) if n.readings - {1.0, 0.0} and not _is_bare_numeral(text, n))


def _is_bare_numeral(text: str, found: Number) -> bool:
    """二 alone is as often part of a word as a number."""
    return found.end - found.start == 1 and text[found.start] in "二三四五六七八九"


def _numbers(text: str, code: str) -> Iterator[Number]:
    view = folded(text)
    run: list[tuple[str, int, int]] = []
    for token in TOKEN.finditer(view.text):
        piece = (token[0], view.offsets[token.start()], view.offsets[token.end() - 1] + 1)
        if run and not _goes_on(text, run[-1], piece, code):
            yield from _close(run, code)
            run = []
        if run or _is_number(piece[0], code):
            run.append(piece)
    yield from _close(run, code)


def _is_number(word: str, code: str) -> bool:
    return word[0].isdigit() or bool(word_values(word, code))


def _goes_on(text: str, before: tuple[str, int, int], piece: tuple[str, int, int], code: str) -> bool:
    gap = text[before[2] : piece[1]]
    if gap.strip(" \u00a0\u202f-‐‑"):
        return False
    if piece[0][0].isdigit():
        return False
    if before[0][0].isdigit():
        return any(v >= MAGNITUDE for v in word_values(piece[0], code)[:1])
    return bool(word_values(piece[0], code)) or (piece[0] in joiners(code) and before[0] not in joiners(code))


def _close(run: list[tuple[str, int, int]], code: str) -> Iterator[Number]:
    while run and run[-1][0] in joiners(code):
        run = run[:-1]
    if not run:
        return
    start, end = run[0][1], run[-1][2]
    values = tuple(v for word, _, _ in run for v in word_values(word, code))
    if run[0][0][0].isdigit():
        scale = compose((1.0, *values)) if values else 1.0
        yield Number(frozenset(r * scale for r in readings(run[0][0])), start, end)
    else:
        yield Number(frozenset({float(compose(values))}), start, end)
