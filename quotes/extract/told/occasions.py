"""Occasions of speaking told of without quoting: `Miller appeared on X on Friday`, a headline’s `Miller tells X`.

Whoever is the subject of such a sentence, and whoever asks the questions there, says on that occasion what follows.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.mentions import Mention
from quotes.extract.phrases import Phrase, clause_subject, flags_at, has_name, subject_before
from quotes.extract.resolve import Resolved
from quotes.extract.sentences import LONGEST
from quotes.extract.tokenising import read_line
from quotes.extract.told.desk import Desk, key_of
from quotes.extract.told.hosts import AND
from quotes.extract.values import OutletMention
from quotes.model import Span
from quotes.text import lowered

_SENTENCE = 600
"""Code points of the longest sentence that is read for an occasion."""
_FRAMES = frozenset({"told", "interview", "programme", "platform"})
"""Frames of an occasion on which more may be said than its own sentence tells."""
EVERYBODY = "everybody"
"""Whom `the couple appeared on X` lets speak: nobody by name, so anybody who has not spoken elsewhere."""
ANYBODY = "anybody"
"""How those are resolved of whom an occasion does not tell."""
_DATIVE = 12
"""Code points between a verb of telling and the outlet's name ("the daily")."""
_POST = 30
"""Code points around a platform's name in which the word for a post stands."""
_BEFORE = 4
"""Words before an outlet’s name among which those who spoke are, where the sentence’s subject is not read."""
_OPENING_WORDS = 12
"""Words of a sentence in which those who appear together are looked for."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where an article tells that somebody (``who``, as ``Desk.speaker`` names them) spoke to an outlet."""

    place: int
    end: int
    paragraph: int
    said: OutletMention
    who: tuple[Hashable, ...]
    resolved: tuple[Resolved, ...] = ()


def occasions(desk: Desk) -> list[Occasion]:
    """The occasions of an article, in its order; only sentences with a word for one, or with quotations, are read."""
    if desk.frames.occasion is None:
        return []
    return sorted([*_narrated(desk, desk.frames.occasion), *_quoting(desk)], key=lambda o: o.place)


def _narrated(desk: Desk, hints: re.Pattern[str]) -> Iterator[Occasion]:
    """The occasions that sentences without anybody's words tell of."""
    low = lowered(desk.text)
    for start, end in desk.sentences():
        if end - start <= _SENTENCE and not desk.holds_words(start, end) and hints.search(low, start, end):
            yield from _told_in(desk, start, end)


def _told_in(desk: Desk, start: int, end: int) -> Iterator[Occasion]:
    mentions = [m for m in desk.read(start, end) if m.frame in _FRAMES]
    if not mentions or _is_elsewhere(desk, start, end):
        return
    line = read_line(desk.text, start, end, [], desk.reading.lexicon)
    said = mentions[-1]
    if said.frame == "platform" and not (any(f & (wc.CUE | wc.NOUN_CUE) for f in line.flags) or _is_post(desk, said)):
        yield Occasion(start, end, desk.paragraph_at(start), said, ())
        return
    resolved = tuple(who_spoke(desk, line, said))
    who = {key_of(r) for r in resolved} - {None}
    many = not desk.frames.together.isdisjoint(_opening(line, said)) or _are_many(desk, resolved, line, said)
    if said.frame != "platform" and many:
        who.add(EVERYBODY)
    taking_part = _taking_part(desk, resolved, said, start, end)
    yield Occasion(start, end, desk.paragraph_at(start), said, tuple(who), taking_part)


def _are_many(desk: Desk, resolved: tuple[Resolved, ...], line: Line, said: OutletMention) -> bool:
    """Whether several people without a name spoke: those who are quoted later are some of them."""
    words = (resolved[0].speaker or "").lower().split() if resolved and resolved[0].how == "description" else []
    if not resolved:
        words = [w for w, start in zip(line.word, line.start, strict=False) if start < said.start][-_BEFORE:]
    return not desk.frames.several.isdisjoint(words)


def _opening(line: Line, said: OutletMention) -> list[str]:
    """The first words of a sentence, as far as the outlet's name: behind it stands what was told."""
    return [w for w, start in zip(line.word[:_OPENING_WORDS], line.start, strict=False) if start < said.start]


def _is_elsewhere(desk: Desk, start: int, end: int) -> bool:
    """Whether a sentence tells of another occasion than the article's; of late is still the article's."""
    frames = desk.frames
    if frames.elsewhere is None:
        return False
    found = frames.elsewhere.finditer(desk.text, start, end)
    return any(frames.recent is None or not frames.recent.fullmatch(match.group()) for match in found)


def _is_post(desk: Desk, said: OutletMention) -> bool:
    """Whether a platform is named with what is put there: `her Instagram story`."""
    posted = desk.frames.posted
    return posted is not None and posted.search(desk.text, max(0, said.start - _POST), said.end + _POST) is not None


def _is_unnamed(desk: Desk, r: Resolved) -> bool:
    """Whether it is somebody of whom an article does not say who it is (`a driver`)."""
    flags = desk.reading.lexicon.flags.get((r.speaker or "").split(" ")[0].lower(), 0)
    return r.person is None and bool(flags & wc.DETERMINER and not flags & wc.DEFINITE)


def _taking_part(
    desk: Desk, subject: tuple[Resolved, ...], said: OutletMention, start: int, end: int
) -> tuple[Resolved, ...]:
    """Who may speak on an occasion: its subject, or else whoever is named there, or else whoever speaks next."""
    guests = [r for r in subject if desk.hosts.outlet_of(r.person) != said.outlet]
    if any((r.person and r.person.person) or _is_unnamed(desk, r) for r in guests):
        return subject
    here = (m for m in desk.hosts.people(start, end) if m.end <= said.start or said.end <= m.start)
    named = [_as_resolved(m) for m in here if desk.hosts.outlet_of(m.person) != said.outlet]
    return (*subject, *named) if guests or named else (*subject, Resolved(how=ANYBODY))


def _quoting(desk: Desk) -> Iterator[Occasion]:
    """Who else takes part where a quotation's own sentence names an outlet: `X’s Ann Miller asked Lee whether “…”`."""
    for line in filter(desk.may_tell_in, desk.reading.lines):
        for first, last in sorted({(line.first[t], line.last[t]) for t in line.token_of.values()}):
            for said in desk.mentions(line, first, last, quoting=True):
                resolved = tuple(_others(desk, line, first, last, said))
                who = {key_of(r) for r in resolved} - {None}
                if who and said.frame in _FRAMES:
                    place = line.start[first]
                    yield Occasion(place, line.end[last - 1], desk.paragraph_at(place), said, tuple(who), resolved)


def _others(desk: Desk, line: Line, first: int, last: int, said: OutletMention) -> Iterator[Resolved]:
    if said.frame == "platform":
        return
    subject = clause_subject(line, first, last)
    if subject and _overlaps(line, subject, said):
        yield from map(_as_resolved, desk.hosts.people(said.end, _clause_end(line, said, last)))
    yield from map(_as_resolved, desk.hosts.behind(said.start, said.end, line.end[last - 1]))


def who_spoke(desk: Desk, line: Line, said: OutletMention) -> Iterator[Resolved]:
    """Who takes part in what a sentence tells of: its subject, or whom the outlet asks, and who asks there."""
    last = len(line.flags)
    yield from map(_as_resolved, _inverted(desk, line, said))
    subject = _teller(line, said) or clause_subject(line, 0, min(last, LONGEST))
    if subject and not _overlaps(line, subject, said) and not _is_speech(line, subject, said):
        yield desk.resolve(Span(line.start[subject[0]], line.end[subject[1] - 1]))
        yield from map(_as_resolved, _joined(desk, line, subject))
        yield from map(_as_resolved, _apposed(desk, line.end[subject[1] - 1], said))
    yield from _others(desk, line, 0, last, said)


def _teller(line: Line, said: OutletMention) -> Phrase | None:
    """`Berg will stay, his aide, Ann Miller, told X`: whom the inquit names that its sentence ends with."""
    if said.frame != "told" or line.verb_second or line.subject_in_verb:
        return None
    before = [k for k, flag in enumerate(line.flags[:LONGEST]) if flag & wc.SAY and line.start[k] < said.start]
    if not before or said.start - line.end[before[-1]] > _DATIVE:
        return None
    phrase = subject_before(line, before[-1], 0)
    return phrase if phrase and has_name(line, phrase) and flags_at(line, phrase[0] - 1) & wc.COMMA else None


def _is_speech(line: Line, subject: Phrase, said: OutletMention) -> bool:
    """Whether a subject is what was said and nobody who said it: `The comments came in an interview with X`."""
    if said.frame == "told":
        return False
    return any(f & wc.NOUN_CUE and not f & (wc.ROLE | wc.NAME) for f in line.flags[subject[0] : subject[1]])


def _joined(desk: Desk, line: Line, subject: Phrase) -> list[Mention]:
    """Two people who are one subject: `Ann Miller and Tom Lee sat down with X`."""
    named = desk.hosts.people(line.start[subject[0]], line.end[subject[1] - 1])
    joined = all(AND.fullmatch(desk.text, a.end, b.start) for a, b in pairwise(named))
    return named if len(named) > 1 and joined else []


def _apposed(desk: Desk, start: int, said: OutletMention) -> list[Mention]:
    """Who a description’s apposition names: `Another official, Harbour Secretary Ann Miller, told X`."""
    if said.frame not in ("told", "interview") or desk.text[start : start + 1] != ",":
        return []
    named = desk.hosts.people(start, said.start)
    return [m for m in named[-1:] if desk.text[m.end : m.end + 1] == ","]


def _inverted(desk: Desk, line: Line, said: OutletMention) -> list[Mention]:
    """The people between a verb of saying and the outlet: `assure Anne Meunier, la maire, dans Ouest-France`."""
    verbs = [k for k, flag in enumerate(line.flags) if flag & wc.CUE and line.start[k] < said.start]
    return desk.hosts.people(line.end[verbs[-1]], said.start) if verbs else []


def _clause_end(line: Line, said: OutletMention, last: int) -> int:
    """Where the clause behind an outlet's name ends: what `asked Miller whether Lee …` says of Lee is no asking."""
    for start, flag in zip(line.start[:last], line.flags, strict=False):
        if start > said.end and flag & (wc.THAT | wc.SUBORDINATOR | wc.QUOTE):
            return start
    return line.end[last - 1]


def _as_resolved(m: Mention) -> Resolved:
    return Resolved(m.person.name, m.person, m.person.gender, how="name")


def _overlaps(line: Line, phrase: Phrase, said: OutletMention) -> bool:
    return line.start[phrase[0]] < said.end and said.start < line.end[phrase[1] - 1]
