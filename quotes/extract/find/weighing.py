"""Readings of marks that disagree, weighed against each other: the cheapest stands.

A beam search over what is open; each departure from the usual has its price.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from quotes.extract.find.conventions import names
from quotes.extract.find.marks import Mark

BEAM = 6
DEEPEST = 4
SURE = 2.0
"""By so much the best reading of a stretch must lead for the marks after it to be read on their own."""

# What departures cost, against 2 for one neighbour that speaks against a reading; tuned on one half of the texts.
STRAY = 3.0
STRAY_AT_START = 4.0
STRAY_IN_WORD = 0.5
STRAY_AFTER_DIGIT = 0.5
UNCLOSED_GOES_ON = 1.0
UNCLOSED_AT_START = 1.25
UNCLOSED = 2.0
UNCLOSED_SINGLE = 3.0
CUT_BY_NEXT = 2.0
CUT_BY_NEXT_IN_SENTENCE = 3.0
CLOSED_TOGETHER = 1.0
DOUBLED = 0.5
TURNED = 1.0
UNOPENED_GOING_ON = 0.5
UNOPENED = 2.5
UNOPENED_LATER = 3.5
NESTED_SAME = 1.5
EMPTY = 3.0
OTHER_PAIR = 0.3
OTHER_FAMILY = 1.0
SINGLE_FOR_DOUBLE = 2.5
SINGLE_FOR_DOUBLE_AT_END = 1.0
FAR = 1000.0


class Pair(NamedTuple):
    """Indices of an opening and a closing mark; None where it is missing. ``cut`` is the mark that ended it instead."""

    opening: int | None
    closing: int | None
    cut: int | None = None


class _Past(NamedTuple):
    """Linked list of pairs, newest first, shared between readings."""

    earlier: _Past | None
    pair: Pair


def weighed(marks: Sequence[Mark], going_on: bool, goes_on: bool, settle: bool = False) -> tuple[list[Pair], int]:
    """The cheapest reading, and how many marks it covers: all, or with ``settle`` until no other comes near."""
    beam: list[_State] = [(0.0, (), None)]
    read = 0
    for i in range(len(marks)):
        beam = _prune(new for state in beam for new in _next(state, i, marks, going_on))
        read = i + 1
        if settle and not beam[0][1] and (len(beam) == 1 or beam[1][0] - beam[0][0] >= SURE):
            break
    best = min((_closed(state, marks, goes_on) for state in beam), key=lambda s: s[0])
    return _unrolled(best[2]), read


_State = tuple[float, tuple[int, ...], "_Past | None"]


def _prune(states: Iterator[_State]) -> list[_State]:
    best: dict[tuple[int, ...], _State] = {}
    for state in states:
        known = best.get(state[1])
        if known is None or state[0] < known[0]:
            best[state[1]] = state
    return sorted(best.values(), key=itemgetter(0))[:BEAM]


def _next(state: _State, i: int, marks: Sequence[Mark], going_on: bool) -> Iterator[_State]:
    cost, stack, past = state
    mark = marks[i]
    yield cost + _stray(mark, stack, marks), stack, past
    if len(stack) < DEEPEST:
        yield from _opened(state, i, marks)
    if stack:
        yield from _shut(state, i, marks)
    elif mark.family != "single":
        first = past is None
        price = (
            UNOPENED_GOING_ON if going_on and first else UNOPENED if first and mark.before == "stop" else UNOPENED_LATER
        )
        yield cost + mark.closing + price, (), _Past(past, Pair(None, i))


def _stray(mark: Mark, stack: tuple[int, ...], marks: Sequence[Mark]) -> float:
    if mark.family == "single":
        return _stray_single(mark, any(marks[j].family == "single" for j in stack))
    if stack and marks[stack[-1]].end == mark.start and mark.opening <= mark.closing:
        return DOUBLED
    if mark.before in ("letter", "digit") and mark.after == "letter" and not mark.twin:
        return STRAY_IN_WORD if not stack else STRAY_IN_WORD + CLOSED_TOGETHER
    if mark.before == "digit" and mark.char == '"':
        return STRAY_AFTER_DIGIT
    return STRAY_AT_START if mark.before == "start" else STRAY


def _stray_single(mark: Mark, one_open: bool) -> float:
    """Apostrophes: those that begin a word, and the genitives that end one, cost little."""
    if mark.opening < mark.closing:
        return 1.5 if mark.char == "‘" else 0.3
    if mark.before == "stop":
        return 1.5
    return 0.3 if one_open else 0.0


def _opened(state: _State, i: int, marks: Sequence[Mark]) -> Iterator[_State]:
    cost, stack, past = state
    mark = marks[i]
    if mark.family == "single" and mark.opening >= 2:
        return
    same = [j for j in stack if marks[j].family == mark.family]
    price = TURNED if same and _turned(mark) else mark.opening
    yield cost + price + (NESTED_SAME if same else 0.0), (*stack, i), past
    if same and mark.family != "single":
        price = cost + mark.opening + (CUT_BY_NEXT if mark.before == "new" else CUT_BY_NEXT_IN_SENTENCE)
        for j in reversed(stack):
            past = _Past(past, Pair(j, None, i))
        yield price, (i,), past


def _turned(mark: Mark) -> bool:
    """Translation engines turn inner marks round: “They said:” You are alone “”."""
    return mark.before == "colon" and mark.opening > mark.closing


def _shut(state: _State, i: int, marks: Sequence[Mark]) -> Iterator[_State]:
    """Close the last open mark, an outer one (those inside it were never closed), or both with one mark.

    Both at no cost where the mark was typed twice: ’’ closes a single and the double around it.
    """
    cost, stack, past = state
    mark = marks[i]
    price = cost + (TURNED if _turned(marks[stack[-1]]) and mark.opening < mark.closing else mark.closing)
    for depth in range(len(stack) - 1, -1, -1):
        opener = marks[stack[depth]]
        closed = _Past(past, Pair(stack[depth], i))
        yield price + _fit(opener, mark) + (EMPTY if opener.end == mark.start else 0.0), stack[:depth], closed
        if depth and opener.family in (mark.family, "single") and marks[stack[depth - 1]].family == mark.family:
            both = _Past(closed, Pair(stack[depth - 1], i))
            yield price + (0.0 if mark.twin else CLOSED_TOGETHER), stack[: depth - 1], both
        price += UNCLOSED_SINGLE / 2 if opener.family == "single" else UNCLOSED


def _fit(opening: Mark, closing: Mark) -> float:
    if (opening.char, closing.char) in names():
        return 0.0
    if opening.family == closing.family:
        return OTHER_PAIR
    if closing.family == "single" and closing.before in ("letter", "digit"):
        return FAR
    if closing.family == "single":
        return SINGLE_FOR_DOUBLE_AT_END if closing.after == "end" else SINGLE_FOR_DOUBLE
    return SINGLE_FOR_DOUBLE_AT_END if opening.family == "single" else OTHER_FAMILY


def _closed(state: _State, marks: Sequence[Mark], goes_on: bool) -> _State:
    """The reading at the end of the paragraph: what is open stays unclosed, at a price; a single was no mark."""
    cost, stack, past = state
    for j in reversed(stack):
        mark = marks[j]
        if mark.family == "single" and not (mark.char == "‘" and mark.before == "start"):
            cost += UNCLOSED_SINGLE
            continue
        cost += UNCLOSED_GOES_ON if goes_on else UNCLOSED_AT_START if mark.before == "start" else UNCLOSED
        past = _Past(past, Pair(j, None))
    return cost, (), past


def _unrolled(past: _Past | None) -> list[Pair]:
    pairs = []
    while past is not None:
        pairs.append(past.pair)
        past = past.earlier
    return pairs[::-1]
