"""The witnesses of a lineage and the links between them, as the pages read them from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from quotes.plugin.evidence import loaded
from quotes.plugin.page import Page
from quotes.plugin.words import clip, plain, site_name

SHOWN = 500
"""Witnesses on one page; the rest are in the table, which pages through them."""

LONGEST = 20_000
"""Code points of one quotation that leave the database for a page of many."""

WITNESSES = """
select q.id, q.article, q.position, q.start, q."end", substr(q.text, 1, :longest) as text, length(q.text) as length,
       q.language, q.kind, q.place, q.speaker as speaker_id, s.name as speaker, q.speaker_text, q.cue,
       q.outlet as outlet_id, o.name as outlet, q.outlet_text, q.relayed_by, q.before, q.after, q.rule, q.confidence,
       q.lineage, a.title, a.doc_id, a.url, a.publisher as publisher_id, p.name as publisher,
       a.published_from, a.published_to
from quotes q join articles a on a.id = q.article
left join speakers s on s.id = q.speaker
left join outlets o on o.id = q.outlet left join outlets p on p.id = a.publisher
"""

ONE_LINEAGE = """
where q.lineage = :lineage
order by q.id <> :first, coalesce(a.published_from, a.published_to, '9999'), a.id, q.position limit :shown
"""

LINKED = """
select k.id, k.quote, k.exemplar, k.relation, k.altered, k.score, substr(k.evidence, 1, :longest) as evidence,
       case when json_valid(k.evidence) then (
         select j.verdict || ' – ' || j.reason from judgements j where j.id = json_extract(k.evidence, '$.judgement')
       ) end as decided
from quotes q join links k on k.quote = q.id where q.{one} = :id
order by k.relation = 'said again', k.score desc, k.id limit :shown * 4
"""
LINKS, LINKS_OF_ONE = LINKED.format(one="lineage"), LINKED.format(one="id")

READS = ("quotes", "links", "articles", "outlets", "speakers", "lineages", "judgements")


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


def called(row: Mapping[str, Any]) -> str:
    """What to call the article of a witness: its outlet; where that is not known its title, or its name in its input.

    >>> called({"publisher": None, "title": "A day at sea", "doc_id": "b.txt"}), called({"publisher": "Post"})
    ('“A day at sea”', 'Post')
    """
    title = plain(row.get("title"))
    return plain(row["publisher"]) or (f"“{clip(title, 60)}”" if title else "") or clip(plain(row.get("doc_id")), 60)


async def links(page: Page, identity: str, sql: str = LINKS) -> list[dict[str, Any]]:
    """The links from a lineage's witnesses, or from one quotation, to where they were taken from, with their evidence
    as a dictionary; a person's decision in it with verdict and reason in the place of its id."""
    found = await page.rows(sql, id=identity, shown=SHOWN, longest=LONGEST)
    return [link | {"evidence": loaded(link["evidence"]) | _decided(link.pop("decided"))} for link in found]


def _decided(decision: str | None) -> dict[str, str]:
    return {"judgement": decision} if decision else {}


async def exemplars_elsewhere(page: Page, found: list[dict[str, Any]], here: set[str]) -> dict[str, dict[str, Any]]:
    """Exemplars that stand in another lineage ("said again") or beyond what is shown, by id."""
    wanted = sorted({k["exemplar"] for k in found if k["exemplar"]} - here)[:SHOWN]
    places = ", ".join(f":q{i}" for i in range(len(wanted)))
    values: dict[str, Any] = {f"q{i}": quote for i, quote in enumerate(wanted)}
    rows = await page.rows(WITNESSES + f"where q.id in ({places})", longest=LONGEST, **values) if wanted else []
    return {row["id"]: _named(row) for row in rows}


def in_order(rows: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The witnesses by date; where that does not tell, each after what it was taken from and beside its own article's.

    The first row stays the first. Links that run in a circle do no harm.

    >>> rows = [{"id": i, "published_from": None, "article": a} for i, a in ("a1", "b2", "c3", "d2")]
    >>> links = [{"quote": q, "exemplar": e} for q, e in ("ba", "ca", "db")]
    >>> "".join(r["id"] for r in in_order(rows, links))
    'abdc'
    """
    by_id = {row["id"]: row for row in rows}
    source: dict[str, str] = {}
    for link in found:
        if link["exemplar"] in by_id and link["quote"] in by_id:
            source.setdefault(link["quote"], link["exemplar"])
    below: dict[str, list[str]] = defaultdict(list)
    for quote in sorted(source, key=lambda q: by_id[q]["article"] != by_id[source[q]]["article"]):
        below[source[quote]].append(quote)
    rank: dict[str, int] = {}
    stack = [row["id"] for row in reversed(rows) if row["id"] not in source]
    while stack:
        rank[here := stack.pop()] = len(rank)
        stack += [quote for quote in reversed(below[here]) if quote not in rank]
    first = rows[0]["id"] if rows else ""
    return sorted(rows, key=lambda r: (r["id"] != first, r["published_from"] or "9999", rank.get(r["id"], len(rows))))
