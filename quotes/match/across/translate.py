"""The same quotation in two languages: nearest neighbours, weighed with all that speaks for and against them.

What becomes of a wording depends on its nearest in another language, and on theirs in its own, and on nothing else: so
a newcomer changes what becomes of few.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from quotes.match.across.likeness import Likeness, likeness, words
from quotes.match.across.neighbours import Nearest, mutual
from quotes.match.encoder import SCALE, Encoder, Vectors
from quotes.model import Comparison, Pair, Witness
from quotes.text import fold

__all__ = ["Candidate", "candidates", "translations"]

NEAREST = 5
"""Neighbours looked at: the best, and enough of the next to step over its own copies."""

AT_ONCE = 4096
"""Pairs whose neighbours are listed at once: a list takes ten times the memory of an array's row."""

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
"""A pool twice as large has twice as many strangers to be mistaken for: added to ``SURE``, at each whole doubling, so
that pairs seldom change because of quotations that have nothing to do with them."""

COPY = 85
"""Words so alike (rapidfuzz's ratio) are one text's copies, which do not compete with each other."""


@dataclass(frozen=True)
class Candidate:
    """Two quotations that may be one, before the decision."""

    a: Witness
    b: Witness
    likeness: Likeness


@dataclass(frozen=True)
class Pool:
    """One language's wordings in the order of their keys: by place the first quotation of each, and its vector."""

    keys: Sequence[int]
    witnesses: Mapping[int, Witness]
    vectors: Vectors


@dataclass(frozen=True)
class Searched:
    """What was found; the keys of each language's wordings in order, and for each of these the product with the last
    that was looked at in each of the languages: what is nearer than that changes its neighbours."""

    candidates: list[Candidate]
    keys: Mapping[str, Sequence[int]]
    floors: Mapping[str, NDArray[np.int32]]


def translations(witnesses: Sequence[Witness], vectors: Mapping[str, bytes], encoder: Encoder) -> list[Pair]:
    """The pairs across languages that the words alone bear out, each with its score and clashes.

    ``vectors`` are by witness id, as ``vectors_for`` makes them. Only languages the encoder knows are searched; the
    others are left to ``articles.align``.
    """
    return chosen(candidates(witnesses, vectors, encoder), len(witnesses))


def doublings(pool: int) -> int:
    """How often a pool of so many quotations has doubled beyond ``POOL``.

    >>> doublings(20), doublings(8_000), doublings(40_000)
    (0, 1, 3)
    """
    return max(0, round(math.log2(max(pool, 1) / POOL)))


def needed(pool: int) -> float:
    """The log odds that a pair needs to stand alone."""
    return SURE + PER_DOUBLING * doublings(pool)


def chosen(found: Iterable[Candidate], pool: int) -> list[Pair]:
    """The candidates that stand alone in a pool of so many quotations."""
    return [pair(c) for c in found if c.likeness.odds >= needed(pool)]


def pair(candidate: Candidate) -> Pair:
    """The candidate as a pair held to be the same words; clashing words flag it as altered."""
    found = candidate.likeness
    comparison = Comparison("translation", bool(found.clashes), round(found.score, 4), found.evidence())
    return Pair(candidate.a.id, candidate.b.id, comparison)


def candidates(witnesses: Sequence[Witness], vectors: Mapping[str, bytes], encoder: Encoder) -> list[Candidate]:
    """All pairs from ``PROPOSED`` on that are the best for each other; ordered by ids."""
    return search(witnesses, vectors, encoder).candidates


def search(witnesses: Sequence[Witness], vectors: Mapping[str, bytes], encoder: Encoder) -> Searched:
    """The same with what a later search needs."""
    pools = _pools(witnesses, vectors, encoder)
    codes = sorted(pools)
    floors = {code: np.zeros((len(pools[code].keys), len(codes)), dtype=np.int32) for code in codes}
    found: list[Candidate] = []
    for one, two in combinations(codes, 2):
        forth, back = mutual(pools[one].vectors, pools[two].vectors, NEAREST)
        floors[one][:, codes.index(two)] = forth.products[:, -1]
        floors[two][:, codes.index(one)] = back.products[:, -1]
        found += _between(pools[one], pools[two], forth, back)
    found.sort(key=lambda c: (c.a.id, c.b.id))
    return Searched(found, {code: pools[code].keys for code in codes}, floors)


def wording_key(text: str) -> int:
    """What stands for a text, the beginning of its SHA-256: of a million, two share it once in 40 million databases.

    >>> wording_key("We will win") == wording_key("We will win") != wording_key("We will lose")
    True
    """
    return int.from_bytes(sha256(text.encode("utf8", "surrogatepass")).digest()[:8], "big", signed=True)


def searchable(witness: Witness) -> bool:
    """Whether its words alone can find a translation."""
    return witness.kind != "scare" and (len(witness.text) > LONG or words(witness.text) >= FEWEST_WORDS)


def _pools(witnesses: Sequence[Witness], vectors: Mapping[str, bytes], encoder: Encoder) -> dict[str, Pool]:
    wordings: dict[str, dict[int, Witness]] = defaultdict(dict)
    for witness in sorted(witnesses, key=lambda w: w.id):
        if witness.language in encoder.languages and witness.id in vectors and searchable(witness):
            wordings[witness.language].setdefault(wording_key(witness.text), witness)
    return {code: _pool(found, vectors) for code, found in wordings.items()}


def _pool(found: Mapping[int, Witness], vectors: Mapping[str, bytes]) -> Pool:
    keys = sorted(found)
    rows = np.frombuffer(b"".join(vectors[found[key].id] for key in keys), dtype=np.int8)
    return Pool(keys, {i: found[key] for i, key in enumerate(keys)}, rows.reshape(len(keys), -1))


def _between(one: Pool, two: Pool, forth: Nearest, back: Nearest) -> Iterator[Candidate]:
    """Candidates between two languages: near for both sides, and the best for one."""
    pairs = sorted({*_best(forth, back), *((i, j) for j, i in _best(back, forth))})
    for start in range(0, len(pairs), AT_ONCE):
        part = pairs[start : start + AT_ONCE]
        ours = lists(forth, sorted({i for i, _ in part}))
        theirs = lists(back, sorted({j for _, j in part}))
        yield from (c for i, j in part if (c := weighed(one, two, i, j, ours[i], theirs[j])))


def _best(forth: Nearest, back: Nearest) -> Iterator[tuple[int, int]]:
    """Each row with its best column, where that has the row among its nearest."""
    best = forth.columns[:, 0]
    rows = np.flatnonzero(best >= 0)
    held = (back.columns[best[rows]] == rows[:, None]).any(axis=1)
    yield from zip(rows[held].tolist(), best[rows[held]].tolist(), strict=True)


Neighbours = list[tuple[int, float]]
"""Columns with their cosines, the best first."""


def lists(found: Nearest, rows: Sequence[int], places: Sequence[int] | None = None) -> dict[int, Neighbours]:
    """The neighbours of some rows; ``places`` says where these stand in ``found``, if not at their own numbers."""
    at = np.array(rows if places is None else places, dtype=np.int64)
    pairs = zip(
        rows, found.columns[at].tolist(), (found.products[at].astype(np.float64) / SCALE**2).tolist(), strict=True
    )
    return {row: [(c, s) for c, s in zip(columns, cosines, strict=True) if c >= 0] for row, columns, cosines in pairs}


def weighed(one: Pool, two: Pool, i: int, j: int, forth: Neighbours, back: Neighbours) -> Candidate | None:
    """The candidate, unless another than its copy is nearer to either side."""
    a, b = one.witnesses[i], two.witnesses[j]
    cosine = dict(forth)[j]
    ahead_a = cosine - _next_best(b, ((two.witnesses[k], s) for k, s in forth))
    ahead_b = cosine - _next_best(a, ((one.witnesses[k], s) for k, s in back))
    if min(ahead_a, ahead_b) < 0:
        return None
    found = likeness(a, b, cosine, ahead_a, ahead_b, floor=PROPOSED)
    return Candidate(a, b, found) if found.odds >= PROPOSED else None


def _next_best(best: Witness, others: Iterable[tuple[Witness, float]]) -> float:
    """The cosine of the nearest that is neither the best nor a copy of it."""
    return next((s for w, s in others if w.id != best.id and not _copies(w, best)), 0.0)


def _copies(a: Witness, b: Witness) -> bool:
    return fuzz.ratio(fold(a.text), fold(b.text)) >= COPY
