"""The links of translation of some articles, from the crossings that are held."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from quotes.match.across.articles import link_between, utterances
from quotes.match.across.versions import through_others
from quotes.match.crossing import Shelf, Sides
from quotes.model import ArticleLink, Crossing, Pair

Near = Mapping[str, Mapping[str, int]]
"""Article → the articles that it is aligned with → how many quotations they share."""


def translations_of(shelf: Shelf, concerned: Collection[str]) -> list[ArticleLink]:
    """The links between these articles and others: by alignment, and through a third article."""
    first = _near(shelf, concerned)
    second = _near(shelf, {b for found in first.values() for b in found} - first.keys()) | first
    others = {c for b in second for c in second[b]}
    texts = utterances(w for said in shelf.articles({*second, *others}).values() for w in said)
    shared = {_sorted(a, b): count for a in second for b, count in second[a].items()}
    links = [link_between(texts[a], texts[b], "translation", count) for (a, b), count in sorted(shared.items())]
    witnesses = [w for said in texts.values() for w in said]
    through = through_others(links, _joining(shelf, {w.id for w in witnesses}), witnesses)
    wanted = set(concerned)
    return [x for x in (*links, *through) if x.article in wanted or x.exemplar in wanted]


def _near(shelf: Shelf, articles: Collection[str]) -> dict[str, Counter[str]]:
    home = {w.id: w.article for said in shelf.articles(articles).values() for w in said}
    held = [c for c in shelf.touching(home) if c.by == "aligned"]
    home |= {i: w.article for i, w in shelf.of({i for c in held for i in _ends(c)} - home.keys()).items()}
    found: dict[str, Counter[str]] = defaultdict(Counter, {article: Counter() for article in articles})
    for a, b in (map(home.__getitem__, _ends(c)) for c in held):
        for one, two in ((a, b), (b, a)):
            if one in articles:
                found[one][two] += 1
    return found


def _joining(shelf: Shelf, quotes: set[str]) -> list[Pair]:
    """All pairs across languages that join the quotations, however far."""
    found: dict[tuple[str, str], Pair] = {}
    front, seen = quotes, set[str]()
    while front:
        seen |= front
        held = [c for c in shelf.touching(front) if c.kept and c.by != "paraphrase"]
        found |= {_ends(c): c.pair for c in held}
        front = {i for c in held for i in _ends(c)} - seen
    return [found[key] for key in sorted(found)]


def _ends(crossing: Crossing) -> tuple[str, str]:
    return crossing.pair.a, crossing.pair.b


def _sorted(a: str, b: str) -> Sides:
    return (a, b) if a < b else (b, a)
