"""Whose country an adjective is from: `el mandatario chileno` is the president of Chile."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.mentions import Person
from quotes.extract.resolve.room import Room
from quotes.extract.stand_ins import stand_ins
from quotes.text import fold

_ROOT = 4
"""Letters that a place and the adjective of whoever is from there share ("chile", "chileno")."""


def abroad(line: Line, who: Person, room: Room) -> bool:
    """Whether an office is of another country than the same office of somebody: `el presidente chileno`."""
    office = {w for w, f in zip(line.word, line.flags, strict=True) if f & wc.TITLE} & who.heads
    there = {root(w) for w in line.word[1:] if w in stand_ins(room.lexicon.code).demonyms} if office else set()
    return bool(there) and of_elsewhere(who, there, room)


def of_elsewhere(who: Person, roots: set[str], room: Room) -> bool:
    """Whether somebody's office is of places, and none of those that an adjective may be from."""
    return any(room.lexicon.flags.get(w, 0) & wc.PLACE for w in who.heads) and not is_from(who, roots)


def is_from(who: Person, roots: set[str]) -> bool:
    """Whether somebody's office is of the place that an adjective is from: `el mandatario chileno`, of Chile."""
    return bool(roots) and any(root(word) in roots for word in who.heads)


def root(word: str) -> str:
    """What a country and its adjective share: `méxico`, `mexicano`."""
    return fold(word)[:_ROOT]
