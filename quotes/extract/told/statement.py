"""One statement, several quotations: an outlet named once holds for what its speaker says before and after.

A reader takes the outlet along until the article names another one or another occasion ("at a rally", "last year"),
and, since news puts the words before their circumstances, also back to the headline and the opening paragraphs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from quotes.extract import wordclass as wc
from quotes.extract.line import NEAR
from quotes.extract.resolve import Resolved
from quotes.extract.told.desk import Desk
from quotes.extract.told.occasions import EVERYBODY, Occasion, occasions
from quotes.extract.told.same import is_unclear, may_be_same
from quotes.extract.values import OutletMention
from quotes.register import Register
from quotes.text import tokens

_STATEMENT = 12
"""Paragraphs between two quotations of one statement, at most; in sites' one-sentence paragraphs ten are usual."""
_NEAR_BY = 4
"""The same where only nothing speaks against its being one statement."""
_POSTED = 2
"""The same for words that were posted: a post is short."""
_OPENING = 4
"""Paragraphs by which a quotation may stand before the one that names its outlet."""
_REPEATS = 200
"""So many quotations with an outlet are compared with the others; more would not be linear."""
_WORDS = 4
"""Words of the shortest quotation that is known again by them alone."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """Where a speaker was last heard to say something to an outlet."""

    paragraph: int
    said: OutletMention
    who: tuple[Resolved, ...] = ()


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
    heard: dict[Hashable, _Heard] = {}
    latest: _Heard | None = None
    last: _Heard | None = None
    coming = iter(told_of)
    occasion = next(coming, None)
    for index, (f, a) in enumerate(zip(desk.reading.found, desk.reading.attributions, strict=True)):
        while occasion and occasion.place < f.start:
            latest = last = _Heard(occasion.paragraph, occasion.said, occasion.resolved)
            heard |= dict.fromkeys(occasion.who, latest)
            occasion = next(coming, None)
        speaker = desk.speaker(index)
        if desk.kinds[index] == "scare" or not a.rule:
            continue
        if desk.result[index] is None:
            before = _carried(desk, a.source) or heard.get(speaker) or _presenting(desk, index, latest)
            desk.result[index] = _inherited(desk, index, before or heard.get(EVERYBODY) or _last(desk, index, last))
        if said := desk.result[index]:
            latest = last = _Heard(f.paragraph, said, (desk.resolved[index], *_apposed(desk, index)))
            if speaker:
                heard[speaker] = latest
        else:
            last = None
            if speaker in heard and other_occasion(desk, index):
                del heard[speaker]


def _apposed(desk: Desk, index: int) -> Iterator[Resolved]:
    """Who is named right before the words that name a speaker: `Ann Miller, the Harbour League's head, told X`."""
    mention = desk.reading.attributions[index].mention
    if mention is None:
        return
    for m in desk.cast.between(max(0, mention.start - NEAR), mention.start):
        if desk.text[m.end : mention.start].strip() == ",":
            yield Resolved(m.person.name, m.person, m.person.gender, how="name")


def _goes_on(desk: Desk, index: int, last: _Heard) -> bool:
    """Whether a quotation goes on with a post: posts are short."""
    this, apart = desk.resolved[index], desk.reading.found[index].paragraph - last.paragraph
    return is_unclear(this) or (this.person is None and apart <= 1)


def _last(desk: Desk, index: int, last: _Heard | None) -> _Heard | None:
    """What was said last, if nothing tells that somebody else says this."""
    if last is None or desk.reading.found[index].paragraph - last.paragraph > _NEAR_BY:
        return None
    if last.said.frame == "source" or (last.said.frame == "platform" and not _goes_on(desk, index, last)):
        return None
    return last if any(may_be_same(desk, index, r) for r in last.who) else None


def _presenting(desk: Desk, index: int, latest: _Heard | None) -> _Heard | None:
    """The outlet spoken to last, where the speaker is presented as its own: `X host Ann Miller asked`."""
    mention = desk.reading.attributions[index].mention
    if mention is None or latest is None:
        return None
    code = desk.language.code
    named = Register.load().names_in(desk.text, mention.start, mention.end, code)
    return latest if any(n.outlet.name == latest.said.outlet for n in named) else None


def _carried(desk: Desk, source: int | None) -> _Heard | None:
    """What the quotation that another carries on from was said to."""
    said = desk.result[source] if source is not None else None
    return _Heard(desk.reading.found[source].paragraph, said) if source is not None and said else None


def _inherited(desk: Desk, index: int, heard: _Heard | None) -> OutletMention | None:
    """The outlet that a quotation has from what its speaker said before, or None where that is another statement."""
    if heard is None:
        return None
    apart = desk.reading.found[index].paragraph - heard.paragraph
    if apart > (_POSTED if heard.said.frame == "platform" else _STATEMENT):
        return None
    carried = desk.reading.attributions[index].source is not None
    return heard.said if carried or not other_occasion(desk, index) else None


def other_occasion(desk: Desk, index: int) -> bool:
    """A sentence that names where or when it was said ("at a rally") is another statement."""
    line = desk.reading.line_of.get(index)
    if line is None:
        return False
    token = line.token_of[index]
    first, last = line.first[token], line.last[token]
    if desk.frames.elsewhere is None:
        return any(f & wc.OCCASION for f in line.flags[first:last])
    return any(desk.frames.elsewhere.search(desk.text, *stretch) for stretch in desk.narrated(line, first, last))


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
        same = next((other for other, whole in told.items() if words in whole), None)
        if same is not None:
            desk.result[index] = desk.result[same]


def _words(desk: Desk, index: int) -> str:
    found = desk.reading.found[index]
    return f" {' '.join(tokens(desk.text[found.start : found.end]))} "
