"""The page of an article: its text with every quotation marked, who speaks beside it, and where it took words from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import takewhile
from typing import Any
from urllib.parse import quote as encoded
from urllib.parse import urlsplit

from datasette import Response

from quotes.plugin.decisions import command, decided
from quotes.plugin.page import Page, html, open_page
from quotes.plugin.parts import MARKS, PART, marked_paragraph, paragraphs, part_of, parts, shares
from quotes.plugin.vocabulary import language_name, vocabulary
from quotes.plugin.words import attributes, clip, count, plain, safe_url, site_name, time_markup, visible

Row = dict[str, Any]

ROUTE = r"^/(?P<database>[^/]+)/-/article/(?P<id>[^/]+?)$"

READS = ("articles", "quotes", "lineages", "article_links", "outlets", "speakers", "judgements")

ARTICLE = """
select a.*, p.name as publisher_name from articles a left join outlets p on p.id = a.publisher where a.id = :id
"""

PLACES = 'select q.id, q.position, q.start, q."end" from quotes q where q.article = :id order by q.start, q."end" desc'

QUOTES = """
select q.id, q.position, q.start, q."end", substr(q.text, 1, 300) as text, q.language, q.kind, q.place,
       q.before, q.after, q.speaker as speaker_id, s.name as speaker, q.speaker_text, q.outlet as outlet_id,
       o.name as outlet, q.relayed_by, q.lineage, l.quotes as witnesses, l.publishers, l.altered, l.first_quote
from quotes q left join speakers s on s.id = q.speaker left join outlets o on o.id = q.outlet
left join lineages l on l.id = q.lineage
where q.article = :article and q.id in (select value from json_each(:ids)) order by q.start, q.position
"""

NEIGHBOURS = """
select 0 as side, k.relation, k.shared, k.exemplar as other, b.title, b.published_from, b.url, p.name as publisher
from article_links k left join articles b on b.id = k.exemplar left join outlets p on p.id = b.publisher
where k.article = :id
union all
select 1, k.relation, k.shared, k.article, b.title, b.published_from, b.url, p.name
from article_links k join articles b on b.id = k.article left join outlets p on p.id = b.publisher
where k.exemplar in (:id, :url)
order by 1, 2, 3 desc, 4 limit 200
"""

MISSING = "We hold no such article. It may have been taken out, or its text has changed since."


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/article/<id>``; ``?quote=<id>`` opens the part that holds a quotation, ``?part=2`` the second."""
    page = await open_page(datasette, request, READS)
    article = await page.first(ARTICLE, MISSING, id=page.id)
    places = await page.rows(PLACES, id=article["id"])
    stretches = parts(article["text"], [p["start"] for p in places]) if article["text"] else shares(places)
    part = _wanted_part(page, places, stretches)
    here = _in_part(places, stretches[part])
    ids = json.dumps([p["id"] for p in here])
    quotes = [_note(page, q) for q in await page.rows(QUOTES, article=article["id"], ids=ids)]
    neighbours = await page.rows(NEIGHBOURS, id=article["id"], url=article["url"] or article["id"])
    values = _values(page, article, quotes, neighbours) | _extent(len(places), part, len(stretches))
    found = await decided(page, [q["id"] for q in here])
    values |= {"decisions": found, "commands": _commands(page, article, quotes)}
    return await html(page, "article", **values, body=_body(article, stretches[part], quotes))


COMMANDS = 60
"""Quotations that the page gives a command for; each has its own on its own page."""


def _commands(page: Page, article: Row, quotes: list[Row]) -> list[tuple[str, str]]:
    """What a person may decide on it: that words in marks are no quotation, that the outlet has another name."""
    outlet = article["publisher"]
    named = [("The outlet has another name here", command(page, "outlet", outlet or "", "is", "OTHER-OUTLET"))]
    return [
        *(named if outlet else []),
        *(
            (
                f"{q['number']}, “{clip(plain(q['text']), 40)}”, is no quotation",
                command(page, q["id"], "not-a-quotation"),
            )
            for q in quotes[:COMMANDS]
        ),
    ]


def _extent(total: int, part: int, parts: int) -> Row:
    return {"total": total, "total_words": count(total, "quotation"), "part": part, "parts": parts}


def place_of(page: Page, quote: Mapping[str, Any]) -> str:
    """The address of a quotation in its article; far down a long one the address names the quotation twice."""
    far = quote["start"] >= PART or quote["position"] >= MARKS
    name = encoded(quote["id"], safe="")
    return page.address("article", quote["article"]) + (f"?quote={name}" if far else "") + f"#q-{name}"


def _wanted_part(page: Page, places: list[Row], stretches: list[tuple[int, int]]) -> int:
    wanted = page.argument("quote")
    start = next((p["start"] for p in places if p["id"] == wanted), None) if wanted else None
    if start is not None:
        return part_of(stretches, start)
    number = page.argument("part", 6)
    return min(max(int(number) - 1, 0), len(stretches) - 1) if number.isdecimal() else 0


def _in_part(places: list[Row], stretch: tuple[int, int]) -> list[Row]:
    """The quotations that touch a stretch."""
    return [p for p in places if p["start"] < stretch[1] and p["end"] > stretch[0]][: MARKS * 2]


def _note(page: Page, quote: Row) -> Row:
    """What stands beside a quotation."""
    kinds: dict[str, str] = vocabulary()["kinds"]
    lone = (quote["witnesses"] or 0) < 2
    places = (quote["publishers"] or 0) > 1
    travelled = (
        count(quote["publishers"], "outlet") if places else count(quote["witnesses"] or 0, "witness", "witnesses")
    )
    names = {name: plain(quote[name]) for name in ("speaker", "speaker_text", "outlet", "relayed_by")}
    words = {name: visible(quote[name]) for name in ("text", "before", "after")}
    return (
        quote
        | names
        | words
        | {
            "attributes": attributes(quote["language"]),
            "number": quote["position"] + 1,
            "kind_words": kinds.get(quote["kind"], quote["kind"]),
            "lineage_url": page.address("lineage", quote["lineage"]) if quote["lineage"] else "",
            "lineage_words": "held here alone" if lone else f"in {travelled}",
            "earliest": not lone and quote["first_quote"] == quote["id"],
        }
    )


def _values(page: Page, article: Row, quotes: list[Row], neighbours: list[Row]) -> Row:
    return {
        "article": article | {"text": None, "publisher_name": site_name(article["publisher_name"], article["url"])},
        "title": plain(article["title"]) or "Article without a title",
        "byline": plain(article["byline"]),
        "attributes": attributes(article["language"]),
        "time": time_markup(article["published_from"], article["published_to"]),
        "source": safe_url(article["url"]),
        "language_name": language_name(article["language"]),
        "has_text": bool(article["text"]),
        "quotes": quotes,
        "neighbours": [_neighbour(page, n) for n in neighbours],
    }


def _neighbour(page: Page, row: Row) -> Row:
    """An article that this one takes from or feeds; one that is not held has only its address."""
    sides = vocabulary()["article_relations"].get(row["relation"], [row["relation"], f"{row['relation']} of"])
    held = row["title"] is not None or row["publisher"] is not None or row["published_from"] is not None
    url = None if held else safe_url(row["other"])
    name = (
        plain(row["title"])
        or (urlsplit(url).hostname if url else "")
        or plain(row["other"])
        or "a source that is not named"
    )
    held_url = page.address("article", row["other"]) if held else None
    publisher = site_name(row["publisher"], row["url"])
    shared = count(row["shared"], "quotation") + " shared" if row["shared"] else ""
    return row | {
        "says": plain(sides[row["side"]]),
        "publisher": publisher if held else "not held",
        "shared_words": shared,
        "name": name,
        "held": held,
        "address": held_url or url,
    }


def _body(article: Row, stretch: tuple[int, int], quotes: list[Row]) -> list[Row]:
    """The paragraphs of a part, each with its marks and the notes of the quotations that begin in it."""
    text, language, out, ended = article["text"], article["language"], [], 0
    for start, end in paragraphs(text, *stretch):
        while ended < len(quotes) and quotes[ended]["end"] <= start:
            ended += 1
        before_end = takewhile(lambda q: q["start"] < end, quotes[ended:])  # noqa: B023 - used up in the next line
        touching = [q for q in before_end if q["end"] > start]
        notes = [q for q in touching if q["start"] >= start]
        out.append({"words": marked_paragraph(text, start, end, touching, language), "notes": notes})
    return out
