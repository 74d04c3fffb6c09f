"""One statement, several quotations: an outlet named once holds for what its speaker says before and after.

A reader takes the outlet along until the article names another one or another occasion ("at a rally", "last year"),
and, since news puts the words before their circumstances, also back to the headline and the opening paragraphs.
"""

from __future__ import annotations

from collections.abc import Hashable

from quotes.extract.tokenising import NEAR
from quotes.extract.told.desk import Desk
from quotes.extract.told.following import Course, no_speech, other_occasion
from quotes.extract.told.occasions import Occasion, occasions
from quotes.extract.told.same import is_unclear
from quotes.text import tokens

_OPENING = 4
"""Paragraphs by which a quotation may stand before the one that names its outlet."""
_REPEATS = 200
"""So many quotations with an outlet are compared with the others; more would not be linear."""
_WORDS = 4
"""Words of the shortest quotation that is known again by them alone."""

_LONG = 8
"""Words of a quotation that nobody else says by chance."""


def inherit(desk: Desk) -> None:
    """Hands outlets on to the other quotations of the same statement."""
    told_of = occasions(desk)
    if not told_of and not any(desk.result):
        return
    named = [index for index, m in enumerate(desk.result) if m]
    _forward(desk, told_of)
    _backward(desk, named)
    _repeated(desk)


def _forward(desk: Desk, told_of: list[Occasion]) -> None:
    course = Course(desk, _is_alone(desk, told_of))
    coming = iter(told_of)
    occasion = next(coming, None)
    for index, (f, a) in enumerate(zip(desk.reading.found, desk.reading.attributions, strict=True)):
        while occasion and occasion.place < f.start:
            course.tell(occasion)
            occasion = next(coming, None)
        if desk.kinds[index] == "scare" or not a.rule:
            continue
        before = None
        if desk.result[index] is None and (before := course.inherited(index)):
            desk.result[index] = before.said
        course.said(index, before)


def _is_alone(desk: Desk, told_of: list[Occasion]) -> bool:
    """Whether an article speaks of one outlet only, platforms left out."""
    said = [*desk.result, *(occasion.said for occasion in told_of)]
    return len({m.outlet for m in said if m and m.frame != "platform"}) == 1


def _backward(desk: Desk, named: list[int]) -> None:
    """The words that go before their circumstances: the headline's, the caption's, those of the opening."""
    first: dict[Hashable, int] = {}
    several: set[Hashable] = set()
    for index in named:
        speaker, said = desk.speaker(index), desk.result[index]
        if speaker is None or said is None:
            continue
        known = desk.result[first.setdefault(speaker, index)]
        if known and known.outlet != said.outlet:
            several.add(speaker)
    for index, said in enumerate(desk.result):
        speaker = desk.speaker(index)
        if said is None and speaker in first and speaker not in several and _leads_to(desk, index, first[speaker]):
            desk.result[index] = desk.result[first[speaker]]


def _apart(desk: Desk, index: int) -> bool:
    """Whether a quotation is said to come from another interview than the article's."""
    line, apart = desk.reading.line_of.get(index), desk.frames.apart
    if line is None or apart is None:
        return False
    token = line.token_of[index]
    start, end = line.start[line.first[token]], line.end[line.last[token] - 1]
    return apart.search(desk.text, max(start - NEAR, 0), end) is not None


def _leads_to(desk: Desk, index: int, anchor: int) -> bool:
    found, said = desk.reading.found, desk.result[anchor]
    if (
        index > anchor
        or said is None
        or said.frame == "platform"
        or no_speech(desk, index)
        or any(other_occasion(desk, i) for i in (index, anchor))
        or _apart(desk, anchor)
    ):
        return False
    apart = found[anchor].paragraph - found[index].paragraph
    return apart <= _OPENING or found[index].place in ("headline", "caption")


def _repeated(desk: Desk) -> None:
    """The same words once more, in a headline or a caption, were said where they were said."""
    told: dict[int, str] = {}
    for index, said in enumerate(desk.result):
        if said and desk.kinds[index] != "scare" and len(told) < _REPEATS:
            told[index] = _words(desk, index)
    for index, said in enumerate(desk.result):
        if said or desk.kinds[index] == "scare" or desk.speaker(index) is None:
            continue
        words = _words(desk, index)
        if words.count(" ") <= _WORDS:
            continue
        same = next((o for o, whole in told.items() if words in whole and _may_repeat(desk, index, o, words)), None)
        if same is not None:
            desk.result[index] = desk.result[same]


def _may_repeat(desk: Desk, index: int, other: int, words: str) -> bool:
    """A few words alone are not known again where somebody else says them."""
    if words.count(" ") > _LONG or desk.reading.found[index].place in ("headline", "caption"):
        return True
    return desk.speaker(index) == desk.speaker(other) or is_unclear(desk.resolved[index])


def _words(desk: Desk, index: int) -> str:
    found = desk.reading.found[index]
    return f" {' '.join(tokens(desk.text[found.start : found.end]))} "
