"""Web pages: trafilatura finds the text, its tree gives the hyperlinks and the markup their offsets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from quotes.language import detect
from quotes.model import Article
from quotes.read.dates import interval
from quotes.read.decode import is_binary, storable
from quotes.read.sources import stem
from quotes.read.tree import Grown
from quotes.read.values import Item, ReadError, Source, quiet

SUFFIXES = (".html", ".htm", ".xhtml")
_LARGEST = 20_000_000
"""Bytes; the longest pages met in news archives have 5 MB, most of it scripts."""


def items(source: Source) -> Iterator[Item | ReadError]:
    """The whole page."""
    with source.open() as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        yield ReadError(source.name, f"is a page of over {_LARGEST // 1_000_000} MB", "save its text as .txt")
    else:
        yield Item("html", data, stem(source.filename), source.container, source.name)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The page's article; ``item.facts["url"]`` is where it was fetched, when that is known.

    Pages often carry their template's language: the text decides, the claim stands where there is little of it.
    """
    import trafilatura

    quiet("trafilatura", "htmldate", "courlan", "justext")
    tree = None if is_binary(item.data) else trafilatura.load_html(item.data)
    if tree is None:
        yield ReadError(item.input, "is not a web page", "give it the suffix of its format")
        return
    said = _said(tree)
    quoted = _embedded(tree)
    document: Any = trafilatura.bare_extraction(tree, include_links=True, include_comments=False)
    page = Grown(said.get("url") or item.facts.get("url") or "", quoted)
    if document is not None and document.body is not None:
        page.walk(document.body)
    if not page.text.strip():
        yield ReadError(item.input, "is a page without an article's text", "nothing was read from it")
        return
    yield _article(item, said, document, page)


def _said(tree: Any) -> dict[str, str]:
    from quotes.read.page import said_of_itself

    return {name: storable(value) for name, value in said_of_itself(tree).items()}


def _embedded(tree: Any) -> frozenset[str]:
    """How the embedded posts of a page begin, to know them again in what trafilatura leaves."""
    posts = tree.xpath("//blockquote[contains(@class, 'twitter-') or contains(@class, 'instagram-') "
                       "or contains(@class, 'bluesky-') or contains(@class, 'tiktok-')]")  # fmt: skip
    return frozenset("".join(post.text_content().split())[:40] for post in posts)


def _article(item: Item, said: dict[str, str], document: Any, page: Grown) -> Article:
    url = said.get("url") or item.facts.get("url")
    start, end = interval(said.get("date"))
    origin = "page" if start else None
    if not start:
        start, end = interval(item.facts.get("date") or document.date)
        origin = "page text" if start else None
    fetched = item.facts.get("url")
    return Article(
        doc_id=item.doc_id,
        text=page.text,
        url=url if url and urlsplit(url).scheme in {"http", "https"} else None,
        title=_text(document.title) or said.get("title"),
        byline=said.get("byline") or _text(document.author),
        publisher=said.get("publisher") or _text(document.sitename) or item.facts.get("publisher"),
        published_from=start,
        published_to=end,
        date_origin=origin,
        language=detect(page.text, said.get("language") or None),
        input=item.input,
        container=item.container,
        hyperlinks=tuple(page.links),
        markup=tuple(page.markup),
        aliases=(fetched,) if fetched and fetched != url else (),
    )


def _text(value: str | None) -> str | None:
    return storable(value.strip()) or None if value else None
