"""Who speaks where the verb has nobody for its subject: `À la mairie, on assure que …`, `lit-on dans le rapport`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said, agent
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at, starting_at

_SPEAKS = wc.ROLE | wc.GROUP | wc.TITLE
_VERBAL = wc.AUXILIARY | wc.BE | wc.CUE | wc.PLAIN | wc.REFLEXIVE
WRITTEN = "nobody for a subject"
_AT = 4
"""Tokens of a preposition in several words ("du côté de la")."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """Pronouns that are nobody between "to be" and its participle; prepositions whose names are whose place it is."""

    passive: frozenset[str]
    at: frozenset[str]


@cache
def nobody(code: str) -> Nobody:
    """The words of a language, from its [attribute] table; empty where its file has none.

    >>> sorted(nobody("fr").at), nobody("en").passive
    (['chez'], frozenset())
    """
    tables = language.load(code).tables.get("attribute", {})
    return Nobody(*(frozenset(tables.get(name, "").split()) for name in ("impersonal_passive", "impersonal_at")))


def placed(line: Line, said: Said | None, low: int, high: int, lexicon: Lexicon) -> Said | None:
    """The same with the body or people that the place behind the verb, or at the sentence's start, is of."""
    if not said or not said.mention or not said.cue:
        return said
    written = _is_written(line, said.mention[0], said.cue, lexicon)
    if not written and line.word[said.mention[0]] not in lexicon.impersonal:
        return said
    mention = _body(line, said.mention, said.cue, (low, high), lexicon) or said.mention
    return replace(said, mention=mention, rule=WRITTEN if written else said.rule)


def _body(line: Line, pronoun: Phrase, cue: Phrase, bounds: Phrase, lexicon: Lexicon) -> Phrase | None:
    """Whose the place is that stands behind the verb, or opens the sentence; by whom something is said."""
    low, high = bounds
    if line.flags[pronoun[0] - 1] & wc.AUXILIARY and (by := agent(line, cue[1] - 1, high)):
        return by
    first = pronoun[1] if line.flags[cue[0]] & wc.COLON else max(cue[1], pronoun[1])
    while first < high and line.flags[first] & _VERBAL:
        first += 1
    read = not lexicon.impersonal_verbs.isdisjoint(line.word[min(cue[0], pronoun[0]) : first])
    return _place(line, first, high, lexicon, read) or _opening(line, low, pronoun[0], lexicon)


def _is_written(line: Line, pronoun: int, cue: Phrase, lexicon: Lexicon) -> bool:
    """`« … », est-il écrit`: a pronoun between "to be" and its participle is nobody; `s'est-il exclamé` is somebody."""
    if line.word[pronoun] not in nobody(lexicon.code).passive or not cue[0] < pronoun < cue[1] - 1:
        return False
    return any(line.flags[k] & wc.BE for k in (pronoun - 1, pronoun + 1)) and not any(
        f & wc.REFLEXIVE for f in line.flags[cue[0] : pronoun]
    )


def _opening(line: Line, low: int, end: int, lexicon: Lexicon) -> Phrase | None:
    """`Du côté de la mairie, on …`: the place that opens the sentence, up to the comma before the pronoun."""
    comma = end - 1
    while comma > low and line.flags[comma] & (wc.REFLEXIVE | wc.ADVERB):
        comma -= 1
    return _place(line, low, comma, lexicon) if comma > low and line.flags[comma] & wc.COMMA else None


def _place(line: Line, k: int, high: int, lexicon: Lexicon, read: bool = False) -> Phrase | None:
    """The noun phrase of a preposition at k, where its head is of somebody who speaks or can be ``read``."""
    while k < high and line.flags[k] & wc.ADVERB and not line.flags[k] & wc.PREPOSITION:
        k += 1
    governs = wc.PREPOSITION | wc.DETERMINER | wc.PLAIN
    if k >= high or not line.flags[k] & wc.PREPOSITION:
        return None
    for first in range(k + 1, min(high, k + _AT)):
        phrase = starting_at(line, first, high) if line.flags[first - 1] & wc.PREPOSITION else None
        named = phrase and (line.word[first - 1] in nobody(lexicon.code).at or (read and _is_title(line, phrase)))
        if phrase and (named or _speaks(line, phrase, lexicon)):
            return phrase
        if not flags_at(line, first) & governs:
            return None
    return None


def _is_title(line: Line, phrase: Phrase) -> bool:
    """Whether a name can be of something to read: `lit-on dans Le Quai du Nord`, not `apprend-on à Lille`."""
    return not any(f & wc.PLACE for f in line.flags[slice(*phrase)])


def _speaks(line: Line, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the head of a phrase is an office or a body; another name alone may be a town or an agency."""
    first, end = phrase
    stop = next((k for k in range(first + 1, end) if line.flags[k] & (wc.PREPOSITION | wc.COMMA)), end)
    if not lexicon.parties.isdisjoint(line.word[first:stop]):
        return True
    return any(f & _SPEAKS and (not f & wc.NAME or f & wc.GROUP) for f in line.flags[first:stop])
