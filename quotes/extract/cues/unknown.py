"""Inquits whose verb no table has: `“…,” Miller gushed`, `„…“, strich Meier heraus`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said, past_adverbs
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, head_speaks, starting_at


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
        or flags[v] & ~(wc.EITHER | wc.VERB) != wc.PLAIN
        or not line.word[v].endswith(lexicon.inverted_endings)
    ):
        return None
    if not flags[i + 1] & (wc.COMMA | wc.DASH) and j == i + 1 and not lexicon.verb_second:
        return None
    phrase = starting_at(line, past_adverbs(line, v + 1, high), high)
    if (
        not phrase
        or not head_speaks(line, phrase)
        or lexicon.gender.get(line.word[phrase[0]]) == "n"
        or (flags[phrase[0]] & wc.PLAIN and not flags[phrase[0]] & wc.ROLE)
    ):
        return None
    return Said("verb, subject", (j, v + 1), phrase, near=True)
