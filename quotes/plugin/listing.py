"""Lineages and quotations as rows of a list, the same on every page that lists them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quotes.plugin.feeds import Entry
from quotes.plugin.page import Page
from quotes.plugin.vocabulary import language_name
from quotes.plugin.words import attributes, clip, count, plain, site_name, time_markup, uncapped, visible

Row = dict[str, Any]

LINEAGES = """
select l.id, substr(l.text, 1, 400) as text, l.speaker as speaker_id, s.name as speaker, l.first_quote, l.first_seen,
       l.quotes, l.articles, l.publishers, l.languages, l.altered, q.language, p.name as publisher, a.url, q.article
from lineages l left join speakers s on s.id = l.speaker left join quotes q on q.id = l.first_quote
left join articles a on a.id = q.article left join outlets p on p.id = a.publisher
"""


def lineage_item(page: Page, row: Row) -> Row:
    """A lineage of a list."""
    tongues = (row["languages"] or "").split()
    return row | {
        "address": page.address("lineage", row["id"]),
        "text": clip(uncapped(visible(row["text"])), 300),
        "attributes": attributes(row["language"]),
        "speaker": plain(row["speaker"]),
        "speaker_address": page.address("speaker", row["speaker_id"]) if row["speaker_id"] else "",
        "time": time_markup(row["first_seen"]) if row["first_seen"] else "",
        "publisher": site_name(row["publisher"], row["url"]),
        "summary": " · ".join(
            filter(None, [figures(row) if row["quotes"] > 1 else "", ", ".join(map(language_name, tongues))])
        ),
    }


def figures(lineage: Row) -> str:
    """How far a lineage travelled.

    >>> figures({"quotes": 3, "publishers": 0}), figures({"quotes": 1, "publishers": 1})
    ('3 witnesses', '1 witness · 1 outlet')
    """
    outlets = count(lineage["publishers"], "outlet") if lineage["publishers"] else ""
    return " · ".join(filter(None, [count(lineage["quotes"], "witness", "witnesses"), outlets]))


async def lineage_items(page: Page, rest: str, **values: object) -> list[Row]:
    """Lineages that ``rest`` (where, order by, limit) chooses."""
    return [lineage_item(page, row) for row in await page.rows(LINEAGES + rest, **values)]


def entries(page: Page, rows: Iterable[Row]) -> list[Entry]:
    """Quotations as entries of a feed."""
    return [
        Entry(page.absolute(page.address("quote", r["id"])), _title(r), r["published_from"], r["text"], r["speaker"])
        for r in rows
    ]


def _title(row: Row) -> str:
    said = f"{plain(row['speaker'])}: " if row["speaker"] else ""
    return f"{said}“{clip(plain(row['text'], 400), 120)}”"
