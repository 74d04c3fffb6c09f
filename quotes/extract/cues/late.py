"""The subject that stands behind the complements of its verb: `“…”, a raconté à l’AFP, mardi, Anne Meunier`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import REACH
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, can_speak, flags_at, starting_at

_ASIDE = 8
"""Tokens of an aside in brackets behind a verb ("heure locale")."""
_OFFICE = wc.ROLE | wc.TITLE
_ENDS = wc.STOP | wc.COLON | wc.QUOTE | wc.CONJUNCTION | wc.RELATIVE | wc.THAT | wc.SUBORDINATOR | wc.CUE | wc.AUXILIARY
_BREAKS = wc.PUNCTUATION | _ENDS | wc.TEMPORAL | wc.CALENDAR
_WHEN = wc.CALENDAR | wc.TEMPORAL | wc.ADVERB | wc.NUMBER | wc.COMMA
_OPENS = wc.NAME | wc.DETERMINER | wc.ROLE | wc.GROUP | wc.TITLE


def late_subject(line: Line, k: int, high: int, lexicon: Lexicon) -> Phrase | None:
    """Past prepositional phrases, dates and asides between commas; None where anything else comes first."""
    flags, high = line.flags, min(high, k + REACH)
    first = k
    while k < high:
        flag = flags[k]
        if flag & wc.PREPOSITION and not flag & wc.NAME:
            k = _past_object(line, k + 1, high, lexicon)
        elif flag & _WHEN and not flag & wc.NAME:
            k += 1
        elif flag & wc.OPEN and (closing := _closed(line, k, high)):
            k = closing + 1
        elif flag & wc.DETERMINER and flags_at(line, k + 1) & (wc.CALENDAR | wc.TEMPORAL):
            k += 2
        elif flag & _ENDS and not flag & (_OFFICE | wc.GROUP):
            return None
        elif flag & _OPENS and k > first:
            behind = _past_aside(line, k, high)
            if not behind:
                return _closing(line, k, high)
            k = behind
        elif flag & wc.PLAIN and flags_at(line, k - 1) & (wc.COMMA | wc.ADVERB):
            k = next((j for j in range(k, high) if flags[j] & (wc.COMMA | _ENDS)), high)
        else:
            return None
    return None


def _past_aside(line: Line, k: int, high: int) -> int:
    """Behind `, a smile on her lips,`, `, beau joueur,`: a phrase between commas that cannot speak, or that has no
    article or name; 0 where there is none."""
    comma = next((j for j in range(k, min(high, k + _ASIDE)) if line.flags[j] & (wc.COMMA | _ENDS)), k)
    between = flags_at(line, k - 1) & wc.COMMA and line.flags[comma] & wc.COMMA
    mute = not can_speak(line, (k, comma)) or not any(f & (wc.DETERMINER | wc.NAME) for f in line.flags[k:comma])
    return comma + 1 if between and comma > k and mute else 0


def _closed(line: Line, k: int, high: int) -> int:
    """Where the bracket that opens at k closes; 0 where it does not."""
    return next((j for j in range(k + 1, min(high, k + _ASIDE)) if line.flags[j] & wc.CLOSE), 0)


def _closing(line: Line, k: int, high: int) -> Phrase | None:
    """The noun phrase at k, where it ends its clause."""
    phrase = starting_at(line, k, high)
    if not phrase or not can_speak(line, phrase):
        return None
    closed = phrase[1] == len(line.flags) or line.flags[phrase[1]] & (wc.PUNCTUATION | wc.QUOTE | wc.PREPOSITION)
    return phrase if closed else None


def _past_object(line: Line, k: int, high: int, lexicon: Lexicon) -> int:
    """Behind the object of a preposition: a new determiner or first name begins another noun phrase.

    So does an office where nouns have cases: the tables have its nominative, which no preposition governs.
    """
    flags, first = line.flags, k
    while k < high:
        flag, before = flags[k], flags[k - 1]
        inner = before & (wc.PREPOSITION | wc.DETERMINER)
        if flag & wc.TITLE and flag & wc.CAPITAL and k > first and before & wc.NAME:
            return k
        if lexicon.cases and k > first and flag & _OFFICE and not before & _OFFICE:
            return k
        if flag & wc.NAME and k > first and _named_anew(line, first, k, lexicon):
            return k
        if flag & (wc.DETERMINER | wc.PREPOSITION) and not flag & wc.OF and not inner:
            return k
        if flag & wc.COMMA and flags_at(line, k + 1) & wc.NAME and any(f & _OFFICE for f in flags[first:k]):
            k += 1
        elif not flag & wc.NAME and _breaks(flag, before):
            return k
        k += 1
    return k


def _breaks(flag: int, before: int) -> bool:
    """Whether a word that is no name ends the object; a determiner makes a noun of a verb's letters ("su cuenta")."""
    if flag & (_OFFICE | wc.GROUP):
        return bool(before & wc.NAME)
    return bool(flag & _BREAKS) and not (flag & wc.CUE and before & (wc.PREPOSITION | wc.DETERMINER))


def _described_behind(line: Line, k: int) -> bool:
    """`contó con tristeza Yarelis, una vecina`: an unknown name behind a plain noun, and who bears it."""
    flags, comma = line.flags, k + 1
    while comma < len(flags) and flags[comma] & wc.NAME:
        comma += 1
    plain = flags[k - 1] & wc.PLAIN and not flags[k - 1] & (wc.CAPITAL | wc.GROUP | wc.PLACE | wc.NOUN_CUE | wc.NAMING)
    plain = plain or (flags[k - 1] & wc.GROUP and line.word[k - 2] in line.stands_alone)
    described = flags_at(line, comma + 1) & (wc.INDEFINITE | wc.ROLE) and not flags_at(line, comma + 1) & wc.GROUP
    return bool(plain and flags_at(line, comma) & wc.COMMA and described)


def _named_anew(line: Line, first: int, k: int, lexicon: Lexicon) -> bool:
    """`dans Le Journal du Centre Paul Garnier`: a first name behind a name that is none, and no office before it."""
    before = line.flags[k - 1]
    if line.word[k] not in lexicon.first_names:
        return line.subject_in_verb and _described_behind(line, k)
    if not flags_at(line, k + 1) & wc.NAME:
        return bool(before & wc.PLAIN and flags_at(line, k + 1) & (wc.COMMA | wc.STOP))
    if any(f & _OFFICE for f in line.flags[first:k]):
        return False
    return bool(before & (wc.NAME | wc.PLAIN | wc.GROUP | wc.CUE) and line.word[k - 1] not in lexicon.first_names)
