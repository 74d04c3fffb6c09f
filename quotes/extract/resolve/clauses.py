"""What the clause of a name says: whether it is about its bearer, whether its bearer says something there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import flag_of
from quotes.extract.mentions import Mention
from quotes.extract.resolve.room import Room

WINDOW = 2000
"""Code points back to which a pronoun looks for whom it means."""
CLAUSE = 110
"""Code points behind a name in which the verb of its clause is looked for."""
BEFORE = 24
"""Code points before a name in which the word before it is looked for."""
CLAUSE_WORD = re.compile(r"\w[\w'’-]*|[.,!?;:]")
_VERB = wc.CUE | wc.AUXILIARY | wc.BE
_LINKS = wc.PREPOSITION | wc.THAT | wc.RELATIVE | wc.SUBORDINATOR
_ASCRIBES = wc.ASCRIBE | wc.ASCRIBE_START
_NO_SUBJECT = wc.OBJECT | wc.REFLEXIVE | wc.DETERMINER | wc.RELATIVE | wc.THAT
_LATE = 2
"""Words behind a relative clause that hold the verb of the clause around it: `Miller, who came late, has said`."""


def leads(m: Mention, room: Room) -> bool:
    """Whether nothing but an office, or an aside closed by a comma, stands between a name and its sentence's start.

    In `Quien habló fue Ana Soto` the name comes last and is the topic all the same.
    """
    number = room.cast.sentence(m.start)
    start = room.cast.ends[number - 1] if number else 0
    before = room.text[max(start, m.start - WINDOW) : m.start]
    if _is_told_last(before, room):
        return True
    head, _, tail = before.rpartition(",")
    words = [CLAUSE_WORD.findall(part) for part in (head, tail)]
    flags = [[room.lexicon.flags.get(w.lower(), 0) for w in part] for part in words]
    if room.lexicon.nouns_capital and any(_noun_and_verb(pair, room) for pair in pairwise(words[1])):
        return False
    verb = any(f & _VERB and not f & (wc.ROLE | wc.TITLE | wc.ADVERB) for f in flags[0])
    if flags[1] and flags[1][0] & _ASCRIBES:
        del flags[1][0]
    return not verb and not any(f & (_VERB | _LINKS) and not f & (wc.OF | wc.ROLE | wc.TITLE) for f in flags[1])


def utters(m: Mention, at: int, room: Room) -> bool:
    """Whether a verb of saying follows a name in its clause, or stands right before it."""
    flags = room.lexicon.flags
    after = CLAUSE_WORD.findall(room.text, m.end, min(at, m.end + CLAUSE))
    for word in _past_relative(after, flags):
        if word in ".!?;:":
            break
        flag = flags.get(word.lower(), 0)
        if flag & wc.PRONOUN and not flag & _NO_SUBJECT:
            break
        if flag & wc.SAY and not flag & (wc.GERUND | wc.INFINITIVE | wc.NOUN_CUE):
            return True
        if flag & (wc.THAT | wc.RELATIVE):
            break
    before = CLAUSE_WORD.findall(room.text, max(0, m.start - BEFORE), m.start)
    return bool(before) and before[-1] != "," and bool(flags.get(before[-1].lower(), 0) & wc.SAY)


def inverted(m: Mention, room: Room) -> bool:
    """`…, said Ann Miller, a trader`: behind the verb of an inquit that ends a sentence without marks."""
    if room.text[m.end : m.end + 1] not in (",", "."):
        return False
    before = CLAUSE_WORD.findall(room.text, max(0, m.start - BEFORE), m.start)
    said = before[-2:-1] == [","] and room.lexicon.flags.get(before[-1].lower(), 0)
    return bool(said and said & wc.SAY and not said & (wc.GERUND | wc.INFINITIVE))


def in_subclause(m: Mention, room: Room) -> bool:
    """`… after Miller announced it`: whose clause only says when or why, the sentence is not about."""
    before = CLAUSE_WORD.findall(room.text, max(0, m.start - BEFORE), m.start)
    flag = room.lexicon.flags.get(before[-1].lower(), 0) if before else 0
    return bool(flag & wc.SUBORDINATOR and before[-1].islower())


def _noun_and_verb(words: tuple[str, str], room: Room) -> bool:
    """`Die Prüfung zeigte Mängel`: a noun, by its capital, and behind it a verb that nobody has listed."""
    noun, verb = (room.lexicon.flags.get(word.lower(), 0) for word in words)
    return words[0][0].isupper() and not noun & wc.FUNCTION and words[1].islower() and not verb


def _is_told_last(before: str, room: Room) -> bool:
    """`Quien habló fue la exministra Ana Soto`: a form of "to be" right before a name and its office."""
    flags = (flag_of(word.lower(), room.lexicon) for word in reversed(before[-CLAUSE:].split()))
    return bool(next((f for f in flags if not f & (wc.ROLE | wc.TITLE | wc.DETERMINER)), 0) & wc.BE)


def _past_relative(words: list[str], flags: Mapping[str, int]) -> list[str]:
    """The words of a name's clause, without a relative clause right behind it: `Miller, who came late, said`."""
    if len(words) < 2 or words[0] != "," or not flags.get(words[1].lower(), 0) & wc.RELATIVE:
        return [word for word in words if word != ","]
    rest = words[1:]
    return rest[rest.index(",") + 1 :][:_LATE] if "," in rest else []
