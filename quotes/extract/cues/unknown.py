"""Inquits whose verb no table has: `“…,” Miller gushed`, `„…“, strich Meier heraus`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said, past_adverbs
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at, head_speaks, stands_alone, starting_at

_SHORT = 3
"""Words of a subject that no table knows, with its article ("la quadra")."""
_GOVERNING = 6
"""Words up to an infinitive of saying ("a cru bon de")."""
_GOVERNS = wc.PLAIN | wc.CUE | wc.AUXILIARY | wc.BE | wc.REFLEXIVE | wc.ADVERB | wc.PREPOSITION


def unknown_verb(line: Line, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """Who said the words before token ``j`` by whatever verb stands right behind the subject there."""
    flags = line.flags
    if not lexicon.inquit_endings or not flags[j] & (wc.NAME | wc.PRONOUN | wc.TITLE | wc.DETERMINER):
        return None
    phrase = starting_at(line, j, high)
    if not phrase:
        return None
    if flags[j] & wc.DETERMINER:
        return _by_office(line, phrase, high, lexicon)
    named = (k for k in range(j, high) if not flags[k] & (wc.NAME | wc.TITLE))
    v = end = j + 1 if flags[j] & wc.PRONOUN else next(named, high)
    while v < high and flags[v] & wc.ADVERB and not line.word[v].endswith(lexicon.inquit_endings):
        v += 1
    if v < high and flags[v] & wc.PLAIN and line.word[v].endswith(lexicon.inquit_endings):
        return Said("subject, unknown verb", (v, v + 1), (j, end if flags[j] & wc.PRONOUN else v), near=True)
    return None


def _by_office(line: Line, phrase: Phrase, high: int, lexicon: Lexicon) -> Said | None:
    """`“…,” the actress shared.`: an office and a verb, and nothing more before the next mark."""
    flags, first = line.flags, phrase[0]
    v = next((k + 1 for k in range(*phrase) if flags[k] & wc.ROLE and not flags[k] & wc.GROUP), high)
    office = v < high and flags[v] & wc.PLAIN
    closed = v + 1 >= high or flags[v + 1] & (wc.PUNCTUATION | wc.QUOTE | wc.CALENDAR | wc.TEMPORAL)
    if not office or not closed or not line.word[v].endswith(lexicon.inquit_endings):
        return None
    return Said("subject, unknown verb", (v, v + 1), (first, v), near=True)


def inverted(line: Line, i: int, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`„…“, strich Meier heraus`: any verb does, right behind the marks and right before its subject."""
    flags, v = line.flags, j
    while v < high and v - j < 3 and flags[v] & (wc.AUXILIARY | wc.BE | wc.REFLEXIVE) and not flags[v] & wc.NAME:
        v += 1
    if (
        v + 1 >= high
        or flags[v] & ~(wc.EITHER | wc.VERB | wc.NOT_PERSON) != wc.PLAIN
        or not line.word[v].endswith(lexicon.inverted_endings)
    ):
        return None
    if flags_at(line, i - 1) & wc.NAMING and i:
        return None
    if not flags[i + 1] & (wc.COMMA | wc.DASH) and j == i + 1 and not lexicon.verb_second:
        return None
    phrase = starting_at(line, past_adverbs(line, v + 1, high), high)
    if not phrase or not (_speaks(line, phrase, lexicon) or _closes(line, phrase)):
        return None
    return Said("verb, subject", (j, v + 1), phrase, near=True)


def _speaks(line: Line, phrase: Phrase, lexicon: Lexicon) -> bool:
    first = phrase[0]
    if line.flags[first] & wc.PLAIN and not line.flags[first] & wc.ROLE:
        return False
    return head_speaks(line, phrase) and lexicon.gender.get(line.word[first]) != "n"


def _closes(line: Line, phrase: Phrase) -> bool:
    """`« … », rembobine une autre.`, `« … », s’amusent certains.`: a short subject with its article, or one that needs
    no noun, ends the clause."""
    first, end = phrase
    if flags_at(line, end) & ~(wc.STOP | wc.COMMA):
        return False
    if end - first == 1:
        return stands_alone(line, first)
    short = end - first <= _SHORT and line.flags[first] & wc.DETERMINER
    return bool(short) and all(f & wc.PLAIN for f in line.flags[first + 1 : end])


def governed(line: Line, i: int, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`« … », n’hésite pas à lancer Paul Garnier`: any verb that governs an infinitive of saying, and its subject."""
    flags, v = line.flags, j
    if not lexicon.inverted_endings or lexicon.verb_second or not flags[i + 1] & (wc.COMMA | wc.DASH):
        return None
    while v < high and flags[v] & (wc.REFLEXIVE | wc.ADVERB) and not flags[v] & wc.CUE:
        v += 1
    finite = v < high and flags[v] & (wc.PLAIN | wc.CUE | wc.AUXILIARY) and not flags[v] & (wc.ADVERB | wc.PREPOSITION)
    if not finite or not line.word[v].endswith(lexicon.inverted_endings):
        return None
    while v < high and v - j < _GOVERNING and flags[v] & _GOVERNS and not flags[v] & wc.INFINITIVE:
        v += 1
    if v + 1 >= high or not flags[v] & wc.SAY or not flags[v] & wc.INFINITIVE:
        return None
    phrase = starting_at(line, past_adverbs(line, v + 1, high), high)
    somebody = phrase and (_speaks(line, phrase, lexicon) or _closes(line, phrase))
    return Said("verb, subject", (j, v + 1), phrase, near=True) if somebody else None
