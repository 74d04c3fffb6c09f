"""The links between articles, brought up to date where articles came or went, or share other quotations now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from quotes.match.across.articles import COPIED, copies
from quotes.match.changes import Changed
from quotes.match.repeats import once
from quotes.model import ArticleLink, Pair
from quotes.pipeline.relations import one_text, originals_of, together
from quotes.store import Connection, around, link_row
from quotes.store.former import Changes, addresses
from quotes.store.records import ARTICLE_LINK
from quotes.store.shelf import Shelf
from quotes.store.write import put_article_links

Sides = frozenset[str]
"""Two articles."""

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Retold:
    """The quotations whose pairs by meaning changed; the articles whose links of translation may have, and all these
    links as they are now."""

    quotes: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    links: list[ArticleLink] = field(default_factory=list)


def relink(connection: Connection, changes: Changes, changed: Changed, retold: Retold) -> set[str]:
    """Writes what changed; the articles whose links or originals are other ones now."""
    sharing = _sharing(connection, changes, changed)
    aligned = [*_aligned(Shelf(connection), sharing, changes.articles.keys()), *retold.links]
    sharing |= {_sides(x) for x in (*retold.links, *_translations(connection, retold.articles))}
    before = around.article_links(connection, {a for sides in sharing for a in sides})
    moved = _rows(aligned) ^ _rows(x for x in before if is_aligned(x) and _sides(x) in sharing)
    creditors = around.crediting(connection, _addresses(connection, changes))
    concerned = {*changes.articles, *creditors, *(a for row in moved for a in row[:2]), *_one(connection, changes)}
    held = around.article_links(connection, concerned)
    stay = [x for x in held if is_aligned(x) and _sides(x) not in sharing]
    now = _wanted(connection, concerned, [*stay, *(x for x in aligned if _sides(x) & concerned)], held)
    gone, new = _difference({_key(x): x for x in held}, {_key(x): x for x in now})
    put_article_links(connection, gone, map(link_row, new))
    return creditors | {a for x in new for a in _sides(x)} | {a for key in gone for a in key[:2]}


def _translations(connection: Connection, articles: Set[str]) -> list[ArticleLink]:
    found = around.article_links(connection, articles)
    return [x for x in found if is_aligned(x) and x.relation == "translation"]


def is_aligned(link: ArticleLink) -> bool:
    """Whether the link rests on the quotations that the two share."""
    return "quotations" in link.evidence


def _sides(link: ArticleLink) -> Sides:
    return frozenset((link.article, link.exemplar))


def _rows(links: Iterable[ArticleLink]) -> set[tuple[Any, ...]]:
    return {tuple(link_row(x)[column] for column in ARTICLE_LINK) for x in links}


def _key(link: ArticleLink) -> Key:
    return link.article, link.exemplar, link.relation


def _sharing(connection: Connection, changes: Changes, changed: Changed) -> set[Sides]:
    """The articles between which repeats came or went."""
    pairs = [(r.pair.a, r.pair.b) for r in (*changed.gone, *changed.new)]
    home = {i: q.article for i, q in changes.quotes.items()}
    home |= {i: w.article for i, w in Shelf(connection).of({i for pair in pairs for i in pair} - home.keys()).items()}
    found = {frozenset(map(home.__getitem__, pair)) for pair in pairs}
    return {sides for sides in found if len(sides) == 2}


def _aligned(shelf: Shelf, sharing: set[Sides], came: Set[str]) -> list[ArticleLink]:
    """The copies among them, by what each two of them share now."""
    near = {min(sides & came or sides) for sides in sharing}
    home = {w.id: w.article for found in shelf.articles(near).values() for w in found}
    pairs = once([*shelf.repeats_by(home), *shelf.repeats_on(home)])
    ends = {i for pair in pairs for i in (pair.a, pair.b)} - home.keys()
    home |= {i: w.article for i, w in shelf.of(ends).items()}
    count = Counter(_articles(pair, home) for pair in pairs)
    likely = {sides for sides in sharing if count[sides] >= COPIED}
    read = shelf.articles({a for sides in likely for a in sides})
    shared = [pair for pair in pairs if _articles(pair, home) in likely]
    return copies([w for found in read.values() for w in found], shared)


def _articles(pair: Pair, home: Mapping[str, str]) -> Sides:
    return frozenset((home[pair.a], home[pair.b]))


def _addresses(connection: Connection, changes: Changes) -> set[str]:
    """All addresses that led or lead to an article that came or went."""
    before = {address for f in changes.articles.values() if f for address in f.addresses}
    urls = around.urls(connection, changes.articles.keys())
    return before | {address for a in urls for address in addresses(connection, a, urls[a])}


def _one(connection: Connection, changes: Changes) -> set[str]:
    """The articles of one text with one that came or went."""
    return {article for group in around.same_texts(connection, _hashes(connection, changes)) for article, _ in group}


def _hashes(connection: Connection, changes: Changes) -> set[str]:
    return around.hashes(connection, changes.articles.keys()) | {f.sha256 for f in changes.articles.values() if f}


def _wanted(
    connection: Connection, concerned: set[str], aligned: list[ArticleLink], held: Iterable[ArticleLink]
) -> list[ArticleLink]:
    """The links to and from the articles concerned; what others credit stays."""
    groups = around.same_texts(connection, around.hashes(connection, concerned))
    copied = [x for x in one_text(groups, aligned) if _sides(x) & concerned]
    others = [x for x in held if "credit" in x.evidence and x.article not in concerned]
    found = {_key(x): x for x in others}
    return list(
        (found | {_key(x): x for x in together([*copied, *aligned], originals_of(connection, concerned))}).values()
    )


def _difference(held: Mapping[Key, ArticleLink], now: Mapping[Key, ArticleLink]) -> tuple[set[Key], list[ArticleLink]]:
    """What is to be taken out, and what is to be put in."""
    new = [now[key] for key in sorted(now) if key not in held or link_row(held[key]) != link_row(now[key])]
    return {key for key in held if key not in now} | {_key(x) for x in new if _key(x) in held}, new
