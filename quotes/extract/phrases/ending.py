"""Noun phrases by their last token."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.phrases.phrase import (
    ASIDE,
    BREAKS,
    LONGEST,
    NOUNLIKE,
    Phrase,
    can_speak,
    flags_at,
    head_named,
    stands_alone,
    trim,
)

_OFFICE = 6
"""Tokens of an office that a preposition brings in."""
_BEFORE_SUBJECT = wc.PUNCTUATION | wc.CONJUNCTION | wc.THAT | wc.ADVERB
_NO_QUANTITY = wc.DEFINITE | wc.INDEFINITE | wc.THAT | wc.POSSESSOR
_MARKS = frozenset('"“”„«»')
"""Marks that pair with none are no part of a name (`… the world," the senator stated`)."""


def ending_at(line: Line, j: int, low: int) -> Phrase | None:
    """The noun phrase whose last token is j."""
    flags = line.flags
    if j < low:
        return None
    if flags[j] & wc.PRONOUN or (flags[j] & wc.DETERMINER and stands_alone(line, j)):
        return j, j + 1
    if joined := _joined_before(line, j, low):
        return joined
    if flags[j] & wc.OBJECT and j - 2 >= low and flags[j - 1] & wc.OF and flags[j - 2] & (wc.DETERMINER | wc.NUMBER):
        return j - 2, j + 1
    k = j
    while k >= low and flags[k] & wc.TEMPORAL and not flags[k] & wc.NAME and k > low and j - k < 3:
        k -= 1
    if k != j and flags[k] & (NOUNLIKE) and not flags[k] & wc.DETERMINER:
        j = k
    k = j
    while k >= low and j - k < LONGEST and _belongs(line, k, low, j):
        k -= 1
    return trim(line, k + 1, j + 1)


def _joined_before(line: Line, j: int, low: int) -> Phrase | None:
    """`Miller and others`: the name that a conjunction joins with somebody else."""
    name = j - 2 >= low and line.word[j] in line.stands_alone and line.flags[j - 1] & wc.CONJUNCTION
    found = ending_at(line, j - 2, low) if name and line.flags[j - 2] & wc.NAME else None
    return (found[0], j + 1) if found else None


def _belongs(line: Line, k: int, low: int, end: int) -> bool:
    flag = line.flags[k]
    if not flag and line.word[k] in _MARKS:
        return False
    if flag & wc.CONJUNCTION and not flag & wc.NAME:
        named = k > low and bool(line.flags[k - 1] & wc.NAME)
        domain = named and k - 1 > low and bool(line.flags[k - 2] & wc.OF)
        return named and bool(flags_at(line, k + 1) & (wc.NAME | wc.TITLE | (wc.PLAIN if domain else 0)))
    if k < end and flag & wc.CAPITAL and _begins_anew(line, k + 1):
        return False
    if flag & wc.NAME and not flag & (wc.SUBORDINATOR | wc.RELATIVE):
        joined = line.subject_in_verb and k < end and line.flags[k + 1] & wc.DEFINITE
        return not (joined and _takes_object(line, k, end))
    if flag & (wc.DETERMINER | wc.POSSESSOR) and not flag & wc.PREPOSITION:
        return not (k < end and flags_at(line, k + 1) & wc.DETERMINER and not flag & wc.PLAIN)
    if flag & wc.PREPOSITION:
        before = line.flags[k - 1] if k > low else 0
        some = k > low and (k - 1 == low or not line.subject_in_verb) and _of_some(line, k, low)
        text = bool(line.subject_in_verb and before & wc.GROUP)
        return bool(before & NOUNLIKE or some) and not flag & wc.COVERB and (text or not before & wc.CUE)
    if flag & wc.CUE and not flag & (wc.ROLE | wc.GROUP):
        following = flags_at(line, k + 1)
        if (flag & wc.NAMING and following & wc.NAME) or (flag & wc.ALSO_NOUN and following & (wc.ROLE | wc.TITLE)):
            return True
        return k == end and k > low and bool(line.flags[k - 1] & (wc.DETERMINER | wc.POSSESSOR | wc.GENITIVE))
    return not flag & BREAKS and not _takes_object(line, k, end)


def _begins_anew(line: Line, k: int) -> bool:
    """`Buy Now The lawsuit says`: an article with a capital right behind a name opens a sentence of its own."""
    return bool(line.flags[k] & wc.DEFINITE and line.flags[k] & wc.CAPITAL and not line.flags[k] & wc.NAME)


def _of_some(line: Line, k: int, low: int) -> bool:
    """`Dozens of anglers`, `one of them`, `one in five anglers`: a preposition between how many and of whom."""
    before, after = line.flags[k - 1], flags_at(line, k + 1)
    opens = k - 1 == low or line.flags[k - 2] & _BEFORE_SUBJECT
    quantity = opens and before & wc.DETERMINER and not before & _NO_QUANTITY
    if line.flags[k] & wc.OF:
        return bool(quantity) or stands_alone(line, k - 1)
    return bool(quantity and after & (wc.NUMBER | wc.DETERMINER) and not after & _NO_QUANTITY)


def _takes_object(line: Line, k: int, end: int) -> bool:
    """`crafted the schedule`: a plain word right before an article is no noun of its phrase; nor is the object of a
    preposition where a verb has its subject in it: `al termine della cerimonia il tecnico`, `En un
    comunicado el comité`, `su Instagram la cantante`."""
    opens = k < end and line.flags[k + 1] & (wc.DETERMINER | wc.POSSESSOR)
    joined = wc.OBLIQUE | wc.PLAIN | wc.PREPOSITION
    if line.subject_in_verb:
        if not opens or not line.flags[k + 1] & wc.DEFINITE or not k:
            return False
        if line.flags[k] & wc.NAME:
            return bool(line.flags[k - 1] & wc.PREPOSITION and not line.flags[k - 1] & wc.OF)
        noun = line.flags[k] & (wc.PLAIN | wc.GROUP | wc.NOUN_CUE)
        return bool(line.flags[k - 1] & (wc.PREPOSITION | (wc.DETERMINER if noun else 0)))
    return bool(opens and line.flags[k] & wc.PLAIN and not line.flags[k + 1] & joined)


def before_bracket(line: Line, j: int, low: int) -> Phrase | None:
    """`Ann Miller (D-Ohio)`: the named one before the bracket that ends at j."""
    opening = next((k for k in range(j, max(low, j - LONGEST), -1) if line.flags[k] & wc.OPEN), low)
    found = ending_at(line, opening - 1, low)
    return found if found and head_named(line, *found) else None


def before_relative(line: Line, j: int, low: int) -> Phrase | None:
    """Whom a relative pronoun at token j takes up: the nearest name or noun phrase."""
    k = j - 1
    while k >= low and flags_at(line, k) & (wc.COMMA | wc.PREPOSITION):
        k -= 1
    found = ending_at(line, k, low)
    if found and line.flags[k] & (wc.ROLE | wc.GROUP | wc.NOUN_CUE) and not line.flags[k] & wc.NAME:
        inner = (j for j in range(k, found[0] - 1, -1) if line.flags[j] & (wc.DETERMINER | wc.POSSESSOR))
        return next(inner, found[0]), found[1]
    if not found or not line.flags[k] & wc.NAME:
        return found
    if line.subject_in_verb and _of_office(line, k, found[0]):
        return found
    while k > found[0] and (line.flags[k - 1] & (wc.NAME | wc.TITLE | wc.ROLE) or line.word[k - 1] == "&"):
        k -= 1
    return k, found[1]


def _of_office(line: Line, k: int, first: int) -> bool:
    """`el portavoz de Nordal, que`: a single name that says where an office serves."""
    office = line.flags[first] & wc.DETERMINER and line.flags[first + 1] & wc.ROLE
    return k - 1 > first + 1 and bool(office and line.flags[k - 1] & wc.OF)


def before_restriction(line: Line, comma: int, low: int) -> Phrase | None:
    """`La ministra que preside el consejo, señaló`: a relative clause without a comma before it, and one behind it."""
    flags, k = line.flags, comma - 1
    while k > low and comma - k < ASIDE and not flags[k] & (wc.RELATIVE | wc.COMMA | wc.QUOTE | wc.COLON | wc.OPEN):
        k -= 1
    if k - 1 <= low or not line.subject_in_verb or not flags[k] & wc.RELATIVE or not flags[k - 1] & NOUNLIKE:
        return None
    found = None if flags[k - 1] & wc.CUE else ending_at(line, k - 1, low)
    opens = found and (found[0] == low or flags[found[0] - 1] & (wc.PUNCTUATION | wc.CONJUNCTION))
    return found if found and opens and can_speak(line, found) else None


def governed_office(line: Line, comma: int) -> bool:
    """`en una cena con su homólogo, Pablo Vega, dijo`: whom a preposition brings in is named behind a comma, and the
    verb has its own subject."""
    flags, k = line.flags, comma - 1
    while k > 0 and comma - k < _OFFICE and flags[k] & (wc.ROLE | wc.PLAIN) and not flags[k] & wc.PREPOSITION:
        k -= 1
    office = any(f & wc.ROLE for f in flags[k + 1 : comma])
    determined = flags[k] & (wc.DETERMINER | wc.POSSESSOR) and flags_at(line, k - 1) & wc.PREPOSITION
    return bool(line.subject_in_verb and office and (determined or flags[k] & wc.DOMAIN))
