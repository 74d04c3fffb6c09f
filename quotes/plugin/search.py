"""The page of a search: paste a sentence, see the lineages that have it, and why there is none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from datasette import Response
from markupsafe import Markup

from quotes.plugin.feeds import Entry, atom_answer
from quotes.plugin.fts import Found, find, read
from quotes.plugin.likeness import Term, mark
from quotes.plugin.listing import figures
from quotes.plugin.meaning import Nearest, nearest
from quotes.plugin.page import Page, html, json_answer, open_page
from quotes.plugin.vocabulary import language_name
from quotes.plugin.words import attributes, clip, count, plain, time_markup

Row = dict[str, Any]

ROUTE = r"^/(?P<database>[^/]+)/-/search(?:\.(?P<format>json|atom))?$"

READS = (
    "quotes", "quotes_fts", "quotes_trigrams", "lineages", "articles", "outlets", "speakers", "speaker_names",
    "outlet_names", "vectors", "encoders",
)  # fmt: skip

SHOWN = 30
"""Lineages on a page of results."""

MEANT = 10
"""Lineages below them that are found by their meaning."""

LINEAGES = """
select l.id, substr(l.text, 1, 400) as text, l.speaker as speaker_id, s.name as speaker, l.first_seen, l.quotes,
       l.articles, l.publishers, l.languages, l.altered
from lineages l left join speakers s on s.id = l.speaker where l.id in (select value from json_each(:ids))
"""

NAMES = """
select distinct 'speaker' as kind, s.id, s.name from speaker_names n join speakers s on s.id = n.speaker
where n.name like :like escape '\\' limit 6
"""

OUTLETS = """
select distinct 'outlet' as kind, o.id, o.name from outlet_names n join outlets o on o.id = n.outlet
where n.name like :like escape '\\' limit 6
"""

MOST = 0.6
"""Share of the search that a quotation has when it may well be the one that is meant; the page says where none has."""

LONGEST_NAME = 60
"""A search longer than that is a sentence, no name."""


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/search?q=``, also .json and .atom. Any search is answered, the oddest with nothing found."""
    page = await open_page(datasette, request, READS)
    text = page.argument("q").strip()
    found = await find(page, text) if text else Found([], [])
    if page.format == "atom":
        own = f"{page.address('search')}.atom?{urlencode({'q': text})}"
        entries = [_entry(page, r) for r in await _results(page, found)]
        return atom_answer(page, f"Quotations like “{clip(plain(text), 80)}”", own, entries)
    near = await nearest(page, text)
    results = await _results(page, await _with_meaning(page, found, near))
    if page.format == "json":
        said = {"ok": True, "q": text, "unknown": found.unknown, "results": _plain(page, results)}
        return json_answer(page, said | {"by_meaning": {"searched": near.searched, "note": near.note}})
    names, held = await _names(page, text), await _held(page)
    given: Row = {"names": names, "unknown": found.unknown, "held": held, "near": near}
    weak = not any(r["likeness"] >= MOST or r["by_meaning"] for r in results)
    return await html(page, "search", q=text, results=results, weak=weak, **given)


async def _with_meaning(page: Page, found: Found, near: Nearest) -> Found:
    """What was found by words, and behind it what means about the same and stands in no lineage of these."""
    met = {row["lineage"] or row["id"] for row in found.rows}
    rows = {row["rowid"]: row for row in await read(page, [rowid for rowid, _ in near.found])}
    said = (rows[rowid] | {"likeness": like, "by_meaning": True} for rowid, like in near.found if rowid in rows)
    others = [row for row in said if (row["lineage"] or row["id"]) not in met]
    return Found([*found.rows, *others], found.asked)


async def _results(page: Page, found: Found) -> list[Row]:
    """Lineages in order of their likest witness; a quotation without a lineage stands for itself."""
    best: dict[str, Row] = {}
    for row in found.rows:
        best.setdefault(row["lineage"] or row["id"], row)
    meant = [item for item in best.items() if "by_meaning" in item[1]]
    shown = dict([*[item for item in best.items() if "by_meaning" not in item[1]][:SHOWN], *meant[:MEANT]])
    known = {r["id"]: r for r in await page.rows(LINEAGES, ids=json.dumps(list(shown)))}
    return [_result(page, hit, known.get(id), found.asked) for id, hit in shown.items()]


def _result(page: Page, hit: Row, lineage: Row | None, asked: Sequence[Term]) -> Row:
    tongues = (lineage["languages"] or "").split() if lineage else [hit["language"]]
    travelled = [figures(lineage)] if lineage and lineage["quotes"] > 1 else []
    return hit | {
        "lineage": lineage,
        "address": page.address("lineage", lineage["id"]) if lineage else page.address("quote", hit["id"]),
        "quote_address": page.address("quote", hit["id"]),
        "marked": mark(clip(hit["text"], 600), asked),
        "attributes": attributes(hit["language"]),
        "speaker": plain(lineage["speaker"] if lineage else hit["speaker_text"]),
        "first_seen": _day(lineage["first_seen"] if lineage else hit["published_from"]),
        "summary": " · ".join([*travelled, ", ".join(map(language_name, tongues))]),
        "by_meaning": "by_meaning" in hit,
        "percent": f"{hit['likeness'] * 100:.0f} %",
    }


def _day(date: str | None) -> Markup | str:
    return time_markup(date) if date else ""


async def _names(page: Page, text: str) -> list[Row]:
    """Speakers and outlets of that name."""
    if not 2 < len(text) <= LONGEST_NAME:
        return []
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = [*await page.rows(NAMES, like=like), *await page.rows(OUTLETS, like=like)]
    return [r | {"name": plain(r["name"]), "address": page.address(r["kind"], r["id"])} for r in rows]


async def _held(page: Page) -> str:
    rows = await page.rows("select count(*) as n from quotes")
    return count(rows[0]["n"], "quotation")


def _plain(page: Page, results: list[Row]) -> list[Row]:
    """Results for machines."""
    keys = ("id", "text", "language", "article", "likeness", "by_meaning", "published_from")
    return [
        {key: r[key] for key in keys} | {"lineage": r["lineage"], "url": page.absolute(r["address"])} for r in results
    ]


def _entry(page: Page, result: Row) -> Entry:
    where = page.absolute(result["quote_address"])
    return Entry(where, plain(result["text"], 140), result["published_from"], result["text"], result["speaker"])
