"""What is kept of a large collection: each variant's words, its keys, and what it hangs on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np

from quotes.match.families import Families
from quotes.match.keys import RANK_BITS, postings
from quotes.match.words import Hashes, Indices, Variants, of_words

_STEP = 500_000
"""Keys at once."""
Pair = tuple[int, int]
"""A child and its candidate parent, by their numbers."""


Row = tuple[int | None, float, int | None, float]
"""An edge as it is kept."""


class Edge(NamedTuple):
    """What a variant hangs on: the best that holds it, and the best nearly as long that it holds; scores in percent."""

    parent: int | None = None
    score: float = 0.0
    near: int | None = None
    near_score: float = 0.0

    @property
    def on(self) -> int | None:
        """The variant it hangs on; none for the first of a family."""
        return self.near if self.parent is None else self.parent

    @property
    def weight(self) -> float:
        """How well it hangs there; 1 for the first of a family."""
        return 1.0 if self.on is None else self.near_score if self.parent is None else self.score


class Postings(Protocol):
    """Where variants, their keys and their edges are kept; variants by their numbers, the longest with the least."""

    def words(self, numbers: Collection[int]) -> dict[int, str]:
        """The folded words of those that are held."""

    def members(self, key: int, limit: int | None = None) -> list[int]:
        """The variants that have the key, longest first."""

    def sizes(self, keys: Collection[int]) -> dict[int, int]:
        """How many variants have each of the keys that any has."""

    def around(self, key: int, number: int) -> tuple[int | None, int | None]:
        """The neighbours of the variant, held or not, among those that have the key: the longer, the shorter."""

    def edges(self, numbers: Collection[int]) -> Mapping[int, Row]:
        """What the variants hang on."""

    def add(self, words: Mapping[int, str], keys: Iterable[tuple[int, int]]) -> None:
        """Keeps new variants and their (key, number)."""

    def remove(self, numbers: Collection[int], keys: Iterable[tuple[int, int]]) -> None:
        """Forgets variants and their (key, number)."""

    def put(self, edges: Mapping[int, Row]) -> None:
        """Keeps what variants hang on."""


def keys_of(words: Mapping[int, str]) -> list[tuple[int, int]]:
    """(key, number) of variants, by their folded words."""
    return wanted_keys(of_words(list(words.values())), words)


def rows(found: Families) -> Iterator[tuple[object, ...]]:
    """A whole collection's variants as they are kept: number, words, edge; in order."""
    numbers = found.texts.variants.numbers.tolist()
    edges: dict[int, Edge] = defaultdict(Edge)
    for child, parent, score in zip(*(side.tolist() for side in found.longer), strict=True):
        edges[numbers[child]] = Edge(numbers[parent], round(score, 2))
    for child, near, score in zip(*(side.tolist() for side in found.nearer), strict=True):
        edges[numbers[child]] = edges[numbers[child]]._replace(near=numbers[near], near_score=round(score, 2))
    for number, words in worded(found.texts.variants):
        yield number, words, *edges.get(number, Edge())


def keys(found: Families) -> Iterator[tuple[int, bytes]]:
    """A whole collection's keys in order, each with its numbers: eight bytes each, the highest first, in order."""
    numbers, rank = found.texts.variants.numbers.astype(">i8"), np.uint64((1 << RANK_BITS) - 1)
    bounds = _bounds(found.postings)
    for i in range(0, len(bounds) - 1, _STEP):
        part = bounds[i : i + _STEP + 1]
        packed = found.postings[part[0] : part[-1]]
        row = numbers[(packed & rank).astype(np.int64)].tobytes()
        names = (found.postings[part[:-1]] >> np.uint64(RANK_BITS)).tolist()
        places = ((part - part[0]) * numbers.itemsize).tolist()
        yield from ((key, row[a:b]) for key, (a, b) in zip(names, pairwise(places), strict=True))


def _bounds(packed: Hashes) -> Indices:
    """Where each key begins among sorted postings, and the end."""
    key = packed >> np.uint64(RANK_BITS)
    opens = np.concatenate((key[:1] == key[:1], key[1:] != key[:-1]))
    return np.append(np.flatnonzero(opens), len(packed))


def worded(given: Variants) -> Iterator[tuple[int, str]]:
    """Each variant's number and folded words."""
    bounds, word = given.starts.tolist(), given.vocabulary.__getitem__
    for number, (i, j) in zip(given.numbers.tolist(), pairwise(bounds), strict=True):
        yield number, " ".join(map(word, given.words[i:j].tolist()))


def wanted_keys(given: Variants, wanted: Collection[int]) -> list[tuple[int, int]]:
    """(key, number) of the wanted variants, in order."""
    numbers, rank = given.numbers.tolist(), (1 << RANK_BITS) - 1
    packed = postings(given).tolist()
    return [(p >> RANK_BITS, number) for p in packed if (number := numbers[p & rank]) in wanted]
