"""The subject of a sentence, for a verb further on in it."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.phrases.phrase import (
    ASIDE,
    Phrase,
    can_speak,
    has_name,
    trim,
)
from quotes.extract.phrases.starting import phrase_end, starting_at, with_apposition

_NO_SUBJECT = wc.PREPOSITION | wc.ADVERB | wc.TEMPORAL | wc.CALENDAR | wc.SUBORDINATOR | wc.GERUND | wc.OBLIQUE
"""What opens a clause whose subject then stands behind the verb, where the verb comes second."""

_FINITE = wc.CUE | wc.AUXILIARY | wc.BE


_DATELINE = 14
"""Tokens of the longest dateline."""


def clause_subject(line: Line, low: int, high: int) -> Phrase | None:
    """The subject of the sentence that begins at ``low``, for a verb further on ("…, adding", "and said")."""
    flags, low = line.flags, _past_dateline(line, low, high)
    i = low
    if low < high and flags[low] & wc.INQUIT_OPENER:
        low = i = low + 1
    elif line.verb_second and low < high and flags[low] & _NO_SUBJECT:
        return _after_verb(line, low, high)
    while i < high:
        flag = flags[i]
        if i == low and (behind := _past_opening(line, low, high)):
            i = behind
            continue
        if i == low and _opening_participle(line, i, high):
            i = _after_comma(line, i, high)
            continue
        if flag & wc.NAME or flag & wc.PRONOUN:
            return _full(line, i, low, high)
        if line.subject_in_verb and flag & (wc.CUE | wc.AUXILIARY | wc.BE | wc.VERB):
            found = starting_at(line, i + 1, high)
            return found if found and has_name(line, found) else None
        if flag & (wc.PREPOSITION | wc.SUBORDINATOR | wc.TEMPORAL | wc.CALENDAR) or (flag & wc.GERUND):
            i = _after_comma(line, i, high)
            continue
        if flag & (wc.DETERMINER | wc.POSSESSOR | wc.ROLE | wc.GROUP | wc.TITLE) or flag & wc.PLAIN:
            found = _lower_subject(line, i, high)
            if found:
                return found
        i += 1
    return None


def _past_opening(line: Line, low: int, high: int) -> int | None:
    """`Hours later, Miller …`, `Immediately after the vote, Miller …`: a capital that only opens the sentence, where an
    adverb or a preposition follows it, and a subject a comma."""
    flags = line.flags
    following = flags[low + 1] if low + 1 < high else 0
    if not flags[low] & wc.NAME or following & (wc.OF | wc.NAME) or line.capital_nouns:
        return None
    if not following & (wc.PREPOSITION | wc.ADVERB | wc.TEMPORAL):
        return None
    comma = next((k for k in range(low + 2, min(high, low + ASIDE)) if flags[k] & (wc.COMMA | _FINITE)), 0)
    if not comma or not flags[comma] & wc.COMMA or comma + 1 >= high:
        return None
    return comma + 1 if flags[comma + 1] & (wc.NAME | wc.PRONOUN) else None


def _after_verb(line: Line, low: int, high: int) -> Phrase | None:
    """`In Berlin hat Meier …`: the subject stands behind the first finite verb."""
    flags = line.flags
    for v in range(low + 1, high):
        plain_verb = flags[v] & wc.PLAIN and flags[v - 1] & (wc.NAME | wc.ADVERB) and not flags[v] & wc.CAPITAL
        if flags[v] & (wc.AUXILIARY | wc.BE | wc.CUE) or plain_verb:
            while v + 1 < high and flags[v + 1] & (wc.REFLEXIVE | wc.ADVERB):
                v += 1
            found = starting_at(line, v + 1, high)
            return found if found and can_speak(line, found) else None
    return None


def _full(line: Line, i: int, low: int, high: int) -> Phrase | None:
    if line.flags[i] & wc.PRONOUN:
        return i, i + 1
    end = phrase_end(line, i, high)
    phrase = trim(line, i, max(end, i + 1))
    return (phrase[0], with_apposition(line, phrase[0], phrase[1], high)) if phrase else None


def _lower_subject(line: Line, i: int, high: int) -> Phrase | None:
    end = phrase_end(line, i, high)
    phrase = trim(line, i, end)
    if not phrase or not can_speak(line, phrase):
        return None
    return phrase[0], with_apposition(line, phrase[0], phrase[1], high)


def _opening_participle(line: Line, i: int, high: int) -> bool:
    """`Contactée par l’AFP, …`, `Interrogé mardi, …`: a capital at the start of a sentence, and no name for that."""
    flags = line.flags
    if line.capital_nouns or not flags[i] & wc.NAME or i + 1 >= high or flags[i + 1] & wc.NAME:
        return False
    when = bool(flags[i + 1] & (wc.AGENT | wc.CALENDAR | wc.TEMPORAL))
    return when and any(f & wc.COMMA for f in flags[i + 2 : min(high, i + ASIDE)])


def _past_dateline(line: Line, low: int, high: int) -> int:
    """Past `PHILADELPHIA, July 25 (UPI) —`: names, dates and brackets up to a dash."""
    for k in range(low, min(high, low + _DATELINE)):
        if line.flags[k] & wc.DASH and k > low:
            return k + 1
        if not line.flags[k] & (wc.NAME | wc.CALENDAR | wc.NUMBER | wc.COMMA | wc.STOP | wc.OPEN | wc.CLOSE):
            break
    return low


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
    subject_follows = apposed and line.flags[k + 1] & (wc.NAME | wc.PRONOUN | wc.DETERMINER | wc.POSSESSOR)
    return k if subject_follows else comma


def _after_comma(line: Line, i: int, high: int) -> int:
    """Past a leading `In a speech,`; without a comma only past the one word."""
    for k in range(i + 1, min(high, i + ASIDE)):
        if line.flags[k] & wc.COMMA:
            return _past_place(line, k, high) + 1
        if line.flags[k] & wc.PRONOUN and k > i + 1:
            return k
    return i + 1
