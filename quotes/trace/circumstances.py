"""What is known beside the words, gathered once for all lineages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quotes.model import ArticleLink, Comparison, Original, Pair

from .choose import Choice
from .components import apart
from .surroundings import Surroundings
from .values import Circumstances, key

NEIGHBOURS = 12
"""Of the pairs that matching found for a witness, the likest that are weighed as exemplars."""

FOUND = {"translation", "stitched"}
"""Relations that matching sees better than a comparison of two quotations by themselves."""
_OPPOSITE = {"insert": "delete", "delete": "insert"}

SURE = 0.7
"""Confidence from which on a choice speaks for the other quotations of its article."""


def gathered(
    pairs: Sequence[Pair],
    article_links: Sequence[ArticleLink],
    originals: Mapping[str, tuple[Original, ...]],
    languages: Mapping[str, str],
    around: Surroundings,
    lineage: Mapping[str, str],
) -> Circumstances:
    """All of it but the votes, which the choices give; ``lineage`` names each quotation's."""
    sources, alike = _sources(article_links)
    judged, found = _judged(pairs), _found(pairs)
    return Circumstances(
        sources,
        alike,
        originals,
        around.held,
        around.told,
        {key(name): language for name, language in sorted(languages.items())},
        around.lineages,
        _neighbours(pairs),
        judged,
        found,
        {},
        frozenset(i for sides in (*judged, *found) for i in sides),
        _bridging(pairs, lineage),
    )


Links = dict[str, dict[str, ArticleLink]]


def _sources(article_links: Iterable[ArticleLink]) -> tuple[Links, Links]:
    """The links whose direction is known, and the others, both ways."""
    sources: Links = defaultdict(dict)
    alike: Links = defaultdict(dict)
    for link in sorted(article_links, key=lambda x: (x.article, x.exemplar, x.relation), reverse=True):
        if link.evidence.get("direction") == "undecided":
            alike[link.article][link.exemplar] = alike[link.exemplar][link.article] = link
        else:
            sources[link.article][link.exemplar] = link
    return sources, alike


def _neighbours(pairs: Sequence[Pair]) -> dict[str, tuple[tuple[float, str], ...]]:
    found: dict[str, set[tuple[float, str]]] = defaultdict(set)
    for pair in pairs:
        if not apart(pair):
            found[pair.a].add((pair.comparison.score, pair.b))
            found[pair.b].add((pair.comparison.score, pair.a))
    return {i: tuple(sorted(near, key=lambda x: (-x[0], x[1]))[:NEIGHBOURS]) for i, near in found.items()}


def _bridging(pairs: Sequence[Pair], lineage: Mapping[str, str]) -> frozenset[str]:
    parted = (p for p in pairs if lineage.get(p.a) != lineage.get(p.b) and not apart(p))
    return frozenset(i for p in parted for i in (p.a, p.b))


def _found(pairs: Sequence[Pair]) -> dict[tuple[str, str], Comparison]:
    """(quotation, exemplar) → what matching saw, whichever of the two it read against the other."""
    seen = [p for p in pairs if p.comparison.relation in FOUND]
    back = {(p.b, p.a): _turned(p.comparison) for p in seen}
    return back | {(p.a, p.b): p.comparison for p in seen}


def _turned(comparison: Comparison) -> Comparison:
    """The comparison read the other way: whose words are ``a`` and whose are ``b``."""
    sided = {name: [*map(_other_way, comparison.evidence.get(name, ()))] for name in ("ops", "clashes")}
    return replace(comparison, evidence={**comparison.evidence, **{name: rows for name, rows in sided.items() if rows}})


def _other_way(row: Mapping[str, Any]) -> dict[str, Any]:
    turned = {**row, "a": row["b"], "b": row["a"]}
    return turned | ({"op": _OPPOSITE.get(row["op"], row["op"])} if "op" in row else {})


def _judged(pairs: Sequence[Pair]) -> dict[frozenset[str], dict[str, str]]:
    marks = ("judgement", "verdict")
    decided = (p for p in pairs if "judgement" in p.comparison.evidence)
    return {frozenset((p.a, p.b)): {m: p.comparison.evidence.get(m, "") for m in marks} for p in decided}


def votes(certain: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """How many quotations an article has, for sure, from another, by the articles of each."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for here, there in certain:
        found[here][there] += 1
    return found


def helped(choice: Choice, votes: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether the votes speak for one of several candidates, or against a choice that no date supports."""
    article = choice.node.witness.article
    if choice.edge and not choice.rivals:
        back = votes.get(choice.edge.exemplar.witness.article, {})
        return article in back and "earlier" not in choice.edge.reasons
    here = votes.get(article, {})
    pool = (*choice.rivals, *([choice.edge.exemplar] if choice.edge else []))
    return any(c.witness.article in here or article in votes.get(c.witness.article, {}) for c in pool)
