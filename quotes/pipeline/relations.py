"""How whole articles stand to each other: by alignment, by one text, by what they credit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from quotes.address import canonical_url
from quotes.model import ArticleLink, ArticleRelation, Original
from quotes.store import Connection, around, short

_COPIES = frozenset({"source", "url"})
"""How a credit is given that says where the whole text comes from; a hyperlink or an agency only cites."""

Originals = Mapping[str, tuple[Original, ...]]


def together(aligned: Iterable[ArticleLink], originals: Originals) -> list[ArticleLink]:
    """Links found by alignment and those that articles declare; where both speak, alignment has the figures. A credit
    that names neither an address nor a known outlet ("Source: archive") leads nowhere."""
    named = ((article, o) for article, found in originals.items() for o in found if o.url or o.outlet)
    declared = (_declared(article, original) for article, original in named)
    links = {(x.article, x.exemplar, x.relation): x for x in declared if x.article != x.exemplar}
    links |= {(x.article, x.exemplar, x.relation): x for x in aligned}
    return [links[key] for key in sorted(links)]


def one_text(groups: Iterable[Sequence[tuple[str, str | None]]], known: Iterable[ArticleLink]) -> Iterable[ArticleLink]:
    """Copies of the whole text under other addresses, however few quotations it has: each of the earliest that is held,
    unless their quotations have told who takes from whom."""
    linked = {frozenset((link.article, link.exemplar)) for link in known}
    for (exemplar, first), *others in groups:
        for article, published in others:
            if frozenset((article, exemplar)) not in linked:
                direction = "date" if first and published and first < published else "undecided"
                yield ArticleLink(article, exemplar, "copy", 0, {"direction": direction, "same text": True})


def _declared(article: str, original: Original) -> ArticleLink:
    evidence = {"how": original.how, "outlet": original.outlet, "start": original.start, "end": original.end}
    relation: ArticleRelation = "copy" if original.how in _COPIES else "cites"
    return ArticleLink(article, original.url or original.outlet or "", relation, 0, {"credit": evidence})


def known(original: Original, address: str | None, led_to: Mapping[str, str], held: Collection[str]) -> Original:
    """A credited address that is held, or leads to what is held, becomes its article's id."""
    identity = _named(address, led_to)
    return replace(original, url=identity) if identity in held else original


def _named(address: str | None, led_to: Mapping[str, str]) -> str:
    return (led_to.get(address) or short("article", address)) if address else ""


def held_originals(
    found: Originals, held: Collection[str], led_to: Mapping[str, str]
) -> dict[str, tuple[Original, ...]]:
    """The credits of all articles, those that lead to what is held by its id."""
    return {
        article: tuple(known(o, canonical_url(o.url) if o.url else None, led_to, held) for o in originals)
        for article, originals in found.items()
    }


def originals_of(connection: Connection, articles: Collection[str]) -> dict[str, tuple[Original, ...]]:
    """The same of some articles."""
    found = around.credits(connection, articles)
    addresses = {address for credited in found.values() for _, address in credited if address}
    led_to = around.led_to(connection, addresses)
    held = around.held_articles(connection, {_named(address, led_to) for address in addresses})
    return {a: tuple(known(o, address, led_to, held) for o, address in credited) for a, credited in found.items()}
