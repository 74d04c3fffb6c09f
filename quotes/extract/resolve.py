"""The person or body behind every mention, within the article.

A mention is a name, a pronoun or a description. Names are looked up in the article's cast. A pronoun is the nearest
earlier subject or speaker that it fits; a definite description is whoever was described so, else, as for a pronoun, the
one spoken of; an indefinite one is a source of its own and stays as described.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.extract import wordclass as wc
from quotes.extract.attribute import Attribution
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line, tokenise
from quotes.extract.mentions import Cast, Mention, Person
from quotes.model import Span

_WINDOW = 2000
"""Code points back to which a pronoun looks for whom it means."""

_PEOPLE = 400
"""So many people of an article are searched for one who was described so."""
_SPOKEN = 20
"""So many speakers back a pronoun reaches."""
_CLAUSE = 80
"""Code points behind a name in which the verb of its clause is looked for."""
_BEFORE = 24
"""Code points before a name in which the word before it is looked for."""
_CLAUSE_WORD = re.compile(r"\w[\w'’-]*|[.!?;:]")
_CLEARLY = 2
"""Sentences by which a mere name must be nearer than a known person to be meant by "he"."""


@dataclass(slots=True)
class Resolved:
    """``speaker`` is a name or a description; ``person`` the member of the cast, when it is one; ``how`` we know."""

    speaker: str | None = None
    person: Person | None = None
    gender: str = ""
    relayer: str | None = None
    how: str = ""


@dataclass(slots=True)
class _Room:
    """What resolving one article needs: its text and cast, and who has spoken so far (where, who)."""

    text: str
    cast: Cast
    lexicon: Lexicon
    spoken: list[tuple[int, Resolved]] = field(default_factory=list)


def resolve(text: str, attributions: Sequence[Attribution], cast: Cast, lexicon: Lexicon) -> list[Resolved]:
    """One answer an attribution, in the same order."""
    room = _Room(text, cast, lexicon)
    result: list[Resolved] = []
    for a in attributions:
        if a.source is not None:
            result.append(result[a.source] if a.source < len(result) else Resolved())
            continue
        done = _resolve_mention(a.mention, room) if a.mention else _unsaid(a, room)
        at = a.mention or a.cue
        if at and done.speaker and not a.rule.startswith("inside another"):
            room.spoken.append((at.start, done))
        if a.relayer:
            relayer = _resolve_mention(a.relayer, room)
            room.spoken.append((a.relayer.start, relayer))
            done.relayer = relayer.speaker
        result.append(done)
    for i, a in enumerate(attributions):
        if a.source is not None and a.source > i:
            result[i] = result[a.source]
    return result


def _resolve_mention(span: Span, room: _Room) -> Resolved:
    line = Line(capital_nouns=room.lexicon.nouns_capital)
    tokenise(line, room.text, span.start, span.end, room.lexicon)
    if not line.word:
        return Resolved()
    if line.flags[0] & (wc.PRONOUN | wc.POSSESSOR) and len(line.word) == 1:
        return _pronoun(line.word[0], span.start, room)
    name = name_in(line) or _office_holder(line, room.lexicon)
    return _named(line, name, room) if name else _described(line, span, room)


def _unsaid(a: Attribution, room: _Room) -> Resolved:
    """Who speaks where the verb alone says that somebody does ("dijo")."""
    if a.rule != "subject in the verb" or not a.cue:
        return Resolved()
    return _salient(a.cue.start, "", room, "subject in the verb") or Resolved()


def _follows(found: Mention | None, uttered: Mention, cast: Cast) -> bool:
    """Whether a name stands clearly nearer than one that has been speaking."""
    return found is not None and cast.sentence(found.start) - cast.sentence(uttered.start) > _CLEARLY


def _utterer(since: int, at: int, gender: str, room: _Room) -> Mention | None:
    """The nearest earlier name, since the last speaker, that is the subject of a verb of saying outside quotations."""
    cast = room.cast
    k = bisect_left(cast.starts, at)
    while k > 0 and cast.starts[k - 1] > since and at - cast.starts[k - 1] < _WINDOW:
        k -= 1
        m = cast.mentions[k]
        if not m.quoted and _fits(m.person, gender, False) and cast.is_subject(m) and _utters(m, at, room):
            return m
    return None


def _utters(m: Mention, at: int, room: _Room) -> bool:
    """Whether a verb of saying follows a name in its clause, or stands right before it."""
    flags = room.lexicon.flags
    after = _CLAUSE_WORD.findall(room.text, m.end, min(at, m.end + _CLAUSE))
    for word in after:
        if word in ".!?;:":
            break
        flag = flags.get(word.lower(), 0)
        if flag & wc.SAY and not flag & (wc.GERUND | wc.INFINITIVE | wc.NOUN_CUE):
            return True
        if flag & (wc.THAT | wc.RELATIVE):
            break
    before = _CLAUSE_WORD.findall(room.text, max(0, m.start - _BEFORE), m.start)
    return bool(before) and bool(flags.get(before[-1].lower(), 0) & wc.SAY)


def name_in(line: Line) -> tuple[int, int] | None:
    """The tokens of the name of the one described: the names that end the phrase's head or its apposition.

    "Trump spokesman Jason Miller" is Jason Miller, "a soldier from Ohio" nobody, "a soldier, Ann Lee" is Ann Lee.
    """
    flags, begin, k = line.flags, 0, 0
    while k <= len(flags):
        if k == len(flags) or (
            flags[k] & (wc.COMMA | wc.OPEN | wc.RELATIVE | wc.PREPOSITION) and not flags[k] & wc.NAME
        ):
            found = _run_ending(line, begin, k)
            if found:
                return found
            while k < len(flags) and flags[k] & (wc.PREPOSITION | wc.RELATIVE) and not flags[k] & wc.COMMA:
                k = next((j for j in range(k, len(flags)) if flags[j] & wc.COMMA), len(flags))
            begin = k + 1
        k += 1
    return None


def _run_ending(line: Line, begin: int, end: int) -> tuple[int, int] | None:
    flags, k = line.flags, end
    while k > begin and (
        (flags[k - 1] & wc.NAME and not flags[k - 1] & wc.CALENDAR) or (line.word[k - 1] == "." and k < end)
    ):
        k -= 1
    while k < end and (flags[k] & (wc.TITLE | wc.ROLE) or line.word[k] == "."):
        k += 1
    if line.capital_nouns and end - k == 1 and k > begin and flags[k - 1] & (wc.DETERMINER | wc.POSSESSOR | wc.PLAIN):
        return None
    if k >= end or flags[end - 1] & (wc.TITLE | wc.ROLE) or all(flags[j] & wc.GROUP for j in range(k, end)):
        return None
    return k, end


def _office_holder(line: Line, lexicon: Lexicon) -> tuple[int, int] | None:
    """`Secretary of State John Kerry`: a first name further on, behind the office's own words."""
    flags = line.flags
    for k in range(2, len(flags) - 1):
        if flags[k] & wc.COMMA:
            return None
        given = line.word[k] in lexicon.first_names and flags[k] & wc.NAME and flags[k + 1] & wc.NAME
        if (
            given
            and not flags[k - 1] & (wc.PREPOSITION | wc.TITLE | wc.ROLE | wc.DETERMINER)
            and any(f & wc.TITLE for f in flags[:k])
        ):
            return k, next((j for j in range(k, len(flags)) if not flags[j] & wc.NAME), len(flags))
    return None


def _named(line: Line, name: tuple[int, int], room: _Room) -> Resolved:
    start, end = line.start[name[0]], line.end[name[1] - 1]
    k = bisect_left(room.cast.starts, end) - 1
    if k >= 0 and room.cast.mentions[k].end > start:
        person = room.cast.mentions[k].person
        _describe(line, person, room.lexicon)
        return Resolved(person.name, person, person.gender, how="name")
    return Resolved(room.text[start:end], how="name")


def _describe(line: Line, person: Person, lexicon: Lexicon) -> None:
    """Keeps what the phrase says of the person: nouns, gender."""
    for word, flag in zip(line.word, line.flags, strict=True):
        if flag & (wc.ROLE | wc.TITLE) and not flag & wc.GROUP:
            person.heads.add(word)
            person.gender = person.gender or lexicon.gender.get(word, "")
            person.person = True


def _pronoun(word: str, at: int, room: _Room) -> Resolved:
    gender = room.lexicon.gender.get(word, "")
    if "i" in gender:
        return Resolved(how="self")
    return _salient(at, gender, room, "pronoun") or Resolved(how="pronoun")


def _salient(at: int, gender: str, room: _Room, how: str) -> Resolved | None:
    """The nearest earlier subject or speaker whom the pronoun fits.

    A name that nothing shows to be a person's must stand clearly nearer than one that is.
    """
    cast = room.cast
    sure = _nearest(at, gender, room, True)
    perhaps = _nearest(at, gender, room, False)
    last = next(((p, r) for p, r in reversed(room.spoken[-_SPOKEN:]) if p < at and _fits_resolved(r, gender)), None)
    places = [cast.sentence(m.start) for m in (sure,) if m and cast.is_subject(m)]
    places += [cast.sentence(last[0])] if last else []
    nearest = max(places, default=-1)
    if not gender:
        perhaps = sure
    if (
        perhaps
        and perhaps is not sure
        and cast.is_subject(perhaps)
        and cast.sentence(perhaps.start) - nearest >= _CLEARLY
    ):
        sure = perhaps
    found = sure or perhaps
    if room.lexicon.subject_in_verb or how == "pronoun":
        uttered = _utterer(last[0] if last else -1, at, gender, room)
        if uttered and not _follows(found, uttered, cast):
            return Resolved(uttered.person.name, uttered.person, uttered.person.gender or gender, how=how)
    if last and (sure is None or not cast.is_subject(sure) or last[0] >= sure.start):
        return Resolved(last[1].speaker, last[1].person, last[1].gender or gender, how=how)
    return Resolved(found.person.name, found.person, found.person.gender or gender, how=how) if found else None


def _nearest(at: int, gender: str, room: _Room, strict: bool) -> Mention | None:
    """The first fitting subject of the nearest earlier sentence that has one; else the nearest that fits at all."""
    weak: Mention | None = None
    subject: Mention | None = None
    cast = room.cast
    k = bisect_left(cast.starts, at)
    while k > 0 and at - cast.starts[k - 1] < _WINDOW:
        k -= 1
        m = cast.mentions[k]
        if subject and cast.sentence(m.start) != cast.sentence(subject.start):
            break
        if m.quoted or not _fits(m.person, gender, strict):
            continue
        if cast.is_subject(m):
            subject = m
        weak = weak or m
    return subject or weak


def _fits_resolved(r: Resolved, gender: str) -> bool:
    if r.person:
        return _fits(r.person, gender, False) or (gender in ("m", "f", "") and r.person.gender in ("", gender))
    if gender in ("m", "f", ""):
        return r.gender in ("", gender) or (not gender and r.gender in ("m", "f"))
    return r.gender in ("", "p", "n")


def _fits(person: Person, gender: str, strict: bool) -> bool:
    if gender in ("m", "f", ""):
        loosely = len(person.words) > 1 or (gender != "" and person.gender == gender)
        known = person.person or (not strict and loosely and not person.body)
        return known and (not gender or person.gender in ("", gender))
    return not person.person


def _described(line: Line, span: Span, room: _Room) -> Resolved:
    words = room.text[span.start : span.end]
    gender = next((g for g in map(room.lexicon.gender.get, line.word) if g in ("m", "f")), "")
    aged = next((m for a in room.lexicon.ages if (m := a.search(words))), None)
    if line.flags[0] & wc.DEFINITE:
        found = _by_heads(line, room, gender)
        if found:
            return found
        role = any(f & (wc.ROLE | wc.TITLE) for f in line.flags)
        if (role or aged) and not any(f & wc.GROUP for f in line.flags):
            found = _salient(span.start, gender, room, "description")
            if found:
                return found
    if any(f & wc.GROUP for f in line.flags) and not gender:
        gender = "n"
    return Resolved(words, None, gender, how="description")


def _by_heads(line: Line, room: _Room, gender: str) -> Resolved | None:
    """The one person whom the article describes in these words; the head noun itself counts double."""
    flags = line.flags
    words = [
        w
        for w, f in zip(line.word, flags, strict=True)
        if f & (wc.ROLE | wc.TITLE | wc.PLAIN | wc.NAME) and not f & wc.GROUP
    ]
    if not any(f & (wc.ROLE | wc.TITLE) for f in flags):
        return None
    heads = {w for w, f in zip(line.word, flags, strict=True) if f & (wc.ROLE | wc.TITLE)}
    scores = [
        (2 * len(p.heads & heads) + len(p.heads.intersection(words)), p) for p in room.cast.people[:_PEOPLE] if p.heads
    ]
    best = max((score for score, _ in scores), default=0)
    chosen = [p for score, p in scores if score == best]
    if best < 1 or len(chosen) != 1 or (gender and chosen[0].gender and gender != chosen[0].gender):
        return None
    return Resolved(chosen[0].name, chosen[0], chosen[0].gender, how="description")
