"""Whom a relative clause is about, and whether a phrase stands in one."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.phrases.apposed import with_name_before
from quotes.extract.phrases.clause import clause_subject
from quotes.extract.phrases.ending import before_relative
from quotes.extract.phrases.phrase import ASIDE, Phrase, flags_at

_FINITE = wc.CUE | wc.AUXILIARY | wc.BE | wc.VERB
_HEADS = wc.ROLE | wc.PLAIN | wc.GROUP
_CLEFT = 5
"""Tokens before the relative of a cleft at least: it, was, a name, what else it is contrasted with."""


def taken_up(line: Line, j: int, low: int) -> Phrase | None:
    """Whom the relative pronoun at token j takes up as the subject of its verb: `Ann Miller, who has said`."""
    if not line.flags[j] & wc.RELATIVE:
        return before_relative(line, j, low)
    if cleft := _cleft(line, j, low):
        return cleft
    if oblique := _governed(line, j, low):
        return clause_subject(line, low, oblique)
    found = before_relative(line, j, low)
    return with_name_before(line, found, low) if found else None


def _cleft(line: Line, j: int, low: int) -> Phrase | None:
    """`It was Ann Miller, not Tom Berg, who said`: the name right behind the verb "to be", whoever else comes."""
    flags = line.flags
    if j - low < _CLEFT or not flags[low] & wc.PRONOUN or not flags[low + 1] & wc.BE or not flags[low + 2] & wc.NAME:
        return None
    k = low + 3
    while k < j and flags[k] & wc.NAME:
        k += 1
    contrasted = flags[k + 1 if flags[k] & wc.COMMA else k] & wc.ADVERB
    return (low + 2, k) if contrasted and k < j else None


def within_relative(line: Line, first: int, low: int) -> int | None:
    """`One man who was in the shop recalled`, `A source speaking to the Courier said`: the relative pronoun, or the
    participle for it, whose clause holds the phrase that begins there."""
    flags, k = line.flags, first - 1
    if k > low and flags[k] & wc.RELATIVE and flags[first] & wc.PLAIN and flags[first + 1] & wc.PREPOSITION:
        return None if flags[k] & (wc.POSSESSOR | wc.CONJUNCTION | wc.THAT) else k
    if not (flags[first] & (wc.DETERMINER | wc.POSSESSOR) or flags_at(line, k) & wc.PREPOSITION):
        return None
    if k - 2 >= low and flags[k] & wc.PREPOSITION and flags[k - 1] & wc.GERUND and flags[k - 2] & _HEADS:
        return k - 1
    while k > low and first - k < ASIDE and not flags[k] & (wc.PUNCTUATION | wc.QUOTE | wc.CONJUNCTION | wc.RELATIVE):
        k -= 1
    opens = k > low and flags[k] & wc.RELATIVE and not flags[k] & (wc.POSSESSOR | wc.CONJUNCTION | wc.THAT)
    governed = flags_at(line, k + 1) & wc.PREPOSITION and line.subject_in_verb
    return k if opens and (governed or any(f & _FINITE for f in flags[k + 1 : first])) else None


def _governed(line: Line, j: int, low: int) -> int | None:
    """The preposition of a relative that is no subject: `un comunicado en el que lamenta …`."""
    k = j - 1 if flags_at(line, j - 1) & wc.DETERMINER else j
    return k - 1 if k - 1 > low and line.flags[k - 1] & wc.PREPOSITION and not line.flags[k - 1] & wc.COMMA else None
