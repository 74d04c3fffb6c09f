"""A text with all that the language's data find in it, once what cancels itself is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import regex

from quotes.match.meaning.lexicon import Hit, scan, table
from quotes.match.meaning.numbers import Number
from quotes.match.meaning.units import Counted

_TOUCHING = regex.compile(r"[\s\p{M}]*")


@dataclass(frozen=True)
class Side:
    """One of the two texts with all that was found in it."""

    text: str
    code: str
    hits: tuple[Hit, ...]

    @cached_property
    def by_kind(self) -> Mapping[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.kind, []).append(hit)
        return found

    def of(self, *kinds: str) -> list[Hit]:
        """Its hits of these kinds, in order."""
        found = [h for kind in kinds for h in self.by_kind.get(kind, ())]
        return sorted(found, key=lambda h: (h.start, h.end)) if len(kinds) > 1 else found

    def labels(self, *kinds: str) -> set[str]:
        return {h.label for h in self.of(*kinds)}

    def words(self, hits: Sequence[Hit | Number | Counted]) -> tuple[str, ...]:
        return tuple(self.text[h.start : h.end] for h in hits)


@lru_cache(maxsize=1 << 14)
def side(text: str, code: str) -> Side:
    """The text read in its language; "could not" is no guess.

    >>> [h.kind for h in side("He could not come", "en").hits if h.kind != "opposites"]
    ['hedge', 'negation']
    """
    hits = scan(text, code)
    quiet = set(_not_able(text, code, hits))
    return Side(text, code, tuple(h for h in hits if h not in quiet))


def _not_able(text: str, code: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Verbs of doubt right before a negation: "could not" denies an ability."""
    verbs = able(code)
    for doubt in _of(hits, "doubt"):
        if text[doubt.start : doubt.end].casefold() in verbs:
            after = (h for h in _of(hits, "negation") if h.start >= doubt.end)
            if any(_TOUCHING.fullmatch(text, doubt.end, h.start) for h in after):
                yield doubt


@cache
def able(code: str) -> frozenset[str]:
    """The verbs that doubt, and that a negation makes a statement of what cannot be done."""
    return frozenset(word.strip("=") for word in table(code).get("able", ()))


def _of(hits: Iterable[Hit], kind: str) -> list[Hit]:
    return [h for h in hits if h.kind == kind]
