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
    words, own = in_a_row(text), sign(text)
    known: dict[str, bool] = {}
    found = []
    for witness in near:
        holds = known.get(witness.text)
        if holds is None:
            holds = known[witness.text] = _may_say(witness.text, own) and words in in_a_row(witness.text)
        if holds:
            found.append(witness)
    return found


def sign(text: str) -> str:
    """The longest plain word that says something: what no text in plain letters lacks that holds the words. Empty, if
    none does.

    >>> sign("They left the orchard."), sign("It is so")
    ('orchard', '')
    """
    words = in_a_row(text).split()
    plain = (w for w in words if len(w) >= PLAIN and w.isascii() and w.isalpha() and w not in common())
    return max(plain, key=len, default="")


def _may_say(text: str, sign: str) -> bool:
    """Whether a text is worth reading word for word: most are seen to lack the sign as they stand."""
    return sign in text.lower() or not text.isascii()
