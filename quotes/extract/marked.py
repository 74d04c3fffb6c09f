"""Marks inside a sentence that hold a name and nobody's words: a nickname, an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.register import Register

if TYPE_CHECKING:
    from quotes.extract.line import Line

_NICKNAME = 24
"""Code points of a nickname with its marks."""

_TELLS = wc.PREPOSITION | wc.PLAIN | wc.NAME | wc.NOUN_CUE | wc.GROUP
"""What stands before an outlet that somebody tells something."""
_OUTLET = 44
"""Code points of an outlet's name with its marks."""


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
    has it for its words."""
    before = line.flags[token - 1] if token else 0
    if line.end[token] - line.start[token] > _OUTLET or not before & _TELLS or before & (wc.CUE | wc.THAT):
        return False
    words = text[line.start[token] + 1 : line.end[token] - 1].strip()
    if not words[:1].isupper() or words[-1] in ",.!?":
        return False
    return Register.load().by_name(words, lexicon.code) is not None
