"""Which quotations hold some words, word for word."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.match.folding import common
from quotes.match.wording import in_a_row
from quotes.model import Witness

PLAIN = 5
"""Letters of a word that is no short form written out, and no letters with full stops between."""


def holding(text: str, near: Iterable[Witness]) -> list[Witness]:
    """Those that hold the text's words in a row.

    >>> near = [Witness("1", "We left the orchard, and wept"), Witness("2", "We kept the orchard")]
    >>> [w.id for w in holding("LEFT the orchard!", near)]
    ['1']
    """
    words = in_a_row(text)
    sign = _sign(words)
    return [w for w in near if _may_say(w.text, sign) and words in in_a_row(w.text)]


def _sign(words: str) -> str:
    """The longest plain word that says something: what a text lacks that does not hold the words. Empty, if none does.

    >>> _sign(" they left the orchard "), _sign(" it is so ")
    ('orchard', '')
    """
    plain = (w for w in words.split() if len(w) >= PLAIN and w.isascii() and w.isalpha() and w not in common())
    return max(plain, key=len, default="")


def _may_say(text: str, sign: str) -> bool:
    """Whether a text is worth reading word for word: most are seen to lack the sign as they stand."""
    return sign in text.lower() or not text.isascii()
