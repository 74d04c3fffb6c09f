"""Whether a word that can report does so here: verb or noun, active or passive, with or without its subject."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import REACH
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at, head_named, short_auxiliary, stands_alone, that_is_who

_FINITE = wc.CUE | wc.AUXILIARY | wc.BE
_IN_NAMED = wc.PLAIN | wc.GROUP | wc.NAMING | wc.NAME


_BEFORE_VERB = wc.PRONOUN | wc.ENCLITIC | wc.AUXILIARY | wc.REFLEXIVE
_BEFORE_NOUN = wc.DETERMINER | wc.POSSESSOR | wc.GENITIVE | wc.PREPOSITION
_BETWEEN = wc.ADVERB | wc.PRONOUN | wc.REFLEXIVE | wc.TEMPORAL | wc.CALENDAR
"""What stands between an auxiliary and its participle: `a-t-il déclaré`, `a mardi déclaré`."""


def reports(line: Line, v: int, low: int) -> bool:
    flag = line.flags[v]
    names = flag & wc.NAMING and (_names_before(line, v) or _names_a_thing(line, v, low))
    return is_verb(line, v) and not (flag & wc.NAME and v > low) and not names


def _names_before(line: Line, v: int) -> bool:
    """`a soldier named Marty`: part of the description, no cue."""
    return bool(flags_at(line, v - 1) & (wc.ROLE | wc.PLAIN) and flags_at(line, v + 1) & wc.NAME)


def _names_a_thing(line: Line, v: int, low: int) -> bool:
    """`a short film called “…”`, `A blog, called simply “…”`: what the name of a thing stands behind, no cue."""
    flags, k, behind = line.flags, v - 1, v + 1
    while behind < len(flags) and flags[behind] & wc.ADVERB:
        behind += 1
    if not flags_at(line, behind) & wc.QUOTE:
        return False
    k -= bool(flags_at(line, k) & wc.COMMA)
    while k > low and flags[k] & _IN_NAMED and not flags[k] & (wc.ROLE | wc.DETERMINER):
        k -= 1
    return k < v - 1 and bool(flags[k] & wc.INDEFINITE)


def is_verb(line: Line, v: int) -> bool:
    """Not the noun of the same letters ("his claims", "the call", "the press secretary")."""
    before = flags_at(line, v - 1) if v else 0
    if line.flags[v] & wc.GERUND and line.flags[v] & wc.PREPOSITION:
        return False
    if line.flags[v] & wc.GERUND and line.flags[v] & wc.NOUN_CUE and before & (wc.POSSESSOR | wc.GENITIVE):
        return False
    if line.flags[v] & (wc.NOUN_CUE | wc.ALSO_NOUN) and not line.flags[v] & wc.GERUND and _is_noun(line, v):
        return False
    if line.flags[v] & wc.ALSO_NOUN and flags_at(line, v + 1) & (wc.ROLE | wc.TITLE):
        return False
    if line.flags[v] & (wc.NOUN_CUE | wc.ALSO_NOUN) and _behind_one_name(line, v):
        return False
    if line.flags[v] & wc.PARTICIPLE and not _has_auxiliary(line, v):
        return False
    if line.verb_second and (_takes_up(line, v) or _attributive(line, v)):
        return _takes_up(line, v)
    if before & wc.TO or line.flags[v] & wc.GERUND or (before & wc.THAT and that_is_who(line, v - 1)):
        return True
    if before & wc.DETERMINER and before & wc.DEFINITE and v > 1 and line.flags[v - 2] & wc.INQUIT_OPENER:
        return True
    if before & wc.PREPOSITION and line.flags[v] & wc.INFINITIVE and not line.verb_second:
        return True
    if before & _BEFORE_VERB or (line.flags[v] & wc.SAY and short_auxiliary(line, v - 1)):
        return True
    if before & wc.DETERMINER and not before & wc.DEFINITE and flags_at(line, v - 2) & wc.OF and v > 1:
        return not line.verb_second and not line.subject_in_verb
    alone = bool(v and before & wc.DETERMINER and stands_alone(line, v - 1))
    return not before & _BEFORE_NOUN or bool(alone or before & (wc.NAME | wc.CONJUNCTION))


def _takes_up(line: Line, v: int) -> bool:
    """`Das sagte Meier`: a pronoun of the same letters as the article opens the sentence."""
    opens = bool(line.first) and v == line.first[v] + 1 and line.flags[v - 1] & wc.DETERMINER
    return bool(opens and line.flags[v] & wc.SAY and not plural(line, v))


def plural(line: Line, v: int) -> bool:
    """Whether a verb has the ending of a plural, where the verb comes second: `nannten`, `noemden`."""
    return line.verb_second and line.word[v].endswith("n")


def _attributive(line: Line, v: int) -> bool:
    """`mit dem neu formulierten Grundrecht`: between a determiner and its noun."""
    if not flags_at(line, v + 1) & wc.NAME or not flags_at(line, v - 1) & (wc.ADVERB | wc.PLAIN):
        return False
    k = v - 1
    while k >= 0 and v - k < 4 and line.flags[k] & (wc.ADVERB | wc.PLAIN):
        k -= 1
    return k >= 0 and bool(line.flags[k] & (wc.DETERMINER | wc.POSSESSOR))


def _has_auxiliary(line: Line, v: int) -> bool:
    """`a … déclaré`, `s'est exclamé`: a participle alone describes a noun."""
    k = v - 1
    if line.verb_second:
        return bracket(line, v) is not None
    while k >= 0 and v - k < 5 and line.flags[k] & _BETWEEN:
        k -= 1
    return k >= 0 and bool(line.flags[k] & (wc.AUXILIARY | wc.BE))


def bracket(line: Line, v: int) -> int | None:
    """Where the auxiliary of a clause-final participle stands: `hatte … kritisiert`, `… erklärt hatte`."""
    if flags_at(line, v + 1) & (wc.AUXILIARY | wc.BE):
        return v + 1
    for k in range(v - 1, max(-1, v - REACH), -1):
        if line.flags[k] & (wc.AUXILIARY | wc.BE):
            return k
        if line.flags[k] & (wc.STOP | wc.COLON):
            return None
    return None


def _is_noun(line: Line, v: int) -> bool:
    """With a determiner before it, or a verb of its own behind it: `the report on the attack was`."""
    before = flags_at(line, v - 1)
    subject = flags_at(line, v + 1) & (wc.AUXILIARY | wc.BE) and not before & (wc.PRONOUN | wc.RELATIVE)
    base = not line.word[v].endswith(line.participle_endings or ("\0",)) and not line.verb_second
    return _in_noun_phrase(line, v) or bool(subject and base and not line.subject_in_verb)


def _behind_one_name(line: Line, v: int) -> bool:
    """`in a Harbour News interview that`: behind the name of one, a verb would have another ending."""
    if not line.singular_endings or line.word[v].endswith(line.singular_endings):
        return False
    k = v - 1
    while k >= 0 and line.flags[k] & wc.NAME:
        k -= 1
    if k == v - 1 or flags_at(line, k) & wc.CONJUNCTION:
        return False
    return bool(flags_at(line, k) & wc.INDEFINITE) or not line.word[v - 1].endswith(line.plural_endings)


def _in_noun_phrase(line: Line, v: int) -> bool:
    """`the private server email`, `her husband’s record`: a determiner stands shortly before, with no name between."""
    for k in range(v - 1, max(-1, v - 5), -1):
        flag = line.flags[k]
        if flag & (wc.DETERMINER | wc.POSSESSOR | wc.GENITIVE):
            return True
        if flag & wc.PREPOSITION and k < v - 1 and not flag & wc.NAME:
            return True
        if not flag & (wc.PLAIN | wc.PREPOSITION | wc.CALENDAR | wc.TEMPORAL) or flag & wc.NAME:
            return False
    return False


def passive(line: Line, v: int, low: int) -> bool:
    """Whether a verb is in the passive: `was quoted`, `has been told`."""
    k = v - 1
    while k >= low and line.flags[k] & wc.ADVERB and not line.flags[k] & wc.BE:
        k -= 1
    return (
        k >= low
        and bool(line.flags[k] & wc.BE)
        and (not line.verb_second or bool(line.flags[v] & (wc.PARTICIPLE | wc.EITHER)))
        and not flags_at(line, k - 1) & wc.REFLEXIVE
        and not line.flags[v] & wc.GERUND
    )


def not_subject(line: Line, phrase: Phrase, low: int) -> bool:
    """The object of a preposition ("In a letter"), or in a verb-second language no first part of its clause, nor
    what that ascribes the clause to (`Laut Polizei rief der Mann: „…“`)."""
    if phrase[0] == low:
        return line.verb_second and bool(line.flags[low] & (wc.OBLIQUE | wc.ASCRIBE))
    before = line.flags[phrase[0] - 1]
    if line.verb_second:
        if line.flags[phrase[0]] & wc.OBLIQUE:
            return True
        if phrase[0] - 1 == low and before & wc.ADVERB and not before & wc.PREPOSITION:
            return False
        behind = flags_at(line, phrase[0] + 1)  # `Als Dank sagte …`, `Als Dank für die Blumen sagte …`
        if (
            phrase[0] - 1 == low
            and before & wc.SUBORDINATOR
            and (phrase[1] - phrase[0] == 1 or behind & wc.PREPOSITION)
        ):
            return not line.flags[phrase[0]] & wc.PRONOUN
        if (
            before & wc.CONJUNCTION
            and line.flags[low] & wc.PREPOSITION
            and not any(f & _FINITE for f in line.flags[low : phrase[0]])
        ):
            return True  # `Zur Lage und seiner neuen Aufgabe wird …`
        return not before & (
            wc.PUNCTUATION | wc.CONJUNCTION | wc.QUOTE | wc.THAT | wc.RELATIVE | wc.SUBORDINATOR | wc.INQUIT_OPENER
        )
    if before & wc.SOURCE or (line.flags[phrase[0]] & wc.PRONOUN and not line.flags[phrase[0]] & wc.OBJECT):
        return False
    governs = wc.PREPOSITION | (wc.INQUIT_OPENER if line.subject_in_verb else 0)
    return bool(before & governs) and not head_named(line, *phrase)
