"""Folding text for comparison, with the way back to offsets."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

WORD = regex.compile(
    r"""
      [\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]   # unspaced scripts: a character is a word
    | [\p{L}\p{M}\p{N}*]+  # elsewhere a run of letters; * masks letters
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``offsets[i]`` is where in the original its i-th code point comes from (one more for the end)."""

    text: str
    offsets: tuple[int, ...]


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """The text without case, accents and compatibility forms; length may change.

    >>> fold("Créanciers ﬁnanciers")
    'creanciers financiers'
    """
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


def folded(text: str) -> Folded:
    """``fold`` with the way back.

    >>> f = folded("Été œuvre"); f.text, f.offsets[-1]
    ('ete œuvre', 9)
    """
    pieces = [_fold_character(c) for c in text]
    offsets = [i for i, piece in enumerate(pieces) for _ in piece]
    return Folded("".join(pieces), (*offsets, len(text)))


def tokens(text: str) -> list[str]:
    """The folded words; in unspaced scripts each character is one.

    >>> tokens("L’État, c’est moi"), tokens("我们不会")
    (['l', 'etat', 'c', 'est', 'moi'], ['我', '们', '不', '会'])
    """
    return WORD.findall(fold(text))
