"""Links to lineages: in which order the witnesses of one utterance appeared and who took the words from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from quotes.model import ArticleLink, Comparison, Lineage, Link, Original, Pair, Witness

from .choose import choose
from .components import apart, components
from .flags import survey
from .lineage import lineage_of
from .links import Compare, across, echo_links, links
from .order import echoes, home, ordered
from .proofs import Setting
from .speakers import supported
from .values import Circumstances, Node, key, node

__all__ = ["trace"]

NEIGHBOURS = 12
"""Of the pairs that matching found for a witness, the likest that are weighed as exemplars."""


def trace(
    witnesses: Sequence[Witness],
    pairs: Sequence[Pair],
    article_links: Sequence[ArticleLink],
    originals: Mapping[str, tuple[Original, ...]],
    compare: Callable[[Witness, Witness], Comparison],
    languages: Mapping[str, str] | None = None,
) -> tuple[list[Lineage], list[Link]]:
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
    >>> lineages, links = trace([b, a], [Pair("a", "b", same)], [], {}, lambda x, y: same)
    >>> lineages[0].first_quote, [(link.quote, link.exemplar, link.relation) for link in links]
    ('a', [('b', 'a', 'verbatim')])
    """
    by_id = {w.id: w for w in sorted(witnesses, key=lambda w: w.id)}
    groups, stitched = components(by_id, pairs)
    circumstances = _circumstances(by_id, groups, pairs, article_links, originals, languages or {})
    nodes = {i: node(w) for i, w in by_id.items()}
    found: list[Lineage] = []
    edges: list[Link] = across(pairs, stitched, nodes)
    for group in groups:
        lineage, inner = _lineage([nodes[i] for i in group], circumstances, compare)
        found.append(lineage)
        edges.extend(inner)
    return sorted(found, key=lambda x: x.id), sorted(edges, key=lambda x: x.id)


def _lineage(members: list[Node], circumstances: Circumstances, compare: Compare) -> tuple[Lineage, list[Link]]:
    inside = echoes(members)
    mains = [n for n in members if n.witness.id not in inside]
    setting = Setting(home(mains, circumstances), {}, circumstances)
    order = ordered(mains, setting.home, circumstances)
    choices = choose(order, setting)
    looked = survey(order, supported(n.witness for n in members))
    ends = links(choices, looked, setting, compare)
    return lineage_of(members, choices, ends), [*ends, *echo_links(members, inside, compare, circumstances)]


def _circumstances(
    witnesses: Mapping[str, Witness],
    groups: Iterable[Sequence[str]],
    pairs: Sequence[Pair],
    article_links: Sequence[ArticleLink],
    originals: Mapping[str, tuple[Original, ...]],
    languages: Mapping[str, str],
) -> Circumstances:
    sources: dict[str, dict[str, ArticleLink]] = defaultdict(dict)
    for link in sorted(article_links, key=lambda x: (x.article, x.exemplar, x.relation), reverse=True):
        sources[link.article][link.exemplar] = link
    parts: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for i in group:
            parts[witnesses[i].article].add(number)
    return Circumstances(
        sources,
        originals,
        _held(witnesses.values()),
        {key(name): language for name, language in languages.items()},
        {article: frozenset(numbers) for article, numbers in parts.items() if article},
        _neighbours(pairs),
        _judged(pairs),
    )


def _held(witnesses: Iterable[Witness]) -> dict[str, tuple[tuple[float, float], ...]]:
    """Each outlet's articles by their dates."""
    found: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for n in map(node, witnesses):
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
