"""The page of an outlet: whether it has words first or repeats them, from whom, how soon, and what was told to it."""

from __future__ import annotations

from statistics import median
from typing import Any

from datasette import Response

from quotes.plugin.decisions import command, decided_name, led_to
from quotes.plugin.evidence import lag
from quotes.plugin.feeds import atom_answer
from quotes.plugin.listing import entries, lineage_items
from quotes.plugin.page import Page, html, open_page
from quotes.plugin.vocabulary import language_name
from quotes.plugin.words import count, plain, time_markup

Row = dict[str, Any]

ROUTE = r"^/(?P<database>[^/]+)/-/outlet/(?P<id>[^/]+?)(?:\.(?P<format>atom))?$"

READS = ("outlets", "outlet_names", "quotes", "lineages", "links", "articles", "speakers", "judgements")

MISSING = "We hold no such outlet. Search for its name."

ARTICLES = 1000
"""Its newest articles that figures are drawn from: an outlet may have a hundred thousand."""

OUTLET = "select id, name, kind, domain, country, language, same_as from outlets where id = :id"

NAMES = """
select distinct name from outlet_names where outlet = :id or outlet in (select id from outlets where same_as = :id)
order by name limit 50
"""

SPAN = """
select count(*) as n, min(published_from) as first, max(published_from) as last from articles where publisher = :id
"""

NEWEST = "select id from articles where publisher = :id order by published_from desc limit :articles"

SAYS = f"""
select count(*) as quotations, coalesce(sum(l.publishers > 1 and l.first_quote = q.id), 0) as first,
       coalesce(sum(l.publishers > 1 and l.first_quote <> q.id), 0) as again
from ({NEWEST}) a join quotes q on q.article = a.id join lineages l on l.id = q.lineage
"""

TAKES = f"""
select o.id, o.name, json_extract(k.evidence, '$.lag_days') as lag_days
from ({NEWEST}) a join quotes q on q.article = a.id join links k on k.quote = q.id
join quotes e on e.id = k.exemplar join articles b on b.id = e.article join outlets o on o.id = b.publisher
where o.id <> :id and k.relation <> 'said again' limit 20000
"""

GIVES = f"""
select o.id, o.name, json_extract(k.evidence, '$.lag_days') as lag_days
from ({NEWEST}) a join quotes e on e.article = a.id join links k on k.exemplar = e.id
join quotes q on q.id = k.quote join articles b on b.id = q.article join outlets o on o.id = b.publisher
where o.id <> :id and k.relation <> 'said again' limit 20000
"""

TOLD = """
where l.id in (select q.lineage from quotes q where q.outlet = :id limit 5000)
order by l.first_seen desc, l.id limit 30
"""

RECENT = """
select id, title, published_from, published_to, language from articles
where publisher = :id order by published_from desc, id limit 12
"""

FEED = """
select q.id, substr(q.text, 1, 2000) as text, s.name as speaker, a.published_from
from (select id, published_from from articles where publisher = :id order by published_from desc limit 50) a
join quotes q on q.article = a.id left join speakers s on s.id = q.speaker
where q.kind <> 'scare' order by a.published_from desc, q.id limit 50
"""


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/outlet/<id>``, also .atom; one that people hold to be another leads there."""
    page = await open_page(datasette, request, READS)
    found = await page.rows(OUTLET, id=page.id)
    if not found or found[0]["same_as"]:
        return await led_to(page, "outlet", MISSING)
    outlet = found[0]
    name = plain(outlet["name"])
    if page.format == "atom":
        rows = await page.rows(FEED, id=page.id)
        return atom_answer(page, f"Quotations in {name}", page.address("outlet", page.id, "atom"), entries(page, rows))
    return await html(page, "outlet", **await _values(page, outlet, name))


async def _values(page: Page, outlet: Row, name: str) -> Row:
    window = {"id": page.id, "articles": ARTICLES}
    span = (await page.rows(SPAN, id=page.id))[0]
    facts = [plain(outlet["kind"]), plain(outlet["country"]), outlet["language"] and language_name(outlet["language"])]
    return {
        "outlet": outlet | {"name": name, "domain": plain(outlet["domain"])},
        "facts": " · ".join(f for f in facts if f),
        "names": [plain(n["name"]) for n in await page.rows(NAMES, id=page.id) if plain(n["name"]) != name],
        "span": _span(span),
        "articles": span["n"],
        "limited": span["n"] > ARTICLES,
        "window": ARTICLES,
        "says": (await page.rows(SAYS, **window))[0],
        "takes": _partners(await page.rows(TAKES, **window)),
        "gives": _partners(await page.rows(GIVES, **window)),
        "told": await lineage_items(page, TOLD, id=page.id),
        "recent": [_article(page, a) for a in await page.rows(RECENT, id=page.id)],
        "decisions": await decided_name(page, "outlet"),
        "commands": [
            ("Another name of an outlet held here", command(page, "outlet", page.id, "is", "OTHER-OUTLET")),
            ("Joined to another by mistake", command(page, "outlet", page.id, "is-not", "OTHER-OUTLET")),
        ],
    }


def _span(span: Row) -> str:
    if not span["n"]:
        return "No article of it is held; others name it."
    dates = [time_markup(span[key]) for key in ("first", "last") if span[key]]
    between = f", {' to '.join(dict.fromkeys(d.striptags() for d in dates))}" if dates else ""
    return f"{count(span['n'], 'article')} held{between}"


def _partners(rows: list[Row]) -> list[Row]:
    """Outlets on the other side of the links, most first, with the median time between."""
    found: dict[str, Row] = {}
    for row in rows:
        one = found.setdefault(row["id"], {"id": row["id"], "name": plain(row["name"]), "n": 0, "lags": []})
        one["n"] += 1
        one["lags"] += [row["lag_days"]] if isinstance(row["lag_days"], (int, float)) else []
    top = sorted(found.values(), key=lambda o: (-o["n"], o["name"]))[:20]
    return [o | {"lag": lag(median(o["lags"])) if o["lags"] else ""} for o in top]


def _article(page: Page, row: Row) -> Row:
    title = plain(row["title"]) or "Article without a title"
    time = time_markup(row["published_from"], row["published_to"])
    return row | {"title": title, "time": time, "address": page.address("article", row["id"])}
