"""Which articles are worth aligning: those that a candidate points to, and those that are nearest as a whole.

In a language that the encoder was not made for a single quotation finds its translation three times in five even within
the right article; ten together find the article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.match.encoder import Encoder
from quotes.match.sequences import Quoted
from quotes.match.translate import Candidate

FEWEST = 2
"""Quotations that an article needs before its vectors together say more than each alone."""


def proposals(
    texts: Mapping[str, Quoted], encoder: Encoder, found: Iterable[Candidate]
) -> dict[tuple[str, str], float]:
    """Pairs of articles in different languages, ids ascending, with the lead over the next nearest article."""
    wanted: dict[tuple[str, str], float] = {}
    for candidate in found:
        one, two = sorted((candidate.a.article, candidate.b.article))
        if one in texts and two in texts and candidate.familiar and texts[one].language != texts[two].language:
            wanted[one, two] = 0.0
    for one, two, lead in _nearest_articles(texts, encoder):
        key = (min(one, two), max(one, two))
        wanted[key] = max(lead, wanted.get(key, 0.0))
    return wanted


def _nearest_articles(texts: Mapping[str, Quoted], encoder: Encoder) -> Iterator[tuple[str, str, float]]:
    by_language: dict[str, list[Quoted]] = defaultdict(list)
    for article in sorted(texts):
        if len(texts[article]) >= FEWEST:
            by_language[texts[article].language].append(texts[article])
    for code in sorted(by_language.keys() - encoder.languages):
        for other in sorted(by_language.keys() - {code}):
            for quoted in by_language[code]:
                yield from _nearest_article(quoted, by_language[other])


def _nearest_article(article: Quoted, others: Sequence[Quoted]) -> Iterator[tuple[str, str, float]]:
    near = _nearness(article, others)
    best = int(near.argmax())
    rest = np.delete(near, best)
    yield article.article, others[best].article, float(near[best] - (rest.max() if len(rest) else 0.0))


def _nearness(article: Quoted, others: Sequence[Quoted]) -> NDArray[np.float32]:
    """For each other article: how near each quotation's nearest is, on the mean, seen from both sides."""
    starts = np.cumsum([0, *(len(o) for o in others)])[:-1]
    cosines = np.maximum(article.vectors @ np.concatenate([o.vectors for o in others]).T, 0)
    from_here = np.maximum.reduceat(cosines, starts, axis=1).mean(axis=0)
    sizes = np.array([len(o) for o in others], dtype=np.float32)
    from_there = np.add.reduceat(cosines.max(axis=0), starts) / sizes
    return np.asarray((from_here + from_there) / 2, dtype=np.float32)
