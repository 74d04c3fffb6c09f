"""Finds the quotations of a text: every stretch between marks that belong together, nested ones too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.extract.find.conventions import MIXED, names, usage
from quotes.extract.find.marks import Mark, scan
from quotes.extract.find.pairing import pair
from quotes.extract.find.trim import trimmed
from quotes.extract.find.unmarked import after_dashes, between_dashes, in_markup
from quotes.extract.find.weighing import Pair
from quotes.extract.values import Found, Paragraph, Segments
from quotes.language import Language

FREE, WEIGHED_EVERY = 1000, 60
"""Readings are weighed for so many marks, and one more for every so many characters: more is not prose."""

_Share = tuple[int, Paragraph, Sequence[Mark]]

FURTHEST = 3
"""So many paragraphs without a mark may lie between the one that opens a speech and the one that closes it."""


def find(text: str, segments: Segments, language: Language) -> list[Found]:
    """The quotations in order of their start; offsets are code points, the words are trimmed, a final comma is kept.

    What the marks say is all that is asked here: whether somebody is quoted at all is decided by ``attribute``.

    >>> from quotes.extract.segment import segment
    >>> from quotes.language import load
    >>> from quotes.model import Article
    >>> text = '“It rained, and the mayor said ‘stay in’,” she recalled.'
    >>> [text[f.start:f.end] for f in find(text, segment(Article("a", text)), load("en"))]
    ['It rained, and the mayor said ‘stay in’,', 'stay in']
    """
    rules = usage(language)
    found: list[Found] = []
    open_since: int | None = None
    worth = FREE + len(text) // WEIGHED_EVERY
    shared = _shared_out(scan(text, rules), segments.paragraphs)
    for index, paragraph, marks, goes_on in _followed(shared):
        going_on = open_since is not None and index - open_since <= FURTHEST
        new = _paragraph(text, index, paragraph, marks, pair(marks, going_on, goes_on, worth))
        worth -= len(marks)
        if not new:
            continue
        if going_on and new[0].unopened:
            found += _between(segments.paragraphs, open_since, index)
        if (going_on and new[0].unopened) or (open_since == index - 1 and new[0].outer_start == paragraph.start):
            new[0] = replace(new[0], continues=True)
        found += new
        open_since = index if any(f.unclosed and f.outer_end == paragraph.end for f in new) else None
    found += after_dashes(text, segments, rules, found)
    found += between_dashes(text, segments, rules, found)
    found += in_markup(text, segments, found)
    return _nested(sorted(found, key=lambda f: (f.start, -f.end)))


def _shared_out(marks: Iterator[Mark], paragraphs: Sequence[Paragraph]) -> Iterator[_Share]:
    """Each paragraph that has marks, with them."""
    mark = next(marks, None)
    for index, paragraph in enumerate(paragraphs):
        if mark is None:
            return
        inside = []
        while mark is not None and mark.start < paragraph.end:
            if mark.start >= paragraph.start:
                inside.append(mark)
            mark = next(marks, None)
        if inside:
            if inside[0].start == paragraph.start and inside[0].before != "start":
                inside[0] = inside[0]._replace(before="start")
            yield index, paragraph, inside


def _followed(shares: Iterator[_Share]) -> Iterator[tuple[int, Paragraph, Sequence[Mark], bool]]:
    """Each share, and whether the next paragraph begins with a mark."""
    last = next(shares, None)
    for share in shares:
        if last is not None:
            yield *last, share[0] == last[0] + 1 and share[2][0].before == "start"
        last = share
    if last is not None:
        yield *last, False


def _paragraph(text: str, index: int, where: Paragraph, marks: Sequence[Mark], pairs: Sequence[Pair]) -> list[Found]:
    found = []
    previous = where.start
    for one in pairs:
        made = _found(text, index, where, marks, one, previous)
        if made is not None:
            found.append(made)
            previous = max(previous, made.outer_end)
    return sorted(found, key=lambda f: (f.start, -f.end))


def _found(text: str, index: int, where: Paragraph, marks: Sequence[Mark], one: Pair, previous: int) -> Found | None:
    opening = marks[one.opening] if one.opening is not None else None
    closing = marks[one.closing] if one.closing is not None else None
    inner = opening.end if opening else previous
    stop = closing.start if closing else marks[one.cut].start if one.cut is not None else where.end
    start, end = trimmed(text, inner, stop)
    if start >= end or not any(map(str.isalnum, text[start:end])) or (opening and _is_value(text, opening)):
        return None
    outer = (opening.start if opening else start, closing.end if closing else end)
    name = names().get((opening.char, closing.char), MIXED) if opening and closing else MIXED
    return Found(start, end, *outer, name, index, closing is None, opening is None, place=where.place)


def _is_value(text: str, opening: Mark) -> bool:
    """Whether the mark opens the value of an attribute, left over from a page: id="7"."""
    name = text[max(0, opening.start - 2) : opening.start]
    return name.endswith("=") and name[:1].isalnum()


def _between(paragraphs: Sequence[Paragraph], first: int | None, last: int) -> list[Found]:
    """The paragraphs without a mark between the one that opens a speech and the one that closes it."""
    if first is None:
        return []
    return [
        Found(p.start, p.end, p.start, p.end, MIXED, i, True, True, None, True, p.place)
        for i, p in enumerate(paragraphs[first + 1 : last], first + 1)
        if p.place is None
    ]


def _nested(found: list[Found]) -> list[Found]:
    """Each quotation told which one it stands in; one whose marks only double another's is that one."""
    kept: list[Found] = []
    around: list[int] = []
    for one in found:
        while around and kept[around[-1]].end < one.end:
            around.pop()
        if around and one.end > kept[around[-1]].start:
            outer = kept[around[-1]]
            if one.outer_start <= outer.start and outer.end <= one.outer_end:
                kept[around[-1]] = replace(outer, start=one.start, end=one.end)
                continue
            one = replace(one, inside=around[-1])
        around.append(len(kept))
        kept.append(one)
    return kept
