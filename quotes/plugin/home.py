"""The first page: search, what is held, the newest and the most travelled lineages."""

from __future__ import annotations

from typing import Any

from datasette import Response

from quotes.plugin.listing import lineage_items
from quotes.plugin.page import Page, html, open_page
from quotes.plugin.words import date_words, number, plain

ROUTE = r"^/(?P<database>[^/]+)/-/home$"

READS = ("quotes", "lineages", "articles", "outlets", "speakers", "links")

COUNTS = """
select (select count(*) from quotes) as quotations, (select count(*) from lineages where quotes > 1) as lineages,
       (select count(*) from articles) as articles, (select count(*) from speakers) as speakers,
       (select count(distinct publisher) from articles) as outlets,
       (select min(published_from) from articles) as first, (select max(published_from) from articles) as last
"""

TRAVELLED = "where l.quotes > 1 order by l.quotes desc limit 8"
NEWEST = "where l.first_seen is not null and q.kind = 'direct' order by l.first_seen desc limit 200"
ALTERED = """
where l.id in (select q.lineage from links k join quotes q on q.id = k.quote where k.altered limit 400)
order by l.first_seen desc limit 4
"""


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/home``."""
    page = await open_page(datasette, request, READS)
    counts = (await page.rows(COUNTS))[0]
    keys = ("quotations", "articles", "lineages", "speakers", "outlets")
    return await html(
        page,
        "home",
        counts=[(key, number(counts[key])) for key in keys],
        empty=not counts["quotations"],
        span=_span(counts["first"], counts["last"]),
        travelled=await lineage_items(page, TRAVELLED),
        newest=_one_an_article(await lineage_items(page, NEWEST)),
        altered=await lineage_items(page, ALTERED),
        questions=await _questions(page),
    )


def _one_an_article(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first of each article, at most eight: what is new is not one article's dozen of quotations.

    >>> _one_an_article([{"article": "a", "n": 1}, {"article": "a", "n": 2}, {"article": "b", "n": 3}])
    [{'article': 'a', 'n': 1}, {'article': 'b', 'n': 3}]
    """
    first = {item["article"]: item for item in reversed(items)}
    return [item for item in items if first[item["article"]] is item][:8]


def _span(first: str | None, last: str | None) -> str:
    """The days that the articles cover.

    >>> _span("2024-03-01", "2024-03-08T09:00"), _span(None, None)
    ('1 Mar 2024 – 8 Mar 2024', '')
    """
    return date_words(first, last) if first else ""


async def _questions(page: Page) -> list[dict[str, str]]:
    """The canned queries with their titles, where this Datasette has them."""
    datasette, actor = page.datasette, page.request.actor
    if hasattr(datasette, "list_queries"):  # 1.0
        listed = (await datasette.list_queries(page.db.name, actor=actor, limit=50)).queries
        found = [(q.name, q.title) for q in listed]
    else:
        found = [(n, q.get("title")) for n, q in (await datasette.get_canned_queries(page.db.name, actor)).items()]
    base = datasette.urls.database(page.db.name)
    return [{"title": plain(title or name), "address": f"{base}/{name}"} for name, title in found]
