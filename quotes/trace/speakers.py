"""Whether two names may be one person's; matching has already made one name of what it knows to be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from quotes.model import Witness
from quotes.text import tokens


@lru_cache(maxsize=65536)
def named(speaker: str | None) -> tuple[str, ...]:
    """The words of a name; nothing for a description ("a dock worker").

    >>> named("Ilse Brandt"), named("a dock worker")
    (('ilse', 'brandt'), ())
    """
    words = (speaker or "").split()
    proper = [w for w in words if not w[:1].islower()]
    return tuple(tokens(" ".join(proper))) if len(proper) * 2 > len(words) else ()


@lru_cache(maxsize=65536)
def another(a: str | None, b: str | None) -> bool:
    """Whether both are names and cannot be one person's; names in two scripts are not told apart here.

    >>> another("Ilse Brandt", "Brandt"), another("Ilse Brandt", "Hugo Paz"), another("Ilse Brandt", "a dock worker")
    (False, True, False)
    """
    one, two = named(a), named(b)
    if not one or not two or one[-1].isascii() != two[-1].isascii():
        return False
    return not any(_alike(x, y) for x in one for y in two)


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) > 4 and Levenshtein.distance(a, b, score_cutoff=2) <= 2)


def supported(witnesses: Iterable[Witness]) -> str | None:
    """The name that most articles give; of equals the longest, then the first in the alphabet.

    A description stands where nobody gives a name.
    """
    votes = Counter(name for name, _ in {(w.speaker, w.article or w.id) for w in witnesses if w.speaker})
    names = [name for name in votes if named(name)]
    total = {a: sum(n for b, n in votes.items() if b == a or (named(b) and not another(a, b))) for a in names}
    pool = names or list(votes)
    return min(pool, key=lambda n: (-total.get(n, 0), -votes[n], -len(n), n), default=None)
