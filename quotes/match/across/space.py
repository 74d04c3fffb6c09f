"""The wordings of all languages side by side, and which of them a new one is near enough to that it matters to them.

Of each wording the product with the last of its ``NEAREST`` in every other language is kept: only what comes nearer
than that changes its neighbours. So what newcomers change is found by one product of all with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from quotes.match.across.neighbours import NONE, Nearest, nearest
from quotes.match.across.translate import NEAREST, Searched
from quotes.match.encoder import Vectors

BLOCK = 4096
"""Rows made floats at once: 8 MB, which stay in the processor's cache."""

ASKED = 2048
"""Newcomers asked at once."""

READ = 10_000

PARTS = 256
"""A language's wordings are kept in so many parts, by the first byte of their keys: a newcomer changes few."""

Keys = NDArray[np.int64]
Floors = NDArray[np.int32]
Block = tuple[str, int, bytes, bytes]
"""A language, which part of its wordings, their keys, their floors."""

Place = tuple[str, str]
"""A wording's language, and the one in which neighbours are looked for."""


@dataclass(frozen=True)
class Space:
    """By language: the wordings' keys in order, their vectors, and their floors in each of ``codes``."""

    codes: list[str]
    keys: dict[str, Keys]
    vectors: dict[str, Vectors]
    floors: dict[str, Floors]

    def rows(self, language: str, keys: Iterable[int]) -> list[int]:
        """Where wordings stand."""
        places: list[int] = np.searchsorted(self.keys[language], np.array(sorted(keys), dtype=np.int64)).tolist()
        return places

    def relisted(self, wanted: Mapping[Place, Iterable[int]]) -> dict[Place, dict[int, list[tuple[int, float]]]]:
        """The nearest of some wordings, as (row, product), whose floors are brought up to date."""
        by_target: dict[str, list[tuple[str, list[int]]]] = defaultdict(list)
        for (language, other), rows in sorted(wanted.items()):
            by_target[other].append((language, sorted(rows)))
        found: dict[Place, dict[int, list[tuple[int, float]]]] = {}
        for other, asked in by_target.items():
            near = nearest(np.concatenate([self.vectors[c][rows] for c, rows in asked]), self.vectors[other], NEAREST)
            first = 0
            for language, rows in asked:
                last = first + len(rows)
                part = Nearest(near.columns[first:last], near.products[first:last])
                self.floors[language][rows, self.codes.index(other)] = part.products[:, -1]
                found[language, other] = _listed(rows, part)
                first = last
        return found

    def met(self, asked: Mapping[str, list[int]], new: Mapping[str, set[int]], alike: float) -> Met:
        """Which wordings have one of the new among their nearest, and which of their own language are as near as
        ``alike`` to those that are asked for."""
        met = Met(defaultdict(set), defaultdict(list))
        parts = ((c, rows[i : i + ASKED]) for c, rows in sorted(asked.items()) for i in range(0, len(rows), ASKED))
        with threadpool_limits(1, "blas"):
            for language, part in parts:
                self._meet(met, language, part, [i for i, r in enumerate(part) if r in new[language]], alike)
        return met

    def _meet(self, met: Met, language: str, rows: list[int], new: list[int], alike: float) -> None:
        asked = self.vectors[language][rows].astype(np.float32).T
        here = self.codes.index(language)
        for other in self.codes:
            for start in range(0, len(self.keys[other]), BLOCK):
                products = self.vectors[other][start : start + BLOCK].astype(np.float32) @ asked
                if other == language:
                    near = np.argwhere(products >= alike)
                    met.alike[language] += [(rows[j], start + i, float(products[i, j])) for i, j in near.tolist()]
                elif new:
                    floors = self.floors[other][start : start + BLOCK, here]
                    touched = (products[:, new] >= floors[:, None]).any(axis=1)
                    met.touched[other, language] |= set((start + np.flatnonzero(touched)).tolist())


@dataclass(frozen=True)
class Met:
    """``touched`` are wordings by what has new neighbours in which language; ``alike`` (asked, other, product)."""

    touched: dict[Place, set[int]]
    alike: dict[str, list[tuple[int, int, float]]]


def _listed(rows: list[int], found: Nearest) -> dict[int, list[tuple[int, float]]]:
    pairs = zip(rows, found.columns.tolist(), found.products.tolist(), strict=True)
    return {row: [(c, p) for c, p in zip(columns, products, strict=True) if c >= 0] for row, columns, products in pairs}


def blocks_of(space: Space, only: Mapping[str, set[int]] | None = None) -> Iterator[Block]:
    """The wordings as they are kept: all parts, or those in which some rows stand."""
    for language in space.codes:
        keys, floors = space.keys[language], space.floors[language]
        parts = keys >> 56
        wanted = np.unique(parts if only is None else parts[sorted(only.get(language, ()))])
        for part in wanted.tolist():
            first, last = np.searchsorted(parts, [part, part + 1])
            yield language, part, keys[first:last].tobytes(), floors[first:last].tobytes()


def space_of(searched: Searched) -> Space:
    """The wordings of a whole search, without their vectors."""
    codes = sorted(searched.keys)
    keys = {code: np.array(searched.keys[code], dtype=np.int64) for code in codes}
    return Space(codes, keys, {}, dict(searched.floors))


def read_space(
    blocks: Iterable[Block], fresh: Mapping[str, set[int]], size: int, vectors: Iterable[tuple[str, bytes]]
) -> tuple[Space, dict[str, set[int]]]:
    """The wordings that are kept with fresh ones among them, and where the new of these stand; ``vectors`` are ``size``
    pairs of a text's SHA-256 and its vector."""
    kept: dict[str, list[tuple[bytes, bytes]]] = defaultdict(list)
    for language, _, keys, floors in blocks:
        kept[language].append((keys, floors))
    codes = sorted(kept)
    hashes, order, rows = _vectors(vectors, size)
    space = Space(codes, {}, {}, {})
    new: dict[str, set[int]] = {}
    for code in codes:
        old = np.frombuffer(b"".join(keys for keys, _ in kept[code]), dtype=np.int64)
        far = np.frombuffer(b"".join(floors for _, floors in kept[code]), dtype=np.int32)
        came = np.setdiff1d(np.array(sorted(fresh.get(code, ())), dtype=np.int64), old)
        at = np.searchsorted(old, came)
        space.keys[code] = np.insert(old, at, came)
        space.floors[code] = np.insert(far.reshape(len(old), len(codes)), at, NONE, axis=0)
        space.floors[code][np.searchsorted(space.keys[code], came), codes.index(code)] = 0
        space.vectors[code] = rows[order[np.searchsorted(hashes, space.keys[code])]]
        new[code] = set(np.searchsorted(space.keys[code], came).tolist())
    return space, new


def _vectors(vectors: Iterable[tuple[str, bytes]], size: int) -> tuple[Keys, NDArray[np.int64], Vectors]:
    """The keys of all texts in order, which row each has, and the rows."""
    hashes: list[str] = []
    rows: Vectors = np.empty((0, 0), dtype=np.int8)
    taken = iter(vectors)
    while batch := list(islice(taken, READ)):
        if not hashes:
            rows = np.empty((size, len(batch[0][1])), dtype=np.int8)
        found = np.frombuffer(b"".join(vector for _, vector in batch), dtype=np.int8)
        rows[len(hashes) : len(hashes) + len(batch)] = found.reshape(len(batch), -1)
        hashes += [text[:16] for text, _ in batch]
    keys = np.frombuffer(bytes.fromhex("".join(hashes)), dtype=">i8").astype(np.int64)
    order = np.argsort(keys)
    return keys[order], order, rows
