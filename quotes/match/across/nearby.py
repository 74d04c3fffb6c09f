"""The quotations nearest in meaning to one sentence, exactly, among a million in a fifth of a second."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from tempfile import TemporaryFile

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from quotes.match.encoder import SCALE, Vectors

BLOCK = 4096
"""Rows made floats at once: 8 MB, which stay in the processor's cache."""

READ = 10_000
"""Vectors taken at once from whoever has them."""


@dataclass(frozen=True)
class Wordings:
    """One vector a wording, and the number of a quotation that has it (-1 for none)."""

    vectors: Vectors
    numbers: NDArray[np.int64]

    def nearest(self, vector: Vectors, most: int) -> list[tuple[int, float]]:
        """(number, cosine) of the ``most`` wordings nearest to a row of int8, the nearest first."""
        cosines = self._cosines(vector.astype(np.float32).ravel())
        cosines[self.numbers < 0] = -1.0
        wanted = min(most, len(cosines))
        best = np.argpartition(-cosines, wanted - 1)[:wanted] if wanted else np.empty(0, dtype=np.int64)
        found = [(int(self.numbers[i]), float(cosines[i])) for i in best if self.numbers[i] >= 0]
        return sorted(found, key=lambda f: (-f[1], f[0]))

    def _cosines(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The products of whole numbers are exact, a block at a time. Starting threads for each block would take longer
        than the product."""
        with threadpool_limits(1, "blas"):
            return self._products(vector) / np.float32(SCALE**2)

    def _products(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        out = np.empty(len(self.vectors), dtype=np.float32)
        floats = np.empty((BLOCK, len(vector)), dtype=np.float32)
        for start in range(0, len(out), BLOCK):
            block = self.vectors[start : start + BLOCK]
            np.copyto(floats[: len(block)], block)
            np.dot(floats[: len(block)], vector, out=out[start : start + len(block)])
        return out


def wordings(vectors: Iterable[tuple[str, bytes]], size: int, quotations: Iterable[tuple[int, str]]) -> Wordings:
    """``vectors`` are ``size`` pairs of a text's SHA-256 and its vector, in the order of the former; ``quotations``
    pairs of a number and a text. The vectors lie in a temporary file, so that memory is the system's to give and take.

    >>> from quotes.match.encoder import load_encoder
    >>> texts = ["Taxes will rise", "I love this town"]
    >>> rows = zip(texts, load_encoder().encode(texts))
    >>> made = sorted((sha256(text.encode()).hexdigest(), row.tobytes()) for text, row in rows)
    >>> held = wordings(made, 2, enumerate(texts))
    >>> held.nearest(load_encoder().encode(["Les impôts vont augmenter"])[0], 1)[0][0]
    0
    """
    rows, keys = _filled(iter(vectors), size)
    numbers = np.full(len(keys), -1, dtype=np.int64)
    taken = iter(quotations)
    while batch := list(islice(taken, READ)):
        theirs = np.array([_key(sha256(text.encode("utf8", "surrogatepass")).hexdigest()) for _, text in batch])
        places = np.minimum(np.searchsorted(keys, theirs), max(0, len(keys) - 1))
        for place, key, (number, _) in zip(places.tolist(), theirs, batch, strict=True):
            if len(keys) and keys[place] == key and numbers[place] < 0:
                numbers[place] = number
    return Wordings(rows, numbers)


def _filled(vectors: Iterable[tuple[str, bytes]], size: int) -> tuple[Vectors, NDArray[np.uint64]]:
    keys = np.zeros(size, dtype=np.uint64)
    rows: Vectors = np.empty((0, 0), dtype=np.int8)
    done, taken = 0, iter(vectors)
    while done < size and (batch := list(islice(taken, min(READ, size - done)))):
        if not done:
            with TemporaryFile() as file:
                rows = np.memmap(file, dtype=np.int8, mode="w+", shape=(size, len(batch[0][1])))
        found = np.frombuffer(b"".join(vector for _, vector in batch), dtype=np.int8)
        rows[done : done + len(batch)] = found.reshape(len(batch), -1)
        keys[done : done + len(batch)] = [_key(text) for text, _ in batch]
        done += len(batch)
    return rows[:done], keys[:done]


def _key(digest: str) -> np.uint64:
    """The first eight bytes of a hash: of a million, two agree once in forty million databases."""
    return np.uint64(int(digest[:16], 16))
