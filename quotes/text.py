"""Folding text for comparison, with the way back to offsets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts written without spaces between words: a character is a word."""

WORD = regex.compile(
    rf"""
      [[\p{{L}}\p{{M}}\p{{N}}*]--[{UNSPACED}]] [\p{{L}}\p{{M}}\p{{N}}*]*+  # a run of letters; * masks letters
    | [{UNSPACED}]
    """,
    regex.VERBOSE | regex.V1,
)
_ASCII_WORD = re.compile("[a-z0-9*]+")
"""The same in folded plain letters, where it takes a third of the time."""
_MARKS = regex.compile(r"\p{M}+")
_TYPOGRAPHIC = re.compile("[‘’“”–—…\u00a0]+")
"""What stands between words and is often all that keeps a text from being plain ASCII."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``offsets[i]`` is where in the original its i-th code point comes from (one more for the end)."""

    text: str
    offsets: tuple[int, ...]


def _without_accents(marks: regex.Match[str]) -> str:
    """Marks that are accents go; vowel signs, which combine with class 0, are letters and stay."""
    return "".join(c for c in marks[0] if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    return fold(character)


def fold(text: str) -> str:
    """The text without case, accents and compatibility forms; length may change.

    >>> fold("Créanciers ﬁnanciers")
    'creanciers financiers'
    """
    if text.isascii():
        return text.lower()
    return _MARKS.sub(_without_accents, unicodedata.normalize("NFKD", text).casefold())


def lowered(text: str) -> str:
    """A text in lower case, each character in its place.

    >>> lowered("İzmir and BBC")
    'izmir and bbc'
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower()[0] for c in text)


def folded(text: str) -> Folded:
    """``fold`` with the way back.

    >>> f = folded("Été œuvre"); f.text, f.offsets[-1]
    ('ete œuvre', 9)
    """
    if text.isascii():
        return Folded(text.lower(), tuple(range(len(text) + 1)))
    pieces = [_fold_character(c) for c in text]
    offsets = [i for i, piece in enumerate(pieces) for _ in piece]
    return Folded("".join(pieces), (*offsets, len(text)))


def tokens(text: str) -> list[str]:
    """The folded words; in unspaced scripts each character is one.

    >>> tokens("L’État, c’est moi"), tokens("我们不会")
    (['l', 'etat', 'c', 'est', 'moi'], ['我', '们', '不', '会'])
    """
    plain = fold(text if text.isascii() else _TYPOGRAPHIC.sub(" ", text))
    return _ASCII_WORD.findall(plain) if plain.isascii() else WORD.findall(plain)
