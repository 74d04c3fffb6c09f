"""To which outlet each quotation was said: in its own sentence, in the one beside it, or as part of one statement.

``outlets.outlet_mentions`` says which words name an outlet; here it is decided whose words they belong to. A quotation
takes an outlet from

    1. its own sentence, the one nearest to its cue;
    2. the quotation that it carries on from;
    3. the sentence before, when that speaks of the same person: `In an interview with X on Friday, Miller …`;
    4. the quotation before by the same speaker, unless the sentence names another occasion or a section has ended.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.extract import wordclass as wc
from quotes.extract.attribute import Attribution, Reading
from quotes.extract.line import NEAR, Line
from quotes.extract.mentions import Cast
from quotes.extract.outlets import outlet_mentions
from quotes.extract.resolve import Resolved
from quotes.extract.values import OutletMention
from quotes.language import Language
from quotes.model import Kind

_STATEMENT = 6
"""Paragraphs between two quotations of one statement, at most."""
_ABOUT_SPEECH = frozenset({"told", "interview", "programme"})
"""Frames that tell of an occasion of speaking, so that the next sentence's words were said there too."""


@dataclass(slots=True)
class _Desk:
    """What the deciding of one article needs, and what it has read so far."""

    text: str
    reading: Reading
    kinds: Sequence[Kind]
    resolved: Sequence[Resolved]
    cast: Cast
    language: Language
    seen: dict[tuple[int, int], list[OutletMention]] = field(default_factory=dict)


def told(
    text: str,
    reading: Reading,
    kinds: Sequence[Kind],
    resolved: Sequence[Resolved],
    cast: Cast,
    language: Language,
) -> list[OutletMention | None]:
    """The outlet mention of each quotation, None where nobody is named; in the order of the quotations."""
    desk = _Desk(text, reading, kinds, resolved, cast, language)
    result: list[OutletMention | None] = [None] * len(kinds)
    for line in reading.lines:
        for index, token in line.token_of.items():
            if kinds[index] != "scare" and reading.attributions[index].rule:
                result[index] = _own(desk, line, index, token)
    for line in reading.lines:
        _beside(desk, line, result)
    _followed(desk, result)
    return result


def _mentions(desk: _Desk, line: Line, first: int, last: int) -> list[OutletMention]:
    """The outlets of a sentence, what stands in quotations left out."""
    found: list[OutletMention] = []
    start = line.start[first]
    for k in range(first, last + 1):
        quoted = k < last and k in line.quotes and desk.kinds[line.quotes[k]] != "scare"
        if quoted or k == last:
            end = line.start[k] if quoted else line.end[last - 1]
            found += _read(desk, start, end)
            start = line.end[k] if k < last else end
    return found


def _read(desk: _Desk, start: int, end: int) -> list[OutletMention]:
    if end - start < 6:
        return []
    if (start, end) not in desk.seen:
        desk.seen[start, end] = outlet_mentions(desk.text, start, end, desk.language)
    return desk.seen[start, end]


def _own(desk: _Desk, line: Line, index: int, token: int) -> OutletMention | None:
    a = desk.reading.attributions[index]
    place = a.cue.start if a.cue else line.start[token]
    sentence = range(line.first[token], line.last[token])
    if a.cue and not line.start[sentence[0]] <= a.cue.start < line.end[sentence[-1]]:
        return None
    mentions = [m for m in _mentions(desk, line, sentence[0], sentence[-1] + 1) if not _names_speaker(m, a)]
    return min(mentions, key=lambda m: (abs(m.start - place), m.start), default=None)


def _names_speaker(m: OutletMention, a: Attribution) -> bool:
    return bool(a.mention and a.mention.start <= m.start < a.mention.end and m.frame != "platform")


def _beside(desk: _Desk, line: Line, result: list[OutletMention | None]) -> None:
    """The narrating sentence right before a quotation, in its paragraph or at the end of the one before."""
    for index, token in line.token_of.items():
        if result[index] or desk.kinds[index] == "scare" or not desk.resolved[index].speaker:
            continue
        first = line.first[token]
        before = (line, line.first[first - 1], first) if first else _last_sentence(desk, index)
        if before and not any(f & wc.QUOTE for f in before[0].flags[before[1] : before[2]]):
            found = [m for m in _mentions(desk, *before) if m.frame in _ABOUT_SPEECH]
            if found and _speaks_of(desk, before[0], before[1], before[2], index):
                result[index] = found[-1]


def _last_sentence(desk: _Desk, index: int) -> tuple[Line, int, int] | None:
    """The end of the paragraph before, cut into words only where it names an outlet at all."""
    paragraph = desk.reading.found[index].paragraph - 1
    if paragraph < 0 or (not desk.reading.is_read(paragraph) and not _names_outlet(desk, paragraph)):
        return None
    line = desk.reading.before(index)
    return (line, line.first[-1], len(line.flags)) if line and line.flags else None


def _names_outlet(desk: _Desk, paragraph: int) -> bool:
    p = desk.reading.segments.paragraphs[paragraph]
    return bool(_read(desk, max(p.start, p.end - NEAR), p.end))


def _speaks_of(desk: _Desk, line: Line, first: int, last: int, index: int) -> bool:
    """Whether a sentence is about the speaker of a quotation."""
    person, cast = desk.resolved[index].person, desk.cast
    start, end = line.start[first], line.end[last - 1]
    here = cast.mentions[bisect_left(cast.starts, start) : bisect_left(cast.starts, end)]
    if person and any(m.person is person for m in here):
        return True
    named = any(m.person.person and cast.is_subject(m) for m in here)
    return not named and any(f & (wc.PRONOUN | wc.ROLE) for f in line.flags[first:last])


def _followed(desk: _Desk, result: list[OutletMention | None]) -> None:
    """Hands an outlet on to the next quotations of the same statement."""
    heard: dict[str, int] = {}
    for index, a in enumerate(desk.reading.attributions):
        speaker = desk.resolved[index].speaker
        if desk.kinds[index] == "scare" or not speaker:
            continue
        before = a.source if a.source is not None else heard.get(speaker)
        if result[index] is None and before is not None and result[before] and _same_statement(desk, before, index, a):
            result[index] = result[before]
        if result[index]:
            heard[speaker] = index
        elif _other_occasion(desk, index):
            heard.pop(speaker, None)


def _same_statement(desk: _Desk, last: int, index: int, a: Attribution) -> bool:
    if desk.resolved[last].speaker != desk.resolved[index].speaker:
        return False
    found = desk.reading.found
    if found[index].paragraph - found[last].paragraph > _STATEMENT:
        return False
    return a.source is not None or not _other_occasion(desk, index)


def _other_occasion(desk: _Desk, index: int) -> bool:
    """A sentence that names where or when it was said ("at a rally") is another statement."""
    line = desk.reading.line_of.get(index)
    if line is None:
        return False
    token = line.token_of[index]
    return any(f & wc.OCCASION for f in line.flags[line.first[token] : line.last[token]])
