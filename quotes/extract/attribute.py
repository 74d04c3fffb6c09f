"""Cue and speaker mention of every quotation, and what carries over from one quotation to the next.

The steps go from certain to doubtful: what the quotation's own sentence says; an introduction before a colon; the
speaker of the quotation before, unless the article has turned to somebody else; the subject of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.extract.cues import Said, decide, said_before
from quotes.extract.lexicon import COLON, CUE, NAME, PRONOUN, STOP, Lexicon
from quotes.extract.line import NEAR, Line, read_line
from quotes.extract.phrases import Phrase, can_speak, clause_subject, has_name
from quotes.extract.values import Found, Segments
from quotes.model import Span

CARRY = 2
"""Paragraphs over which a speaker carries to a quotation without a cue: one of narration may lie between."""
_COMMAS = frozenset(",，、–—-")


@dataclass(slots=True)
class Attribution:
    """Where a quotation's cue, mention and relayer stand; ``source`` is the quotation it carries on from.

    A carried quotation keeps the mention of its source: those are the words that the attribution rests on.
    """

    rule: str = ""
    cue: Span | None = None
    mention: Span | None = None
    relayer: Span | None = None
    source: int | None = None
    continues: bool = False


@dataclass(slots=True)
class _Desk:
    """One article's attribution as it grows."""

    text: str
    segments: Segments
    found: Sequence[Found]
    lexicon: Lexicon
    lines: list[Line]
    last_paragraph: dict[int, Line]
    result: list[Attribution]


def attribute(text: str, segments: Segments, found: Sequence[Found], lexicon: Lexicon) -> list[Attribution]:
    """One attribution a quotation, in the same order; rule "" where nothing was found."""
    desk = _Desk(text, segments, found, lexicon, [], {}, [Attribution() for _ in found])
    desk.lines = list(_lines(desk))
    for line in desk.lines:
        _by_sentence(desk, line)
        _by_introduction(desk, line)
    last: int | None = None
    for line in desk.lines:
        last = _carry(desk, line, last)
    _nested(desk)
    return desk.result


def _lines(desk: _Desk) -> Iterator[Line]:
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
            yield line
        elif i < count and found[i].inside is not None:
            i += 1


def _by_sentence(desk: _Desk, line: Line) -> None:
    for index, token in line.token_of.items():
        said = decide(line, token, desk.lexicon, _closed_by_comma(desk.text, desk.found[index]))
        if said:
            desk.result[index] = _spans(line, said)


def _closed_by_comma(text: str, f: Found) -> bool:
    return text[f.end - 1] in _COMMAS or text[f.outer_end : f.outer_end + 2].lstrip()[:1] in _COMMAS


def _span(line: Line, phrase: Phrase | None) -> Span | None:
    return Span(line.start[phrase[0]], line.end[phrase[1] - 1]) if phrase else None


def _spans(line: Line, said: Said) -> Attribution:
    return Attribution(said.rule, _span(line, said.cue), _span(line, said.mention), _span(line, said.relayer))


def _by_introduction(desk: _Desk, line: Line) -> None:
    """A quotation that opens its paragraph after one that ends in a colon: `He went on:`."""
    index, token = next(iter(line.token_of.items()))
    if token or desk.result[index].rule:
        return
    intro = _paragraph_before(desk, index)
    if intro is None or not intro.flags or not intro.flags[-1] & COLON:
        return
    end = len(intro.flags)
    said = said_before(intro, end, desk.lexicon)
    subject = clause_subject(intro, intro.first[end - 1], end)
    if said:
        desk.result[index] = _spans(intro, said)
    elif subject and can_speak(intro, subject):
        desk.result[index] = Attribution("introduced before a colon", None, _span(intro, subject))


def _paragraph_before(desk: _Desk, index: int) -> Line | None:
    """The end of the paragraph before a quotation."""
    paragraph = desk.found[index].paragraph - 1
    if paragraph in desk.last_paragraph:
        return desk.last_paragraph[paragraph]
    before = desk.segments.paragraphs[paragraph]
    if paragraph < 0 or before.place is not None:
        return None
    start = max(before.start, before.end - NEAR)
    return read_line(desk.text, start, before.end, [], desk.lexicon)


def _carry(desk: _Desk, line: Line, last: int | None) -> int | None:
    """Carries the speaker of the quotation before to those without one; answers with the last that has a speaker."""
    fresh = True
    for index, token in sorted(line.token_of.items()):
        a, f = desk.result[index], desk.found[index]
        if not a.rule and not _aside(desk, f):
            opens = line.first[token] == token
            found = (_turned_to(desk, line, index, token, fresh) if opens else None) or (
                _from_last(desk, f, last, fresh) if opens or not fresh else None
            )
            desk.result[index] = found or _sentence_subject(desk, line, token) or a
        if desk.result[index].rule and not _aside(desk, f):
            last, fresh = index, False
    return last


def _aside(desk: _Desk, f: Found) -> bool:
    """Furniture and very short quotations neither take nor hand on a speaker without a cue."""
    return f.place is not None or desk.text.count(" ", f.start, f.end) < 2 and not f.continues


def _turned_to(desk: _Desk, line: Line, index: int, token: int, fresh: bool) -> Attribution | None:
    """The subject of the sentence right before, when that sentence is narration: `Miller disagreed. “…”`."""
    if desk.found[index].continues:
        return None
    if token:
        intro, end = line, token
    elif fresh and (before := _paragraph_before(desk, index)):
        intro, end = before, len(before.flags)
    else:
        return None
    if not end:
        return None
    first = intro.first[end - 1]
    if intro.quotes and any(q in range(first, end) for q in intro.quotes):
        return None
    if not intro.flags[end - 1] & STOP or not any(f & CUE for f in intro.flags[first:end]):
        return None
    said = said_before(intro, end, desk.lexicon) if intro is not line else None
    subject = said.mention if said and said.mention else clause_subject(intro, first, end)
    if not subject or not (has_name(intro, subject) or intro.flags[subject[0]] & PRONOUN):
        return None
    return Attribution("subject of the sentence before", None, _span(intro, subject))


def _from_last(desk: _Desk, f: Found, last: int | None, fresh: bool) -> Attribution | None:
    if last is None or f.paragraph - desk.found[last].paragraph > CARRY:
        return None
    sections = desk.segments.paragraphs
    if sections[f.paragraph].section != sections[desk.found[last].paragraph].section and not f.continues:
        return None
    rule = "carried over" if fresh else "carried over in the paragraph"
    return Attribution(rule, None, desk.result[last].mention, None, last, True)


def _sentence_subject(desk: _Desk, line: Line, token: int) -> Attribution | None:
    subject = clause_subject(line, line.first[token], token)
    if subject and can_speak(line, subject):
        return Attribution("subject of the sentence", None, _span(line, subject))
    return None


def _nested(desk: _Desk) -> None:
    """A quotation inside another: its own cue there, else it is the outer speaker's."""
    for index, f in enumerate(desk.found):
        if f.inside is None:
            continue
        outer = desk.found[f.inside]
        start, end = max(outer.start, f.outer_start - NEAR), min(outer.end, f.outer_end + NEAR)
        line = read_line(desk.text, start, max(end, f.outer_end), [(index, f.outer_start, f.outer_end)], desk.lexicon)
        said = decide(line, line.token_of[index], desk.lexicon, _closed_by_comma(desk.text, f))
        if said and said.mention and (said.near or not line.flags[said.mention[0]] & NAME):
            desk.result[index] = _spans(line, said)
            desk.result[index].rule = f"inside another: {said.rule}"
        elif desk.result[f.inside].rule:
            around = desk.result[f.inside]
            desk.result[index] = Attribution("inside another", None, around.mention, None, f.inside)
