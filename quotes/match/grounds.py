"""What beside the words tells whether two quotations are one utterance: who says them, and whether anybody does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import regex

from quotes.match.speakers import contains_name, name_words, speaker_key
from quotes.model import By, Witness
from quotes.text import fold

Bond = Literal["same", "unknown", "strangers"]

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
_OFFICE = 3
"""Letters up to which capitals are an office (VP, CEO, MEP) and no name."""
_SMALL = 4
"""Letters of a word that a title may write small ("the", "with")."""


@lru_cache(maxsize=65536)
def _bond(a: str, b: str) -> Bond:
    one, two = speaker_key(a), speaker_key(b)
    if one and two:
        return "same" if one == two or _fuller(a, b) else "strangers"
    if a == b:
        return "same"
    full, short = (a, b) if one else (b, a)
    if (one or two) and _proper(short):
        return "same" if contains_name(full, short) else "strangers"
    return "strangers" if _proper(a) and _proper(b) else "unknown"


def _fuller(a: str, b: str) -> bool:
    """Whether one name is the other with more names in it: Ana Luz Ortega, Ana Ortega."""
    one, two = set(map(fold, name_words(a))), set(map(fold, name_words(b)))
    return one <= two or two <= one


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
    return _bond(_without_office(a.speaker), _without_office(b.speaker)) if a.speaker and b.speaker else "unknown"


@lru_cache(maxsize=65536)
def _without_office(name: str) -> str:
    """The name without offices in capitals: VP Brandt is Brandt, and so may be Ilse Brandt.

    >>> _without_office("VP Brandt"), _without_office("NATO")
    ('Brandt', 'NATO')
    """
    words = name.split()
    kept = [word for word in words if not (word.isupper() and 2 <= len(word) <= _OFFICE)]
    return " ".join(kept or words)


@lru_cache(maxsize=8192)
def titled(text: str) -> bool:
    """Whether the words are a title or a slogan: all but the small ones have a capital.

    >>> titled("The Harbour and the Sea,"), titled("The harbour is ours"), titled("WE SHALL SEE")
    (True, False, False)
    """
    words = _WORD.findall(text)
    large = [w for w in words if len(w) > _SMALL or w[0].isupper()]
    return 2 <= len(large) <= 12 and all(w[0].isupper() and not w.isupper() for w in large)


@dataclass(frozen=True, slots=True)
class Proposal:
    """``a`` may be the words of ``b`` again, as ``by`` found; ``says``: what the shared words say."""

    a: Witness
    b: Witness
    says: float
    by: By

    @property
    def exact(self) -> bool:
        """Whether all words are shared."""
        return self.by == "same words"

    @property
    def proves(self) -> bool:
        """Whether the words are one utterance whoever says them."""
        return self.says >= PROVES


SCRAP = 1.6
"""What shared words must say at all: a telling word and two common ones; a single word is nobody's."""
PROVES = 5.0
"""What shared words must say to be one utterance whoever says them: five telling words."""


class Kin:
    """Articles that tell one story: they share a long quotation, as two pages that say it."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self.of: dict[str, set[str]] = defaultdict(set)
        for a, b in pairs:
            if a and b:
                self.of[a].add(b)
                self.of[b].add(a)

    def __call__(self, a: str, b: str) -> bool:
        """Whether the two are the same article or tell one story."""
        return bool(a) and (a == b or b in self.of.get(a, ()))


def days_between(a: Witness, b: Witness) -> float:
    """Days that lie between the two at least; 0 where they may be of one day or a date is missing.

    >>> a, b = Witness("1", "", published_to="2024-03-01T08:00:00Z"), Witness("2", "", published_from="2024-03-09")
    >>> days_between(a, b)
    8.0
    """
    gaps = [_days(x.published_to, y.published_from) for x, y in ((a, b), (b, a))]
    return max(0.0, *gaps)


def _days(end: str | None, start: str | None) -> float:
    try:
        return float((date.fromisoformat(start[:10]) - date.fromisoformat(end[:10])).days) if start and end else 0.0
    except ValueError:
        return 0.0
