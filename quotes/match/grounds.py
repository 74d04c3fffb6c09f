"""What beside the words tells whether two quotations are one utterance: who says them, and whether anybody does."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import regex

from quotes.match.speakers import contains_name, name_words, speaker_key
from quotes.model import Witness

Bond = Literal["same", "unknown", "strangers"]

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
_SMALL = 4
"""Letters of a word that a title may write small ("the", "with")."""


@lru_cache(maxsize=65536)
def _bond(a: str, b: str) -> Bond:
    one, two = speaker_key(a), speaker_key(b)
    if one and two:
        return "same" if one == two else "strangers"
    if a == b:
        return "same"
    full, short = (a, b) if one else (b, a)
    if (one or two) and _proper(short):
        return "same" if contains_name(full, short) else "strangers"
    return "strangers" if _proper(a) and _proper(b) else "unknown"


@lru_cache(maxsize=65536)
def _proper(name: str) -> bool:
    """Whether it is a name, if only a surname, and no description."""
    words = name_words(name)
    return bool(words) and words[0][0].isupper() and words[-1][0].isupper()


def speakers(a: Witness, b: Witness) -> Bond:
    """Whether the two are said by one person, by two, or nobody knows.

    >>> speakers(Witness("1", "", speaker="Ilse Brandt"), Witness("2", "", speaker="Brandt"))
    'same'
    >>> speakers(Witness("1", "", speaker="Ilse Brandt"), Witness("2", "", speaker="a docker"))
    'unknown'
    """
    return _bond(a.speaker, b.speaker) if a.speaker and b.speaker else "unknown"


def titled(witness: Witness) -> bool:
    """Whether the words are a title: nobody says them, and all but the small ones have a capital.

    >>> titled(Witness("1", "The Harbour and the Sea,")), titled(Witness("2", "The harbour is ours"))
    (True, False)
    """
    words = _WORD.findall(witness.text)
    large = [w for w in words if len(w) > _SMALL or w[0].isupper()]
    return not witness.speaker and len(large) >= 2 and len(words) <= 12 and all(w[0].isupper() for w in large)
