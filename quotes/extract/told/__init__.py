"""To which outlet each quotation was said: in its own sentence, in the one beside it, or as part of one statement.

``outlets.outlet_mentions`` says which words name an outlet; here it is decided whose words they belong to. A quotation
takes an outlet from

    1. its own sentence, the one nearest to its cue;
    2. its speaker, where that is an outlet itself;
    3. the sentence before, when that speaks of the same person: `In an interview with X on Friday, Miller …`;
    4. the other quotations of the same statement (see ``statement``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extract import wordclass as wc
from quotes.extract.attribute import Attribution, Reading
from quotes.extract.line import Line
from quotes.extract.mentions import Cast
from quotes.extract.outlets.places import places_in
from quotes.extract.resolve import Resolved
from quotes.extract.tokenising import NEAR, read_line
from quotes.extract.told.desk import Desk, key_of
from quotes.extract.told.hosts import Hosts
from quotes.extract.told.occasions import who_spoke
from quotes.extract.told.statement import inherit
from quotes.extract.values import OutletMention
from quotes.language import Language
from quotes.model import Kind
from quotes.register import Register

_INQUIT_END = re.compile(r"[.!?…]\s|[.!?…]$|[\n»”]")
_ABOUT_SPEECH = frozenset({"told", "interview", "programme"})
"""Frames that tell of an occasion of speaking, so that the next sentence's words were said there too."""
_OWN_VOICE = frozenset({"platform", "wrote-in", "interview"})
"""Frames of those who speak for an outlet: `X’s Ann Miller asked`."""


def told(
    text: str,
    reading: Reading,
    kinds: Sequence[Kind],
    resolved: Sequence[Resolved],
    cast: Cast,
    language: Language,
) -> list[OutletMention | None]:
    """The outlet mention of each quotation, None where nobody is named; in the order of the quotations."""
    places = places_in(text, language)
    hosts = Hosts(places, cast, reading.lexicon)
    desk = Desk(text, reading, kinds, resolved, cast, language, places, [None] * len(kinds), hosts)
    for line in reading.lines:
        tells = desk.may_tell_in(line)
        for index, token in line.token_of.items():
            if kinds[index] != "scare" and reading.attributions[index].rule:
                desk.result[index] = (_own(desk, line, index, token) if tells else None) or _speaks(desk, index)
    for line in reading.lines:
        _beside(desk, line)
    inherit(desk)
    return desk.result


def _own(desk: Desk, line: Line, index: int, token: int) -> OutletMention | None:
    a = desk.reading.attributions[index]
    place = a.cue.start if a.cue else line.start[token]
    first, last = line.first[token], line.last[token]
    if a.cue and (inside := _within(desk, index, a.cue.start)):
        return inside
    if a.cue and not line.start[first] <= a.cue.start < line.end[last - 1]:
        return None
    mentions = [m for m in desk.mentions(line, first, last, quoting=True) if not _names_speaker(desk, m, a)]
    return min(mentions, key=lambda m: (abs(m.start - place), m.start), default=None)


def _within(desk: Desk, index: int, cue: int) -> OutletMention | None:
    """The outlet of an inquit between the marks: `« C’est fini, confie-t-elle au Monde. Je pars. »`."""
    found = desk.reading.found[index]
    if not found.start <= cue < found.end:
        return None
    end = _INQUIT_END.search(desk.text, cue, min(found.end, cue + NEAR))
    return next(iter(desk.read(cue, end.start() if end else min(found.end, cue + NEAR), quoting=True)), None)


def _names_speaker(desk: Desk, m: OutletMention, a: Attribution) -> bool:
    """Whether an outlet is but part of the speaker’s words; whom it is told to (`张伟对路透社说`) is not."""
    if a.mention is None or not a.mention.start <= m.start < a.mention.end or m.frame in _OWN_VOICE:
        return False
    if m.frame != "told":
        return True
    dative = desk.frames.reach and m.known and _kind_of(m) == "agency"
    sure = desk.reading.lexicon.caseless or dative or not any(frame == "to" for frame, _ in desk.frames.frames)
    return not (m.start == a.mention.start or sure)


def _kind_of(m: OutletMention) -> str:
    outlet = Register.load().by_name(m.outlet)
    return outlet.kind if outlet else ""


def _speaks(desk: Desk, index: int) -> OutletMention | None:
    """An outlet that speaks in its own voice ("CNN reports: “…”") is its own outlet."""
    mention = desk.reading.attributions[index].mention
    if mention is None or desk.resolved[index].how != "name" or not desk.text[mention.start].isupper():
        return None
    register, words = Register.load(), desk.text[mention.start : mention.end]
    outlet = register.by_name(words, desk.language.code)
    if outlet is None or outlet.kind in ("platform", "programme") or register.doubt(words):
        return None
    return OutletMention(mention.start, mention.end, words, outlet.name, "source")


def _beside(desk: Desk, line: Line) -> None:
    """The narrating sentence right before a quotation, in its paragraph or at the end of the one before."""
    for index, token in line.token_of.items():
        if desk.result[index] or desk.speaker(index) is None:
            continue
        first = line.first[token]
        before = (line, line.first[first - 1], first) if first else _last_sentence(desk, index)
        if before and desk.may_tell(*_bounds(*before)) and not _quotes(desk, *before):
            found = [m for m in desk.mentions(*before) if m.frame in _ABOUT_SPEECH]
            if found and _speaks_there(desk, before, found[-1], index):
                desk.result[index] = found[-1]


def _speaks_there(desk: Desk, before: tuple[Line, int, int], said: OutletMention, index: int) -> bool:
    """Whether the sentence before is about the speaker of a quotation and lets nobody else speak."""
    if not desk.speaks_of(*before, index):
        return False
    sentence = read_line(desk.text, *_bounds(*before), [], desk.reading.lexicon)
    who = list(who_spoke(desk, sentence, said))
    return desk.speaker(index) in map(key_of, who) or not any(_is_other(desk, r, index) for r in who)


def _bounds(line: Line, first: int, last: int) -> tuple[int, int]:
    """Where a sentence begins and ends, in code points."""
    return line.start[first], line.end[last - 1]


def _is_other(desk: Desk, r: Resolved, index: int) -> bool:
    """Whether somebody is certainly not the speaker: another person by name, or one who has none (`a driver`)."""
    speaker = desk.resolved[index].person
    if r.person is None:
        flags = desk.reading.lexicon.flags.get((r.speaker or "").split(" ")[0].lower(), 0)
        return bool(flags & (wc.DETERMINER | wc.GROUP) and not flags & wc.DEFINITE)
    return r.person.person and not (speaker and set(speaker.words) & set(r.person.words))


def _quotes(desk: Desk, line: Line, first: int, last: int) -> bool:
    """Whether a sentence holds somebody's words itself; a mere name between marks is none."""
    return any(not desk.is_name(line.quotes[k]) for k in range(first, last) if k in line.quotes)


def _last_sentence(desk: Desk, index: int) -> tuple[Line, int, int] | None:
    """The end of the paragraph before, cut into words only where it can name an outlet at all."""
    paragraph = desk.reading.found[index].paragraph - 1
    if paragraph < 0 or (not desk.reading.is_read(paragraph) and not _may_name_outlet(desk, paragraph)):
        return None
    line = desk.reading.before(index)
    return (line, line.first[-1], len(line.flags)) if line and line.flags else None


def _may_name_outlet(desk: Desk, paragraph: int) -> bool:
    p = desk.reading.segments.paragraphs[paragraph]
    return desk.may_tell(max(p.start, p.end - NEAR), p.end)
