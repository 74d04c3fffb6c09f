"""Two articles that give the same quotations in the same order are one text: a copy, an excerpt or a translation.

What stands between sure matches is carried by its neighbours: “mieux que prévu” proves nothing, and between two matches
of one article's translation it is “better than expected”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from quotes.match.chain import chain
from quotes.match.encoder import SCALE, Encoder
from quotes.match.likeness import Likeness, likeness
from quotes.match.translate import SURE, Candidate, pair
from quotes.model import ArticleLink, ArticleRelation, Pair, Witness

__all__ = ["Aligned", "align"]

LOOKED_AT, UNFAMILIAR_LOOKED_AT = 0.3, 0.0
"""Cosine from which two quotations are weighed at all: of those in translated articles one in fifty lies below."""

MOST = 5.0
"""One pair adds no more log odds than this to an alignment: order is proved by several."""

LINKED = 5.0
"""Log odds, added up along the order, from which two articles are one text: unrelated ones of twelve quotations each
reach 2."""

FEWEST_SHARED = 2
PART = 0.5
"""Of the shorter article's quotations so many are shared by its translation; fewer, and both quote the same people."""

CARRIED = 3.5
"""What the neighbours in two articles that are one text add to a pair's own log odds."""

COPY_PART = 0.8
COPIES = 3
"""So many quotations shared in order, and so large a part, make a copy; two agency quotations do not."""


@dataclass(frozen=True)
class Aligned:
    """Links between articles, and the pairs of quotations that rest on them."""

    links: list[ArticleLink]
    pairs: list[Pair]


@dataclass(frozen=True)
class Text:
    """One article's quotations in order, with their unit vectors."""

    witnesses: tuple[Witness, ...]
    vectors: NDArray[np.float32]

    @property
    def language(self) -> str:
        return self.witnesses[0].language


def align(
    witnesses: Sequence[Witness],
    vectors: Mapping[str, bytes],
    encoder: Encoder,
    proposed: Iterable[Candidate],
    repeated: Iterable[Pair] = (),
) -> Aligned:
    """The articles that are one text, found where ``proposed`` (across languages) or ``repeated`` quotations point.

    A link's article takes from its exemplar by date, or by who has a publisher; otherwise the direction is a guess and
    its evidence says ``"direction": "undecided"``.
    """
    texts = _texts(witnesses, vectors)
    article_of = {w.id: w.article for w in witnesses}
    wanted = sorted({tuple(sorted((c.a.article, c.b.article))) for c in proposed if c.a.article != c.b.article})
    links, pairs = [], []
    for one, two in wanted:
        if one in texts and two in texts and texts[one].language != texts[two].language:
            link, found = _translation(texts[one], texts[two], encoder)
            links += link
            pairs += found
    links += _copies(texts, article_of, repeated)
    return Aligned(sorted(links, key=lambda x: (x.article, x.exemplar, x.relation)), pairs)


def _texts(witnesses: Sequence[Witness], vectors: Mapping[str, bytes]) -> dict[str, Text]:
    by_article: dict[str, list[Witness]] = defaultdict(list)
    for witness in sorted(witnesses, key=lambda w: (w.article, w.position, w.id)):
        if witness.article and witness.id in vectors and witness.kind != "scare":
            by_article[witness.article].append(witness)
    return {article: _text(found, vectors) for article, found in by_article.items()}


def _text(witnesses: list[Witness], vectors: Mapping[str, bytes]) -> Text:
    rows = np.frombuffer(b"".join(vectors[w.id] for w in witnesses), dtype=np.int8).reshape(len(witnesses), -1)
    return Text(tuple(witnesses), np.asarray(rows / np.float32(SCALE), dtype=np.float32))


def _translation(one: Text, two: Text, encoder: Encoder) -> tuple[list[ArticleLink], list[Pair]]:
    familiar = {one.language, two.language} <= encoder.languages
    cells = dict(_cells(one, two, familiar))
    sure = chain({cell: min(found.odds, MOST) for cell, found in cells.items() if found.odds > 0})
    total = sum(min(cells[cell].odds, MOST) for cell in sure)
    whole = min(len(one.witnesses), len(two.witnesses))
    if len(sure) < FEWEST_SHARED or total < LINKED or len(sure) < PART * whole:
        return [], []
    carried = chain({c: found.odds + CARRIED for c, found in cells.items() if found.odds + CARRIED > 0})
    pairs = [_carried(one.witnesses[i], two.witnesses[j], cells[i, j]) for i, j in carried]
    return [_link(one, two, "translation", len(pairs), total)], [p for p in pairs if p is not None]


def _carried(a: Witness, b: Witness, found: Likeness) -> Pair | None:
    odds = found.odds + CARRIED
    if odds < SURE:
        return None
    made = pair(Candidate(a, b, replace(found, odds=odds)))
    evidence = {**made.comparison.evidence, "aligned": True}
    return replace(made, comparison=replace(made.comparison, evidence=evidence))


def _cells(one: Text, two: Text, familiar: bool) -> Iterator[tuple[tuple[int, int], Likeness]]:
    cosines = one.vectors @ two.vectors.T
    for i, j in product(range(len(one.witnesses)), range(len(two.witnesses))):
        if cosines[i, j] >= (LOOKED_AT if familiar else UNFAMILIAR_LOOKED_AT):
            a, b = one.witnesses[i], two.witnesses[j]
            ahead = _ahead(cosines[i], j, two), _ahead(cosines[:, j], i, one)
            yield (i, j), likeness(a, b, float(cosines[i, j]), *ahead, familiar)


def _ahead(cosines: NDArray[np.float32], best: int, text: Text) -> float:
    others = (k for k in np.argsort(-cosines).tolist() if k != best)
    copied = text.witnesses[best].text
    rival = next((k for k in others if fuzz.partial_ratio(text.witnesses[k].text, copied) < 85), None)
    return float(cosines[best]) - (float(cosines[rival]) if rival is not None else 0.0)


def _link(one: Text, two: Text, relation: ArticleRelation, shared: int, odds: float) -> ArticleLink:
    article, exemplar, direction = _oriented(one, two)
    evidence = {
        "direction": direction,
        "odds": round(odds, 1),
        "quotations": [len(article.witnesses), len(exemplar.witnesses)],
    }
    return ArticleLink(article.witnesses[0].article, exemplar.witnesses[0].article, relation, shared, evidence)


def _oriented(one: Text, two: Text) -> tuple[Text, Text, str]:
    """(the one that takes, the one it takes from, why)."""
    a, b = one.witnesses[0], two.witnesses[0]
    if a.published_to and b.published_from and a.published_to < b.published_from:
        return two, one, "date"
    if b.published_to and a.published_from and b.published_to < a.published_from:
        return one, two, "date"
    if bool(a.publisher) != bool(b.publisher):
        return (two, one, "publisher") if a.publisher else (one, two, "publisher")
    return (one, two, "undecided") if len(one.witnesses) < len(two.witnesses) else (two, one, "undecided")


def _copies(
    texts: Mapping[str, Text], article_of: Mapping[str, str], repeated: Iterable[Pair]
) -> Iterator[ArticleLink]:
    place = {w.id: i for t in texts.values() for i, w in enumerate(t.witnesses)}
    shared: dict[tuple[str, str], dict[tuple[int, int], float]] = defaultdict(dict)
    for found in repeated:
        a, b = sorted((found.a, found.b), key=lambda i: article_of.get(i, ""))
        one, two = article_of.get(a, ""), article_of.get(b, "")
        if one != two and one in texts and two in texts:
            shared[one, two][place[a], place[b]] = 1.0
    for (one, two), cells in sorted(shared.items()):
        in_order = len(chain(cells))
        sizes = sorted(len(texts[t].witnesses) for t in (one, two))
        if in_order >= COPIES and in_order >= COPY_PART * sizes[0]:
            relation: ArticleRelation = "copy" if in_order >= COPY_PART * sizes[1] else "excerpt"
            yield _link(texts[one], texts[two], relation, in_order, float(in_order))
