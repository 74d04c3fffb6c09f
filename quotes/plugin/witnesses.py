"""The witnesses of a lineage and the links between them, as the pages read them from the database."""

from __future__ import annotations

from typing import Any

from quotes.plugin.evidence import loaded
from quotes.plugin.page import Page
from quotes.plugin.words import site_name

SHOWN = 500
"""Witnesses on one page; the rest are in the table, which pages through them."""

LONGEST = 20_000
"""Code points of one quotation that leave the database for a page of many."""

WITNESSES = """
select q.id, q.article, q.position, q.start, q."end", substr(q.text, 1, :longest) as text, length(q.text) as length,
       q.language, q.kind, q.place, q.speaker as speaker_id, s.name as speaker, q.speaker_text, q.cue,
       q.outlet as outlet_id, o.name as outlet, q.outlet_text, q.relayed_by, q.before, q.after, q.rule, q.confidence,
       q.lineage, a.title, a.url, a.publisher as publisher_id, p.name as publisher, a.published_from, a.published_to
from quotes q join articles a on a.id = q.article
left join speakers s on s.id = q.speaker
left join outlets o on o.id = q.outlet left join outlets p on p.id = a.publisher
"""

ONE_LINEAGE = """
where q.lineage = :lineage
order by q.id <> :first, coalesce(a.published_from, a.published_to, '9999'), a.id, q.position limit :shown
"""

LINKS = """
select k.id, k.quote, k.exemplar, k.relation, k.altered, k.score, substr(k.evidence, 1, :longest) as evidence
from quotes q join links k on k.quote = q.id where q.lineage = :lineage
order by k.relation = 'said again', k.score desc, k.id limit :shown * 4
"""

READS = ("quotes", "links", "articles", "outlets", "speakers", "lineages")


async def witnesses(page: Page, lineage: str, first: str | None) -> list[dict[str, Any]]:
    """The witnesses of a lineage, the earliest that we hold before the others, then by date."""
    order = {"lineage": lineage, "first": first or "", "shown": SHOWN, "longest": LONGEST}
    return list(map(_named, await page.rows(WITNESSES + ONE_LINEAGE, **order)))


async def witness(page: Page, quote: str, missing: str) -> dict[str, Any]:
    """One quotation with its circumstances; Missing with ``missing``."""
    return _named(await page.first(WITNESSES + "where q.id = :quote", missing, quote=quote, longest=LONGEST))


def _named(row: dict[str, Any]) -> dict[str, Any]:
    """A witness whose outlet is not known is called by the host it was published at."""
    return row | {"publisher": site_name(row["publisher"], row["url"]) or None}


async def links(page: Page, lineage: str) -> list[dict[str, Any]]:
    """The links from a lineage's witnesses to where they were taken from, with their evidence as a dictionary."""
    found = await page.rows(LINKS, lineage=lineage, shown=SHOWN, longest=LONGEST)
    return [link | {"evidence": loaded(link["evidence"])} for link in found]


async def exemplars_elsewhere(page: Page, found: list[dict[str, Any]], here: set[str]) -> dict[str, dict[str, Any]]:
    """Exemplars that stand in another lineage ("said again") or beyond what is shown, by id."""
    wanted = sorted({k["exemplar"] for k in found if k["exemplar"]} - here)[:SHOWN]
    places = ", ".join(f":q{i}" for i in range(len(wanted)))
    values: dict[str, Any] = {f"q{i}": quote for i, quote in enumerate(wanted)}
    rows = await page.rows(WITNESSES + f"where q.id in ({places})", longest=LONGEST, **values) if wanted else []
    return {row["id"]: _named(row) for row in rows}
