"""Who speaks where the verb has nobody for its subject: `À la mairie, on assure que …`, `lit-on dans le rapport`."""

from __future__ import annotations

from dataclasses import replace

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at, starting_at

_SPEAKS = wc.ROLE | wc.GROUP | wc.TITLE
_VERBAL = wc.AUXILIARY | wc.BE | wc.CUE | wc.PLAIN | wc.REFLEXIVE
_AT = 4
"""Tokens of a preposition in several words ("du côté de la")."""


def placed(line: Line, said: Said | None, low: int, high: int, lexicon: Lexicon) -> Said | None:
    """The same with the body or people that the place behind the verb, or at the sentence's start, is of."""
    if not said or not said.mention or not said.cue or line.word[said.mention[0]] not in lexicon.impersonal:
        return said
    first = said.mention[1] if line.flags[said.cue[0]] & wc.COLON else max(said.cue[1], said.mention[1])
    while first < high and line.flags[first] & _VERBAL:
        first += 1
    behind = _place(line, first, high)
    opened = None if behind else _opening(line, low, said.mention[0])
    return replace(said, mention=behind or opened) if behind or opened else said


def _opening(line: Line, low: int, end: int) -> Phrase | None:
    """`Du côté de la mairie, on …`: the place that opens the sentence, up to the comma before the pronoun."""
    comma = end - 1
    while comma > low and line.flags[comma] & (wc.REFLEXIVE | wc.ADVERB):
        comma -= 1
    return _place(line, low, comma) if comma > low and line.flags[comma] & wc.COMMA else None


def _place(line: Line, k: int, high: int) -> Phrase | None:
    """The noun phrase of a preposition at k, where its head is of somebody who speaks."""
    while k < high and line.flags[k] & wc.ADVERB and not line.flags[k] & wc.PREPOSITION:
        k += 1
    governs = wc.PREPOSITION | wc.DETERMINER | wc.PLAIN
    if k >= high or not line.flags[k] & wc.PREPOSITION:
        return None
    for first in range(k + 1, min(high, k + _AT)):
        phrase = starting_at(line, first, high) if line.flags[first - 1] & wc.PREPOSITION else None
        if phrase and _speaks(line, phrase):
            return phrase
        if not flags_at(line, first) & governs:
            return None
    return None


def _speaks(line: Line, phrase: Phrase) -> bool:
    """Whether the head of a phrase is an office or a body; a name alone may be a town or an agency."""
    first, end = phrase
    stop = next((k for k in range(first + 1, end) if line.flags[k] & (wc.PREPOSITION | wc.COMMA)), end)
    return any(f & _SPEAKS and not f & wc.NAME for f in line.flags[first:stop])
