"""Whether two names may be one person's; matching has already made one name of what it knows to be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from quotes.model import Witness
from quotes.text import fold, tokens

DETERMINERS = {
    *("a", "an", "the", "one", "another", "un", "une", "le", "la", "les", "des", "el", "los", "las", "una", "unos"),
    *("il", "lo", "gli", "i", "uno", "ein", "eine", "einer", "der", "die", "das", "um", "uma", "o", "os", "een", "het"),
}
"""Words that begin a description; a name of a person does not, whatever is written with a capital after them."""


@lru_cache(maxsize=65536)
def named(speaker: str | None) -> tuple[str, ...]:
    """The words of a name; nothing for a description ("a dock worker").

    >>> named("Ilse Brandt"), named("a dock worker"), named("Ein Sprecher")
    (('ilse', 'brandt'), (), ())
    """
    words = (speaker or "").split()
    if len(words) > 1 and fold(words[0]) in DETERMINERS:
        return ()
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


def _titled(name: str, others: Iterable[str]) -> bool:
    """Whether the name is another full name with something before it ("Oceanographer Aina Solberg").

    >>> _titled("Oceanographer Aina Solberg", ["Aina Solberg"]), _titled("Aina Solberg", ["Solberg"])
    (True, False)
    """
    return any(" " in other and name.endswith(f" {other}") for other in others)


def supported(witnesses: Iterable[Witness]) -> str | None:
    """The person whom most articles name, of equals the one named first, by the name given most, of equals the longest
    without a title.

    A description stands where nobody gives a name.
    """
    since: dict[str, str] = {}
    votes: Counter[str] = Counter()
    for name, _, date in {(w.speaker, w.article or w.id, w.published_to or "9999") for w in witnesses if w.speaker}:
        votes[name] += 1
        since[name] = min(date, since.get(name, date))
    people = {a: [b for b in votes if a == b or (named(b) and not another(a, b))] for a in votes if named(a)}

    def support(name: str) -> tuple[int, str, int, bool, int, str]:
        same = people.get(name, [name])
        first = min(since[n] for n in same)
        return -sum(votes[n] for n in same), first, -votes[name], _titled(name, same), -len(name), name

    return min(people or votes, key=support, default=None)
