"""Cue and speaker mention of every quotation, and what carries over from one quotation to the next.

The steps go from certain to doubtful: what the quotation's own sentence says; an introduction before a colon; the
speaker of the quotation before, unless the article has turned to somebody else; the subject of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.extract.attribute.carrying import carry, from_next
from quotes.extract.attribute.elsewhere import nested, repeated
from quotes.extract.attribute.headline import by_headline
from quotes.extract.attribute.lifted import lift, of_headings
from quotes.extract.attribute.reading import WEAK, Attribution, Reading
from quotes.extract.attribute.sentence import (
    by_introduction,
    by_sentence,
    by_shared_inquit,
    by_signature,
    by_what_takes_it_up,
    by_who_follows,
)
from quotes.extract.cues import WRITTEN
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.tokenising import read_line
from quotes.extract.values import Found, Segments

__all__ = ["WEAK", "WRITTEN", "Attribution", "Reading", "attribute"]


def attribute(text: str, segments: Segments, found: Sequence[Found], lexicon: Lexicon) -> Reading:
    """One attribution a quotation, in the same order; rule "" where nothing was found."""
    desk = Reading(text, segments, found, lexicon, [Attribution() for _ in found])
    desk.lines = list(_lines(desk))
    for line in desk.lines:
        by_sentence(desk, line)
        by_shared_inquit(desk, line)
        by_what_takes_it_up(desk, line)
        by_who_follows(desk, line)
        by_headline(desk, line)
        by_introduction(desk, line)
        by_signature(desk, line)
    lift(desk)
    last: int | None = None
    for line in desk.lines:
        last = carry(desk, line, last)
    from_next(desk)
    of_headings(desk)
    nested(desk)
    repeated(desk)
    return desk


def _lines(desk: Reading) -> Iterator[Line]:
    """The stretches that hold quotations: a paragraph, or several where a quotation runs over their ends."""
    paragraphs, found = desk.segments.paragraphs, desk.found
    i, count = 0, len(found)
    while i < count:
        p = found[i].paragraph
        start, end, quoted = paragraphs[p].start, paragraphs[p].end, []
        while i < count and found[i].outer_start < end:
            f = found[i]
            if f.inside is None:
                quoted.append((i, f.outer_start, f.outer_end))
                while f.outer_end > end and p + 1 < len(paragraphs):
                    p += 1
                    end = paragraphs[p].end
            i += 1
        if quoted:
            line = read_line(desk.text, start, max(end, quoted[-1][2]), quoted, desk.lexicon)
            desk.last_paragraph[p] = line
            desk.line_of.update((index, line) for index, _, _ in quoted)
            yield line
        elif i < count and found[i].inside is not None:
            i += 1
