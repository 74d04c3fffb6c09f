"""Links to lineages: in which order the witnesses of one utterance appeared and who took the words from whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from quotes.model import ArticleLink, Comparison, Lineage, Link, Original, Pair, Witness

from .choose import Plan
from .circumstances import gathered, votes
from .components import components
from .links import Compare, across
from .steps import drawn, plan, settled, sure
from .surroundings import surroundings
from .values import Circumstances, node

__all__ = ["Traced", "trace"]


class Traced(NamedTuple):
    """Lineages and links, both sorted by id; the quotations whose exemplar is sure, with it; sheets by lineage."""

    lineages: list[Lineage]
    links: list[Link]
    sure: dict[str, str]
    sheets: dict[str, bytes]


def trace(
    witnesses: Sequence[Witness],
    pairs: Sequence[Pair],
    article_links: Sequence[ArticleLink],
    originals: Mapping[str, tuple[Original, ...]],
    compare: Callable[[Witness, Witness], Comparison],
    languages: Mapping[str, str] | None = None,
) -> Traced:
    """Lineages and the links inside them, both sorted by id; independent of the order of everything handed in.

    ``originals`` says by article id what it credits; where the credited address is held, ``Original.url`` is that
    article's id. ``languages`` gives outlets' languages by name, where known: words told to an English paper were
    probably English first. ``compare(witness, exemplar)`` is called for chosen links alone. A pair "said again" keeps
    its sides in two lineages and becomes a link between them, none if its evidence says "apart".

    >>> a = Witness("a", "We will not sell the harbour.", "1", publisher="Courier", published_from="2024-03-01",
    ...             published_to="2024-03-01")
    >>> b = Witness("b", "We will not sell the harbour.", "2", publisher="Echo", published_from="2024-03-02",
    ...             published_to="2024-03-02")
    >>> same = Comparison("verbatim", False, 1.0)
    >>> found = trace([b, a], [Pair("a", "b", same)], [], {}, lambda x, y: same)
    >>> found.lineages[0].first_quote, [(link.quote, link.exemplar, link.relation) for link in found.links]
    ('a', [('b', 'a', 'verbatim')])
    """
    by_id = {w.id: w for w in sorted(witnesses, key=lambda w: w.id)}
    groups, stitched = components(by_id, pairs)
    nodes = {i: node(w) for i, w in by_id.items()}
    home = {i: group[0] for group in groups for i in group}
    around = surroundings(nodes.values(), home)
    known = gathered(pairs, article_links, originals, languages or {}, around, home)
    plans = [plan([nodes[i] for i in group], known) for group in groups]
    certain = [pair for planned in plans for pair in sure(planned)]
    known = replace(known, votes=votes((here.witness.article, there.witness.article) for here, there in certain))
    done = [*_drawn(plans, known, compare)]
    edges = [*across(pairs, stitched, nodes), *(link for _, links, _ in done for link in links)]
    return Traced(
        sorted((lineage for lineage, *_ in done), key=lambda x: x.id),
        sorted(edges, key=lambda x: x.id),
        {here.witness.id: there.witness.id for here, there in certain},
        {lineage.id: sheet for lineage, _, sheet in done if sheet},
    )


def _drawn(
    plans: list[Plan], known: Circumstances, compare: Compare
) -> Iterator[tuple[Lineage, list[Link], bytes | None]]:
    """The lineages with their links and sheets; each plan makes way for what is drawn from it."""
    while plans:
        yield drawn(settled(plans.pop(), known), compare)
