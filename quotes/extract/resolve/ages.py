"""Who is meant by an age: the one person whom the article says to be of it."""

from __future__ import annotations

from itertools import islice

from quotes.extract.mentions import Mention, Person
from quotes.extract.resolve.room import Resolved, Room

_AGES = 200
"""So many ages of an article are looked at."""
_NAMED_WITHIN = 40
"""Code points between an age and the name of whose it is."""


def of_age(age: str, gender: str, room: Room) -> Resolved | None:
    """The one person whom the article says to be of an age: `Tom Berg, 31, …`, `31-year-old Tom Berg`."""
    if room.ages is None:
        room.ages = _ages(room)
    told = {id(p): p for p in room.ages.get(age, ())}
    known = [p for p in told.values() if not p.body and (not gender or p.gender in ("", gender))]
    if len(known) != 1:
        return None
    return Resolved(known[0].name, known[0], known[0].gender or gender, how="description")


def _ages(room: Room) -> dict[str, list[Person]]:
    """Whom the article names beside each age."""
    told: dict[str, list[Person]] = {}
    for pattern in room.lexicon.ages:
        for match in islice(pattern.finditer(room.text), _AGES):
            if m := _aged(match.start(), match.end(), room):
                told.setdefault(match["age"], []).append(m.person)
    return told


def _aged(start: int, end: int, room: Room) -> Mention | None:
    """Whose age stands there: the name right before it, else the one right behind."""
    for m in room.cast.between(start - _NAMED_WITHIN, end + _NAMED_WITHIN):
        if m.end <= start and not any(map(str.isalnum, room.text[m.end : start])):
            return m
        if m.start >= end:
            return None if any(map(room.breaks, room.text[end : m.start].split())) else m
    return None
