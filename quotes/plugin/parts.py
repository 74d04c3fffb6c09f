"""A long article in parts, and its text with every quotation marked; offsets are code points, sliced here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from quotes.plugin.words import attributes, visible

PART = 60_000
"""Code points of text on one page (some 10,000 words), a quarter of a megabyte of HTML with its marks."""

MARKS = 250
"""Quotations on one page: each brings about a kilobyte."""


def parts(text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches (start, end) that cover the text, each at most PART long and with at most MARKS quotations.

    ``starts`` are where the quotations begin, in order. A stretch ends at a line break where there is one.

    >>> parts("one\\ntwo", [0]), parts("", [])
    ([(0, 7)], [(0, 0)])
    >>> [end - start for start, end in parts("a" * 130_000, [])]
    [60000, 60000, 10000]
    """
    out: list[tuple[int, int]] = []
    at = seen = 0
    while at < len(text) or not out:
        end = min(at + PART, len(text))
        if seen + MARKS < len(starts):
            end = max(at + 1, min(end, starts[seen + MARKS]))
        if end < len(text):
            end = max(text.rfind("\n", at, end) + 1, 0) or end
        out.append((at, end))
        at, seen = end, bisect_right(starts, end - 1)
    return out


def shares(places: Sequence[Mapping[str, int]]) -> list[tuple[int, int]]:
    """The same where the text itself is not held: MARKS quotations to a stretch, by where they stood.

    >>> shares([{"start": 2, "end": 9}, {"start": 12, "end": 20}]), shares([])
    ([(0, 21)], [(0, 1)])
    """
    begins = sorted({0, *(p["start"] for p in places[MARKS::MARKS])})
    ends = [*begins[1:], max((p["end"] for p in places), default=0) + 1]
    return list(zip(begins, ends, strict=True))


def part_of(stretches: Sequence[tuple[int, int]], offset: int) -> int:
    """The index of the stretch that an offset lies in.

    >>> part_of([(0, 10), (10, 20)], 10)
    1
    """
    return max(0, bisect_right([start for start, _ in stretches], offset) - 1)


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of a stretch, without their line breaks and without empty ones.

    >>> list(paragraphs("one\\n\\ntwo", 0, 8))
    [(0, 3), (5, 8)]
    """
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            yield at, stop
        at = stop + 1


def marked_paragraph(text: str, start: int, end: int, quotes: Sequence[Mapping[str, Any]], language: str) -> Markup:
    """A paragraph with its quotations in ``<mark>``, nested ones inside; each gets its number and, once, its anchor.

    >>> marked_paragraph("He said: no.", 0, 12, [{"id": "a", "start": 9, "end": 11, "kind": "direct", "position": 0,
    ...                  "language": "en"}], "en")
    Markup('He said: <mark class="direct" id="q-a">no<sup><a href="#n-a">1</a></sup></mark>.')
    """
    open_ones: list[Mapping[str, Any]] = []
    out, at = Markup(""), start
    for quote in sorted(quotes, key=lambda q: (q["start"], -q["end"])):
        begin = max(quote["start"], at)
        while open_ones and open_ones[-1]["end"] <= begin:
            out, at = _close(out, text, at, end, open_ones)
        out += escape(visible(text[at : max(at, begin)])) + _open(quote, quote["start"] >= start, language)
        at = max(at, begin)
        open_ones.append(quote)
    while open_ones:
        out, at = _close(out, text, at, end, open_ones)
    return out + escape(visible(text[at:end]))


def _open(quote: Mapping[str, Any], here: bool, language: str) -> Markup:
    """The beginning of a mark; the anchor stands where the quotation begins, not where it goes on."""
    anchor = Markup(' id="q-{}"').format(quote["id"]) if here else Markup("")
    own = attributes(quote["language"]) if quote["language"] != language else Markup("")
    return Markup('<mark class="{}"{}{}>').format(quote["kind"], anchor, own)


def _close(out: Markup, text: str, at: int, end: int, open_ones: list[Mapping[str, Any]]) -> tuple[Markup, int]:
    """The innermost open mark closed at its end, with its number, or at the paragraph's."""
    quote = open_ones.pop()
    stop = max(at, min(quote["end"], end))
    number = Markup('<sup><a href="#n-{}">{}</a></sup>').format(quote["id"], quote["position"] + 1)
    last = number if quote["end"] <= end else Markup("")
    return out + escape(visible(text[at:stop])) + last + Markup("</mark>"), stop
