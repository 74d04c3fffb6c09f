"""Matching and tracing: from all quotations held to lineages, links and sources, written as the difference.

The whole is matched anew each time; matching only what new articles touch has its place here. Words without an
utterance (titles, irony) get no vectors: nothing across languages rests on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quotes import judge
from quotes.address import canonical_url
from quotes.model import ArticleLink, ArticleRelation, Judgement, Lineage, Original, Pair, Witness
from quotes.pipeline.people import Said, sources, speaker_rows
from quotes.pipeline.vectors import several_languages, vectors_of
from quotes.store import Connection, lineage_row, link_row, short
from quotes.store.aliases import led_to
from quotes.store.read import article_ids, credits, outlet_ids, outlet_languages, rules, same_texts, witnesses
from quotes.store.write import put_judgements, put_lineages, put_same_outlets, put_speakers, put_witnesses, sweep

_COPIES = frozenset({"source", "url"})
"""How a credit is given that says where the whole text comes from; a hyperlink or an agency only cites."""


def connect(connection: Connection, decisions: Sequence[Judgement], stage: Callable[[str], None]) -> None:
    """Brings everything that rests on more than one article up to date; ``decisions`` are people's, in force."""
    from quotes.match.compare import compare
    from quotes.trace import trace

    sweep(connection)
    put_same_outlets(connection, judge.renamed(decisions, "same outlet"))
    held = witnesses(connection)
    originals = _held_originals(credits(connection), article_ids(connection), led_to(connection))
    pairs, aligned = matched(connection, held, stage)
    judged = judge.apply(decisions, held, pairs, compare)
    stage("tracing")
    article_links = _together([*_one_text(same_texts(connection), aligned), *aligned], originals)
    languages = outlet_languages(connection)
    lineages, links = trace(judged.witnesses, judged.pairs, article_links, originals, compare, languages)
    stage("writing")
    said = sources(held, lineages, rules(connection), judge.renamed(decisions, "same speaker"))
    put_judgements(connection, decisions)
    put_speakers(connection, *speaker_rows(held, said))
    put_lineages(connection, _lineage_rows(lineages, said), map(link_row, links), map(link_row, article_links))
    put_witnesses(connection, _witness_rows(lineages, said, outlet_ids(connection)))


def matched(
    connection: Connection, held: Sequence[Witness], stage: Callable[[str], None]
) -> tuple[list[Pair], list[ArticleLink]]:
    """Which quotations are the same, and which articles take from which."""
    from quotes.match.across import across
    from quotes.match.articles import copies
    from quotes.match.encoder import load_encoder
    from quotes.match.repeats import repeats
    from quotes.match.versions import told_apart

    stage("matching")
    repeated = repeats(held)
    copied = copies(held, repeated)
    encoder = load_encoder()
    uttered = [w for w in held if w.kind != "scare"] if several_languages(held) else []
    vectors = vectors_of(connection, uttered, encoder, stage)
    if not vectors:
        return repeated, copied
    stage("matching across languages")
    joined = across(held, vectors, encoder, repeated)
    return _one_each([*told_apart(repeated, joined.pairs, held), *joined.pairs]), [*copied, *joined.links]


def _one_each(pairs: Iterable[Pair]) -> list[Pair]:
    """Of several findings on the same two quotations the first, by their ids."""
    found: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        found.setdefault((min(pair.a, pair.b), max(pair.a, pair.b)), pair)
    return [found[key] for key in sorted(found)]


def _held_originals(
    found: Mapping[str, tuple[Original, ...]], held: set[str], led_to: Mapping[str, str]
) -> dict[str, tuple[Original, ...]]:
    """Credited addresses that are held, or lead to what is held, become their articles' ids."""

    def known(original: Original) -> Original:
        address = canonical_url(original.url or "")
        identity = led_to.get(address) or short("article", address)
        return replace(original, url=identity) if original.url and identity in held else original

    return {article: tuple(map(known, originals)) for article, originals in found.items()}


def _together(aligned: Iterable[ArticleLink], originals: Mapping[str, tuple[Original, ...]]) -> list[ArticleLink]:
    """Links found by alignment and those that articles declare; where both speak, alignment has the figures. A credit
    that names neither an address nor a known outlet ("Source: archive") leads nowhere."""
    named = ((article, o) for article, found in originals.items() for o in found if o.url or o.outlet)
    declared = (_declared(article, original) for article, original in named)
    links = {(x.article, x.exemplar, x.relation): x for x in declared if x.article != x.exemplar}
    links |= {(x.article, x.exemplar, x.relation): x for x in aligned}
    return [links[key] for key in sorted(links)]


def _one_text(
    groups: Iterable[Sequence[tuple[str, str | None]]], known: Iterable[ArticleLink]
) -> Iterable[ArticleLink]:
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


def _lineage_rows(lineages: Iterable[Lineage], said: Mapping[str, Said]) -> Iterable[dict[str, Any]]:
    for lineage in lineages:
        names = {said[i].name: said[i].speaker for i in lineage.members if said[i].name}
        names |= {said[i].name: said[i].speaker for i in lineage.members if said[i].name == lineage.speaker}
        yield lineage_row(lineage, names.get(lineage.speaker) or said[lineage.first_quote].speaker)


def _witness_rows(
    lineages: Iterable[Lineage], said: Mapping[str, Said], outlets: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    lineage_of = {member: lineage.id for lineage in lineages for member in lineage.members}
    for quote, source in said.items():
        outlet = outlets.get(source.outlet) if source.outlet else None
        row = {"id": quote, "speaker": source.speaker, "outlet": outlet, "rule": source.rule}
        yield row | {"lineage": lineage_of.get(quote)}
