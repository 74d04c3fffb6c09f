"""The inquit inside the marks, as French and Russian have it."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said, past_adverbs
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at, has_name, starting_at


def said_inside(line: Line, lexicon: Lexicon) -> Said | None:
    """The inquit inside the marks: `« C’est trop tard, affirme-t-elle »`, `« Fini, dit Anne Meunier »`."""
    return _known(line, lexicon) or (_unknown(line, lexicon.inverted_endings) if lexicon.inverted_endings else None)


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


def _known(line: Line, lexicon: Lexicon) -> Said | None:
    for v in range(1, len(line.flags)):
        if not line.flags[v] & wc.SAY or line.flags[v] & wc.GERUND:
            continue
        if said := _with_pronoun(line, v) or _with_noun(line, v, lexicon):
            return said
    return None


def _with_pronoun(line: Line, v: int) -> Said | None:
    """`affirme-t-elle`, `a-t-elle alors affirmé`, `a-t-elle tenu à affirmer`."""
    flags = line.flags
    if v + 1 < len(flags) and flags[v + 1] & wc.ENCLITIC:
        return Said("inside the marks", (v, v + 1), (v + 1, v + 2), near=True)
    k = _past_adverbs(line, v)
    if flags[k] & wc.ENCLITIC and k > 0 and flags[k - 1] & (wc.AUXILIARY | wc.BE):
        return Said("inside the marks", (k - 1, v + 1), (k, k + 1), near=True)
    k = next((k for k in range(max(0, v - 2), v) if flags[k] & wc.ENCLITIC), v)
    return Said("inside the marks", (v, v + 1), (k, k + 1), near=True) if k < v and flags[v] & wc.INFINITIVE else None


def _past_adverbs(line: Line, v: int) -> int:
    """The last token before a verb that is no adverb."""
    k = v - 1
    while k > 0 and line.flags[k] & wc.ADVERB and not line.flags[k] & wc.NAME:
        k -= 1
    return k


def _with_noun(line: Line, v: int, lexicon: Lexicon) -> Said | None:
    """`affirme Anne Meunier`, `a alors affirmé la maire dans un communiqué`, behind a comma or a dash."""
    flags, k = line.flags, _past_adverbs(line, v)
    first = k if flags[k] & (wc.AUXILIARY | wc.BE) else v - 1
    while first > 0 and flags[first] & (wc.AUXILIARY | wc.BE | wc.REFLEXIVE):
        first -= 1
    if not flags[first] & (wc.COMMA | wc.DASH) or flags[v] & wc.INFINITIVE:
        return None
    phrase = starting_at(line, past_adverbs(line, v + 1, len(flags)), len(flags))
    if not phrase:
        return None
    compound, stance = first + 1 < v, flags[v] & wc.STANCE
    office = flags[first] & wc.DASH and flags[phrase[0]] & (wc.ROLE | wc.PRONOUN)
    named = office or _names(line, phrase) or (compound and not stance and _noun(line, phrase))
    told = compound or (not stance and any(w in lexicon.first_names for w in line.word[slice(*phrase)]))
    dashed = flags[first] & wc.DASH and _closed_by_dash(line, phrase[1])
    closed = named and (dashed or _closes(line, phrase[1], told))
    return Said("inside the marks", (first + 1, v + 1), phrase, near=True) if closed else None


_ASIDE = 10
"""Tokens from a description to the end of its sentence ("l'homme aux 51 sélections avec le club")."""
_NO_ASIDE = wc.CUE | wc.AUXILIARY | wc.BE | wc.PRONOUN | wc.RELATIVE | wc.THAT | wc.COMMA


def _closes(line: Line, k: int, told: bool) -> bool:
    """Whether an inquit ends with its subject, or with what a preposition adds to that, where the verb is compound or
    the subject has a first name (``told``)."""
    flags, count = line.flags, len(line.flags)
    if k == count or flags[k] & (wc.COMMA | wc.STOP | wc.DASH):
        return True
    if not told or not flags[k] & wc.PREPOSITION:
        return False
    aside = range(k, min(count, k + _ASIDE))
    nouns = {j for j in aside if flags[j] & wc.CUE and flags[j - 1] & wc.DETERMINER}
    stop = next((j for j in aside if flags[j] & (_NO_ASIDE | wc.STOP) and j not in nouns), k)
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
