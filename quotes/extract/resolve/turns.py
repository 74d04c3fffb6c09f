"""Whose turn it is to speak: `“Will you go?” Miller asked Berg. “I will,” he said.`

From the [resolve] tables of a language file: ``asks``, ``tells``, ``replies``, ``goes_on``, the forms of those verbs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.attribute import Attribution
from quotes.extract.mentions import Person
from quotes.extract.resolve.nearest import utterer
from quotes.extract.resolve.room import Resolved, Room, fits_resolved
from quotes.model import Span

_SOON = 600
"""Code points between a question and the cue of its answer."""
_BEHIND = 40
"""Code points behind a verb in which whom it is put to is named, with titles."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Verbs that put something to somebody, those that give it back, and those with which one speaker goes on."""

    asks: frozenset[str]
    tells: frozenset[str]
    replies: frozenset[str]
    goes_on: frozenset[str]


@cache
def turns(code: str) -> Turns:
    """The verbs of a language; empty where its file has none.

    >>> "asked" in turns("en").asks, "replied" in turns("en").replies
    (True, True)
    """
    tables = language.load(code).tables.get("resolve", {})
    return Turns(*(frozenset(tables.get(name, "").split()) for name in ("asks", "tells", "replies", "goes_on")))


def answering(a: Attribution, before: Attribution, room: Room) -> Resolved | None:
    """Whom a pronoun means where the quotation before was put to somebody by name, and this one answers it."""
    if not a.mention or not a.cue or not before.cue or not 0 < a.mention.start - before.cue.end < _SOON:
        return None
    verbs = turns(room.lexicon.code)
    gender = _gender(a.mention, room)
    if gender not in ("m", "f"):
        return None
    asked, said = (_last_word(c.start, c.end, room) for c in (before.cue, a.cue))
    put = asked in verbs.asks or (asked in verbs.tells and said in verbs.replies)
    person = put_to(before, gender, room) if put else None
    return Resolved(person.name, person, person.gender or gender, how="pronoun") if person else None


def _gender(mention: Span, room: Room) -> str:
    """The gender of a pronoun, by its last word or by all of them (`ce dernier`)."""
    words = room.text[mention.start : mention.end].lower()
    return room.lexicon.gender.get(words.rpartition(" ")[2], "") or room.lexicon.gender.get(words, "")


def going_on(a: Attribution, room: Room) -> Resolved | None:
    """Whom a pronoun means that goes on (`a-t-il ajouté`): who spoke last, whoever has been named since, but for one
    of whom the narration says that they say something."""
    if not a.mention or not a.cue or not room.spoken:
        return None
    if _last_word(a.cue.start, a.cue.end, room) not in turns(room.lexicon.code).goes_on:
        return None
    at, gender, (place, last) = a.mention.start, _gender(a.mention, room), room.spoken[-1]
    near = gender in ("m", "f") and 0 < at - place < _SOON
    if not near or last.person is None or not fits_resolved(last, gender) or utterer(place, at, gender, room):
        return None
    return Resolved(last.speaker, last.person, last.gender or gender, how="pronoun")


def put_to(before: Attribution, gender: str, room: Room) -> Person | None:
    """The person who is named behind a verb or its subject, with but a preposition or a title before the name."""
    end = max(a.end for a in (before.cue, before.mention) if a)
    m = next(room.cast.between(end, end + _BEHIND), None)
    if not m or m.person.body or m.person.gender not in ("", gender):
        return None
    flags = (room.lexicon.flags.get(word.rstrip(".").lower(), 0) for word in room.text[end : m.start].split())
    return m.person if all(f & (wc.TITLE | wc.PREPOSITION) for f in flags) else None


def _last_word(start: int, end: int, room: Room) -> str:
    return room.text[start:end].lower().rpartition(" ")[2]
