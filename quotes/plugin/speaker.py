"""The page of a speaker: names, words over time, outlets spoken to, what was altered on the way."""

from __future__ import annotations

from typing import Any

from datasette import Response

from quotes.plugin.decisions import command, decided_name, led_to
from quotes.plugin.difference import difference
from quotes.plugin.feeds import atom_answer
from quotes.plugin.listing import entries, lineage_items
from quotes.plugin.page import Page, html, open_page
from quotes.plugin.words import attributes, clip, count, plain

Row = dict[str, Any]

ROUTE = r"^/(?P<database>[^/]+)/-/speaker/(?P<id>[^/]+?)(?:\.(?P<format>atom))?$"

READS = ("speakers", "speaker_names", "quotes", "lineages", "links", "articles", "outlets", "judgements")

MISSING = "We hold no such speaker. Two names may have been found to be one person's; search for the name."

SHOWN = 200
"""Lineages on the page, newest first; the rest are in the table."""

NAMES = """
select name, min(language) as language from speaker_names where speaker = :id group by name order by count(*) desc, name
limit 200
"""

FIGURES = """
select count(*) as quotations, count(distinct q.article) as articles, count(distinct q.lineage) as lineages
from quotes q where q.speaker = :id
"""

OUTLETS = """
select o.id, o.name, count(*) as n from quotes q join outlets o on o.id = q.outlet
where q.speaker = :id group by o.id order by n desc, o.name limit 30
"""

ALTERED = """
select q.lineage, q.id, q.language, substr(q.text, 1, 2000) as text, substr(e.text, 1, 2000) as exemplar,
       e.language as from_language, p.name as publisher
from (
  select k.quote, k.exemplar, a.publisher, a.published_from from quotes q cross join links k on k.quote = q.id
  cross join articles a on a.id = q.article
  where q.speaker = :id and k.altered and k.exemplar is not null order by a.published_from desc, q.id limit 20
) f join quotes q on q.id = f.quote join quotes e on e.id = f.exemplar left join outlets p on p.id = f.publisher
order by f.published_from desc, q.id
"""

LINEAGES = """
where l.id in (select id from lineages where speaker = :id order by first_seen desc, id limit :shown)
order by l.first_seen desc, l.id
"""

NEWEST = """
select q.id, substr(q.text, 1, 2000) as text, s.name as speaker, a.published_from
from quotes q join articles a on a.id = q.article join speakers s on s.id = q.speaker
where q.speaker = :id order by a.published_from desc, q.id limit 50
"""


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/speaker/<id>``, also .atom; one that people hold to be another leads there."""
    page = await open_page(datasette, request, READS)
    found = await page.rows("select id, name, description from speakers where id = :id", id=page.id)
    if not found:
        return await led_to(page, "speaker", MISSING)
    speaker = found[0]
    name = plain(speaker["name"])
    if page.format == "atom":
        newest = await page.rows(NEWEST, id=page.id)
        return atom_answer(
            page, f"Quotations of {name}", page.address("speaker", page.id, "atom"), entries(page, newest)
        )
    return await html(page, "speaker", **await _values(page, speaker, name))


async def _values(page: Page, speaker: Row, name: str) -> Row:
    figures = (await page.rows(FIGURES, id=page.id))[0]
    return {
        "speaker": speaker | {"name": name, "description": plain(speaker["description"])},
        "names": [_name(n) for n in await page.rows(NAMES, id=page.id)],
        "figures": f"{count(figures['quotations'], 'quotation')} in {count(figures['articles'], 'article')}",
        "lineages": await lineage_items(page, LINEAGES, id=page.id, shown=SHOWN),
        "more": figures["lineages"] > SHOWN,
        "outlets": [o | {"name": plain(o["name"])} for o in await page.rows(OUTLETS, id=page.id)],
        "altered": [_altered(page, a) for a in await page.rows(ALTERED, id=page.id)],
        "decisions": await decided_name(page, "speaker"),
        "commands": [
            ("Another name of somebody held here", command(page, "speaker", page.id, "is", "OTHER-SPEAKER")),
            ("Joined to another by mistake", command(page, "speaker", page.id, "is-not", "OTHER-SPEAKER")),
        ],
    }


def _name(row: Row) -> Row:
    return {"name": plain(row["name"]), "attributes": attributes(row["language"])}


def _altered(page: Page, row: Row) -> Row:
    """Words that mean something else than those they were taken from, with the change."""
    same = row["language"] == row["from_language"]
    return row | {
        "changed": difference(clip(row["exemplar"]), clip(row["text"])) if same else None,
        "attributes": attributes(row["language"]),
        "from_attributes": attributes(row["from_language"]),
        "publisher": plain(row["publisher"]) or "outlet unknown",
        "address": f"{page.address('lineage', row['lineage'])}#w-{row['id']}" if row["lineage"] else "",
    }
