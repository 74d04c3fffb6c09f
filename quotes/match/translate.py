"""The same quotation in two languages: nearest neighbours, weighed with all that speaks for and against them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz

from quotes.match.encoder import Encoder, Vectors
from quotes.match.likeness import Likeness, likeness, words
from quotes.match.neighbours import Nearest, nearest
from quotes.model import Comparison, Pair, Witness
from quotes.text import fold

__all__ = ["Candidate", "candidates", "translations"]

NEAREST = 5
"""Neighbours looked at: the best, and enough of the next to step over its own copies."""

FEWEST_WORDS = 2
"""One word is a translation of any other use of it."""

LONG = 30
"""Letters that no single word has; longer texts are not counted, which takes a second for 200,000."""

PROPOSED = 0.0
"""Log odds from which a pair may point to two articles that are worth aligning."""

SURE = 3.0
"""Log odds of a pair that stands alone in a pool of up to ``POOL``: precision .992, recall .885 on other languages."""

POOL = 5000
PER_DOUBLING = 0.5
"""A pool twice as large has twice as many strangers to be mistaken for: added to ``SURE``."""

COPY = 85
"""Words so alike (rapidfuzz's ratio) are one text's copies, which do not compete with each other."""


@dataclass(frozen=True)
class Candidate:
    """Two quotations that may be one, before the decision; not ``familiar`` where the encoder knows not both languages:
    such a pair only points to two articles to align."""

    a: Witness
    b: Witness
    likeness: Likeness
    familiar: bool = True


@dataclass(frozen=True)
class Pool:
    """One language's quotations, one of each wording, in the order of their ids."""

    witnesses: Sequence[Witness]
    vectors: Vectors
    fresh: frozenset[int]


def translations(
    witnesses: Sequence[Witness],
    vectors: Mapping[str, bytes],
    encoder: Encoder,
    new: Collection[str] | None = None,
) -> list[Pair]:
    """The pairs across languages that the words alone bear out, each with its score and clashes.

    ``vectors`` are by witness id, as ``vectors_for`` makes them. Only languages the encoder knows are searched; the
    others are left to ``articles.align``. With ``new`` only pairs that have one of these on a side are looked for.
    """
    return chosen(candidates(witnesses, vectors, encoder, new), len(witnesses))


def chosen(found: Iterable[Candidate], pool: int) -> list[Pair]:
    """The candidates that stand alone in a pool of so many quotations."""
    needed = SURE + PER_DOUBLING * max(0.0, math.log2(max(pool, 1) / POOL))
    return [pair(c) for c in found if c.familiar and c.likeness.odds >= needed]


def pair(candidate: Candidate) -> Pair:
    """The candidate as a pair held to be the same words; clashing words flag it as altered."""
    found = candidate.likeness
    comparison = Comparison("translation", bool(found.clashes), round(found.score, 4), found.evidence())
    return Pair(candidate.a.id, candidate.b.id, comparison)


def candidates(
    witnesses: Sequence[Witness],
    vectors: Mapping[str, bytes],
    encoder: Encoder,
    new: Collection[str] | None = None,
) -> list[Candidate]:
    """All pairs from ``PROPOSED`` on, best first for each quotation; ordered by ids."""
    pools = _pools(witnesses, vectors, new)
    found: list[Candidate] = []
    for one, two in combinations(sorted(pools), 2):
        found += _between(pools[one], pools[two], {one, two} <= encoder.languages, incremental=new is not None)
    return sorted(found, key=lambda c: (c.a.id, c.b.id))


def _pools(witnesses: Sequence[Witness], vectors: Mapping[str, bytes], new: Collection[str] | None) -> dict[str, Pool]:
    wordings: dict[str, dict[str, Witness]] = defaultdict(dict)
    for witness in sorted(witnesses, key=lambda w: w.id):
        if witness.id in vectors and _searchable(witness):
            wordings[witness.language].setdefault(witness.text.casefold(), witness)
    return {code: _pool(list(found.values()), vectors, new) for code, found in wordings.items()}


def _searchable(witness: Witness) -> bool:
    return witness.kind != "scare" and (len(witness.text) > LONG or words(witness.text) >= FEWEST_WORDS)


def _pool(witnesses: Sequence[Witness], vectors: Mapping[str, bytes], new: Collection[str] | None) -> Pool:
    rows = np.frombuffer(b"".join(vectors[w.id] for w in witnesses), dtype=np.int8).reshape(len(witnesses), -1)
    wanted = None if new is None else set(new)
    fresh = (i for i, w in enumerate(witnesses) if wanted is None or w.id in wanted)
    return Pool(witnesses, rows, frozenset(fresh))


def _between(one: Pool, two: Pool, familiar: bool, incremental: bool) -> Iterator[Candidate]:
    """Candidates between two languages: each side's best, weighed against the next best of both sides."""
    rows, columns = _wanted(one, two, incremental)
    forth = _lists(rows, nearest(one.vectors[rows], two.vectors, NEAREST))
    back = _lists(columns, nearest(two.vectors[columns], one.vectors, NEAREST))
    pairs = {(i, found[0][0]) for i, found in forth.items() if found}
    pairs |= {(found[0][0], j) for j, found in back.items() if found}
    for i, j in sorted(pairs):
        wanted = i in forth and j in back and (i in one.fresh or j in two.fresh)
        if wanted and (weighed := _weighed(one, two, i, j, forth[i], back[j], familiar)):
            yield weighed


def _wanted(one: Pool, two: Pool, incremental: bool) -> tuple[list[int], list[int]]:
    """The rows of either side whose neighbours count: all, or the new ones and what these are nearest to."""
    rows, columns = sorted(one.fresh), sorted(two.fresh)
    if not incremental:
        return rows, columns
    to_two = nearest(one.vectors[rows], two.vectors, NEAREST).columns
    to_one = nearest(two.vectors[columns], one.vectors, NEAREST).columns
    return sorted({*rows, *to_one.ravel().tolist()} - {-1}), sorted({*columns, *to_two.ravel().tolist()} - {-1})


Neighbours = list[tuple[int, float]]


def _lists(rows: Sequence[int], found: Nearest) -> dict[int, Neighbours]:
    pairs = zip(rows, found.columns.tolist(), found.cosines.tolist(), strict=True)
    return {row: [(c, s) for c, s in zip(columns, cosines, strict=True) if c >= 0] for row, columns, cosines in pairs}


def _weighed(
    one: Pool, two: Pool, i: int, j: int, forth: Neighbours, back: Neighbours, familiar: bool
) -> Candidate | None:
    """The candidate, unless another than its copy is nearer to either side."""
    a, b = one.witnesses[i], two.witnesses[j]
    cosine = max(dict(forth).get(j, 0.0), dict(back).get(i, 0.0))
    ahead_a = cosine - _next_best(b, ((two.witnesses[k], s) for k, s in forth))
    ahead_b = cosine - _next_best(a, ((one.witnesses[k], s) for k, s in back))
    if min(ahead_a, ahead_b) < 0:
        return None
    found = likeness(a, b, cosine, ahead_a, ahead_b, familiar, PROPOSED)
    return Candidate(a, b, found, familiar) if found.odds >= PROPOSED else None


def _next_best(best: Witness, others: Iterable[tuple[Witness, float]]) -> float:
    """The cosine of the nearest that is neither the best nor a copy of it."""
    return next((s for w, s in others if w.id != best.id and not _copies(w, best)), 0.0)


def _copies(a: Witness, b: Witness) -> bool:
    return fuzz.ratio(fold(a.text), fold(b.text)) >= COPY
