"""Ascription before a quotation: `according to Miller, …`, `selon elle, …`, `Pour Anne Meunier, …`, `laut Meier …`."""

from __future__ import annotations

from collections.abc import Callable

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said, names, object_alone
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import (
    Phrase,
    before_relative,
    can_speak,
    clause_subject,
    ending_at,
    flags_at,
    has_name,
    starting_at,
)

NOBODY = Said("")
"""The words ascribe the quotation, but to nobody that can be named: what stands further off is not asked."""

_FULL = 2
"""Tokens of a full name."""
_ITSELF = 7
"""Tokens between `pour lui` and the quotation behind its colon: `c’est pour lui une vocation : “…”`."""
_VIEWED = 4
"""Tokens between a preposition and the noun of opinion that it governs."""
_APOSTROPHES = frozenset("'’")
"""What a case begins with that is written apart from its name ("Er'e göre")."""
_VERBAL = wc.CUE | wc.AUXILIARY | wc.BE | wc.COMMA
_OPENS = wc.PUNCTUATION | wc.CONJUNCTION
_BETWEEN = wc.DETERMINER | wc.POSSESSOR | wc.PLAIN | wc.NAME

_Try = Callable[[Line, int, int, int], Said | None]


def ascribed(line: Line, v: int, i: int, low: int) -> Said | None:
    """Whom the word at token v ascribes the quotation at i to; None where it is no ascription."""
    flag = line.flags[v]
    tries = (attempt(line, v, i, low) for wanted, attempt in _TRIES if flag & wanted)
    return next(filter(None, tries), None)


def _behind_its_source(line: Line, v: int, i: int, low: int) -> Said | None:
    """`der Polizei zufolge …`, `عن سامي عون قوله …`"""
    if v == low:
        return None
    dative = line.flags[v - 1] & wc.OBJECT
    agent = next((k for k in range(v - 2, low, -1) if line.flags[k] & wc.AGENT), None) if line.definite_prefix else None
    if agent is not None:
        return Said("according to", (v, v + 1), starting_at(line, agent + 1, v), near=True)
    last = v - 2 if line.word[v - 1][:1] in _APOSTROPHES else v - 1
    return Said("according to", (v, v + 1), (v - 1, v) if dative else ending_at(line, last, low) or (v - 1, v))


def _taken_up(line: Line, v: int, i: int, low: int) -> Said | None:
    """`Anne Meunier, selon qui …`: a relative pronoun stands for the source."""
    if v + 1 >= i or not line.flags[v + 1] & wc.RELATIVE:
        return None
    phrase = before_relative(line, v, low)
    phrase = phrase if phrase and can_speak(line, phrase) else clause_subject(line, low, v)
    return Said("according to", (v, v + 1), phrase) if phrase else NOBODY


def _opening(line: Line, v: int, i: int, low: int) -> Said | None:
    """`Pour Anne Meunier, …`"""
    if not _opens(line, v, i, low):
        return None
    phrase = _unapposed(line, starting_at(line, v + 1, i), v, low) or (v + 1, v + 2)
    return Said("according to", (v, v + 1), phrase, near=True)


def _opens(line: Line, v: int, i: int, low: int) -> bool:
    """`Pour Anne Meunier, …`, `Für ihn ist …` at the start of the sentence, `pour lui : “…”`."""
    if (
        flags_at(line, v + 1) & (wc.OBJECT | wc.PRONOUN | wc.REFLEXIVE)
        and v + _ITSELF > i
        and line.flags[i - 1] & wc.COLON
        and not flags_at(line, v - 1) & wc.NOUN_CUE
    ):
        return True
    if v == low and flags_at(line, v + 1) & wc.OBJECT and flags_at(line, v + 2) & wc.COMMA:
        return True
    if v == low and line.verb_second and flags_at(line, v + 1) & wc.REFLEXIVE and flags_at(line, v + 2) & wc.BE:
        return True
    phrase = _unapposed(line, starting_at(line, v + 1, i), v, low)
    if not phrase or not can_speak(line, phrase) or line.flags[phrase[1] - 1] & wc.PLACE:
        return False
    if v > low:
        return phrase[1] == i and bool(line.flags[v - 1] & (wc.CONJUNCTION | wc.COMMA)) and not line.verb_second
    after = flags_at(line, phrase[1])
    known = any(f & (wc.ROLE | wc.TITLE) for f in line.flags[phrase[0] : phrase[1]]) or phrase[1] - phrase[0] == _FULL
    if line.verb_second:
        verb = after & (wc.BE | wc.AUXILIARY | wc.PLAIN) and not after & (wc.CUE | wc.ADVERB)
        return bool(after & (wc.COMMA | wc.COLON) or (known and verb))
    introduced = known and line.flags[i - 1] & wc.COLON and not any(f & _VERBAL for f in line.flags[phrase[1] : i])
    return bool(after & (wc.COMMA | wc.COLON | wc.QUOTE) or introduced or _and_others(line, phrase[1], i))


def _and_others(line: Line, k: int, high: int) -> bool:
    """`Pour Anne Meunier et ses amies, …`: the second of two, closed by a comma."""
    second = starting_at(line, k + 1, high) if flags_at(line, k) & wc.CONJUNCTION else None
    return bool(second and flags_at(line, second[1]) & wc.COMMA)


def viewed_by(line: Line, i: int, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`« C’est dur » pour Anne Meunier, qui a tout perdu`: whose view it is, behind what opens a sentence."""
    if i != line.first[i] or not line.flags[j] & wc.ASCRIBE_START or line.verb_second:
        return None
    phrase = starting_at(line, j + 1, high)
    named = phrase and any(w in lexicon.first_names for w in line.word[slice(*phrase)])
    named = named or (phrase and has_name(line, phrase) and any(f & wc.ROLE for f in line.flags[slice(*phrase)]))
    closed = phrase and (phrase[1] >= high or line.flags[phrase[1]] & (wc.PUNCTUATION | wc.RELATIVE))
    return Said("according to", (j, j + 1), phrase, near=True) if named and closed else None


def _after_comma(line: Line, v: int, i: int, low: int) -> Said | None:
    """`…, so Meier, …`: closed off on both sides."""
    if not low < v < i - 1 or not line.flags[v - 1] & wc.COMMA:
        return None
    phrase = starting_at(line, v + 1, i)
    if phrase and names(line, phrase) and flags_at(line, phrase[1]) & (wc.PUNCTUATION | wc.QUOTE | wc.ADVERB):
        return Said("according to", (v, v + 1), phrase)
    return None


def _plain(line: Line, v: int, i: int, low: int) -> Said | None:
    """`according to Miller …`, `according to her, …`"""
    if v > low and line.subject_in_verb and line.flags[v - 1] & wc.BE:
        return None
    if pronoun := object_alone(line, v + 1, i):
        return Said("according to", (v, v + 1), pronoun)
    phrase = _unapposed(line, starting_at(line, v + 1, i), v, low) if v + 1 < i else None
    if (
        phrase
        and line.flags[phrase[0]] & wc.POSSESSOR
        and any(f & wc.NOUN_CUE for f in line.flags[phrase[0] : phrase[1]])
    ):
        subject = clause_subject(line, low, v)
        phrase = subject if subject and can_speak(line, subject) else (phrase[0], phrase[0] + 1)
    return Said("according to", (v, v + 1), phrase) if phrase and names(line, phrase) else None


def _unapposed(line: Line, phrase: Phrase | None, v: int, low: int) -> Phrase | None:
    """`Selon le magistrat, le suspect « a fui »`: what a comma closes off from its clause, and no comma ends, is its
    subject and no apposition."""
    if not phrase or v != low or flags_at(line, phrase[1]) & wc.PUNCTUATION:
        return phrase
    return phrase[0], next((k for k in range(*phrase) if line.flags[k] & wc.COMMA), phrase[1])


def _in_view(line: Line, v: int, i: int, low: int) -> Said | None:
    """`nach Ansicht der Partei …`, `nach Meiers Idee …`, `seiner Meinung nach …`, `jej zdaniem …`."""
    flags, k = line.flags, v - 1
    while k > low and v - k < _VIEWED and flags[k] & _BETWEEN and not flags[k] & wc.PREPOSITION:
        k -= 1
    owner = next((j for j in range(v - 1, k - 1, -1) if j >= low and flags[j] & (wc.POSSESSOR | wc.NAME)), None)
    governed = flags_at(line, v + 1) & wc.PREPOSITION or owner == low or flags_at(line, (owner or 0) - 1) & _OPENS
    if owner is not None and flags[owner] & wc.POSSESSOR and governed:
        return Said("according to", (v, v + 1), (owner, owner + 1))
    if k < low or not flags[k] & wc.PREPOSITION:
        return None
    if owner is not None:
        return Said("according to", (v, v + 1), (owner, owner + 1))
    start = v + 2 if flags_at(line, v + 1) & wc.OF else v + 1
    phrase = starting_at(line, start, i)
    return Said("according to", (v, v + 1), phrase) if phrase and can_speak(line, phrase) else None


_TRIES: tuple[tuple[int, _Try], ...] = (
    (wc.ASCRIBE_POST, _behind_its_source),
    (wc.ASCRIBE | wc.ASCRIBE_START, _taken_up),
    (wc.ASCRIBE_START, _opening),
    (wc.ASCRIBE_AFTER, _after_comma),
    (wc.ASCRIBE, _plain),
    (wc.VIEW, _in_view),
)
"""What each class of ascribing words is asked for, in this order."""

ASCRIBING = wc.ASCRIBE | wc.ASCRIBE_AFTER | wc.ASCRIBE_START | wc.ASCRIBE_POST | wc.VIEW


def ascribed_before(line: Line, i: int, low: int) -> Said | None:
    """Whom words right before the quotation ascribe it to: `Er'e göre “…”`, `警察によると「…」`, or its clause."""
    k = i - 1
    while k > low and line.flags[k] & (wc.COMMA | wc.ADVERB):
        k -= 1
    if k > low and line.flags[k] & ASCRIBING:
        return ascribed(line, k, i, low)
    return _by_hearsay(line, i, low)


def _by_hearsay(line: Line, i: int, low: int) -> Said | None:
    """`田中市長によると、計画は「…」という`: no verb of saying behind it, and no office but its source's."""
    flags = line.flags
    source = next((k for k in range(low + 1, i) if flags[k] & wc.ASCRIBE_POST), None)
    if source is None or any(f & wc.SAY for f in flags[i + 1 : line.last[i]]):
        return None
    other = any(f & (wc.ROLE | wc.TITLE) for f in flags[source + 1 : i])
    return None if other else ascribed(line, source, i, low)
