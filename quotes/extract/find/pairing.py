"""Which marks of one paragraph belong together.

``pair`` reads a paragraph whose marks all agree in one pass; only where they do not, it weighs readings against each
other (a beam search over open marks): each departure from the usual has its cost, and the cheapest reading stands.
So one bad mark costs at most its own quotation, never the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotes.extract.find.conventions import names
from quotes.extract.find.marks import Mark
from quotes.extract.find.weighing import UNCLOSED, Pair, weighed

LONGEST = 60
"""A paragraph with more marks is read in stretches, so that time stays linear however long it is."""


def pair(marks: Sequence[Mark], going_on: bool = False, goes_on: bool = False, worth: int = 1000) -> list[Pair]:
    """The pairs of one paragraph, in the order in which they close.

    ``going_on`` says that a paragraph before was left unclosed, ``goes_on`` that the next one begins with a mark.
    No more than about ``worth`` marks are weighed; after them a mark that disagrees is passed over.

    >>> from quotes.language import load
    >>> from quotes.extract.find.conventions import usage
    >>> from quotes.extract.find.marks import scan
    >>> pair(list(scan('the country"s job "to live" well', usage(load("en")))))
    [Pair(opening=1, closing=2, cut=None)]
    """
    pairs, agreed = _agreed(marks, 0)
    if agreed == len(marks):
        return pairs
    if agreed == len(marks) - 1 and _goes_on(marks[agreed]):
        return [*pairs, Pair(agreed, None)]
    if worth > 0 and len(marks) <= LONGEST:
        return weighed(marks, going_on, goes_on)[0]
    return list(_in_stretches(marks, worth))


def _agreed(marks: Sequence[Mark], start: int) -> tuple[list[Pair], int]:
    """The pairs from ``start`` for as long as every mark has one reading that costs nothing, and how far that is."""
    found: list[Pair] = []
    stack: list[int] = []
    settled, known = start, names()
    for i in range(start, len(marks)):
        mark = marks[i]
        if i - settled > LONGEST:
            break
        if mark.closing == 0 < mark.opening and stack and _certain(marks[stack[-1]], mark, known, len(stack)):
            found.append(Pair(stack.pop(), i))
        elif mark.opening == 0 < mark.closing and not (mark.twin and stack):
            if stack and any(marks[j].family == mark.family for j in stack):
                break
            stack.append(i)
        elif not _is_genitive(mark) or any(marks[j].family == "single" for j in stack):
            break
        if not stack:
            settled = i + 1
    return [p for p in found if p.closing is not None and p.closing < settled], settled


def _certain(top: Mark, mark: Mark, known: Mapping[tuple[str, str], str], depth: int) -> bool:
    apostrophe = mark.family == "single" and mark.before != "stop"
    doubled = mark.twin != top.twin or (mark.twin and depth > 1)
    return (top.char, mark.char) in known and not (apostrophe or doubled or top.end == mark.start)


def _is_genitive(mark: Mark) -> bool:
    """`the workers’ rights`: a single mark behind a word that may close something, and seldom does."""
    return mark.family == "single" and mark.closing == 0 and mark.before in ("letter", "digit")


def _goes_on(mark: Mark) -> bool:
    """Whether the last mark of a paragraph plainly opens what is not closed in it: any other reading costs more."""
    return mark.opening == 0 and mark.closing >= UNCLOSED and mark.family != "single" and not mark.twin


def _in_stretches(marks: Sequence[Mark], worth: int) -> Iterator[Pair]:
    """A long paragraph: what agrees is taken as it comes, the rest weighed in short stretches."""
    place, last = 0, len(marks)
    while place < last:
        pairs, place = _agreed(marks, place)
        yield from pairs
        if place < last and worth > 0:
            pairs, read = weighed(marks[place : place + LONGEST], False, False, settle=True)
            yield from (_moved(p, place, last) for p in pairs)
            place += read
            worth -= read
        elif place < last:
            place += 1


def _moved(pair: Pair, by: int, last: int) -> Pair:
    """The pair counted from the paragraph's first mark; what was left open ends at the next mark."""
    opening, closing, cut = (None if i is None else i + by for i in pair)
    if opening is not None and closing is None and cut is None and opening + 1 < last:
        cut = opening + 1
    return Pair(opening, closing, cut)
