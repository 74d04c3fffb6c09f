"""What stands around a lineage's witnesses: what else their articles quote, which articles of an outlet are held."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .values import DAY, Node, key

Interval = tuple[float, float]

NEAR = 3 * DAY
"""How far from the witness an article of the credited outlet must lie for its silence to mean something."""


def days_before(early: float, late: float) -> Interval | None:
    """When such an article must begin to be published, in seconds; None where the witness has no date."""
    return (early - NEAR, late) if early > float("-inf") else None


def any_in(held: Sequence[Interval], window: Interval | None) -> bool:
    """Whether one of the intervals, in order, begins within the window.

    >>> any_in([(1.0, 2.0), (8.0, 9.0)], (3.0, 7.0)), any_in([(1.0, 2.0), (8.0, 9.0)], (3.0, 8.0))
    (False, True)
    """
    if not window:
        return False
    after = bisect_left(held, (window[0], float("-inf")))
    return after < len(held) and held[after][0] <= window[1]


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
