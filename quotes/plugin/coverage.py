"""The page of coverage: which outlets, dates and languages are held, where the gaps are, and what was not compared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from datasette import Response
from markupsafe import Markup

from quotes.plugin.page import Page, html, open_page
from quotes.plugin.vocabulary import language_name
from quotes.plugin.words import count, moment, number, plain, time_markup

Row = dict[str, Any]

ROUTE = r"^/(?P<database>[^/]+)/-/coverage$"

READS = ("articles", "quotes", "lineages", "links", "outlets", "encoders")

DAYS = """
select substr(published_from, 1, 10) as day, count(*) as n from articles where published_from is not null group by 1
"""

OUTLETS = """
select p.id, p.name, p.country, p.language, n, first, last
from (select publisher, count(*) as n, min(published_from) as first, max(published_from) as last
      from articles where publisher is not null group by publisher order by n desc limit 200) a
join outlets p on p.id = a.publisher order by n desc, p.name
"""

LANGUAGES = "select language, count(*) as n from quotes group by language order by n desc, language"

ENCODER = "select name, languages from encoders"

MIXES = "select languages, count(*) as n from lineages group by languages"

MISSING = """
select (select count(*) from articles where published_from is null) as undated,
       (select count(*) from articles where publisher is null) as unpublished,
       (select count(*) from quotes where speaker is null) as unspoken,
       (select count(*) from links where exemplar is null) as unheld
"""

NAMED = "select id, name from outlets where same_as is null and name in (select value from json_each(:names))"

NOT_HELD = """
select json_extract(k.evidence, '$.not_held') as name, count(*) as n from links k
where k.exemplar is null group by 1 order by 2 desc, 1 limit 20
"""

BARS = 120
"""Months of the picture, ten years; older ones are in the table of articles."""

SHORT = 92
"""Days up to which the picture shows days instead."""


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/coverage``."""
    page = await open_page(datasette, request, READS)
    filled = _filled(await page.rows(DAYS))
    languages = await page.rows(LANGUAGES)
    return await html(
        page,
        "coverage",
        strange=_strange(languages, await page.rows(ENCODER) if "encoders" in await page.tables() else []),
        outlets=[_outlet(page, o) for o in await page.rows(OUTLETS)],
        languages=_languages(languages, await page.rows(MIXES)),
        months=filled,
        bars=_bars(filled),
        gaps=[m["name"] for m in filled if not m["n"]],
        unit="day" if any(m["name"][0].isdecimal() for m in filled) else "month",
        lacks=_lacks((await page.rows(MISSING))[0]),
        not_held=await _not_held(page),
    )


async def _not_held(page: Page) -> list[Row]:
    """Sources that are credited, with the pages of those that are known as outlets."""
    rows = await page.rows(NOT_HELD)
    known = {r["name"]: r["id"] for r in await page.rows(NAMED, names=json.dumps([r["name"] for r in rows]))}
    address = {name: page.address("outlet", identity) for name, identity in known.items()}
    return [r | {"name": plain(r["name"]) or "not named", "address": address.get(r["name"], "")} for r in rows]


def _filled(rows: list[Row]) -> list[Row]:
    """Every month, or every day where all lie within three months, those without an article too; the newest BARS.

    >>> [m["n"] for m in _filled([{"day": "2023-12-05", "n": 1}, {"day": "2024-04-01", "n": 2}])]
    [1, 0, 0, 0, 2]
    >>> [m["name"] for m in _filled([{"day": "2023-12-31", "n": 1}, {"day": "2024-01-01", "n": 2}])]
    ['31 Dec 2023', '1 Jan 2024']
    """
    days = {day: row["n"] for row in rows if (day := moment(row["day"]))}
    if not days:
        return []
    by_day = (max(days) - min(days)).days <= SHORT
    found: Counter[date] = Counter()
    for day, n in days.items():
        found[day.date() if by_day else day.date().replace(day=1)] += n
    spread = _between(min(found), max(found), by_day)
    return [{"name": f"{d.day} {d:%b %Y}" if by_day else f"{d:%b %Y}", "n": found[d]} for d in spread][-BARS:]


def _between(first: date, last: date, by_day: bool) -> Iterator[date]:
    """The days, or the first days of the months, from one to the other."""
    day = first
    while day <= last:
        yield day
        day = day + timedelta(1) if by_day else (day + timedelta(31)).replace(day=1)


def _bars(months: list[Row]) -> Markup:
    """Articles a month as bars, for the eye, with the first, the last and the highest named; the table says all."""
    top = max((m["n"] for m in months), default=0) or 1
    wide = 900 / max(12, len(months))
    bar = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}: {}</title></rect>')
    heights = [(i, m, max(2, 100 * m["n"] / top) if m["n"] else 0) for i, m in enumerate(months)]
    return Markup("").join(
        bar.format(i * wide, 126 - h, wide * 0.8, h, m["name"], count(m["n"], "article")) for i, m, h in heights
    ) + _labels(months, top, wide)


def _labels(months: list[Row], top: int, wide: float) -> Markup:
    """The number over the highest bar, and the names below the first and the last."""
    text = Markup('<text x="{:.0f}" y="{}" text-anchor="{}">{}</text>')
    if not months:
        return Markup("")
    highest = next(i for i, m in enumerate(months) if m["n"] == top)
    last, side = len(months) - 1, "end" if len(months) > 2 else "start"
    ends = text.format(0, 144, "start", months[0]["name"])
    if last:
        ends += text.format((last + 0.8) * wide if side == "end" else last * wide, 144, side, months[-1]["name"])
    return text.format(highest * wide, 20, "end" if highest * wide > 850 else "start", number(top)) + ends


def _languages(rows: list[Row], mixes: list[Row]) -> list[Row]:
    """Each language with its quotations, and in how many lineages it stands together with another."""
    out = []
    for row in rows:
        code = row["language"]
        across = sum(m["n"] for m in mixes if code in (words := (m["languages"] or "").split()) and len(words) > 1)
        name = language_name(code)
        out.append(row | {"name": name, "n_words": number(row["n"]), "across": across, "across_words": number(across)})
    return out


def _strange(rows: list[Row], encoders: list[Row]) -> str:
    """A sentence on the languages that the encoder does not know.

    >>> _strange([{"language": "en", "n": 9}, {"language": "uk", "n": 2}], [{"name": "e1", "languages": "de en"}])
    'The encoder e1 does not know Ukrainian: 2 quotations are compared across languages by whole articles alone.'
    """
    known = encoders[0]["languages"].split() if encoders else []
    unknown = [row for row in rows if row["language"] not in known] if len(rows) > 1 and known else []
    if not unknown:
        return ""
    tongues = ", ".join(language_name(row["language"]) for row in unknown)
    held = sum(row["n"] for row in unknown)
    are = f"{count(held, 'quotation')} {'is' if held == 1 else 'are'}"
    alone = "compared across languages by whole articles alone"
    return f"The encoder {plain(encoders[0]['name'])} does not know {tongues}: {are} {alone}."


def _outlet(page: Page, row: Row) -> Row:
    shown = {"name": plain(row["name"]), "address": page.address("outlet", row["id"]), "n_words": number(row["n"])}
    language = language_name(row["language"]) if row["language"] else ""
    days = {key: time_markup(row[key]) if row[key] else "" for key in ("first", "last")}
    return row | shown | days | {"language": language}


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
