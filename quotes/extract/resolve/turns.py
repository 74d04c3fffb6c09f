"""Whose turn it is to speak: `“Will you go?” Miller asked Berg. “I will,” he said.`

From the [resolve] tables of a language file: ``asks``, ``tells`` and ``replies``, the forms of those verbs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quotes import language
from quotes.extract.attribute import Attribution
from quotes.extract.mentions import Person
from quotes.extract.resolve.room import Resolved, Room

_SOON = 600
"""Code points between a question and the cue of its answer."""
_BEHIND = 40
"""Code points behind a verb in which whom it is put to is named, with titles."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Verbs that put something to somebody, and those that give it back."""

    asks: frozenset[str]
    tells: frozenset[str]
    replies: frozenset[str]


@cache
def turns(code: str) -> Turns:
    """The verbs of a language; empty where its file has none.

    >>> "asked" in turns("en").asks, "replied" in turns("en").replies
    (True, True)
    """
    tables = language.load(code).tables.get("resolve", {})
    return Turns(*(frozenset(tables.get(name, "").split()) for name in ("asks", "tells", "replies")))


def answering(a: Attribution, before: Attribution, room: Room) -> Resolved | None:
    """Whom a pronoun means where the quotation before was put to somebody by name, and this one answers it."""
    if not a.mention or not a.cue or not before.cue or not 0 < a.mention.start - before.cue.end < _SOON:
        return None
    verbs = turns(room.lexicon.code)
    gender = room.lexicon.gender.get(_last_word(a.mention.start, a.mention.end, room), "")
    if gender not in ("m", "f"):
        return None
    asked, said = (_last_word(c.start, c.end, room) for c in (before.cue, a.cue))
    put = asked in verbs.asks or (asked in verbs.tells and said in verbs.replies)
    person = put_to(before.cue.end, gender, room) if put else None
    return Resolved(person.name, person, person.gender or gender, how="pronoun") if person else None


def put_to(end: int, gender: str, room: Room) -> Person | None:
    """The person who is named, with nothing but a title before the name, behind a verb that ends there."""
    m = next(room.cast.between(end, end + _BEHIND), None)
    if not m or m.person.body or m.person.gender not in ("", gender):
        return None
    between = room.text[end : m.start]
    return m.person if all(w.rstrip(".").lower() in room.lexicon.titles for w in between.split()) else None


def _last_word(start: int, end: int, room: Room) -> str:
    return room.text[start:end].lower().rpartition(" ")[2]
