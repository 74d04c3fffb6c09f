"""The subject of a sentence whose verb ends it: `Başkan Ali Er, “…” dedi`, `田中市長は「…」と述べた`.

It stands before the quotation, closed by a particle or a comma; what lies between may hold verbs of its own.
"""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.cited import is_outlet
from quotes.extract.cues.said import Said
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, can_speak, flags_at

TOPIC = "topic, quotation, verb"
_NAMES = wc.NAME | wc.TITLE | wc.ROLE | wc.GROUP
_WITHIN = _NAMES | wc.NUMBER | wc.OF | wc.OPEN | wc.CLOSE
_APOSTROPHES = ("'", "’")
_FEW = 24
"""Tokens behind a quotation in which the particle of its topic stands."""
_FURTHEST = 80
"""Tokens before a quotation in which its topic is looked for."""


def topic(line: Line, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """Who the sentence of the quotation at token i is about."""
    near = max(low, i - _FURTHEST)
    phrase = _before_particle(line, i, near) if lexicon.caseless else _before_comma(line, i, near, lexicon)
    if phrase:
        return Said(TOPIC, None, phrase, near=True)
    told = _in_sentence_before(line, low) if lexicon.caseless else None
    return Said("subject of the sentence before", None, told) if told else None


def _in_sentence_before(line: Line, low: int) -> Phrase | None:
    """`田中首相が会見。「…」と述べた`: who the narrating sentence before is about."""
    first = line.first[low - 1] if low else low
    quoted = any(f & wc.QUOTE for f in line.flags[first:low])
    return _before_particle(line, low, first) if low and not quoted else None


def topic_behind(line: Line, i: int, high: int) -> Said | None:
    """`「…」と田中市長は笑った`: who the clause behind the particle of a quotation is about."""
    j = i + 1
    while j < high and line.flags[j] & (wc.ADVERB | wc.COMMA):
        j += 1
    if j == i + 1 or not line.flags[j - 1] & (wc.ADVERB | wc.COMMA):
        return None
    phrase = _before_particle(line, min(high, j + _FEW), j)
    return Said(TOPIC, None, phrase, near=True) if phrase else None


def topic_of(line: Line, low: int, high: int) -> Phrase | None:
    """`田中市長はこう述べた`: who the sentence is about that takes a quotation up."""
    k = next((k for k in range(low + 1, high) if line.flags[k] & wc.RESUMES), None)
    says = k is not None and any(f & wc.SAY for f in line.flags[k:high])
    return _before_particle(line, k, low) if says and k else None


def _before_particle(line: Line, i: int, low: int) -> Phrase | None:
    """The phrase before the nearest particle of a topic; where there is none, before the nearest of a subject."""
    for wanted in (wc.TOPIC, wc.SUBJECT):
        for k in range(i - 1, low, -1):
            if line.flags[k] & wanted and line.flags[k - 1] & _WITHIN:
                phrase = _noun_ending(line, k, low)
                if phrase and can_speak(line, phrase):
                    return phrase
    return None


def _noun_ending(line: Line, end: int, low: int) -> Phrase | None:
    k = end
    while k > low and line.flags[k - 1] & _WITHIN and not line.flags[k - 1] & wc.COMMA:
        k -= 1
    while k < end and line.flags[k] & (wc.OF | wc.CLOSE):
        k += 1
    return (k, end) if k < end else None


def _before_comma(line: Line, i: int, low: int, lexicon: Lexicon) -> Phrase | None:
    """The names before the first comma that closes any, else the first full name without a case ending, else the office
    that opens the sentence: the tables have its nominative."""
    flags = line.flags
    for k in range(low + 1, i):
        closes = flags[k] & wc.COMMA or (flags[k] & wc.CONJUNCTION and flags_at(line, k + 1) & wc.QUOTE)
        if closes and (phrase := _run(line, k, low)):
            return phrase
    for k in range(low + 2, i + 1):
        ended = not flags_at(line, k) & (_NAMES | wc.GENITIVE | wc.PREPOSITION | wc.STOP)
        phrase = _run(line, k, low) if ended and flags[k - 1] & _NAMES else None
        if phrase and line.word[k][:1] in _APOSTROPHES:
            phrase = _before_outlet(line, phrase, lexicon)
        if phrase and (k >= i - 1 or sum(bool(f & wc.NAME) for f in flags[phrase[0] : k]) > 1):
            return phrase
    return (low, low + 1) if flags[low] & (wc.ROLE | wc.GROUP) else None


def _before_outlet(line: Line, phrase: Phrase, lexicon: Lexicon) -> Phrase | None:
    """`Ali Er NTV'ye`: the names before an outlet in another case; a person's name in one is no subject."""
    cut = next((k for k in range(phrase[0] + 1, phrase[1]) if is_outlet(line, k, phrase[1], lexicon)), None)
    return (phrase[0], cut) if cut else None


def _run(line: Line, end: int, low: int) -> Phrase | None:
    """The names and offices that end at a token."""
    while end > low and line.flags[end - 1] & wc.ADVERB and not line.flags[end - 1] & wc.NAME:
        end -= 1
    k = end
    while k > low and line.flags[k - 1] & (_NAMES | wc.ABBREVIATION) and not line.flags[k - 1] & wc.CALENDAR:
        k -= 1
    return (k, end) if k < end and can_speak(line, (k, end)) else None
