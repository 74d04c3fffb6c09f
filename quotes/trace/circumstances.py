"""What is known beside the words, gathered once for all lineages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.model import ArticleLink, Original, Pair

from .choose import Choice
from .components import apart
from .values import Circumstances, Node, key

NEIGHBOURS = 12
"""Of the pairs that matching found for a witness, the likest that are weighed as exemplars."""

SURE = 0.7
"""Confidence from which on a choice speaks for the other quotations of its article."""


def gathered(
    nodes: Mapping[str, Node],
    groups: Iterable[Sequence[str]],
    pairs: Sequence[Pair],
    article_links: Sequence[ArticleLink],
    originals: Mapping[str, tuple[Original, ...]],
    languages: Mapping[str, str],
) -> Circumstances:
    """All of it but the votes, which the choices give."""
    sources: dict[str, dict[str, ArticleLink]] = defaultdict(dict)
    for link in sorted(article_links, key=lambda x: (x.article, x.exemplar, x.relation), reverse=True):
        sources[link.article][link.exemplar] = link
    parts: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for i in group:
            parts[nodes[i].witness.article].add(number)
    return Circumstances(
        sources,
        originals,
        _held(nodes.values()),
        {key(name): language for name, language in languages.items()},
        {article: frozenset(numbers) for article, numbers in parts.items() if article},
        _neighbours(pairs),
        _judged(pairs),
        {},
    )


def _held(nodes: Iterable[Node]) -> dict[str, tuple[tuple[float, float], ...]]:
    """Each outlet's articles by their dates."""
    found: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for n in nodes:
        if n.witness.publisher:
            found[key(n.witness.publisher)].add((n.early, n.late))
    return {name: tuple(sorted(dates)) for name, dates in found.items()}


def _neighbours(pairs: Sequence[Pair]) -> dict[str, tuple[tuple[float, str], ...]]:
    found: dict[str, set[tuple[float, str]]] = defaultdict(set)
    for pair in pairs:
        if not apart(pair):
            found[pair.a].add((pair.comparison.score, pair.b))
            found[pair.b].add((pair.comparison.score, pair.a))
    return {i: tuple(sorted(near, key=lambda x: (-x[0], x[1]))[:NEIGHBOURS]) for i, near in found.items()}


def _judged(pairs: Sequence[Pair]) -> dict[frozenset[str], dict[str, str]]:
    marks = ("judgement", "verdict")
    decided = (p for p in pairs if "judgement" in p.comparison.evidence)
    return {frozenset((p.a, p.b)): {m: p.comparison.evidence.get(m, "") for m in marks} for p in decided}


def helped(choice: Choice, known: Circumstances) -> bool:
    """Whether the votes speak for one of several candidates, or against a choice that no date supports."""
    if not choice.edge:
        return False
    here, there = choice.node.witness.article, choice.edge.exemplar.witness.article
    turned = (there, here) in known.votes and "earlier" not in choice.edge.reasons
    pool = (there, *(rival.witness.article for rival in choice.rivals)) if choice.rivals else ()
    return turned or any((here, article) in known.votes for article in pool)


def votes(choices: Iterable[Choice]) -> Counter[tuple[str, str]]:
    """How many quotations an article has, for sure, from another."""
    found: Counter[tuple[str, str]] = Counter()
    for c in choices:
        if c.edge and not c.rivals and c.confidence >= SURE:
            found[c.node.witness.article, c.edge.exemplar.witness.article] += 1
    return found
