"""The subject of a sentence, for a verb further on in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.phrases.phrase import (
    ASIDE,
    Phrase,
    can_speak,
    has_name,
    trim,
)
from quotes.extract.phrases.starting import before_predicate, past_domain, phrase_end, starting_at, with_apposition

_NO_SUBJECT = wc.PREPOSITION | wc.ADVERB | wc.TEMPORAL | wc.CALENDAR | wc.SUBORDINATOR | wc.GERUND | wc.OBLIQUE
"""What opens a clause whose subject then stands behind the verb, where the verb comes second."""

_GOVERNS = wc.PREPOSITION | wc.SUBORDINATOR | wc.TEMPORAL | wc.CALENDAR | wc.GERUND
_NOUNS = wc.DETERMINER | wc.POSSESSOR | wc.ROLE | wc.GROUP | wc.TITLE | wc.PLAIN
_NOMINAL = wc.DETERMINER | wc.POSSESSOR | wc.PREPOSITION
_FINITE = wc.CUE | wc.AUXILIARY | wc.BE
_PARTICLES = wc.ADVERB | wc.CONJUNCTION
_NO_FOCUS = wc.PREPOSITION | wc.TEMPORAL | wc.CALENDAR | wc.SUBORDINATOR | wc.NAME
_NAMED = wc.NAME | wc.PRONOUN
_BEFORE_SUBJECT = wc.REFLEXIVE | wc.ADVERB | wc.OBJECT
_OPENED = wc.PREPOSITION | wc.ADVERB | wc.TEMPORAL | wc.CALENDAR
_SUBJECTS = wc.NAME | wc.PRONOUN | wc.DETERMINER | wc.POSSESSOR | wc.TITLE | wc.ROLE


def clause_subject(line: Line, low: int, high: int) -> Phrase | None:
    """The subject of the sentence that begins at ``low``, for a verb further on ("…, adding", "and said")."""
    flags = line.flags
    if low < high and flags[low] & wc.INQUIT_OPENER:
        low = _past_inquit(line, low, high)
    elif line.verb_second and low < high and flags[low] & _NO_SUBJECT:
        return _focused(line, low, high) or subject_behind(line, low, high)
    i = _past_opening(line, low, high)
    while i < high:
        flag = flags[i]
        if flag & wc.NAME or flag & wc.PRONOUN:
            return _full(line, i, low, high)
        if line.subject_in_verb and flag & (wc.CUE | wc.AUXILIARY | wc.BE | wc.VERB):
            found = starting_at(line, i + 1, high)
            return found if found and has_name(line, found) else None
        if line.subject_in_verb and flag & wc.PREPOSITION and (v := _verb_before_comma(line, i, high)):
            return starting_at(line, v + 1, high) if flags[v + 1] & _SUBJECTS else None
        if line.subject_in_verb and flag & wc.RELATIVE and i > low:
            i = _after_comma(line, i, high)
            continue
        if flag & _GOVERNS:
            i = _after_comma(line, i, high)
            continue
        if flag & _NOUNS:
            found = _lower_subject(line, i, high)
            if found:
                return found
        i += 1
    return None


def _verb_before_comma(line: Line, i: int, high: int) -> int | None:
    """`En su alegato ha defendido a su prima, …`: the verb of a clause that a preposition opens, before any comma."""
    for k in range(i + 1, min(high, i + ASIDE)):
        flag = line.flags[k]
        if flag & (wc.COMMA | wc.RELATIVE | wc.SUBORDINATOR | wc.THAT | wc.QUOTE | wc.INFINITIVE | wc.GERUND):
            return None
        if flag & _FINITE and not flag & (wc.ROLE | wc.GROUP | wc.NAME) and not line.flags[k - 1] & _NOMINAL:
            end = next((j for j in range(k + 1, min(high, k + ASIDE)) if line.flags[j] & wc.COMMA), high)
            return k + bool(line.flags[k + 1] & wc.CUE) if end < high else None
    return None


def _past_inquit(line: Line, low: int, high: int) -> int:
    """`As Miller put it, …`: the subject of the inquit is the one; `As the crowd rose, Miller joked …`: it is not."""
    comma = next((k for k in range(low + 1, min(high - 1, low + ASIDE)) if line.flags[k] & wc.COMMA), low)
    says = any(
        f & wc.CUE and not f & wc.STANCE and not line.flags[k - 1] & wc.TO
        for k, f in enumerate(line.flags[low:comma], low)
    )
    opens = comma + 1 < high and line.flags[comma + 1] & _SUBJECTS
    return comma + 1 if opens and not (line.verb_second or says) else low + 1


def _past_opening(line: Line, low: int, high: int) -> int:
    """`Hours later, Miller …`, `Contactée par l’AFP, la maire …`: past a capital that only opens the sentence.

    A comma with a pronoun follows it (`Excédé, il …`), or an adverb, a date or a preposition, and then a comma before
    any verb, with a subject right behind.
    """
    flags = line.flags
    if low + 1 >= high or line.capital_nouns or not flags[low] & wc.NAME:
        return low
    if flags[low + 1] & wc.COMMA and low + 2 < high and flags[low + 2] & (wc.PRONOUN | wc.OBJECT) == wc.PRONOUN:
        return low + 2
    if flags[low + 1] & wc.COMMA and low + 3 < high and line.word[low].endswith(line.participle_endings or ("\0",)):
        listed = flags[low + 2] & wc.PLAIN and flags[low + 3] & (wc.CONJUNCTION | wc.COMMA | wc.COLON)
        return low + 3 if listed else low
    of = flags[low + 1] & wc.OF and not line.word[low].endswith(line.participle_endings or ("\0",))
    adverb = flags[low + 1] & wc.SUBORDINATOR and line.word[low].endswith(line.adverb_endings or ("\0",))
    if of or flags[low + 1] & wc.NAME or not (flags[low + 1] & _OPENED or adverb):
        return low
    ends = wc.COMMA if adverb else wc.COMMA | _FINITE
    comma = next((k for k in range(low + 2, min(high, low + ASIDE)) if flags[k] & ends), low)
    opened = flags[comma] & wc.COMMA and comma + 1 < high and flags[comma + 1] & _SUBJECTS
    return _past_place(line, comma, high) + 1 if opened else low


def _focused(line: Line, low: int, high: int) -> Phrase | None:
    """`Auch Anna Berger machte klar`: where the verb comes second, an adverb right before a name goes with the name."""
    flags, k = line.flags, low
    while k < high and flags[k] & _PARTICLES and not flags[k] & _NO_FOCUS:
        k += 1
    if k == low or k >= high or not flags[k] & _SUBJECTS or flags[k] & wc.OBLIQUE:
        return None
    phrase = _full(line, k, low, high) if flags[k] & _NAMED else _lower_subject(line, k, high)
    person = phrase and any(f & (wc.PRONOUN | wc.ROLE | wc.TITLE | wc.GROUP) for f in flags[phrase[0] : phrase[1]])
    if not phrase or phrase[1] >= high or not (person or _two_names(flags[phrase[0] : phrase[1]])):
        return None
    verb = flags[phrase[1]]
    return phrase if verb & (_FINITE | wc.PLAIN | wc.COMMA) and not verb & (wc.CAPITAL | wc.ADVERB) else None


def _two_names(flags: Sequence[int]) -> bool:
    return any(a & b & wc.NAME for a, b in pairwise(flags))


def subject_behind(line: Line, low: int, high: int) -> Phrase | None:
    """`In Berlin hat Meier …`: the subject stands behind the first finite verb."""
    flags = line.flags
    for v in range(low + 1, high):
        plain_verb = flags[v] & wc.PLAIN and flags[v - 1] & (wc.NAME | wc.ADVERB) and not flags[v] & wc.CAPITAL
        if flags[v] & (wc.AUXILIARY | wc.BE | wc.CUE) or plain_verb:
            while v + 1 < high and flags[v + 1] & _BEFORE_SUBJECT and not flags[v + 1] & wc.DETERMINER:
                v += 1
            found = starting_at(line, v + 1, high)
            return found if found and can_speak(line, found) else None
    return None


def _full(line: Line, i: int, low: int, high: int) -> Phrase | None:
    if line.flags[i] & wc.PRONOUN:
        return i, i + 1
    end = phrase_end(line, i, high)
    if (behind := _past_acronym(line, end, high)) and line.flags[behind] & (wc.NAME | wc.TITLE | wc.ROLE):
        return _full(line, behind, low, high)
    phrase = trim(line, i, max(end, i + 1))
    return (phrase[0], with_apposition(line, phrase[0], phrase[1], high)) if phrase else None


def _past_acronym(line: Line, end: int, high: int) -> int | None:
    """`Coastal Rescue Services (CRS) Director Ann Miller`: behind the short form of a body whose officer is named."""
    flags = line.flags
    if end + 4 >= high or not flags[end] & wc.OPEN or not flags[end + 2] & wc.CLOSE:
        return None
    return end + 3 if flags[end + 1] & wc.NAME and flags[end + 3] & wc.CAPITAL and flags[end + 4] & wc.CAPITAL else None


def _lower_subject(line: Line, i: int, high: int) -> Phrase | None:
    end = before_predicate(line, i, phrase_end(line, i, high))
    phrase = trim(line, i, end)
    if not phrase or not can_speak(line, phrase):
        return None
    behind = past_domain(line, *phrase, high)
    return phrase[0], behind or with_apposition(line, phrase[0], phrase[1], high)


def _past_place(line: Line, comma: int, high: int) -> int:
    """The comma that closes a place with its state (`in Salem, New Hampshire, Miller`), else the one given."""
    k = comma + 1
    while k < high and line.flags[k] & wc.NAME:
        k += 1
    place = comma - 1
    while place > 0 and line.flags[place] & wc.NAME:
        place -= 1
    inside = line.flags[place] & wc.PREPOSITION and not line.flags[place] & wc.SUBORDINATOR and place < comma - 1
    apposed = inside and k > comma + 1 and k + 1 < high and line.flags[k] & wc.COMMA
    placed = apposed and all(f & wc.PLACE for f in line.flags[comma + 1 : k])
    subject_follows = placed or (apposed and line.flags[k + 1] & (wc.NAME | wc.PRONOUN | wc.DETERMINER | wc.POSSESSOR))
    return k if subject_follows else comma


def _after_comma(line: Line, i: int, high: int) -> int:
    """Past a leading `In a speech,` or `For what it’s worth,`; without a comma only past the one word."""
    clause = False
    for k in range(i + 1, min(high, i + ASIDE)):
        if line.flags[k] & wc.COMMA:
            return _past_place(line, k, high) + 1
        if line.flags[k] & wc.PRONOUN and k > i + 1 and not clause:
            return k
        clause = clause or bool(line.flags[k] & wc.SUBORDINATOR and line.flags[i] & wc.PREPOSITION)
    return i + 1
