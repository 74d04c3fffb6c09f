"""One article's quotations against another's in a second language: each pair weighed, the best chain kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from quotes.match.chain import chain
from quotes.match.encoder import SCALE
from quotes.match.likeness import Likeness, likeness
from quotes.match.translate import SURE, Candidate, pair
from quotes.model import Pair, Witness

LOOKED_AT, UNFAMILIAR_LOOKED_AT = 0.2, 0.0
"""Cosine from which two quotations are weighed at all: of those in translated articles one in fifty lies below."""

MOST = 5.0
"""One pair adds no more log odds than this to an alignment: order is proved by several."""

CARRIED = 3.5
"""What the neighbours in two articles that are one text add to a pair's own log odds."""

BETWEEN = 3.0
"""Added where a pair alone fills the gap between two sure neighbours, or where the gap is as wide on both sides."""

SELF = 85
"""Words so alike (rapidfuzz's partial ratio) are the article quoting itself, as in its headline: no rival."""


@dataclass(frozen=True)
class Quoted:
    """One article's quotations in order, with their unit vectors."""

    witnesses: tuple[Witness, ...]
    vectors: NDArray[np.float32]

    @property
    def article(self) -> str:
        return self.witnesses[0].article

    @property
    def language(self) -> str:
        return self.witnesses[0].language

    def __len__(self) -> int:
        return len(self.witnesses)


Cell = tuple[int, int]


@dataclass(frozen=True)
class Alignment:
    """Two articles side by side: every pair weighed, and the chain of those that are likelier than not."""

    one: Quoted
    two: Quoted
    cells: Mapping[Cell, Likeness]
    sure: Sequence[Cell]
    total: float

    def pairs(self) -> list[Pair]:
        """The pairs once the articles are held to be one text: the doubtful ones carried by their neighbours."""
        raised = {c: x.odds + CARRIED + BETWEEN * self._between(c) for c, x in self.cells.items()}
        carried = chain({c: odds for c, odds in raised.items() if odds >= SURE})
        return [
            _carried(self.one.witnesses[i], self.two.witnesses[j], self.cells[i, j], raised[i, j]) for i, j in carried
        ]

    def _between(self, cell: Cell) -> bool:
        """Whether both sides are as far from the sure pairs before and behind."""
        i, j = cell
        before = max((c for c in self.sure if c[0] < i and c[1] < j), default=(-1, -1))
        behind = min((c for c in self.sure if c[0] > i and c[1] > j), default=(len(self.one), len(self.two)))
        inner = cell not in self.sure and before[0] >= 0 and behind[0] < len(self.one)
        return inner and i - before[0] == j - before[1] and behind[0] - i == behind[1] - j


def sequences(witnesses: Sequence[Witness], vectors: Mapping[str, bytes]) -> dict[str, Quoted]:
    """Article id → its utterances in order; words without an utterance (titles, irony) are left out."""
    by_article: dict[str, list[Witness]] = defaultdict(list)
    for witness in sorted(witnesses, key=lambda w: (w.article, w.position, w.id)):
        if witness.article and witness.id in vectors and witness.kind != "scare":
            by_article[witness.article].append(witness)
    return {article: _sequence(found, vectors) for article, found in by_article.items()}


def _sequence(witnesses: list[Witness], vectors: Mapping[str, bytes]) -> Quoted:
    rows = np.frombuffer(b"".join(vectors[w.id] for w in witnesses), dtype=np.int8).reshape(len(witnesses), -1)
    return Quoted(tuple(witnesses), np.asarray(rows / np.float32(SCALE), dtype=np.float32))


def aligned(one: Quoted, two: Quoted, familiar: bool) -> Alignment:
    """The two articles side by side; ``familiar`` says whether the encoder was made for both languages."""
    cells = dict(_cells(one, two, familiar))
    sure = chain({cell: min(found.odds, MOST) for cell, found in cells.items() if found.odds > 0})
    return Alignment(one, two, cells, sure, sum(min(cells[cell].odds, MOST) for cell in sure))


def _cells(one: Quoted, two: Quoted, familiar: bool) -> Iterator[tuple[Cell, Likeness]]:
    cosines = one.vectors @ two.vectors.T
    floor = LOOKED_AT if familiar else UNFAMILIAR_LOOKED_AT
    for i, j in product(range(len(one)), range(len(two))):
        if cosines[i, j] >= floor:
            ahead = _ahead(cosines[i], j, two), _ahead(cosines[:, j], i, one)
            yield (i, j), likeness(one.witnesses[i], two.witnesses[j], float(cosines[i, j]), *ahead, familiar)


def _ahead(cosines: NDArray[np.float32], best: int, side: Quoted) -> float:
    words = side.witnesses[best].text
    others = (k for k in np.argsort(-cosines).tolist() if k != best)
    rival = next((k for k in others if fuzz.partial_ratio(side.witnesses[k].text, words) < SELF), None)
    return float(cosines[best]) - (float(cosines[rival]) if rival is not None else 0.0)


def _carried(a: Witness, b: Witness, found: Likeness, odds: float) -> Pair:
    made = pair(Candidate(a, b, replace(found, odds=odds)))
    evidence = {**made.comparison.evidence, "aligned": True}
    return replace(made, comparison=replace(made.comparison, evidence=evidence))
