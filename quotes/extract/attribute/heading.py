"""Who speaks under a heading that is a name and nothing more, as in lists of what several people had to say."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.attribute.reading import Attribution, Reading, span_of
from quotes.extract.phrases import starting_at
from quotes.extract.tokenising import read_line
from quotes.model import Span

HEADED = "named by the heading"
_LONGEST = 80
"""Code points of such a heading: an office and a name."""
_BACK = 3
"""Paragraphs between a quotation and its heading: questions in brackets, topics."""


def headed(desk: Reading, index: int) -> Attribution | None:
    """`Coach Ann Miller ¶ (On the win) ¶ “It was hard.”`: the heading before a quotation without a cue."""
    last = desk.found[index - 1].paragraph if index else -1
    paragraph = desk.found[index].paragraph
    for p in range(paragraph - 1, max(last, paragraph - 1 - _BACK), -1):
        start, end = desk.segments.paragraphs[p].start, desk.segments.paragraphs[p].end
        if name := named_alone(desk, start, end):
            return Attribution(HEADED, None, name)
        if not _asked(desk.text[start:end]):
            return None
    return None


def _asked(words: str) -> bool:
    """A question or a topic in brackets."""
    return words[:1] in "([" and words[-1:] in ")]"


def named_alone(desk: Reading, start: int, end: int, *, described: bool = False) -> Span | None:
    """The name that a paragraph consists of, with its office and perhaps a colon; if ``described``, a comma between."""
    if end - start > _LONGEST:
        return None
    line = read_line(desk.text, start, end, [], desk.lexicon)
    count = len(line.flags) - bool(line.flags[-1] & wc.COLON)
    if any(f & (wc.CUE | wc.AUXILIARY | wc.BE | wc.STOP) and not f & wc.NAME for f in line.flags[:count]):
        return None
    phrase = starting_at(line, 0, count)
    ends = phrase and (phrase[1] == count or (described and line.flags[phrase[1]] & wc.COMMA))
    given = any(
        w in desk.lexicon.first_names and line.flags[k + 1] & wc.NAME for k, w in enumerate(line.word[: count - 1])
    )
    return span_of(line, phrase) if phrase and ends and given else None
