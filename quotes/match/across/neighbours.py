"""The nearest rows of one set of vectors to another's: exact blocked products, or usearch where those take minutes.

Rows are int8; a product of two is a cosine times ``SCALE``², a whole number, and exact in float32 up to a thousand
dimensions: equal rows are equally near, whatever they are searched among.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from quotes.match.encoder import SCALE, Vectors

BLOCK = WIDE = 2048
"""Rows and columns of a product: 17 MB of floats. Squares are looked through fastest."""

FEW, NARROW = 512, 2048
"""Rows up to which one thread multiplies with few columns at a time, which stay in its cache: threads that wait for
each other's small products take ten times as long."""

CHUNK = 128
"""Products of which the largest is taken, to see which may be among the best at all."""

EXACT = 4 * 10**10
"""Pairs of rows up to which products are exact (200k × 200k); beyond, an index is asked if usearch is installed."""

NONE = -(2**30)
"""The product where there are fewer neighbours than asked."""

Products = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Nearest:
    """For each row its best columns and their products, best first, equal ones in the columns' order; -1 and ``NONE``
    where there were fewer."""

    columns: Numbers
    products: Products

    @property
    def cosines(self) -> Products:
        return np.asarray(self.products / np.float32(SCALE**2), dtype=np.float32)


def nearest(rows: Vectors, columns: Vectors, k: int) -> Nearest:
    """The ``k`` columns most like each row.

    >>> a = np.array([[127, 0], [0, 127]], dtype=np.int8)
    >>> nearest(a, a[::-1], 1).columns.tolist()
    [[1], [0]]
    """
    if len(rows) * len(columns) > EXACT and find_spec("usearch"):
        return _indexed(rows, columns, k)
    best = _Best(len(rows), k)
    few = len(rows) <= FEW
    with threadpool_limits(1 if few else None, "blas"):
        for i, j, products in _blocks(rows, columns, NARROW if few else WIDE):
            best.meet(products, i, j)
    return best.found


def mutual(one: Vectors, two: Vectors, k: int) -> tuple[Nearest, Nearest]:
    """The same from both sides, with half the products."""
    if len(one) * len(two) > EXACT and find_spec("usearch"):
        return _indexed(one, two, k), _indexed(two, one, k)
    forth, back = _Best(len(one), k), _Best(len(two), k)
    for i, j, products in _blocks(one, two, WIDE):
        forth.meet(products, i, j)
        back.meet(products.T, j, i)
    return forth.found, back.found


def _blocks(rows: Vectors, columns: Vectors, wide: int) -> Iterator[tuple[int, int, Products]]:
    """(first row, first column, products), the columns of each row in their order."""
    for start in range(0, len(columns), wide):
        right = columns[start : start + wide].astype(np.float32).T
        for first in range(0, len(rows), BLOCK):
            yield first, start, rows[first : first + BLOCK].astype(np.float32) @ right


class _Best:
    """The best so far, while blocks of products come, the columns in ascending order."""

    def __init__(self, size: int, k: int) -> None:
        columns = np.full((size, k), -1, dtype=np.int64)
        self.found = Nearest(columns, np.full((size, k), NONE, dtype=np.float32))

    def meet(self, products: Products, row: int, column: int) -> None:
        """Takes in a block that begins at this row and column."""
        here = slice(row, row + len(products))
        k = self.found.columns.shape[1]
        least = np.maximum(self.found.products[here, -1], _reached(products, k))
        i, j = np.nonzero(products >= least[:, None])
        rows = np.unique(i)
        of = np.concatenate([np.repeat(rows, k), i])
        columns = np.concatenate([self.found.columns[row + rows].ravel(), j + column])
        values = np.concatenate([self.found.products[row + rows].ravel(), products[i, j]])
        order = np.lexsort((columns, -values, of))
        starts = np.searchsorted(of[order], rows)
        best = order[starts[:, None] + np.arange(k)]
        self.found.columns[row + rows], self.found.products[row + rows] = columns[best], values[best]


def _reached(products: Products, k: int) -> Products:
    """For each row what its k-th best product reaches at least: the k-th best of the largest of each chunk."""
    width = products.shape[1]
    if width < k * CHUNK:
        return np.full(len(products), NONE, dtype=np.float32)
    largest = np.maximum.reduceat(products, np.arange(0, width, CHUNK), axis=1)
    return np.asarray(np.partition(largest, -k, axis=1)[:, -k], dtype=np.float32)


def _indexed(rows: Vectors, columns: Vectors, k: int) -> Nearest:
    from usearch.index import Index

    index = Index(ndim=columns.shape[1], metric="ip", dtype="i8")
    index.add(np.arange(len(columns)), columns)
    keys = np.asarray(index.search(rows, k).keys, dtype=np.int64).reshape(len(rows), -1)
    gathered = columns[keys].astype(np.float32)
    products = np.einsum("ij,ikj->ik", rows.astype(np.float32), gathered)
    order = np.lexsort((keys, -products), axis=1)
    return Nearest(np.take_along_axis(keys, order, axis=1), np.take_along_axis(products, order, axis=1))
