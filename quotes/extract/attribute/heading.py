"""Who speaks under a heading that is a name and nothing more, as in lists of what several people had to say."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.attribute.reading import Attribution, Reading, span_of
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at, starting_at
from quotes.extract.tokenising import read_line
from quotes.model import Span

HEADED = "named by the heading"
_LONGEST = 80
"""Code points of such a heading: an office and a name."""
_RANK = 4
"""Tokens of a rank with its mark."""
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
    phrase = starting_at(line, _behind_rank(line, count), count)
    if not phrase:
        return None
    ends = phrase[1] == count or (described and line.flags[phrase[1]] & wc.COMMA)
    given = any(
        w in desk.lexicon.first_names and line.flags[k + 1] & wc.NAME for k, w in enumerate(line.word[: count - 1])
    )
    return span_of(line, phrase) if (ends and given) or _ranked(line, phrase, count) else None


def _behind_rank(line: Line, count: int) -> int:
    """Where a heading goes on behind what its bearer came in as: `2nd: Ann Miller`, `Winner: Ann Miller`."""
    return next((k + 1 for k in range(1, min(_RANK, count)) if line.flags[k] & wc.COLON), 0)


def _ranked(line: Line, phrase: Phrase, count: int) -> bool:
    """`Ann Miller (Harbour FC)`, `Ann Miller (Harbour FC) - 2nd`: a name with its team and perhaps a rank."""
    flags, (first, end) = line.flags, phrase
    if end - first < 2 or not all(f & wc.NAME for f in flags[first:end]) or not flags_at(line, end) & wc.OPEN:
        return False
    close = next((k for k in range(end, count) if flags[k] & wc.CLOSE), None)
    if close is None:
        return False
    return close + 1 == count or (bool(flags[close + 1] & wc.DASH) and count - close <= _RANK)
