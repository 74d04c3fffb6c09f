"""The nearest rows of one set of vectors to another's: exact blocked products, or usearch where those take minutes.

Rows are int8; a product of two is a cosine times ``SCALE``², and exact in float32 up to a thousand dimensions: equal
rows are equally near, whatever they are searched among.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from quotes.match.encoder import SCALE, Vectors

BLOCK = 2048
"""Rows a product: 2,048 × 16,384 floats are 134 MB."""

WIDE = 16384

EXACT = 4 * 10**10
"""Pairs of rows up to which products are exact (200k × 200k); beyond, an index is asked if usearch is installed."""


@dataclass(frozen=True)
class Nearest:
    """For each row its best columns and their cosines, best first; -1 and -1.0 where there were fewer."""

    columns: NDArray[np.int64]
    cosines: NDArray[np.float32]


def nearest(rows: Vectors, columns: Vectors, k: int) -> Nearest:
    """The ``k`` columns most like each row; equal cosines in the columns' order.

    >>> a = np.array([[127, 0], [0, 127]], dtype=np.int8)
    >>> nearest(a, a[::-1], 1).columns.tolist()
    [[1], [0]]
    """
    if len(rows) * len(columns) > EXACT and find_spec("usearch"):
        return _indexed(rows, columns, k)
    best = [_block(rows[start : start + BLOCK], columns, k) for start in range(0, len(rows), BLOCK)]
    if not best:
        return Nearest(np.empty((0, k), dtype=np.int64), np.empty((0, k), dtype=np.float32))
    return Nearest(np.concatenate([b.columns for b in best]), np.concatenate([b.cosines for b in best]))


def _block(rows: Vectors, columns: Vectors, k: int) -> Nearest:
    found = Nearest(np.full((len(rows), k), -1, dtype=np.int64), np.full((len(rows), k), -1.0, dtype=np.float32))
    left = rows.astype(np.float32)
    for start in range(0, len(columns), WIDE):
        right = columns[start : start + WIDE].astype(np.float32)
        found = _merge(found, np.asarray(left @ right.T / np.float32(SCALE**2), dtype=np.float32), start, k)
    return found


def _merge(found: Nearest, cosines: NDArray[np.float32], start: int, k: int) -> Nearest:
    width = min(k, cosines.shape[1])
    here = np.argpartition(-cosines, width - 1, axis=1)[:, :width] if width < cosines.shape[1] else None
    if here is None:
        here = np.broadcast_to(np.arange(width), cosines.shape)
    columns = np.concatenate([found.columns, here + start], axis=1)
    values = np.concatenate([found.cosines, np.take_along_axis(cosines, here, axis=1)], axis=1)
    order = np.lexsort((columns, -values), axis=1)[:, :k]
    return Nearest(np.take_along_axis(columns, order, axis=1), np.take_along_axis(values, order, axis=1))


def _indexed(rows: Vectors, columns: Vectors, k: int) -> Nearest:
    from usearch.index import Index

    index = Index(ndim=columns.shape[1], metric="ip", dtype="i8")
    index.add(np.arange(len(columns)), columns)
    keys = np.asarray(index.search(rows, k).keys, dtype=np.int64).reshape(len(rows), -1)
    gathered = columns[keys].astype(np.float32)
    cosines = np.einsum("ij,ikj->ik", rows.astype(np.float32), gathered) / SCALE**2
    order = np.lexsort((keys, -cosines), axis=1)
    return Nearest(np.take_along_axis(keys, order, axis=1), np.take_along_axis(cosines, order, axis=1))
