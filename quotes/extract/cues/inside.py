"""The inquit inside the marks, as French and Russian have it."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said, past_adverbs
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at, has_name, starting_at


def said_inside(line: Line, lexicon: Lexicon) -> Said | None:
    """The inquit inside the marks: `« C’est trop tard, affirme-t-elle »`, `« Fini, dit Anne Meunier »`."""
    return _known(line) or (_unknown(line, lexicon.inverted_endings) if lexicon.inverted_endings else None)


def _unknown(line: Line, endings: tuple[str, ...]) -> Said | None:
    """`« On a perdu, se console ce dernier. Il faut repartir. »`: any verb between a comma and a subject that ends its
    sentence."""
    flags, count = line.flags, len(line.flags)
    for v in range(2, count - 2):
        if flags[v] & ~(wc.EITHER | wc.VERB) != wc.PLAIN or not line.word[v].endswith(endings):
            continue
        first = v - 1 if flags[v - 1] & wc.REFLEXIVE else v
        if not flags[first - 1] & wc.COMMA:
            continue
        phrase = starting_at(line, v + 1, count)
        if not phrase or phrase[1] + 1 >= count or not flags[phrase[1]] & wc.STOP:
            continue
        if flags[phrase[1] + 1] & wc.CAPITAL and (_names(line, phrase) or _anaphoric(line, phrase)):
            return Said("inside the marks", (first, v + 1), phrase, near=True)
    return None


def _anaphoric(line: Line, phrase: Phrase) -> bool:
    """`ce dernier`, `l’intéressée`: a pronoun with an article of its own."""
    return bool(line.flags[phrase[0]] & wc.PRONOUN and len(line.word[phrase[0]]) > _PRONOUN)


def _known(line: Line) -> Said | None:
    flags, count = line.flags, len(line.flags)
    for v in range(1, count):
        flag = flags[v]
        if not flag & wc.SAY or flag & wc.GERUND:
            continue
        if v + 1 < count and flags[v + 1] & wc.ENCLITIC:
            return Said("inside the marks", (v, v + 1), (v + 1, v + 2), near=True)
        e = v - 2 if v > 2 and flags[v - 1] & wc.ADVERB else v - 1
        if flags[e] & wc.ENCLITIC and e > 0 and flags[e - 1] & (wc.AUXILIARY | wc.BE):
            return Said("inside the marks", (e - 1, v + 1), (e, e + 1), near=True)
        first = v - 1
        while first > 0 and flags[first] & (wc.AUXILIARY | wc.BE | wc.REFLEXIVE):
            first -= 1
        if flags[first] & (wc.COMMA | wc.DASH) and not flag & wc.INFINITIVE:
            phrase = starting_at(line, past_adverbs(line, v + 1, count), count)
            office = flags[first] & wc.DASH and phrase and flags[phrase[0]] & (wc.ROLE | wc.PRONOUN)
            named = phrase and (
                bool(office)
                or _names(line, phrase)
                or (first + 2 < v + 1 and not flag & wc.STANCE and _noun(line, phrase))
            )
            dashed = phrase and flags[first] & wc.DASH and _closed_by_dash(line, phrase[1])
            if phrase and named and (dashed or _closes(line, phrase[1], first + 2 < v + 1)):
                return Said("inside the marks", (first + 1, v + 1), phrase, near=True)
        if flag & wc.INFINITIVE and any(flags[k] & wc.ENCLITIC for k in range(max(0, v - 2), v)):
            k = next(k for k in range(max(0, v - 2), v) if flags[k] & wc.ENCLITIC)
            return Said("inside the marks", (v, v + 1), (k, k + 1), near=True)
    return None


_ASIDE = 10
"""Tokens from a description to the end of its sentence ("l'homme aux 51 sélections avec le club")."""
_NO_ASIDE = wc.CUE | wc.AUXILIARY | wc.BE | wc.PRONOUN | wc.RELATIVE | wc.THAT | wc.COMMA


def _closes(line: Line, k: int, compound: bool) -> bool:
    """Whether an inquit ends with its subject, or behind a compound verb with what a preposition adds to that."""
    flags, count = line.flags, len(line.flags)
    if k == count or flags[k] & (wc.COMMA | wc.STOP | wc.DASH):
        return True
    if not compound or not flags[k] & wc.PREPOSITION:
        return False
    stop = next((j for j in range(k, min(count, k + _ASIDE)) if flags[j] & (_NO_ASIDE | wc.STOP)), k)
    return bool(flags[stop] & wc.STOP) and stop + 1 < count


def _closed_by_dash(line: Line, k: int) -> bool:
    """`«Si va – dice Tosi al Tg1 – e presto»`: what a preposition adds to an inquit between two dashes."""
    if not flags_at(line, k) & wc.PREPOSITION:
        return False
    stop = next((j for j in range(k, min(len(line.flags), k + _ASIDE)) if line.flags[j] & (_NO_ASIDE | wc.DASH)), k)
    return bool(line.flags[stop] & wc.DASH)


_PRONOUN = 8
"""Letters of a personal or demonstrative pronoun; longer ones hold an article ("ce dernier")."""
_FEW = 4
"""Words of a description that ends an inquit ("a expliqué le sympathique gaillard")."""


def _noun(line: Line, phrase: Phrase) -> bool:
    """A short noun phrase with its determiner, which ends the quotation."""
    first, end = phrase
    ends = all(f & wc.STOP for f in line.flags[end:])
    return (
        ends
        and end - first <= _FEW
        and bool(line.flags[first] & wc.DETERMINER)
        and bool(line.flags[end - 1] & wc.PLAIN)
    )


def _names(line: Line, phrase: Phrase) -> bool:
    """A name, or an office with its determiner."""
    office = line.flags[phrase[0]] & wc.DETERMINER and any(f & wc.ROLE for f in line.flags[phrase[0] : phrase[1]])
    return bool(office or has_name(line, phrase)) and not line.flags[phrase[0]] & wc.PRONOUN
