"""The numbers a text states, in digits or words, whatever the language's separators and number words.

“1,600”, “1.600”, “1 600”, “sixteen hundred” and 一千六百 are one number; “1.600” alone may also be 1.6: each number is
the set of its readings, and two numbers agree where one reading is common.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from quotes.match.meaning.spelled import MAGNITUDE, TEN, Spelling, compose, is_whole, spelling, word_values
from quotes.text import fold, folded

NUMERALS = "〇零一二三四五六七八九十百千万萬亿億兆两兩"
TOKEN = regex.compile(
    rf"""
      \d{{1,3}}(?:[\s\u202f.,'’]\d{{3}})+(?!\d)(?:[.,]\d+)?   # groups of three: 1 600, 1.600.000, 1,600.5
    | \d+(?:[.,:]\d+)*(?!\d*(?:月|월))                    # 7, 3.5, 10:30, 2,5; not the 8 of August
    | [{NUMERALS}]+(?!月)                                 # numerals among letters that no space parts
    | \p{{Cyrillic}}+['’ʼ]\p{{Cyrillic}}+                  # п'ять
    | [\p{{L}}--[{NUMERALS}]][[\p{{L}}\p{{M}}]--[{NUMERALS}]]*   # a word
    | \p{{L}}                                             # a month's numeral
    """,
    regex.VERBOSE | regex.V1,
)
HANGUL = regex.compile(r"\p{Hangul}")
_WORD_AFTER = regex.compile(r"[\s\u00a0-]*([\p{L}\p{M}]+)")
LARGEST_SHARED = 10
"""“One in four” is a share; “one in 2016” is not."""
SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "md": 1e9, "mds": 1e9, "b": 1e9, "t": 1e12}
_SCALE = regex.compile(r"\s?(k|m|bn|mds?|b|t)(?!\p{L})")
DIGITS = "〇一二三四五六七八九"
_NEXT = 12
"""Letters that are looked at behind a number."""
YEARS = frozenset(range(1910, 2000, 10))
"""Decades that are also named by their last two digits."""


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


@lru_cache(maxsize=1 << 14)
def numbers(text: str, code: str) -> tuple[Number, ...]:
    """The numbers of a text, in order. One is left out everywhere: it is an article in half of the languages.

    >>> [sorted(n.readings) for n in numbers("Twenty-five of 1,600 men; 3.5 million more", "en")]
    [[25.0], [1.6, 1600.0], [3500000.0]]
    >>> [sorted(n.readings) for n in numbers("Three quarters of them, one in four of us", "en")]
    [[0.75, 75.0], [0.25, 25.0]]
    """
    known = spelling(code)
    found = _divided(text, tuple(_numbers(text, code)), known)
    return tuple(n for n in found if n.readings - {1.0, 0.0} and not _is_bare_numeral(text, n, known))


def _is_bare_numeral(text: str, found: Number, known: Spelling) -> bool:
    """二 alone is as often part of a word as a number, but where something is counted."""
    alone = found.end - found.start == 1 and text[found.start] in NUMERALS
    return alone and not (known.counters and fold(text[found.end : found.end + _NEXT]).startswith(known.counters))


def _divided(text: str, found: Sequence[Number], known: Spelling) -> Iterator[Number]:
    """Two numbers that state a share ("one in four") as one, and a number of parts ("three quarters") as a share."""
    done = 0
    for i, number in enumerate(found):
        if i < done:
            continue
        share = _share(text, number, found[i + 1], known) if i + 1 < len(found) else None
        done = i + 2 if share else i + 1
        yield share or _parts_of(text, number, known) or number


def _share(text: str, one: Number, two: Number, known: Spelling) -> Number | None:
    between = fold(text[one.end : two.start])
    a, b = min(one.readings), min(two.readings)
    if known.turned and known.turned.fullmatch(between):
        a, b = b, a
    elif not (known.ratios and known.ratios.fullmatch(between)):
        return None
    return Number(_as_share(a / b), one.start, two.end) if 0 < a < b <= LARGEST_SHARED else None


def _parts_of(text: str, number: Number, known: Spelling) -> Number | None:
    word = _WORD_AFTER.match(text, number.end)
    divisor = known.fractions.get(folded(word[1]).text) if word else None
    count = min(number.readings)
    if word is None or divisor is None or not 1 <= count < divisor:
        return None
    return Number(_as_share(count / divisor), number.start, word.end())


def _as_share(value: float) -> frozenset[float]:
    return frozenset({round(value, 4), round(100 * value, 2)})


def _numbers(text: str, code: str) -> Iterator[Number]:
    view = folded(text)
    known = spelling(code)
    run: list[tuple[str, int, int]] = []
    before = ""
    for token in (TOKEN if known.spaced or not known.counters else unspaced(code)).finditer(view.text):
        if not run and not _is_number(token[0], code):
            before = f"{before[-_NEXT:]} {token[0]}"
            continue
        piece = (token[0], view.offsets[token.start()], view.offsets[token.end() - 1] + 1)
        if run and not _goes_on(text, run[-1], piece, code):
            yield from _close(run, code, before, text)
            run, before = [], f"{before} {run[-1][0]}"
        if run or _is_number(piece[0], code):
            run.append(piece)
        else:
            before = f"{before[-_NEXT:]} {piece[0]}"
    yield from _close(run, code, before, text)


@cache
def unspaced(code: str) -> regex.Pattern[str]:
    """``TOKEN`` for a script that writes number words among others without a space: a number of two words or more, or
    of one where something is counted."""
    known = spelling(code)
    words = sorted((w for w in known.words if regex.match(r"\p{Thai}", w)), key=len, reverse=True)
    if not words:
        return TOKEN
    one = "|".join(map(regex.escape, words))
    counted = "|".join(map(regex.escape, sorted(known.counters, key=len, reverse=True)))
    row = rf"(?:{one}){{2,}}|(?:{one})(?=\s?(?:{counted}))"
    return regex.compile(
        rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:[.:]\d+)*|{row}|\p{{L}}(?:(?!{row})[\p{{L}}\p{{M}}])*"
    )


@lru_cache(maxsize=1 << 14)
def _is_number(word: str, code: str) -> bool:
    """Whether a number may begin here; 만 or 조 alone is rather another word."""
    if word[0].isdigit():
        return True
    values = word_values(word, code)
    magnitude = len(values) == 1 and values[0] >= MAGNITUDE and HANGUL.match(word)
    return bool(values) and not (magnitude and len(unicodedata.normalize("NFC", word)) == 1)


def _goes_on(text: str, before: tuple[str, int, int], piece: tuple[str, int, int], code: str) -> bool:
    gap = text[before[2] : piece[1]]
    if gap.strip(" \u00a0\u202f-‐‑"):
        return False
    if piece[0][0].isdigit():
        return False
    if before[0][0].isdigit():
        return any(v >= MAGNITUDE for v in word_values(piece[0], code)[:1])
    joins = spelling(code).joins
    if before[0] not in joins and not is_whole(before[0], code):
        return False
    return bool(word_values(piece[0], code)) or (piece[0] in joins and before[0] not in joins)


def _close(run: list[tuple[str, int, int]], code: str, before: str, text: str) -> Iterator[Number]:
    known = spelling(code)
    while run and run[-1][0] in known.joins:
        run = run[:-1]
    if len(run) > 1 and word_values(run[0][0], code) == (1,) and _small(run[1][0], code):
        run = run[1:]  # une vingtaine
    if not run:
        return
    start, end = run[0][1], run[-1][2]
    values = _values(run, code)
    if run[0][0][0].isdigit():
        scale = compose((1.0, *values)) if values else 1.0
        stated = frozenset(r * scale for r in readings(run[0][0]))
    elif len(run[0][0]) > 1 and set(run[0][0]) <= set(DIGITS):
        stated = frozenset({float("".join(str(DIGITS.index(c)) for c in run[0][0]))})  # 一九六四
    else:
        stated = frozenset({float(compose(values))})
    yield Number(stated | _other_names(stated, before, fold(text[end : end + _NEXT]), known), start, end)


def _small(word: str, code: str) -> bool:
    return max(word_values(word, code), default=MAGNITUDE) < MAGNITUDE


def _scaled(rest: str) -> float:
    """What a letter right behind a number multiplies it with: 2m, 10k, 3 Mds."""
    letters = _SCALE.match(rest)
    return SCALES[letters[1]] if letters else 1.0


def _magnitude(value: float) -> float:
    return max((m for m in (1e12, 1e9, 1e6, 1e3, 1e2) if m <= value), default=1.0)


def _values(run: Sequence[tuple[str, int, int]], code: str) -> tuple[float, ...]:
    teens = spelling(code).teens
    values: list[float] = []
    for word, _, _ in run:
        if word in teens and values and values[-1] < TEN:
            values[-1] += TEN
        else:
            values += word_values(word, code)
    return tuple(values)


def _other_names(stated: frozenset[float], before: str, rest: str, known: Spelling) -> frozenset[float]:
    """What else a number may be called: 15 heures is three, halb acht half past seven, the 1960s the sixties."""
    found = {r - 1900 for r in stated if r in YEARS} | {r * _scaled(rest) for r in stated}
    if known.hours and rest.lstrip(" \u00a0\u202f").startswith(known.hours):
        found |= {r - 12 for r in stated if 12 < r <= 24} | {r + 12 for r in stated if 0 < r < 12}
    if known.and_half and rest.lstrip(" \u00a0").startswith(known.and_half):
        found |= {r + part for r in stated for part in (0.5, _magnitude(r) / 2)}
    if known.halves and before.endswith(known.halves):
        found |= {r + d for r in stated for d in (-1, -0.5, 0.5) if 0 < r <= 24}
        found |= {r * part for r in stated for part in (0.5, 1.5) if r >= MAGNITUDE}
    return frozenset(found)
