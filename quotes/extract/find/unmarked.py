"""Quotations without marks: what the page's own markup quotes, and speech after a dialogue dash."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from quotes.extract.find.conventions import Usage
from quotes.extract.find.trim import trimmed
from quotes.extract.values import DIALOGUE, Found, Paragraph, Segments
from quotes.model import Place

_COVERED = 0.6
"""When marks already hold this share of a block, they are the quotation and the block is only its frame."""

_PLACES: dict[str, Place] = {"embed": "embed"}

_DASH = re.compile(r"[—–―]\s*(?=\w|[¿¡«“\"…(])")
_INNER_DASH = re.compile(r"\s+[—–―]\s*|[—–―](?=[.,;:!?]?(?:\s|$))")
_SPACED = re.compile(r"[-–—―](?=\s)")
"""A dash that parts speech from what reports it; in news it is often typed as a hyphen."""
_BEFORE_SPEECH = '.!?…:"”»)'
_STOPS = ".!?…:;,"
"""What is spoken ends with a stop; a signature or an item ("— Name, 16 March") often does not."""

_SIGNATURE = re.compile(r"[—–―-]\s?\w[^\n]{1,100}+")
"""A line of its own in a block, behind a dash and without a stop: who said it (`— Ann Miller (@ann) May 2, 2024`)."""

_TURNS = 2
"""One paragraph that begins with a dash can be an item or an aside; two are a dialogue, as is one with an inquit."""


def in_markup(text: str, segments: Segments, found: Sequence[Found]) -> Iterator[Found]:
    """A quotation for each paragraph (or part of one) inside a blockquote, q or embed that marks do not cover."""
    starts = [p.start for p in segments.paragraphs]
    outer = sorted((f for f in found if f.inside is None), key=lambda f: f.start)
    places = [f.start for f in outer]
    for markup in segments.quoted:
        first = max(0, bisect_right(starts, markup.start) - 1)
        going_on = False
        for index in range(first, len(starts)):
            paragraph = segments.paragraphs[index]
            start, end = trimmed(text, max(markup.start, paragraph.start), min(markup.end, paragraph.end))
            if paragraph.start >= markup.end:
                break
            inside = outer[max(0, bisect_right(places, start) - 1) : bisect_right(places, end)]
            held = sum(max(0, min(f.end, end) - max(f.start, start)) for f in inside)
            if end - start > 1 and held < _COVERED * (end - start) and not _is_signature(text, start, end):
                place = paragraph.place or _PLACES.get(markup.kind)
                yield Found(start, end, start, end, markup.kind, index, continues=going_on, place=place)
                going_on = True


def _is_signature(text: str, start: int, end: int) -> bool:
    return text[end - 1] not in _STOPS and bool(_SIGNATURE.fullmatch(text, start, end))


def after_dashes(text: str, segments: Segments, usage: Usage, taken: Sequence[Found]) -> Iterator[Found]:
    """Speech after a dash at the head of a paragraph, its inquit left out where dashes or the paragraph's end say so.

    A paragraph that has marks of its own is left to them.
    """
    if not usage.dashes or not any(dash in text for dash in "—–―"):
        return
    busy = {f.paragraph for f in taken}
    turns = [
        (i, p, dash)
        for i, p in enumerate(segments.paragraphs)
        if i not in busy and text[p.end - 1] in _STOPS and (dash := _DASH.match(text, p.start, p.end))
    ]
    for index, paragraph, dash in turns:
        if len(turns) >= _TURNS or usage.inquit.search(text, dash.end(), paragraph.end):
            yield from _spoken(text, index, paragraph, dash.end(), usage)


def between_dashes(text: str, segments: Segments, usage: Usage, taken: Sequence[Found]) -> Iterator[Found]:
    """Speech that a dash opens behind a sentence of narration: `The bridge is shut. – It is old – says Miller.`

    Only a dash with an inquit right behind it shows that such words are speech; none of these dashes stands in marks.
    """
    if not usage.dashes or _SPACED.search(text) is None:
        return
    marked = sorted((f.outer_start, f.outer_end) for f in taken if f.inside is None)
    starts, spoken = [a for a, _ in marked], {f.paragraph for f in taken if f.convention == DIALOGUE}
    for index, paragraph in enumerate(segments.paragraphs):
        if index not in spoken:
            dashes = _SPACED.finditer(text, paragraph.start, paragraph.end)
            free = (m.start() for m in dashes if not _is_within(m.start(), starts, marked))
            yield from _reported(text, index, paragraph, free, usage)


def _is_within(place: int, starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> bool:
    k = bisect_right(starts, place) - 1
    return k >= 0 and place < spans[k][1]


def _reported(text: str, index: int, paragraph: Paragraph, dashes: Iterable[int], usage: Usage) -> Iterator[Found]:
    """The stretches from a dash that opens speech to one with an inquit; behind an inquit, to the paragraph's end."""
    begin, reported = None, False
    for dash in dashes:
        words = _past_space(text, dash + 1, paragraph.end)
        if text[words : words + 1].islower() and usage.inquit.match(text, words):
            if begin is not None and text[dash - 1].isspace():
                yield from _stretch(text, index, paragraph, begin, dash)
                reported = True
            begin = None
        elif _opens_speech(text, paragraph.start, dash) and text[words : words + 1].isupper():
            begin = dash
    if reported and begin is not None:
        yield from _stretch(text, index, paragraph, begin, paragraph.end)


def _past_space(text: str, place: int, end: int) -> int:
    while place < end and text[place].isspace():
        place += 1
    return place


def _opens_speech(text: str, start: int, dash: int) -> bool:
    """Whether a dash stands where its paragraph or a new sentence begins."""
    before = text[max(start, dash - 3) : dash].rstrip()
    return before[-1:] in _BEFORE_SPEECH if before else dash - start < 3


def _stretch(text: str, index: int, paragraph: Paragraph, dash: int, stop: int) -> Iterator[Found]:
    start, end = trimmed(text, dash + 1, stop)
    if end - start > 1:
        yield Found(start, end, dash, end, DIALOGUE, index, place=paragraph.place)


def _spoken(text: str, index: int, paragraph: Paragraph, start: int, usage: Usage) -> Iterator[Found]:
    """The stretches of speech: all but what begins with an inquit after a dash, and an inquit that ends the whole."""
    outer = paragraph.start
    for begin, stop in _between_inquits(text, start, paragraph.end, usage):
        while begin < stop and text[begin] in " ,.;:\u00a0\u202f":
            begin += 1
        last = _before_inquit(text, begin, stop, usage)
        end = begin + len(text[begin:last].rstrip())
        if any(map(str.isalnum, text[begin:end])):
            yield Found(begin, end, min(outer, begin), end, DIALOGUE, index, place=paragraph.place)
        outer = paragraph.end


def _between_inquits(text: str, start: int, end: int, usage: Usage) -> Iterator[tuple[int, int]]:
    begin, speaking = start, True
    for dash in _INNER_DASH.finditer(text, start, end):
        if speaking and (inquit := usage.inquit.search(text, dash.end(), end)) and inquit.start() - dash.end() <= 1:
            yield begin, dash.start()
            speaking = False
        elif not speaking:
            begin, speaking = dash.end(), True
    if speaking:
        yield begin, end


def _before_inquit(text: str, begin: int, stop: int, usage: Usage) -> int:
    """Where the speech ends: before an inquit that nothing follows but the rest of its clause."""
    inquit = usage.inquit.search(text, begin, stop)
    if inquit and inquit.start() > begin and not re.search(r"[,.!?…]\s+\S", text[inquit.end() : stop]):
        return inquit.start() + (text[inquit.start()] in "?!…")
    return stop
