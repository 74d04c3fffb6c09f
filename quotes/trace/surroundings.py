"""What stands around a lineage's witnesses: what else their articles quote, which articles of an outlet are held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .values import Node, key

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``held``: an outlet's key → the intervals of its articles that quote somebody, in order; ``told``: article → the
    keys of the outlets that its quotations were told to; ``lineages``: article → the lineages it has a part in."""

    held: Mapping[str, tuple[Interval, ...]]
    told: Mapping[str, frozenset[str]]
    lineages: Mapping[str, frozenset[str]]


def surroundings(nodes: Iterable[Node], lineage: Mapping[str, str]) -> Surroundings:
    """Those of whole articles, by all their witnesses; ``lineage`` names each witness's."""
    held: dict[str, set[Interval]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)
    lineages: dict[str, set[str]] = defaultdict(set)
    for n in nodes:
        w = n.witness
        if w.publisher:
            held[key(w.publisher)].add((n.early, n.late))
        if w.outlet:
            told[w.article].add(key(w.outlet))
        if w.article:
            lineages[w.article].add(lineage[w.id])
    return Surroundings({name: tuple(sorted(dates)) for name, dates in held.items()}, _frozen(told), _frozen(lineages))


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {article: frozenset(names) for article, names in found.items()}
