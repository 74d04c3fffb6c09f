"""The page of a lineage: who had the words first among those we hold, who took them from whom, and what changed."""

from __future__ import annotations

from typing import Any

from datasette import Response
from markupsafe import Markup

from quotes.plugin import evidence
from quotes.plugin.citation import cite
from quotes.plugin.decisions import command, decided
from quotes.plugin.difference import fitting
from quotes.plugin.page import Missing, Page, html, json_answer, open_page, picture_answer
from quotes.plugin.picture import Edge, Node, draw
from quotes.plugin.reading import MANY, reading_list
from quotes.plugin.vocabulary import base, language_name, relation, vocabulary
from quotes.plugin.witnesses import READS, SHOWN, called, exemplars_elsewhere, in_order, links, witness, witnesses
from quotes.plugin.words import attributes, clip, count, date_words, plain, time_markup, uncapped, visible

Row = dict[str, Any]

ROUTE = r"^/(?P<database>[^/]+)/-/lineage/(?P<id>[^/]+?)(?:\.(?P<format>json|svg))?$"

LINEAGE = """
select l.id, substr(l.text, 1, 2000) as text, l.speaker as speaker_id, s.name as speaker, l.first_quote, l.first_seen,
       l.quotes, l.articles, l.publishers, l.languages, l.altered
from lineages l left join speakers s on s.id = l.speaker where l.id = :id
"""

MISSING = (
    "We hold no such lineage. If a link brought you here, its article may have been taken out; search for the words."
)


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/lineage/<id>``, also .json and .svg; an id that a merger retired leads where its quotation is."""
    page = await open_page(datasette, request, READS)
    found = await page.rows(LINEAGE, id=page.id)
    if not found:
        return await _redirect(page)
    lineage = found[0]
    known = await links(page, lineage["id"])
    rows = in_order(await witnesses(page, lineage["id"], lineage["first_quote"]), known)
    if page.format == "json":
        return json_answer(page, _as_json(page, lineage, rows, known))
    elsewhere = await exemplars_elsewhere(page, known, {r["id"] for r in rows})
    picture = _picture(lineage, rows, known, alone=page.format == "svg")
    if page.format == "svg":
        return picture_answer(str(picture))
    values = _values(page, lineage, rows, known, elsewhere)
    found = await decided(page, [r["id"] for r in rows])
    return await html(page, "lineage", **values, picture=picture, decisions=found)


async def _redirect(page: Page) -> Response:
    """A lineage is called by the least id of its quotations, so a retired id is still that of a quotation."""
    found = await witness(page, page.id, MISSING)
    target = found["lineage"]
    if target == page.id:
        raise Missing(page, MISSING)
    return Response.redirect(page.address("lineage", target, page.format) if target else page.address("quote", page.id))


def _values(page: Page, lineage: Row, rows: list[Row], known: list[Row], elsewhere: dict[str, Row]) -> Row:
    """What the template shows."""
    items = reading_list(page, rows, known, elsewhere)
    first = next(
        (r for r in [*rows, *elsewhere.values()] if r["id"] == lineage["first_quote"]), rows[0] if rows else None
    )
    here = page.absolute(page.address("lineage", lineage["id"]))
    return {
        "lineage": lineage | {"speaker": plain(lineage["speaker"])},
        "title": clip(plain(lineage["text"]), 90),
        "heading": clip(uncapped(visible(lineage["text"])), 400),
        "first_attributes": attributes(first["language"] if first else None),
        "first": first and first | {"publisher": plain(first["publisher"])},
        "first_date": time_markup(first["published_from"], first["published_to"]) if first else "date unknown",
        "items": items,
        "summary": _summary(lineage),
        "legend": _legend(known),
        "has_hollow": any(k["exemplar"] is None for k in known),
        "more": lineage["quotes"] > SHOWN,
        "citation": cite(first, here) if first else None,
        "flags": _all_flags(items),
        "commands": _commands(page, lineage["first_quote"], items),
    }


COMMANDS = 30
"""Witnesses that the page gives a command for; each has its own on its own page."""


def _commands(page: Page, first: str, items: list[Row]) -> list[tuple[str, str]]:
    """What a person may decide on it: that a witness is none, or that there is another."""
    others = [(w["called"] or "outlet unknown", w) for w in items if w["id"] != first][:COMMANDS]
    return [
        ("Another quotation is the same utterance", command(page, first, "same", "OTHER-QUOTATION")),
        *(
            (f"{name}, {w['time'].striptags()}: another utterance", command(page, w["id"], "not-same", first))
            for name, w in others
        ),
    ]


def _summary(lineage: Row) -> str:
    tongues = [language_name(code) for code in (lineage["languages"] or "").replace(",", " ").split()]
    articles, outlets = count(lineage["articles"], "article"), lineage["publishers"]
    known = [count(lineage["quotes"], "witness", "witnesses"), articles, count(outlets, "outlet") if outlets else ""]
    return " · ".join(filter(None, [*known, ", ".join(tongues)]))


def _legend(known: list[Row]) -> list[tuple[str, str]]:
    """Class and label of each kind of link that the picture shows, in the vocabulary's order."""
    present = {k["relation"] for k in known}
    kinds = [
        (name.replace(" ", "-"), label) for name, (label, _) in vocabulary()["relations"].items() if name in present
    ]
    altered = [("altered", "altered in meaning")] if any(k["altered"] for k in known) else []
    open_ones = [("undecided", "undecided")] if any(k["evidence"].get("undecided") for k in known) else []
    return kinds + altered + open_ones


FLAGS = 30
"""Kinds of flags that the head of the page names; there are a dozen."""


def _all_flags(items: list[Row]) -> list[Row]:
    counted: dict[str, Row] = {}
    for flag in (f for item in items for f in item["flags"]):
        counted.setdefault(flag["label"], flag | {"count": 0})["count"] += 1
    return list(counted.values())[:FLAGS]


def _picture(lineage: Row, rows: list[Row], known: list[Row], alone: bool) -> Markup:
    """Sources that are not held come first, then the witnesses in order."""
    hollow = {f"not held: {evidence.not_held(k['evidence'])}" for k in known if k["exemplar"] is None}
    absent = [
        Node(h, h.removeprefix("not held: "), "", "", f"{h[10:]} (credited, not held)", hollow=True)
        for h in sorted(hollow)
    ]
    many = len(rows) > MANY
    lanes = _lanes(rows)
    present = [_node(r, lanes[r["article"]], r["id"] == lineage["first_quote"]) for r in rows]
    return draw(
        f"Lineage of “{clip(plain(lineage['text']), 120)}”", absent + present, [_edge(k, many) for k in known], alone
    )


def _lanes(rows: list[Row]) -> dict[str, str]:
    """The lane of each article: its outlet's, or one of its own where the outlet is unknown.

    >>> rows = [("1", "Post", ""), ("2", None, "At sea"), ("3", "Post", ""), ("4", None, "At sea"), ("5", None, "")]
    >>> _lanes([{"article": a, "publisher": p, "title": t} for a, p, t in rows])
    {'1': 'Post', '2': '“At sea”', '3': 'Post', '4': '“At sea” (2)', '5': 'outlet unknown'}
    """
    lanes: dict[str, str] = {}
    for row in rows:
        if row["article"] not in lanes:
            name = called(row) or "outlet unknown"
            again = 0 if row["publisher"] else sum(lane.startswith(name) for lane in lanes.values())
            lanes[row["article"]] = f"{name} ({again + 1})" if again else name
    return lanes


TITLE = 130
"""Bytes of what a witness in the picture is called: an outlet, a date and a few words."""


def _node(row: Row, outlet: str, first: bool) -> Node:
    date = date_words(row["published_from"], row["published_to"])
    title = fitting(f"{outlet}, {date}: “{clip(plain(row['text']), 50)}”", TITLE)
    return Node(row["id"], outlet, date.split(",")[0].split(" – ")[0], base(row["language"]), title, first)


def _edge(link: Row, many: bool) -> Edge:
    proof = link["evidence"]
    source = link["exemplar"] or f"not held: {evidence.not_held(proof)}"
    title = "" if many else relation(link["relation"])[0] + (", altered in meaning" if link["altered"] else "")
    return Edge(source, link["quote"], link["relation"], title, bool(link["altered"]), bool(proof.get("undecided")))


def _as_json(page: Page, lineage: Row, rows: list[Row], known: list[Row]) -> Row:
    """The same for machines; addresses are absolute."""
    url = page.absolute(page.address("lineage", lineage["id"]))
    proofs = [k | {"flags": [f["label"] for f in evidence.flags(k["evidence"], bool(k["altered"]))]} for k in known]
    return {
        "ok": True,
        "url": url,
        "lineage": lineage,
        "witnesses": rows,
        "links": proofs,
        "truncated": lineage["quotes"] > SHOWN,
    }
