"""Lineages with all that their quotations are paired with: what can be traced apart from the rest of a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes import judge
from quotes.match.across.versions import together
from quotes.match.compare import compare
from quotes.match.repeats import once
from quotes.model import Crossing, Judgement, Pair, Repeat, Witness
from quotes.store.meanings import Meanings
from quotes.trace.components import apart, components
from quotes.trace.values import Node, node


@dataclass(frozen=True)
class Region:
    """``witnesses`` are all of it, ``nodes`` those that count and what these are said again by; ``groups`` the members
    of its lineages; ``stitched`` the pairs between two of them."""

    witnesses: Mapping[str, Witness]
    nodes: Mapping[str, Node]
    pairs: Sequence[Pair]
    groups: Sequence[Sequence[str]]
    stitched: Sequence[Pair]


def region(shelf: Meanings, seeds: Collection[str], decisions: Sequence[Judgement]) -> Region:
    """All quotations that repeats, crossings or decisions join to the seeds, however far, as lineages."""
    deciding = partners(decisions)
    witnesses: dict[str, Witness] = {}
    rows: dict[tuple[str, str, str], Repeat] = {}
    crossings: dict[tuple[str, str, str], Crossing] = {}
    front = shelf.of(seeds)
    while front:
        witnesses |= front
        found = [*shelf.repeats_by(front), *shelf.repeats_on(front)]
        rows |= {(r.pair.a, r.pair.b, r.by): r for r in found}
        met = [c for c in shelf.touching(front) if c.kept]
        crossings |= {(c.pair.a, c.pair.b, c.by): c for c in met}
        joining = [p for p in (*(r.pair for r in found), *(c.pair for c in met)) if not apart(p)]
        reached = {i for p in joining for i in (p.a, p.b)}
        front = shelf.of({*reached, *(i for q in front for i in deciding[q])} - witnesses.keys())
    repeated = once(rows.values())
    outer = shelf.of({i for pair in repeated for i in (pair.a, pair.b)} - witnesses.keys())
    pairs = together(repeated, crossings.values(), [*witnesses.values(), *outer.values()])
    touching = [d for d in decisions if not witnesses.keys().isdisjoint(d.subject.split())]
    return _judged(witnesses, outer, pairs, touching)


def _judged(
    witnesses: Mapping[str, Witness], outer: Mapping[str, Witness], pairs: list[Pair], decisions: list[Judgement]
) -> Region:
    judged = judge.apply(decisions, [*witnesses.values(), *outer.values()], pairs, compare)
    inner = {w.id: w for w in judged.witnesses if w.id in witnesses}
    groups, stitched = components(inner, judged.pairs)
    return Region(witnesses, {w.id: node(w) for w in judged.witnesses}, judged.pairs, groups, stitched)


def partners(decisions: Iterable[Judgement]) -> dict[str, set[str]]:
    """Quotation → those that a decision names with it; none for others."""
    found: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if judge.VERDICTS[decision.verdict] == ("quotations", 2):
            a, b = decision.subject.split()
            found[a].add(b)
            found[b].add(a)
    return found
