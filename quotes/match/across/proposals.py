"""Which articles are worth aligning: those that a candidate points to, and those that are nearest as a whole.

In a language that the encoder was not made for a single quotation finds its translation three times in five even within
the right article; ten together find the article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotes.match.across.sequences import Quoted
from quotes.match.across.translate import Candidate
from quotes.match.encoder import SCALE, Encoder

FEWEST = 2
"""Quotations that an article needs before its vectors together say more than each alone."""


class Nearby(NamedTuple):
    """Of an article in a language that the encoder does not know, the nearest in another language, how near it and the
    next are."""

    article: str
    language: str
    exemplar: str
    near: float
    next: float


def proposals(
    texts: Mapping[str, Quoted], nearby: Iterable[Nearby], found: Iterable[Candidate]
) -> dict[tuple[str, str], float]:
    """Pairs of articles in different languages, ids ascending, with the lead over the next nearest article."""
    wanted: dict[tuple[str, str], float] = {}
    for candidate in found:
        one, two = sorted((candidate.a.article, candidate.b.article))
        if one in texts and two in texts and texts[one].language != texts[two].language:
            wanted[one, two] = 0.0
    return wanted | leads(nearby)


def leads(nearby: Iterable[Nearby]) -> dict[tuple[str, str], float]:
    """The pairs of articles that are nearest, ids ascending, with the lead over the next."""
    found: dict[tuple[str, str], float] = {}
    for row in nearby:
        key = (min(row.article, row.exemplar), max(row.article, row.exemplar))
        found[key] = max(row.near - row.next, found.get(key, 0.0))
    return found


def nearest_articles(texts: Mapping[str, Quoted], encoder: Encoder) -> list[Nearby]:
    """The nearest of all articles that the encoder does not know, in each other language."""
    by_language = long_enough(texts)
    found = []
    for other in sorted(by_language):
        held = Held(by_language[other])
        for code in sorted(by_language.keys() - encoder.languages - {other}):
            found += [held.nearest(quoted) for quoted in by_language[code]]
    return found


def long_enough(texts: Mapping[str, Quoted]) -> dict[str, list[Quoted]]:
    """The articles by language, in order, whose vectors say more together than each alone."""
    found: dict[str, list[Quoted]] = defaultdict(list)
    for article in sorted(texts):
        if len(texts[article]) >= FEWEST:
            found[texts[article].language].append(texts[article])
    return found


class Held:
    """The articles of a language, ready to be compared with others."""

    def __init__(self, articles: Sequence[Quoted]) -> None:
        self.articles = articles
        self.sizes = np.array([len(a) for a in articles])
        self.starts = np.cumsum([0, *self.sizes])[:-1]
        self.vectors = np.concatenate([a.vectors for a in articles])

    def nearest(self, article: Quoted) -> Nearby:
        """The nearest of them."""
        near = self.nearness(article)
        best = int(near.argmax())
        rest = np.delete(near, best)
        after = float(rest.max()) if len(rest) else 0.0
        found = self.articles[best]
        return Nearby(article.article, found.language, found.article, float(near[best]), after)

    def nearness(self, article: Quoted) -> NDArray[np.float64]:
        """For each of them: how near each quotation's nearest is, on the mean, seen from both sides. Sums of whole
        numbers are exact, so that they do not depend on what else is held."""
        products = np.maximum(article.floats @ self.vectors.astype(np.float32).T, 0)
        from_here = np.maximum.reduceat(products, self.starts, axis=1).sum(axis=0, dtype=np.float64) / len(article)
        from_there = np.add.reduceat(products.max(axis=0), self.starts, dtype=np.float64) / self.sizes
        return np.asarray((from_here + from_there) / (2 * SCALE**2), dtype=np.float64)
