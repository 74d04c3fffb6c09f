"""Whom a pronoun means: the nearest earlier subject or speaker that it fits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container

from quotes.extract import wordclass as wc
from quotes.extract.mentions import Cast, Mention, Person
from quotes.extract.resolve.bodies import body_that_spoke, body_told_of
from quotes.extract.resolve.brought_in import told_of_by_office
from quotes.extract.resolve.clauses import CLAUSE, CLAUSE_WORD, WINDOW, in_subclause, inverted, leads, utters
from quotes.extract.resolve.naming import is_outlet
from quotes.extract.resolve.room import Resolved, Room, fits, fits_resolved
from quotes.extract.stand_ins import stand_ins

_TOPIC = 400
"""Code points back to which it may mean a bare surname that has not spoken."""
SPOKEN = 20
"""So many speakers back a pronoun reaches."""
CLEARLY = 2
"""Sentences by which a mere name must be nearer than a known person to be meant by "he"."""


def pronoun(word: str, at: int, room: Room) -> Resolved:
    gender = room.lexicon.gender.get(word, "")
    if "i" in gender:
        return Resolved(how="self")
    latter = _latter(at, gender, room) if word in stand_ins(room.lexicon.code).latter else None
    found = latter or body_that_spoke(at, gender, room) or salient(at, gender, room, "pronoun")
    found = found or body_told_of(at, gender, room) or told_of_by_office(at, gender, room)
    return found or Resolved(how="pronoun")


def _latter(at: int, gender: str, room: Room) -> Resolved | None:
    """Whom the sentence right before names last: `El juez citó a su abogado, Luis Soto. Éste dijo …`"""
    sentence = room.cast.sentence
    m = next(room.cast.back(at, at - WINDOW, lambda who: fits(who, gender, True)), None)
    if not m or sentence(at) - sentence(m.start) > 1:
        return None
    return Resolved(m.person.name, m.person, m.person.gender or gender, how="pronoun")


def salient(at: int, gender: str, room: Room, how: str) -> Resolved | None:
    """The nearest earlier subject or speaker whom the pronoun fits.

    A name that nothing shows to be a person's must stand clearly nearer than one that is.
    """
    cast = room.cast
    others = _named_behind(at, room)
    sure = _nearest(at, gender, room, True, others)
    alone = not gender or (room.lexicon.nouns_capital and (sure or how == "description"))
    perhaps = sure if alone else _nearest(at, gender, room, False, others)
    spoken = ((p, r) for p, r in reversed(room.spoken[-SPOKEN:]) if p < at and id(r.person) not in others)
    last = next(((p, r) for p, r in spoken if fits_resolved(r, gender)), None)
    places = [cast.sentence(m.start) for m in (sure,) if m and cast.is_subject(m)]
    places += [cast.sentence(last[0])] if last else []
    nearest = max(places, default=-1)
    if (
        perhaps
        and perhaps is not sure
        and cast.is_subject(perhaps)
        and cast.sentence(perhaps.start) - nearest >= CLEARLY
    ):
        sure = perhaps
    found = sure or perhaps
    if not sure and not last and how == "pronoun" and (bare := utterer(-1, at, gender, room, _bare)):
        return Resolved(bare.person.name, bare.person, bare.person.gender or gender, how=how)
    if how == "pronoun" and (bare := _just_heard(at, gender, max(nearest, _sentence(perhaps, cast)), room)):
        return Resolved(bare.person.name, bare.person, bare.person.gender or gender, how=how)
    if room.lexicon.subject_in_verb or how == "pronoun":
        uttered = utterer(last[0] if last else -1, at, gender, room)
        if uttered and id(uttered.person) not in others and not _follows(found, uttered, cast):
            return Resolved(uttered.person.name, uttered.person, uttered.person.gender or gender, how=how)
    if last and (sure is None or not cast.is_subject(sure) or last[0] >= sure.start):
        return Resolved(last[1].speaker, last[1].person, last[1].gender or gender, how=how)
    found = found or (_topical(at, gender, room) if how == "pronoun" else None)
    return Resolved(found.person.name, found.person, found.person.gender or gender, how=how) if found else None


def _just_heard(at: int, gender: str, nearest: int, room: Room) -> Mention | None:
    """`Schubert stated that … He stated “…”`: a mere surname that the sentence right before has for its subject, and
    nobody else who is known nearby; no outlet."""
    number = room.cast.sentence(at)
    if number - nearest <= CLEARLY:
        return None
    heard = utterer(at - _TOPIC, at, gender, room, _bare)
    right_before = heard and number - room.cast.sentence(heard.start) <= 1 and leads(heard, room)
    return heard if heard and right_before and not is_outlet(heard.person.name, room.lexicon) else None


def _sentence(m: Mention | None, cast: Cast) -> int:
    return cast.sentence(m.start) if m else -1


def _topical(at: int, gender: str, room: Room) -> Mention | None:
    """The nearest single word that may be a person's and is the subject of a sentence, where nobody else is named."""
    k = bisect_left(room.cast.starts, at)
    while k > 0 and at - room.cast.starts[k - 1] < _TOPIC:
        k -= 1
        m = room.cast.mention(k)
        if not m.quoted and _bare(m.person, gender) and room.cast.is_subject(m) and leads(m, room):
            return m
    return None


def _named_behind(at: int, room: Room) -> set[int]:
    """Whom the rest of the clause names: `she told Miller` is not Miller, nor is `the comedian`, who asks her."""
    starts, end = room.cast.starts, at
    k = bisect_left(starts, at + 1)
    if k == len(starts) or starts[k] >= at + CLAUSE:
        return set()
    for word in CLAUSE_WORD.finditer(room.text, at, at + CLAUSE):
        if word[0] in ".,;:!?" or room.lexicon.flags.get(word[0].lower(), 0) & wc.SUBORDINATOR:
            break
        end = word.end()
    return {id(m.person) for m in room.cast.between(at + 1, end) if not m.quoted}


def _nearest(at: int, gender: str, room: Room, strict: bool, others: Container[int]) -> Mention | None:
    """The first fitting subject of the nearest earlier sentence that has one; else the nearest that fits at all."""
    weak: Mention | None = None
    subject: Mention | None = None
    cast = room.cast
    for m in cast.back(at, at - WINDOW, lambda who: fits(who, gender, strict) and id(who) not in others):
        if subject and cast.sentence(m.start) != cast.sentence(subject.start):
            break
        if cast.is_subject(m):
            subject = m
        elif weak and _owns_subject(m, weak, room):
            weak = m
        weak = weak or m
    return subject or weak


def _owns_subject(m: Mention, nearer: Mention, room: Room) -> bool:
    """`Ann Miller’s home in Queen Camel`: whose the subject is, rather than who comes later in that sentence."""
    owns = room.text[m.end : m.end + 2] in ("'s", "’s")
    return owns and room.cast.sentence(m.start) == room.cast.sentence(nearer.start) and leads(m, room)


def _loosely(person: Person, gender: str) -> bool:
    return fits(person, gender, False)


def _bare(person: Person, gender: str) -> bool:
    """Whether a single word that nothing shows to be a person's may be one: `Berg said … “…,” he said`."""
    single = len(person.words) == 1 and not person.body and not person.name.isupper()
    return single and gender in ("m", "f") and person.gender in ("", gender)


def utterer(
    since: int, at: int, gender: str, room: Room, suits: Callable[[Person, str], bool] = _loosely
) -> Mention | None:
    """The nearest earlier name, since the last speaker, that is the subject of a verb of saying outside quotations.

    In one sentence the subject of the main clause goes before that of a clause that says when or why.
    """
    cast, aside = room.cast, None
    for m in cast.back(at, max(since, at - WINDOW), lambda who: suits(who, gender)):
        if (cast.is_subject(m) or inverted(m, room)) and utters(m, at, room):
            if aside and cast.sentence(m.start) < cast.sentence(aside.start):
                return aside
            if not in_subclause(m, room):
                return m
            aside = aside or m
    return aside


def _follows(found: Mention | None, uttered: Mention, cast: Cast) -> bool:
    """Whether a name stands clearly nearer than one that has been speaking."""
    return found is not None and cast.sentence(found.start) - cast.sentence(uttered.start) > CLEARLY
