"""RSS and Atom: the entries that carry their text."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import regex

from quotes.model import Article
from quotes.read.dates import interval
from quotes.read.decode import storable
from quotes.read.formats import stem
from quotes.read.jsonl import language_code
from quotes.read.tree import Grown, fragment
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".rss", ".atom", ".rdf", ".xml", ".feed")
_LARGEST = 50_000_000
_TEASER = 280
"""Code points: what most feeds give as a summary is shorter, what is an article is longer."""

FETCH = "name the file itself, not its folder, to have its pages fetched"
_SITEMAP = regex.compile(rb"<(?:\w{1,30}:)?(?:urlset|sitemapindex)\b")


def items(source: Source) -> Iterator[Item | ReadError]:
    """An entry each."""
    import feedparser

    with source.open() as file:
        data = file.read(_LARGEST)
    parsed = feedparser.parse(io.BytesIO(data))
    if not parsed.entries:
        lists = _SITEMAP.search(data[:2000])
        problem = "is a sitemap, a list of addresses" if lists else "is no feed with entries"
        yield ReadError(source.name, problem, FETCH if lists else "known are RSS and Atom")
    for number, entry in enumerate(parsed.entries, 1):
        row = _row(entry, parsed.feed)
        name = f"{stem(source.filename)}:{number}"
        doc_id = storable(str(entry.get("id") or row["url"] or name))
        yield Item("feed", json.dumps(row).encode(), doc_id, source.filename, f"{source.name}:{number}")


def _row(entry: Any, feed: Any) -> dict[str, Any]:
    bodies = [c.get("value") or "" for c in entry.get("content") or ()] + [entry.get("summary") or ""]
    return {
        "html": max(bodies, key=len),
        "url": entry.get("link"),
        "title": entry.get("title"),
        "byline": entry.get("author"),
        "publisher": (entry.get("source") or {}).get("title") or feed.get("title"),
        "site": feed.get("link") or "",
        "date": entry.get("published") or entry.get("updated"),
        "language": language_code(feed.get("language")),
    }


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The entry's article, or that it is but a teaser."""
    row = json.loads(item.data)
    url = row["url"] if str(row["url"]).startswith(("http://", "https://")) else None
    grown = fragment(row["html"], url or "")
    if own_length(grown) < _TEASER:
        yield ReadError(item.input, f"is an entry without an article's text ({row['url'] or 'nor address'})", FETCH)
        return
    start, end = interval(row["date"])
    yield Article(
        item.doc_id, grown.text, url=url, published_from=start, published_to=end, date_origin="feed" if start else None,
        language=row["language"], input=item.input, container=item.container, hyperlinks=tuple(grown.links),
        markup=tuple(grown.markup), title=_plain(row["title"]), byline=_plain(row["byline"]),
        publisher=_plain(row["publisher"]),
    )  # fmt: skip


def own_length(grown: Grown) -> int:
    """Code points of an entry's own words: aggregators fill theirs with links to what others wrote."""
    return len(grown.text) - sum(link.end - link.start for link in grown.links)


def _plain(html: str | None) -> str | None:
    return fragment(html).text or None if html else None
