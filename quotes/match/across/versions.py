"""Repeats and crossings together: versions of one text that are only linked through a third (Czech to Spanish, by what
both share with English), and quotations of one article that its translations tell apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.match.across.articles import FEWEST_SHARED, PART, link_between, utterances
from quotes.match.across.chain import chain
from quotes.model import ArticleLink, Crossing, Pair, Witness


def through_others(
    links: Sequence[ArticleLink], pairs: Iterable[Pair], witnesses: Sequence[Witness]
) -> list[ArticleLink]:
    """The translations between articles that are both linked to a third, and not yet to each other."""
    texts, lineage = utterances(witnesses), joined(pairs)
    linked = {frozenset((link.article, link.exemplar)) for link in links}
    near = _neighbours(links)
    wanted = {(a, c) for b in near for a in near[b] for c in near[b] if a < c and frozenset((a, c)) not in linked}
    found = (_through(texts[a], texts[c], lineage) for a, c in sorted(wanted) if a in texts and c in texts)
    return [link for link in found if link]


def _neighbours(links: Iterable[ArticleLink]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for link in links:
        near[link.article].add(link.exemplar)
        near[link.exemplar].add(link.article)
    return near


def _through(one: Sequence[Witness], two: Sequence[Witness], lineage: Mapping[str, str]) -> ArticleLink | None:
    ours, theirs = ([lineage.get(w.id, w.id) for w in side] for side in (one, two))
    shared = len(chain({(i, j): 1.0 for i, a in enumerate(ours) for j, b in enumerate(theirs) if a == b}))
    if one[0].language == two[0].language or shared < FEWEST_SHARED or shared < PART * min(len(one), len(two)):
        return None
    return link_between(one, two, "translation", shared)


def joined(pairs: Iterable[Pair]) -> dict[str, str]:
    """Quotation → one quotation that stands for all that the pairs join it to.

    >>> from quotes.model import Comparison
    >>> same = Comparison("translation", False, 1.0)
    >>> found = joined([Pair("a", "b", same), Pair("c", "d", same), Pair("b", "d", same)])
    >>> len(set(found.values()))
    1
    """
    home: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for found in pairs:
        one, two = (home.setdefault(i, i) for i in (found.a, found.b))
        if one != two:
            moved = members.pop(two, [two])
            members.setdefault(one, [one]).extend(moved)
            home |= dict.fromkeys(moved, one)
    return home


def told_apart(repeated: Sequence[Pair], pairs: Iterable[Pair], witnesses: Sequence[Witness]) -> list[Pair]:
    """The repeats without those inside an article that its translations give as two different quotations.

    >>> from quotes.model import Comparison
    >>> held = [Witness(i, i, article=i[0]) for i in ("e1", "e2", "f1", "f2")]
    >>> edited, translated = Comparison("edited", False, 0.7), Comparison("translation", False, 0.9)
    >>> told_apart([Pair("f1", "f2", edited)], [Pair("e1", "f1", translated), Pair("e2", "f2", translated)], held)
    []
    """
    article = {w.id: w.article for w in witnesses}
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    for pair in pairs:
        versions[pair.a][article[pair.b]] = pair.b
        versions[pair.b][article[pair.a]] = pair.a
    same = {frozenset((pair.a, pair.b)) for pair in repeated}

    def holds(pair: Pair) -> bool:
        ours, theirs = versions.get(pair.a, {}), versions.get(pair.b, {})
        both = [frozenset((ours[other], theirs[other])) for other in ours.keys() & theirs.keys()]
        apart = sum(len(two) == 2 and two not in same for two in both)
        return article[pair.a] != article[pair.b] or pair.comparison.relation == "verbatim" or 2 * apart <= len(both)

    return [pair for pair in repeated if holds(pair)]


def kept(crossings: Iterable[Crossing]) -> list[Pair]:
    """The pairs that hold, in order: across languages, then paraphrases."""
    held = (c for c in crossings if c.kept)
    return [c.pair for c in sorted(held, key=lambda c: (c.by == "paraphrase", c.pair.a, c.pair.b))]


def together(repeated: Sequence[Pair], crossings: Iterable[Crossing], witnesses: Sequence[Witness]) -> list[Pair]:
    """Repeats and crossings, of several findings on the same two quotations the first, by their ids."""
    crossed = kept(crossings)
    if not crossed:
        return list(repeated)
    found: dict[tuple[str, str], Pair] = {}
    for pair in (*told_apart(repeated, crossed, witnesses), *crossed):
        found.setdefault((min(pair.a, pair.b), max(pair.a, pair.b)), pair)
    return [found[key] for key in sorted(found)]
