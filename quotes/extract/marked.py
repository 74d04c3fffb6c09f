"""Marks inside a sentence that hold a name and nobody's words: a nickname, an outlet, the work of somebody."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.register import Register

_NICKNAME = 24
"""Code points of a nickname with its marks."""

_TELLS = wc.PREPOSITION | wc.PLAIN | wc.NAME | wc.NOUN_CUE | wc.GROUP
"""What stands before an outlet that somebody tells something."""
_INQUIT = wc.QUOTE | wc.COMMA | wc.DASH
"""What stands before the verb of an inquit."""
_OUTLET = 44
"""Code points of an outlet's name with its marks."""

_WORK = 48
"""Code points of a work's title with its marks."""
_ASIDE = 12
"""Tokens of such an aside."""
_BEFORE_WORK = wc.DETERMINER | wc.POSSESSOR | wc.GENITIVE | wc.PLAIN | wc.NUMBER | wc.TITLE
_BESIDE_NAME = wc.PUNCTUATION | wc.QUOTE | wc.CUE
_SMALL = frozenset({"of", "the", "and", "&", "a", "an", "in", "on", "with", "at", "for", "to"})
"""Words that a title holds without a capital."""


def is_nickname(line: Line, token: int, text: str) -> bool:
    """`Tom “Ted” Berg`: a capitalised word or two in marks inside a name, without a mark of their own."""
    flags = line.flags
    if not 0 < token < len(flags) - 1 or line.end[token] - line.start[token] > _NICKNAME:
        return False
    named = flags[token - 1] & flags[token + 1] & wc.NAME and not (flags[token - 1] | flags[token + 1]) & wc.CUE
    words = text[line.start[token] + 1 : line.end[token] - 1]
    return bool(named and words.istitle() and not any(c in ",.!?" for c in words))


def is_outlet(line: Line, token: int, text: str, lexicon: Lexicon) -> bool:
    """`told the daily “Harbour News”`, `в интервью «Известиям»`: a known outlet between marks, where no verb of saying
    has it for its words; any name that has an article and an inquit's verb before it: `“…”, writes the “Harbour”`."""
    if not token or line.end[token] - line.start[token] > _OUTLET:
        return False
    words = text[line.start[token] + 1 : line.end[token] - 1].strip()
    if not words[:1].isupper() or words[-1] in ",.!?":
        return False
    article = bool(line.flags[token - 1] & wc.DETERMINER)
    before = line.flags[token - 1 - article] if token > article else wc.STOP
    reports = before & wc.SAY and bool(token - article > 1 and line.flags[token - 2 - article] & _INQUIT)
    if article and reports:
        return _is_title(words.split())
    if not (article or reports) and (not before & _TELLS or before & (wc.CUE | wc.THAT)):
        return False
    return Register.load().by_name(words, lexicon.code) is not None


def is_work(line: Line, token: int, text: str) -> bool:
    """`the “Moonrise” actress said`, `“Moonrise” creator Ann Miller`: a title that an office goes with."""
    flags, k = line.flags, token + 1
    if line.end[token] - line.start[token] > _WORK or k >= len(flags):
        return False
    k += bool((flags[k] & (wc.PLAIN | wc.CUE) == wc.PLAIN or flags[k] & wc.ALSO_NOUN) and k + 1 < len(flags))
    before = flags[token - 1] if token else wc.STOP
    named = k + 1 < len(flags) and bool(flags[k + 1] & wc.NAME and before & _BESIDE_NAME)
    known_for = flags[k] & wc.ROLE and not flags[k] & wc.CUE and (named or before & _BEFORE_WORK)
    office = token > 1 and before & wc.OF and flags[token - 2] & wc.ROLE
    if not (known_for or office) or before & wc.CALL:
        return False
    words = text[line.start[token] + 1 : line.end[token] - 1].split()
    return bool(words) and words[-1][-1] not in ",." and _is_title(words)


def closes_aside(line: Line, token: int, text: str) -> bool:
    """`Miller, who stars in “Moonrise,” told …`: a title with the comma that ends the aside in which it stands."""
    flags = line.flags
    inside = 0 < token < len(flags) - 1 and flags[token - 1] & wc.PREPOSITION
    if (
        not inside
        or not flags[token + 1] & (wc.CUE | wc.AUXILIARY)
        or text[line.end[token] - 2] != ","
        or line.end[token] - line.start[token] > _WORK
    ):
        return False
    words = text[line.start[token] + 1 : line.end[token] - 2].split()
    return _is_title(words) and any(f & wc.COMMA for f in flags[max(0, token - _ASIDE) : token])


def _is_title(words: Sequence[str]) -> bool:
    """Whether words are written as in a title: with capitals, all but the small ones."""
    capitals = [word[0].isupper() or word[0].isdigit() for word in words]
    return any(capitals) and all(c or word in _SMALL for c, word in zip(capitals, words, strict=True))
