"""What a fetched page holds: an article, or a list of addresses (RSS, Atom, a sitemap, lines of text)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import regex

from quotes.read import feed
from quotes.read.formats import is_address, sniff
from quotes.read.tree import fragment
from quotes.read.values import Item, ReadError, Source
from quotes.read.web.addresses import behind, is_hidden, same_site
from quotes.read.web.body import unpacked
from quotes.read.web.lines import links_in
from quotes.read.web.values import Limits, Link, Page, Unfetched

Content = Item | Link | ReadError
FORMATS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "markdown",
    "application/pdf": "pdf", "application/json": "jsonl", "application/ld+json": "jsonl",
}  # fmt: skip
FOLLOW = "open it in a browser and add the address that it leads to"
_DEEPEST = 3
"""Lists that lead to each other: an index, its sitemaps, their pages."""
_TEASER, _READABLE = 1000, 280
"""Code points: an entry with less is read from its page, since many feeds carry but the first paragraph; where there
is no page to be had, an entry with less is nothing to read."""
_ROOT = regex.compile(rb"<(?:[\w.-]{1,30}:)?(rss|feed|RDF|urlset|sitemapindex|html)\b", regex.IGNORECASE)
_HEAD = 2000
_GZIP = b"\x1f\x8b"
_LARGEST = 50_000_000
_XML = {"recover": True, "resolve_entities": False, "no_network": True, "huge_tree": False}


def contents(page: Page, link: Link) -> Iterator[Content]:
    """The article's item, or what the list names."""
    if page.data.startswith(_GZIP):  # sitemaps lie packed on many servers
        try:
            page = replace(page, data=unpacked(page.data, "gzip", Limits()))
        except Unfetched as error:
            yield ReadError(link.input, error.problem, error.advice)
            return
    root = _ROOT.search(page.data[:_HEAD])
    kind = root[1].decode().lower() if root else ""
    if kind in {"", "html"}:
        lines = links_in(page.data) if page.type == "text/plain" and not kind else []
        yield from map(link_from(link), lines) if lines else [_item(page, link, kind)]
    elif link.depth >= _DEEPEST:
        yield ReadError(link.input, "is a list within lists within lists", "give the address of the innermost")
    elif kind in {"urlset", "sitemapindex"}:
        yield from _sitemap(page, link)
    else:
        yield from _feed(page, link)


def on_disk(source: Source) -> Iterator[Content]:
    """The same of a file: nothing where it is neither feed nor sitemap, so that another format may read it."""
    with source.open() as file:
        head = file.read(_HEAD)
        root = _ROOT.search(head)
        kind = root[1].decode().lower() if root else ""
        if kind in {"", "html"}:
            return
        data = head + file.read(_LARGEST)
    page, link = Page("", (), "application/xml", "", data), Link("", source.name)
    if kind in {"urlset", "sitemapindex"}:
        yield from _sitemap(page, link)
    else:
        for item in feed.items(source):
            yield item if isinstance(item, ReadError) else _entry(item, page, link)


def link_from(link: Link) -> Any:
    return lambda url: Link(url, url, link.depth + 1)


def _item(page: Page, link: Link, kind: str) -> Item | ReadError:
    name = kind or FORMATS.get(page.type) or _guessed(page)
    if not page.data.strip():
        return ReadError(link.input, "is empty", "nothing was read from it")
    if name is None:
        return ReadError(
            link.input, f"is no article ({page.type})", "if you want what is in it, save it and add the file"
        )
    facts = {"url": page.url, "aliases": "\n".join(page.aliases), "charset": page.charset, "format": name}
    container = urlsplit(page.url).hostname or ""
    return Item("web", page.data, page.url, container, link.input, {**link.facts, **facts})


def _guessed(page: Page) -> str | None:
    return sniff(page.data[:_HEAD]) if page.type == "application/octet-stream" else None


def _feed(page: Page, link: Link) -> Iterator[Content]:
    """Entries with their text are taken, of the others the page is fetched."""
    source = Source(
        link.input,
        page.url.rpartition("/")[2] or "feed",
        urlsplit(page.url).hostname or "",
        lambda: io.BytesIO(page.data),
    )
    for item in feed.items(source):
        yield item if isinstance(item, ReadError) else _entry(item, page, link)


def _entry(item: Item, page: Page, link: Link) -> Content:
    """The entry itself, or the page it links to; of another site's page a feed is no witness. A feed on disk is of the
    site that it names."""
    row = json.loads(item.data)
    url, site = urljoin(page.url, row["url"] or ""), page.url or row["site"]
    length, own = feed.own_length(fragment(row["html"])), not site or same_site(url, site)
    if not is_address(url) or url == page.url or (own and length >= _TEASER):
        return item
    url = behind(url)
    if is_hidden(url):
        return ReadError(item.input, "leads to Google News, which tells browsers alone where the article is", FOLLOW)
    facts = {"date": row["date"], "publisher": row["publisher"]}
    instead = item if own and length >= _READABLE else None
    return Link(url, url, link.depth + 1, {k: v for k, v in facts.items() if v}, instead)


def _sitemap(page: Page, link: Link) -> Iterator[Content]:
    """The pages of a sitemap, or the sitemaps of an index, with the dates that news sitemaps give."""
    from lxml import etree

    tree = etree.fromstring(page.data, etree.XMLParser(**_XML))
    found = 0
    for entry in tree if tree is not None else ():
        said: dict[str, str] = {}
        for e in (*entry, *entry.iter()):  # pictures and videos have addresses, titles and dates of their own
            if isinstance(e.tag, str):
                said.setdefault(_local(e), (e.text or "").strip())
        if said.get("loc") and is_address(url := urljoin(page.url, said["loc"])):
            found += 1
            facts = {"date": said.get("publication_date", ""), "publisher": said.get("name", "")}
            yield Link(url, url, link.depth + 1, {k: v for k, v in facts.items() if v})
    if not found:
        yield ReadError(link.input, "is a sitemap without addresses", "nothing was read from it")


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
