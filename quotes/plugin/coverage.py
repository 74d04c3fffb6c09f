"""The page of coverage: which outlets, dates and languages are held, where the gaps are, and what was not compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from datasette import Response
from markupsafe import Markup

from quotes.plugin.page import Page, html, open_page
from quotes.plugin.vocabulary import language_name
from quotes.plugin.words import count, number, plain, time_markup

Row = dict[str, Any]

ROUTE = r"^/(?P<database>[^/]+)/-/coverage$"

READS = ("articles", "quotes", "lineages", "links", "outlets")

MONTHS = """
select substr(published_from, 1, 7) as month, count(*) as n from articles
where published_from is not null group by 1 order by 1
"""

OUTLETS = """
select p.id, p.name, p.country, p.language, n, first, last
from (select publisher, count(*) as n, min(published_from) as first, max(published_from) as last
      from articles where publisher is not null group by publisher order by n desc limit 200) a
join outlets p on p.id = a.publisher order by n desc, p.name
"""

LANGUAGES = "select language, count(*) as n from quotes group by language order by n desc, language"

MIXES = "select languages, count(*) as n from lineages group by languages"

MISSING = """
select (select count(*) from articles where published_from is null) as undated,
       (select count(*) from articles where publisher is null) as unpublished,
       (select count(*) from quotes where speaker is null) as unspoken,
       (select count(*) from links where exemplar is null) as unheld
"""

NOT_HELD = """
select json_extract(k.evidence, '$.not_held') as name, count(*) as n from links k
where k.exemplar is null group by 1 order by 2 desc, 1 limit 20
"""

BARS = 120
"""Months of the picture, ten years; older ones are in the table of articles."""


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/coverage``."""
    page = await open_page(datasette, request, READS)
    months = [m for m in await page.rows(MONTHS) if _valid(m["month"])]
    filled = list(_filled(months))[-BARS:]
    return await html(
        page,
        "coverage",
        outlets=[_outlet(page, o) for o in await page.rows(OUTLETS)],
        languages=_languages(await page.rows(LANGUAGES), await page.rows(MIXES)),
        months=filled,
        bars=_bars(filled),
        gaps=[m["month"] for m in filled if not m["n"]],
        lacks=_lacks((await page.rows(MISSING))[0]),
        not_held=[r | {"name": plain(r["name"]) or "not named"} for r in await page.rows(NOT_HELD)],
    )


def _valid(month: str) -> bool:
    return len(month) == 7 and month[:4].isdecimal() and month[5:].isdecimal() and 1 <= int(month[5:]) <= 12


def _filled(months: list[Row]) -> Iterator[Row]:
    """Every month from the first to the last, those without an article too; at most the newest BARS.

    >>> [m["n"] for m in _filled([{"month": "2023-12", "n": 1}, {"month": "2024-02", "n": 2}])]
    [1, 0, 2]
    """
    if not months:
        return
    known = {m["month"]: m["n"] for m in months}
    last = _index(months[-1]["month"])
    for i in range(max(_index(months[0]["month"]), last - BARS + 1), last + 1):
        month = f"{i // 12:04}-{i % 12 + 1:02}"
        yield {"month": month, "n": known.get(month, 0), "name": f"{date(2000, i % 12 + 1, 1):%b} {i // 12}"}


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _bars(months: list[Row]) -> Markup:
    """Articles a month as bars, for the eye; the table says the same."""
    top = max((m["n"] for m in months), default=0) or 1
    wide = 900 / max(12, len(months))
    bar = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}: {}</title></rect>')
    heights = [(i, m, 100 * m["n"] / top) for i, m in enumerate(months)]
    return Markup("").join(
        bar.format(i * wide, 110 - h, wide * 0.8, h, m["name"], count(m["n"], "article")) for i, m, h in heights
    )


def _languages(rows: list[Row], mixes: list[Row]) -> list[Row]:
    """Each language with its quotations, and in how many lineages it stands together with another."""
    out = []
    for row in rows:
        code = row["language"]
        across = sum(m["n"] for m in mixes if code in (words := (m["languages"] or "").split()) and len(words) > 1)
        name = language_name(code)
        out.append(row | {"name": name, "n_words": number(row["n"]), "across": across, "across_words": number(across)})
    return out


def _outlet(page: Page, row: Row) -> Row:
    shown = {"name": plain(row["name"]), "address": page.address("outlet", row["id"]), "n_words": number(row["n"])}
    language = language_name(row["language"]) if row["language"] else ""
    return row | shown | {"language": language, "first": time_markup(row["first"]), "last": time_markup(row["last"])}


def _lacks(row: Row) -> list[str]:
    """What the articles do not say."""
    sentences = [
        (
            row["undated"],
            "article",
            "without a date: they cannot be put in order, so they are nobody's source by date alone",
        ),
        (row["unpublished"], "article", "without a known outlet"),
        (row["unspoken"], "quotation", "without a speaker, words in irony and titles included"),
        (row["unheld"], "quotation", "credited to a source that is not held"),
    ]
    return [f"{count(n, noun)} {rest}." for n, noun, rest in sentences if n]
