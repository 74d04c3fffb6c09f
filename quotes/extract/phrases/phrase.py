"""What a noun phrase is: a range of tokens, and what such a range can hold."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line

Phrase = tuple[int, int]
LONGEST = 16
"""Tokens in a noun phrase without its appositions; longer ones are runs of something else."""
ASIDE = 40
"""Tokens in an apposition or relative clause between a subject and its verb."""
NOUNLIKE = wc.NAME | wc.PLAIN | wc.ROLE | wc.GROUP | wc.TITLE | wc.NUMBER | wc.GENITIVE
BREAKS = (
    wc.PUNCTUATION
    | wc.QUOTE
    | wc.SUBORDINATOR
    | wc.RELATIVE
    | wc.THAT
    | wc.AUXILIARY
    | wc.BE
    | wc.PRONOUN
    | wc.OBJECT
    | wc.REFLEXIVE
    | wc.TO
    | wc.VERB
    | wc.SPOKEN_OF
)
OPENERS = wc.DETERMINER | wc.POSSESSOR
_BEFORE_HEAD = wc.ADVERB | wc.PREPOSITION | wc.CONJUNCTION | wc.SUBORDINATOR
_NO_LAST = wc.ADVERB | wc.PREPOSITION | wc.DETERMINER
_HEAD = wc.NAME | wc.ROLE | wc.GROUP | wc.PRONOUN


def flags_at(line: Line, i: int) -> int:
    return line.flags[i] if 0 <= i < len(line.flags) else 0


def has_name(line: Line, phrase: Phrase) -> bool:
    return any(f & wc.NAME and not f & wc.CALENDAR for f in line.flags[phrase[0] : phrase[1]])


def is_name(flag: int) -> bool:
    """Whether a word is a name and no noun for an office or a body, which German writes with a capital too."""
    return bool(flag & wc.NAME and not flag & (wc.ROLE | wc.GROUP | wc.TITLE | wc.CALENDAR))


def can_speak(line: Line, phrase: Phrase) -> bool:
    return any(f & _HEAD and not f & wc.CALENDAR for f in line.flags[phrase[0] : phrase[1]])


def stands_alone(line: Line, k: int) -> bool:
    """`another said`, `read one`: a determiner that is somebody without a noun; not the end of `no one`."""
    return line.word[k] in line.stands_alone and not flags_at(line, k - 1) & wc.DETERMINER


def that_is_who(line: Line, k: int) -> bool:
    """`a message that said`, `a driver that told`: "that" right behind who or what says something is its relative."""
    behind = flags_at(line, k - 1) & (wc.NOUN_CUE | wc.ROLE | wc.GROUP)
    return bool(behind and line.flags[k] & wc.THAT and not line.subject_in_verb and not line.verb_second)


def short_auxiliary(line: Line, k: int) -> bool:
    """`she’s called it`, `who’s said so`: behind a pronoun the letters of a genitive are short for "has"."""
    return bool(flags_at(line, k) & wc.GENITIVE and flags_at(line, k - 1) & (wc.PRONOUN | wc.RELATIVE))


def head_speaks(line: Line, phrase: Phrase) -> bool:
    """Whether the head can speak, before any preposition and behind whose it is: "the difficulties of Europe" cannot,
    nor can "Miller’s rise"."""
    first, end = phrase
    flags = line.flags
    stop = next((k for k in range(first + 1, end) if flags[k] & wc.PREPOSITION and not flags[k] & wc.NAME), end)
    owned = next((k + 1 for k in range(stop - 2, first, -1) if flags[k] & wc.GENITIVE), first)
    return can_speak(line, (owned, stop))


def brings_in_a_thing(line: Line, phrase: Phrase) -> bool:
    """`a far`, `a collection of drawings`, `that extend beyond it`: no source, but a noun that the cue is part of or a
    thing that the sentence brings in; of 18 such subjects in English news none spoke. `A letter` does, `a number of
    anglers`, and `a regular, who`."""
    first, end = phrase
    if not line.flags[first] & (wc.INDEFINITE | wc.THAT) or head_speaks(line, phrase):
        return False
    if flags_at(line, end) & wc.COMMA and flags_at(line, end + 1) & wc.RELATIVE:
        return False
    head = next((k for k in range(first + 1, end) if line.flags[k] & wc.PREPOSITION), end) - 1
    return not line.flags[head] & (wc.NOUN_CUE | wc.NUMBER)


def nominal(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase can be a noun's, as far as its first words tell: not `endorsed Miller`, `taste the soup`,
    `responsible for it`."""
    flags, first = line.flags, phrase[0]
    if not line.participle_endings or not flags[first] & wc.PLAIN or flags[first] & (_HEAD | wc.TITLE | wc.NUMBER):
        return True
    word, following = line.word[first], flags[first + 1] if first + 1 < phrase[1] else 0
    if following & (wc.DETERMINER | wc.POSSESSOR | wc.TO | wc.THAT | wc.PRONOUN):
        return False
    if following & wc.PREPOSITION and not following & wc.OF:
        return word.endswith(line.plural_endings)
    if following & wc.OF and flags[first] & wc.CAPITAL:
        return True
    if can_speak(line, phrase):
        bare = any(f & (wc.TITLE | wc.ROLE | wc.GROUP) for f in flags[first : phrase[1]])
        return bare or not (following & wc.NAME and word.endswith(line.participle_endings))
    stop = next((k for k in range(first, phrase[1]) if flags[k] & wc.PREPOSITION), phrase[1])
    return line.word[stop - 1].endswith(line.plural_endings)


def head_named(line: Line, first: int, end: int) -> bool:
    """Whether the head itself is a name; in "the minister of Defence", "der Sprecher der Bahn" it is not."""
    served = wc.ROLE | wc.TITLE if line.capital_nouns else 0
    for k in range(first, end):
        flag = line.flags[k]
        if flag & wc.PREPOSITION or (k > first and flag & wc.DETERMINER and line.flags[k - 1] & served):
            return False
        if flag & wc.NAME and not flag & wc.CALENDAR and not (served and flag & (wc.ROLE | wc.GROUP | wc.TITLE)):
            return True
    return False


def _conjoins(line: Line, that: int) -> bool:
    """Whether "that" begins a clause and is no pronoun of its noun: `that anglers said`, `that Miller’s`."""
    people = wc.ROLE | wc.GROUP
    if line.flags[that + 1] & (wc.NAME | wc.TITLE | wc.DETERMINER | wc.POSSESSOR):
        return True
    for k in (that + 1, that + 2):
        plural = line.word[k : k + 1] and line.word[k].endswith(line.plural_endings or ("\0",))
        if plural and line.flags[k] & (people | wc.PLAIN if k == that + 1 else people):
            return True
    return False


def _past_date(line: Line, first: int, end: int) -> int:
    """`Last night Miller`: where somebody is named behind the time that opens the sentence."""
    k = first
    while k < end and line.flags[k] & wc.TEMPORAL and not line.flags[k] & wc.NAME:
        k += 1
    return k if k < end and line.flags[k] & (wc.NAME | wc.TITLE | wc.DETERMINER | wc.POSSESSOR) else first


def trim(line: Line, first: int, end: int) -> Phrase | None:
    """Without adverbs, dates and what stands before the last determiner at its edges."""
    flags = line.flags
    if first + 1 < end and flags[first] & wc.THAT and _conjoins(line, first):
        first += 1
    if flags[first] & wc.TEMPORAL and flags[first] & wc.CAPITAL:
        first = _past_date(line, first, end)
    while first < end and flags[first] & _BEFORE_HEAD and not flags[first] & wc.NAME:
        first += 1
    while end > first and flags[end - 1] & _NO_LAST and not flags[end - 1] & (wc.NAME | wc.NUMBER):
        end -= 1
    while line.capital_nouns and end > first + 1 and flags[end - 1] == wc.PLAIN and flags[end - 2] & wc.NAME:
        end -= 1
    return (first, end) if first < end else None
