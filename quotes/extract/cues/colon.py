"""The subject of a clause without a cue that ends in a colon: `Miller on the bridge: “…”`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.impersonal import nobody
from quotes.extract.cues.said import REACH, Said, agent, somebody
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, can_speak, clause_subject, starting_at

_SHORT = 5
"""Tokens of a clause between a comma and a colon that is a pronoun and its verb."""


def before_colon(line: Line, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """`Miller on the bridge: “…”`: the subject of a clause without a cue that ends in a colon, or a name before it."""
    if not line.flags[i - 1] & wc.COLON:
        return None
    if last := _last_clause(line, i - 1, low):
        return Said("subject before a colon", (i - 1, i), last)
    subject = clause_subject(line, low, i - 1)
    if not subject and line.subject_in_verb and line.flags[low] & wc.VERB:
        return Said("subject in the verb", (i - 1, i), None)
    if whom := _whom(line, i, low, subject, lexicon):
        return Said("subject before a colon", (i - 1, i), whom)
    if subject and line.flags[subject[0]] & wc.POSSESSOR and not somebody(line, subject, lexicon):
        return Said("subject before a colon", (i - 1, i), (subject[0], subject[0] + 1))
    bare = subject and line.capital_nouns and subject[1] - subject[0] == 1 and not line.flags[subject[0]] & wc.PRONOUN
    if subject and subject[0] == low + 1 and line.flags[low] & wc.PREPOSITION and not line.verb_second:
        subject = _name_before(line, i - 1, low, lexicon)
        return Said("subject before a colon", (i - 1, i), subject) if subject else None
    if by := _named_agent(line, i, low):
        return by
    if subject and not line.verb_second and governed_alone(line, subject, low, i):
        at = line.word[subject[0] - 1] in nobody(lexicon.code).at  # `Même son de cloche chez Anne Meunier : « … »`
        return Said("subject before a colon", (i - 1, i), subject) if at and can_speak(line, subject) else None
    if subject and (owner := _owner(line, subject)):
        return Said("subject before a colon", (i - 1, i), owner)
    if not subject or bare or not _heads(line, subject) or not somebody(line, subject, lexicon):
        subject = _name_before(line, i - 1, low, lexicon) or subject
    return Said("subject before a colon", (i - 1, i), subject) if subject and can_speak(line, subject) else None


def _whom(line: Line, i: int, low: int, subject: Phrase | None, lexicon: Lexicon) -> Phrase | None:
    """`Dem Trainer war die Freude anzusehen: „…“`, `Beim Trainer klang das so: „…“`: of whom a clause with a thing for
    its subject tells."""
    at = line.word[low] in nobody(lexicon.code).at
    if not line.verb_second or not (at or line.flags[low] & wc.OBLIQUE):
        return None
    phrase = None if subject and somebody(line, subject, lexicon) else starting_at(line, low + at, i - 1)
    return phrase if phrase and somebody(line, phrase, lexicon) else None


def _last_clause(line: Line, colon: int, low: int) -> Phrase | None:
    """`The vote surprised Miller, he grinned: “…”`: the pronoun of a short clause that ends in the colon."""
    flags = line.flags
    k = next((k for k in range(colon - 2, max(low, colon - _SHORT) - 1, -1) if flags[k] & wc.COMMA), None)
    if k is None or not flags[k + 1] & wc.PRONOUN or flags[k + 1] & (wc.OBJECT | wc.RELATIVE):
        return None
    verb = flags[k + 2] & (wc.PLAIN | wc.VERB) and not flags[k + 2] & (wc.CAPITAL | wc.ADVERB)
    return (k + 1, k + 2) if verb else None


def last_of_clauses(line: Line, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """`Miller said both were useless, but she gave Berg a compliment: “…”`: the colon closes the last of several
    clauses, which has a subject of its own and no word of saying."""
    flags, colon = line.flags, i - 1
    if not flags[colon] & wc.COLON or line.verb_second or line.subject_in_verb:
        return None
    for k in range(colon - 1, max(low, colon - REACH), -1):
        if flags[k] & (wc.CUE | wc.ASCRIBE | wc.QUOTE | wc.RELATIVE):
            return None
        if flags[k] & wc.COMMA and (subject := _subject_behind(line, k, colon, low, lexicon)):
            return Said("subject before a colon", (colon, i), subject)
    return None


def _subject_behind(line: Line, comma: int, colon: int, low: int, lexicon: Lexicon) -> Phrase | None:
    """The subject of a clause that a conjunction joins behind a comma, or that a clause with one precedes."""
    flags, k = line.flags, comma + 1
    if not (flags[k] & wc.CONJUNCTION or flags[comma] & wc.SUBORDINATOR or flags[low] & wc.SUBORDINATOR):
        return None
    while k < colon and flags[k] & (wc.CONJUNCTION | wc.ADVERB) and not flags[k] & wc.NAME:
        k += 1
    if lexicon.gender.get(line.word[k]) == "n" or not flags[k] & (wc.PRONOUN | wc.NAME | wc.TITLE | wc.DETERMINER):
        return None
    phrase = starting_at(line, k, colon)
    verb = flags[phrase[1]] if phrase else 0
    finite = verb & (wc.AUXILIARY | wc.BE | wc.PLAIN) and not verb & wc.CAPITAL
    return phrase if phrase and finite and can_speak(line, phrase) and phrase[1] < colon - 1 else None


def governed_alone(line: Line, phrase: Phrase, low: int, i: int) -> bool:
    """`Later that month on Channel Nine: “…”`: the object of a preposition, in words without a verb."""
    before = line.flags[phrase[0] - 1] if phrase[0] > low else 0
    governed = before & wc.PREPOSITION and not before & wc.OF
    finite = wc.CUE | wc.AUXILIARY | wc.BE | wc.VERB
    around = (*line.flags[low : phrase[0]], *line.flags[phrase[1] : i])
    return bool(governed) and not any(f & finite and not f & wc.GERUND for f in around)


def _named_agent(line: Line, i: int, low: int) -> Said | None:
    """`Objectif affiché par la mairie : “…”`: a clause without a verb, and by whom."""
    if any(f & (wc.AUXILIARY | wc.BE | wc.RELATIVE | wc.THAT | wc.PRONOUN) for f in line.flags[low : i - 1]):
        return None
    by = agent(line, low, i - 1)
    return Said("passive", (i - 1, i), by) if by and by[1] == i - 1 else None


def _owner(line: Line, phrase: Phrase) -> Phrase | None:
    """`Miller’s message to them is simple: “…”`: whose words they are."""
    flags = line.flags
    k = next((k for k in range(phrase[0] + 1, phrase[1] - 1) if flags[k] & wc.GENITIVE), None)
    return (phrase[0], k) if k and any(f & wc.NOUN_CUE for f in flags[k + 1 : phrase[1]]) else None


def _heads(line: Line, phrase: Phrase) -> bool:
    """Whether the head of a phrase can speak: in `The timing of Miller’s rise` only what governs it can."""
    stop = next((k for k in range(phrase[0] + 1, phrase[1]) if line.flags[k] & wc.PREPOSITION), phrase[1])
    return can_speak(line, (phrase[0], stop))


def _name_before(line: Line, end: int, low: int, lexicon: Lexicon) -> Phrase | None:
    """`Kritik kam von Anna Berger: „…“`: a full name right before the colon."""
    while end > low and line.flags[end - 1] & wc.ADVERB and not line.flags[end - 1] & wc.NAME:
        end -= 1
    k = end
    while k > low and line.flags[k - 1] & (wc.NAME | wc.TITLE | wc.ROLE) and not line.flags[k - 1] & wc.CALENDAR:
        k -= 1
    office = k > low and end - k > 2 and any(f & wc.ROLE for f in line.flags[k : end - 2])
    named = office or any(w in lexicon.first_names for w in line.word[k : end - 1])
    return (k, end) if named else None
