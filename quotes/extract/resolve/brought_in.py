"""Who is brought in without a name, and taken up by the office alone."""

from __future__ import annotations

import re
from functools import cache

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import flag_of, lexicon
from quotes.extract.line import Line
from quotes.extract.resolve.room import Resolved, Room
from quotes.extract.stand_ins import stand_ins
from quotes.extract.tokenising import tokenise
from quotes.model import Span

_WORD = re.compile(r"\w+")
_BROUGHT_IN = 500
"""Code points back to which a source without a name is looked for."""
_BARE = 2
"""Words of a noun with its article."""
_PHRASE = 6
"""Words between the article and the noun of such a source."""


def brought_in(line: Line, span: Span, room: Room) -> Resolved | None:
    """Who was brought in without a name since anybody spoke: `A port spokesman denied it. “…,” the spokesman added.`"""
    head = next((w for w, f in zip(line.word, line.flags, strict=True) if f & wc.ROLE and not f & wc.GROUP), None)
    if head is None and len(line.word) == _BARE and line.flags[1] & wc.PLAIN:
        head = line.word[1]
    since = max(span.start - _BROUGHT_IN, *(at for at, _ in room.spoken[-1:]), 0)
    if head is None or head not in room.text[since : span.start].lower():
        return None
    before = Line()
    tokenise(before, room.text, since, span.start, room.lexicon)
    for k in range(len(before.word) - 1, 0, -1):
        if before.word[k] == head and not (k + 1 < len(before.flags) and before.flags[k + 1] & wc.NAME):
            return _opening(before, k, room)
    return None


@cache
def _offices(code: str, gender: str) -> frozenset[str]:
    """The nouns for an office of a gender, those with hyphens by their last part."""
    known = lexicon(code)
    return frozenset(
        _WORD.findall(word)[-1] for word, g in known.gender.items() if g == gender and flag_of(word, known) & wc.ROLE
    )


def told_of_by_office(at: int, gender: str, room: Room) -> Resolved | None:
    """Whom a pronoun means where nobody named fits: the nearest office of that gender that opens a sentence.

    `Un habitant a tout vu. La rue était déserte. « … », dit-il`; not who is named behind the office.
    """
    since = max(0, at - _BROUGHT_IN)
    if gender not in ("m", "f") or room.lexicon.no_articles or room.lexicon.nouns_capital:
        return None
    if _offices(room.lexicon.code, gender).isdisjoint(_WORD.findall(room.text[since:at].lower())):
        return None
    before = Line()
    tokenise(before, room.text, room.text.find(" ", since) if since else 0, at, room.lexicon)
    for k in range(len(before.word) - 1, 0, -1):
        if not before.flags[k] & wc.ROLE or room.lexicon.gender.get(before.word[k]) != gender:
            continue
        first = next((j for j in range(k - 1, max(-1, k - _BARE - 1), -1) if before.flags[j] & wc.DETERMINER), None)
        if (
            first is not None
            and _opens(before, first, room)
            and not before.flags[min(k + 1, len(before.word) - 1)] & wc.NAME
        ):
            return Resolved(room.text[before.start[first] : before.end[k]], None, gender, how="pronoun")
    return None


def _opens(before: Line, first: int, room: Room) -> bool:
    """Whether a noun phrase opens its sentence, outside marks, but for what a comma closes off."""
    if room.cast.is_quoted(before.start[first]) or before.flags[first] & wc.POSSESSOR:
        return False
    between = room.text[before.end[first - 1] : before.start[first]] if first else "\n"
    return "\n" in between or bool(before.flags[first - 1] & (wc.STOP | wc.COMMA))


def _opening(before: Line, head: int, room: Room) -> Resolved | None:
    """The phrase that an indefinite article opens before a head."""
    for k in range(head - 1, max(-1, head - _PHRASE), -1):
        flag = before.flags[k]
        if flag & wc.DETERMINER:
            if k > 1 and before.flags[k - 1] & wc.COMMA and before.flags[k - 2] & wc.NAME:
                return None
            end = _past_owner(before, head, room)
            if flag & wc.DEFINITE and (end == head or _is_named(before, end)):
                return None
            return Resolved(room.text[before.start[k] : before.end[end]], how="description")
        if flag & (wc.PUNCTUATION | wc.CUE | wc.PREPOSITION) and not flag & (wc.ROLE | wc.NAME):
            break
    return None


def _is_named(before: Line, end: int) -> bool:
    """Whether a name stands behind the comma that closes a description."""
    return end + 2 < len(before.flags) and bool(before.flags[end + 1] & wc.COMMA and before.flags[end + 2] & wc.NAME)


def _past_owner(before: Line, head: int, room: Room) -> int:
    """The last token of whose office it is: `El abogado de Luis Soto`, `Ein Sprecher der Polizei`."""
    flags, k = before.flags, head + 1
    genitives = stand_ins(room.lexicon.code).genitives
    if not (genitives or room.lexicon.subject_in_verb):
        return head
    if k + 1 >= len(flags) or not flags[k + 1] & wc.CAPITAL:
        return head
    if before.word[k] in genitives:
        return k + 1
    if not flags[k] & wc.OF:
        return head
    while k + 1 < len(flags) and flags[k + 1] & wc.NAME:
        k += 1
    return k
