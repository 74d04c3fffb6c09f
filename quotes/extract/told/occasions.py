"""Occasions of speaking told of without quoting: `Miller appeared on X on Friday`, a headline’s `Miller tells X`.

Whoever is the subject of such a sentence, and whoever asks the questions there, says on that occasion what follows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import regex

from quotes.extract import wordclass as wc
from quotes.extract.line import LONGEST, Line, read_line
from quotes.extract.mentions import Mention
from quotes.extract.phrases import Phrase, clause_subject
from quotes.extract.resolve import Resolved
from quotes.extract.told.desk import Desk, key_of
from quotes.extract.values import OutletMention
from quotes.model import Span

_SENTENCE = 600
"""Code points of the longest sentence that is read for an occasion."""
_FRAMES = frozenset({"told", "interview", "programme", "platform"})
"""Frames of an occasion on which more may be said than its own sentence tells."""
_HOST = regex.compile(r"(?:['’]s?)?\s(?P<words>(?:[\p{L}-]+\s){0,4})")
"""What stands between an outlet and the name of its host: `X’s Ann Miller`, `X senior reporter Ann Miller`."""
_AND = regex.compile(r"(?:,|,?\s(?:\p{L}{1,3}|&))\s")
"""What stands between two hosts."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where an article tells that somebody (``who``, as ``Desk.speaker`` names them) spoke to an outlet."""

    place: int
    paragraph: int
    said: OutletMention
    who: tuple[Hashable, ...]


def occasions(desk: Desk) -> list[Occasion]:
    """The occasions of an article, in its order; only sentences with a word for one are read."""
    hints = desk.frames.occasion
    if hints is None:
        return []
    found: list[Occasion] = []
    reached = 0
    for match in hints.finditer(desk.text):
        if match.start() >= reached:
            start, reached = desk.sentence(match.start())
            if reached - start <= _SENTENCE and not desk.holds_words(start, reached):
                found += _told_in(desk, start, reached)
    return found


def _told_in(desk: Desk, start: int, end: int) -> Iterator[Occasion]:
    mentions = [m for m in desk.read(start, end) if m.frame in _FRAMES]
    if not mentions or (desk.frames.elsewhere and desk.frames.elsewhere.search(desk.text, start, end)):
        return
    line = read_line(desk.text, start, end, [], desk.reading.lexicon)
    said = mentions[-1]
    if said.frame == "platform" and not any(f & (wc.CUE | wc.NOUN_CUE) for f in line.flags):
        return
    who = tuple(dict.fromkeys(filter(None, map(key_of, who_spoke(desk, line, said)))))
    if who:
        yield Occasion(start, desk.paragraph_at(start), said, who)


def who_spoke(desk: Desk, line: Line, said: OutletMention) -> Iterator[Resolved]:
    """Who takes part in what a sentence tells of: its subject, or whom the outlet asks, and who asks there."""
    subject = clause_subject(line, 0, min(len(line.flags), LONGEST))
    if subject and not _overlaps(line, subject, said):
        yield desk.resolve(Span(line.start[subject[0]], line.end[subject[1] - 1]))
    elif subject:
        yield from map(_as_resolved, _people(desk, said.end, _clause_end(line, said)))
    if said.frame != "platform":
        yield from map(_as_resolved, _hosts(desk, said, line.end[-1]))


def _clause_end(line: Line, said: OutletMention) -> int:
    """Where the clause behind an outlet's name ends: what `asked Miller whether Lee …` says of Lee is no asking."""
    opens = (s for s, f in zip(line.start, line.flags, strict=True) if s > said.end and f & (wc.THAT | wc.SUBORDINATOR))
    return next(opens, line.end[-1])


def _as_resolved(m: Mention) -> Resolved:
    return Resolved(m.person.name, m.person, m.person.gender, how="name")


def _overlaps(line: Line, phrase: Phrase, said: OutletMention) -> bool:
    return line.start[phrase[0]] < said.end and said.start < line.end[phrase[1] - 1]


def _people(desk: Desk, start: int, end: int) -> list[Mention]:
    cast = desk.cast
    here = cast.mentions[bisect_left(cast.starts, start) : bisect_left(cast.starts, end)]
    return [m for m in here if m.person.person and not m.quoted]


def _hosts(desk: Desk, said: OutletMention, end: int) -> Iterator[Mention]:
    """The people right behind an outlet's name: `X’s Ann Miller and Tom Lee`, `X host Ann Miller`."""
    place = said.end
    for mention in _people(desk, said.start, end):
        if mention.start >= said.end:
            if not (
                _AND.fullmatch(desk.text, place, mention.start) if place > said.end else _presents(desk, said, mention)
            ):
                break
            place = mention.end
        yield mention


def _presents(desk: Desk, said: OutletMention, mention: Mention) -> bool:
    """Whether nothing but the word for a host stands between an outlet and a name."""
    between = _HOST.fullmatch(desk.text, said.end, mention.start)
    if between is None:
        return False
    words = between["words"].lower().split()
    flags = desk.reading.lexicon.flags
    return not words or words[-1] in desk.frames.hosted or bool(flags.get(words[-1], 0) & (wc.ROLE | wc.TITLE))
