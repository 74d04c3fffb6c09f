"""What a sentence says of a quotation, and what the finders of it share."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, can_speak, stands_alone, starting_at

CLOSE = 8
"""Tokens within which a verb of naming ("called it a “…”") takes the quotation."""
_WHEN = wc.CALENDAR | wc.TEMPORAL
_SUBJECT = wc.NAME | wc.TITLE | wc.DETERMINER
_OF_NAME = 3
"""Words of a particle before a surname ("von und zu")."""
REACH = 30
"""Tokens between a quotation and the cue of its inquit."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of a quotation: token ranges of cue, mention and relayer, and the rule that found them."""

    rule: str
    cue: Phrase | None = None
    mention: Phrase | None = None
    relayer: Phrase | None = None
    near: bool = False


def clause_end(line: Line, i: int) -> int:
    """The next quotation or the end of the sentence; a stop right after the closing mark is passed over."""
    end = line.last[i]
    for j in range(i + 1, end):
        if line.flags[j] & wc.QUOTE:
            return j
    return end


def names(line: Line, phrase: Phrase) -> bool:
    first, behind = line.flags[phrase[0]], line.flags[phrase[0] + 1 : phrase[1]]
    dated = first & (wc.DETERMINER | wc.NUMBER) and any(f & _WHEN for f in behind)
    counted = first & wc.NUMBER and any(f & wc.PLAIN for f in behind)
    described = first & (wc.DETERMINER | wc.POSSESSOR | wc.PLAIN | wc.NOUN_CUE) or counted
    return can_speak(line, phrase) or (bool(described) and not dated)


def somebody(line: Line, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a phrase can be trusted to mean a speaker where no verb says so: not any noun that has a capital."""
    first, end = phrase
    if not line.capital_nouns:
        return can_speak(line, phrase)
    flags = line.flags[first:end]
    if any(f & (wc.PRONOUN | wc.ROLE | wc.GROUP | wc.TITLE) for f in flags):
        return True
    if any(w in lexicon.first_names for w in line.word[first:end]):
        return True
    if not flags[0] & wc.NAME or line.word[first].endswith(lexicon.noun_endings):
        return False
    return len(flags) == 1 or bool(flags[1] & (wc.NAME | wc.COMMA | wc.OPEN))


def subject_like(line: Line, phrase: Phrase) -> bool:
    first = line.flags[phrase[0]]
    if can_speak(line, phrase) or (phrase[1] - phrase[0] == 1 and stands_alone(line, phrase[0])):
        return True
    dated = any(f & (wc.CALENDAR | wc.TEMPORAL) for f in line.flags[phrase[0] : phrase[1]])
    return bool(first & (wc.DETERMINER | wc.POSSESSOR) and phrase[1] - phrase[0] > 1) and not dated


def object_alone(line: Line, k: int, high: int) -> Phrase | None:
    """`according to him`, `according to her, …`: a pronoun that the preposition governs, and nothing more."""
    alone = k < high and line.flags[k] & (wc.OBJECT | wc.POSSESSOR) and not line.flags[k] & wc.PRONOUN
    return (k, k + 1) if alone and (k + 1 == high or line.flags[k + 1] & wc.PUNCTUATION) else None


def past_adverbs(line: Line, k: int, high: int) -> int:
    """Past adverbs and pronouns behind a verb; past "desde" too, which names the source as a place, and past "es" where
    it is the object: `nannte es Karl Meier`."""
    while (
        k < high
        and line.flags[k] & (wc.ADVERB | wc.REFLEXIVE)
        and not line.flags[k] & (wc.NAME | wc.DETERMINER | wc.PRONOUN)
    ):
        k += 1
    it = line.verb_second and k + 1 < high and line.flags[k] & wc.PRONOUN and line.flags[k] & wc.OBJECT
    if it and (j := past_adverbs(line, k + 1, high)) < high and line.flags[j] & _SUBJECT and not line.flags[j] & _WHEN:
        return j
    return k + 1 if k < high and line.flags[k] & wc.SOURCE else k


def agent(line: Line, v: int, high: int) -> Phrase | None:
    for k in range(v + 1, min(high, v + 12)):
        if line.flags[k] & wc.THAT and not line.flags[k] & wc.RELATIVE:
            return None
        if line.flags[k] & wc.AGENT:
            phrase = starting_at(line, k + 1, high)
            return phrase if phrase and can_speak(line, phrase) else None
    return None


def particled(line: Line, k: int, high: int, lexicon: Lexicon) -> Phrase | None:
    """`„…“, sagte von der Heide am Montag`: a surname that begins with its particle, alone behind its verb."""
    j = k
    while j < min(high, k + _OF_NAME) and line.flags[j] & (wc.PREPOSITION | wc.DETERMINER):
        j += 1
    if j == k or j >= high or " ".join(line.word[k:j]) not in lexicon.particles:
        return None
    surname = line.flags[j] & wc.NAME and not line.flags[j] & (wc.ROLE | wc.GROUP | wc.CALENDAR | wc.PLACE)
    closed = j + 1 == high or line.flags[j + 1] & (wc.PUNCTUATION | wc.QUOTE | wc.PREPOSITION | wc.ADVERB | wc.CALENDAR)
    return (k, j + 1) if surname and closed else None
