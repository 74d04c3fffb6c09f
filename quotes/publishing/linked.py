"""Quotations as linked data: JSON-LD 1.1 with schema.org's Quotation and the derivations of PROV-O.

What an article attributes to somebody is ``spokenByCharacter``, not ``creator``: it is the article's word. A witness
that has its exemplar's words, whole or in part, ``wasQuotedFrom`` it; one that changed or translated them
``wasDerivedFrom`` it. How they stand to each other, and what that rests on, is a qualified derivation. Where the source
is undecided, and where the same was said on another day, no derivation is claimed: terms of our own say so.

https://schema.org/Quotation, https://www.w3.org/TR/prov-o/, https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO
from urllib.parse import quote as encoded

from quotes.store import Connection
from quotes.store.export import Row, of, table

OWN = "urn:quotes:vocabulary#"
"""Our own terms, where schema.org and PROV-O have none."""

KINDS = ("quote", "article", "lineage", "speaker", "outlet")
"""What has an address; the same words as in the addresses of pages."""

_REFERENCES = {
    "spokenByCharacter": "schema", "isPartOf": "schema", "publisher": "schema", "url": "schema", "citation": "schema",
    "translationOfWork": "schema", "wasDerivedFrom": "prov", "wasQuotedFrom": "prov", "qualifiedDerivation": "prov",
    "entity": "prov", "saidTo": "own", "inLineage": "own", "saidAgain": "own", "undecidedDerivation": "own",
    "firstWitness": "own", "sameAs": "schema",
}  # fmt: skip
_VALUES = {
    "text": "schema", "inLanguage": "schema", "headline": "schema", "datePublished": "schema", "name": "schema",
    "alternateName": "schema", "description": "schema", "Quotation": "schema", "NewsArticle": "schema",
    "Organization": "schema", "CreativeWork": "schema", "Entity": "prov", "Agent": "prov", "Derivation": "prov",
    "Collection": "prov", "kind": "own", "cue": "own", "relayedBy": "own", "confidence": "own", "relation": "own",
    "altered": "own", "score": "own", "publishedFrom": "own", "publishedTo": "own", "country": "own",
}  # fmt: skip
"""Term → vocabulary: those that refer to things, and those that hold values or name types."""

QUOTED = frozenset({"verbatim", "truncated"})
"""Relations of words that nobody changed: PROV-O's quotation, "the repeat of (some or all of) an entity"."""

_DATES = re.compile(r"\d{4}-\d\d-\d\d")


def context(site: str = "") -> Row:
    """The inline context: every term we use, and what ids begin with.

    >>> context("https://example.org/quotes")["quote"]
    {'@id': 'https://example.org/quotes/-/quote/', '@prefix': True}
    """
    begins = f"{site.rstrip('/')}/-/{{}}/" if site else "urn:quotes:{}:"
    terms: Row = {"@version": 1.1, "schema": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#", "own": OWN}
    terms |= {kind: {"@id": begins.format(kind), "@prefix": True} for kind in KINDS}
    terms |= {term: f"{where}:{term}" for term, where in _VALUES.items()}
    terms |= {term: {"@id": f"{where}:{term}", "@type": "@id"} for term, where in _REFERENCES.items()}
    return terms | {"evidence": {"@id": "own:evidence", "@type": "@json"}}


def to_jsonld(connection: Connection, stream: TextIO, site: str = "") -> int:
    """One document whose @graph has a thing a line; returns how many. ``site`` is the address of the database where it
    is served: ids are then addresses of its pages."""
    stream.write(f'{{"@context": {_json(context(site))},\n"@graph": [')
    number = 0
    for number, node in enumerate(nodes(connection), 1):
        stream.write(("," if number > 1 else "") + "\n" + _json(node))
    stream.write("\n]}\n")
    return number


def nodes(connection: Connection) -> Iterator[Row]:
    """Outlets, speakers, articles, lineages, quotations, each kind ordered by id."""
    for kind in ("outlet", "speaker"):
        for row in table(connection, kind):
            yield _named(kind, row, [n["name"] for n in of(connection, f"names of {kind}", row["id"])])
    for row in table(connection, "article"):
        yield _article(row, of(connection, "links of article", row["id"]))
    for row in table(connection, "lineage"):
        yield _lineage(row)
    for row in table(connection, "quotation"):
        yield _quotation(row, of(connection, "links of quotation", row["id"]))


def _named(kind: str, row: Row, names: list[str]) -> Row:
    """An outlet, or a speaker, of whom nobody says whether it is a person or a body."""
    return _node(kind, row["id"], ["Organization", "Agent"] if kind == "outlet" else ["Agent"]) | _known(
        name=row["name"],
        alternateName=[n for n in names if n != row["name"]],
        description=row.get("description"),
        kind=row.get("kind"),
        country=row.get("country"),
        inLanguage=row.get("language"),
        url=_address(f"https://{row['domain']}/") if row.get("domain") else None,
        sameAs=_id("outlet", row.get("same_as")),
    )


def _article(row: Row, links: list[Row]) -> Row:
    dates = [(row[key] or "")[:10] for key in ("published_from", "published_to")]
    sources = {k["exemplar"]: _article_source(k) for k in links}
    return _node("article", row["id"], ["NewsArticle", "Entity"]) | _known(
        headline=row["title"],
        url=_address(row["url"]),
        inLanguage=row["language"],
        publisher=_id("outlet", row["publisher"]),
        datePublished=row["published_from"] if dates[0] == dates[1] and _DATES.match(dates[0]) else None,
        publishedFrom=row["published_from"],
        publishedTo=row["published_to"],
        wasDerivedFrom=[sources[k["exemplar"]] for k in links if k["relation"] in ("copy", "excerpt")],
        translationOfWork=[sources[k["exemplar"]] for k in links if k["relation"] == "translation"],
        citation=[sources[k["exemplar"]] for k in links if k["relation"] == "cites"],
    )


def _article_source(link: Row) -> str | Row:
    """An article that is held, else the address that is credited, else what bears the name."""
    if link["held"]:
        return str(_id("article", link["exemplar"]))
    return _address(link["exemplar"]) or {"@type": ["CreativeWork"], "name": link["exemplar"]}


def _lineage(row: Row) -> Row:
    return _node("lineage", row["id"], ["Collection"]) | _known(
        text=row["text"],
        spokenByCharacter=_id("speaker", row["speaker"]),
        firstWitness=_id("quote", row["first_quote"]),
        publishedFrom=row["first_seen"],
        altered=row["altered"],
    )


def _quotation(row: Row, links: list[Row]) -> Row:
    taken = [k for k in links if k["relation"] != "said again" and not k["evidence"].get("undecided")]
    return _node("quote", row["id"], ["Quotation", "Entity"]) | _known(
        text=row["text"],
        inLanguage=row["language"],
        spokenByCharacter=_id("speaker", row["speaker_id"]),
        isPartOf=_id("article", row["article"]),
        inLineage=_id("lineage", row["lineage"]),
        kind=row["kind"],
        cue=row["cue"],
        saidTo=_id("outlet", row["outlet_id"]),
        relayedBy=row["relayed_by"],
        confidence=row["confidence"],
        wasQuotedFrom=[_id("quote", k["exemplar"]) for k in taken if k["relation"] in QUOTED],
        wasDerivedFrom=[_source(k) for k in taken if k["relation"] not in QUOTED],
        translationOfWork=[_id("quote", k["exemplar"]) for k in taken if k["relation"] == "translation"],
        qualifiedDerivation=[_derivation(k) for k in taken],
        undecidedDerivation=[_derivation(k) for k in links if k["evidence"].get("undecided")],
        saidAgain=[_id("quote", k["exemplar"]) for k in links if k["relation"] == "said again"],
    )


def _derivation(link: Row) -> Row:
    kinds = ["Derivation", "prov:Quotation"] if link["relation"] in QUOTED else ["Derivation"]
    shown = {name: link[name] for name in ("relation", "altered", "score", "evidence")}
    return {"@id": f"urn:quotes:link:{link['id']}", "@type": kinds, "entity": _source(link)} | shown


def _source(link: Row) -> str | Row | None:
    """The exemplar, or what is credited and not held: a thing without an address, but for the name of its outlet.

    >>> _source({"id": "x", "exemplar": None, "evidence": {"not_held": "The Courier", "url": None}})
    {'@id': '_:x', '@type': ['CreativeWork', 'Entity'], 'publisher': {'@type': 'Organization', 'name': 'The Courier'}}
    """
    if link["exemplar"]:
        return _id("quote", link["exemplar"])
    outlet = link["evidence"].get("not_held")
    node = {"@id": f"_:{link['id']}", "@type": ["CreativeWork", "Entity"]}
    publisher = {"@type": "Organization", "name": outlet} if outlet else None
    return node | _known(publisher=publisher, url=_address(link["evidence"].get("url")))


def _node(kind: str, identity: str, types: list[str]) -> Row:
    return {"@id": _id(kind, identity), "@type": types}


def _id(kind: str, identity: str | None) -> str | None:
    return f"{kind}:{encoded(identity, safe='')}" if identity else None


def _known(**values: Any) -> Row:
    """What is known; an empty list and an empty text say nothing."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _address(url: str | None) -> str | None:
    """An address of the web, with what no IRI may hold written out; anything else is none.

    >>> _address("https://example.org/a b<c>"), _address("javascript:alert(1)"), _address(None)
    ('https://example.org/a%20b%3Cc%3E', None, None)
    """
    if not url or not re.match(r"https?://[^/?#\s]", url, re.IGNORECASE):
        return None
    return encoded(url, safe="%/:?#[]@!$&'()*+,;=~-._")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
