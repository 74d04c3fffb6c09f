"""One article's quotations against another's in a second language: each pair weighed, the best chain kept.

Reading words for clashes takes a hundred times as long as all the rest, so a pair of articles is first looked at as
a table of what each two quotations can reach at most, by cosines, lengths, speakers and dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from quotes.match.across.chain import chain
from quotes.match.across.likeness import Likeness, likeness, log_length, most_odds
from quotes.match.across.translate import SURE, Candidate, pair
from quotes.match.encoder import SCALE, Vectors
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


Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Quoted:
    """One article's quotations in order, with their vectors."""

    witnesses: tuple[Witness, ...]
    vectors: Vectors

    @property
    def article(self) -> str:
        return self.witnesses[0].article

    @property
    def language(self) -> str:
        return self.witnesses[0].language

    def __len__(self) -> int:
        return len(self.witnesses)

    @property
    def floats(self) -> Matrix:
        """The vectors as whole numbers, whose products are exact; four times as large, and so not kept."""
        return self.vectors.astype(np.float32)

    @cached_property
    def itself(self) -> NDArray[np.bool_]:
        """Which two of its quotations are the article quoting itself."""
        texts = [w.text for w in self.witnesses]
        return np.asarray(process.cdist(texts, texts, scorer=fuzz.partial_ratio, score_cutoff=SELF) >= SELF)

    @cached_property
    def lengths(self) -> Matrix:
        return np.array([log_length(w) for w in self.witnesses], dtype=np.float32)


Cell = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """Two articles' quotations by their cosines, by how far each is ahead of the next best for either side, and by the
    log odds that they can have at most; minus infinity where they are not looked at."""

    one: Quoted
    two: Quoted
    familiar: bool
    cosines: Matrix
    ahead: tuple[Matrix, Matrix]
    most: Matrix

    def promises(self) -> tuple[int, float]:
        """How many pairs a chain can have at most, and to what they can add up."""
        capped = np.clip(self.most, 0, MOST)
        sides = capped.max(axis=0), capped.max(axis=1)
        return min(int((side > 0).sum()) for side in sides), min(float(side.sum()) for side in sides)


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
    rows = np.frombuffer(b"".join(vectors[w.id] for w in witnesses), dtype=np.int8)
    return Quoted(tuple(witnesses), rows.reshape(len(witnesses), -1))


def table(one: Quoted, two: Quoted, familiar: bool) -> Table:
    """The two articles side by side; ``familiar`` says whether the encoder was made for both languages."""
    cosines = np.asarray(one.floats @ two.floats.T / np.float32(SCALE**2), dtype=np.float32)
    ahead = _ahead(cosines, two.itself), _ahead(cosines.T, one.itself).T
    gaps = np.abs(one.lengths[:, None] - two.lengths[None, :])
    most = most_odds(one.witnesses, two.witnesses, cosines, ahead, gaps, familiar)
    looked_at = cosines >= (LOOKED_AT if familiar else UNFAMILIAR_LOOKED_AT)
    return Table(one, two, familiar, cosines, ahead, np.where(looked_at, most, -np.inf))


def _ahead(cosines: Matrix, itself: NDArray[np.bool_]) -> Matrix:
    """By how much each column is ahead of the best of the others in its row, those left out that are the same."""
    rivals = [np.delete(cosines, np.flatnonzero(same), axis=1).max(axis=1, initial=-1.0) for same in itself]
    next_best = np.array(rivals, dtype=np.float32).T
    return np.asarray(cosines - np.where(next_best > -1.0, next_best, 0.0), dtype=np.float32)


def aligned(side_by_side: Table) -> Alignment:
    """The best chain of the likely pairs; those that no neighbours can carry are left out."""
    one, two, found = side_by_side.one, side_by_side.two, side_by_side
    cells = {
        (i, j): likeness(
            one.witnesses[i], two.witnesses[j], float(found.cosines[i, j]),
            float(found.ahead[0][i, j]), float(found.ahead[1][i, j]), found.familiar,
        )
        for i, j in np.argwhere(found.most >= SURE - CARRIED - BETWEEN).tolist()
    }  # fmt: skip
    sure = chain({cell: min(found.odds, MOST) for cell, found in cells.items() if found.odds > 0})
    return Alignment(one, two, cells, sure, sum(min(cells[cell].odds, MOST) for cell in sure))


def _carried(a: Witness, b: Witness, found: Likeness, odds: float) -> Pair:
    made = pair(Candidate(a, b, replace(found, odds=odds)))
    evidence = {**made.comparison.evidence, "aligned": True}
    return replace(made, comparison=replace(made.comparison, evidence=evidence))
