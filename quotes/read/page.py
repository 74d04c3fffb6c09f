"""What a page says of itself in its head: JSON-LD, OpenGraph, ``<time>``, canonical address, language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    {"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting",
     "LiveBlogPosting", "ReviewNewsArticle", "BackgroundNewsArticle", "AskPublicNewsArticle", "Report"}
)  # fmt: skip
"""schema.org types that stand for one published text."""
_META = {
    "date": ("article:published_time", "og:article:published_time", "datePublished", "dc.date", "date"),
    "byline": ("author", "article:author"),
    "publisher": ("og:site_name", "application-name"),
    "url": ("og:url",),
    "language": ("og:locale",),
}
_PATHS = {
    "url": XPath("//link[@rel='canonical']/@href"),
    "title": XPath("//meta[@property='og:title']/@content | /html/head/title/text()"),
    "date": XPath("//time[@pubdate or @itemprop='datePublished']/@datetime"),
    "language": XPath("/html/@lang"),
}
_BYLINES = XPath("//*[@rel='author' or @itemprop='author' or contains(concat(' ', @class, ' '), ' byline ')]")
_LONGEST_BYLINE = 100
"""Code points; what is longer is a paragraph about the author."""


def said_of_itself(tree: HtmlElement) -> dict[str, str]:
    """title, date, byline, publisher, url, language, body, as far as the page says them; JSON-LD is believed first,
    then the elements made for it, then OpenGraph."""
    found = from_json_ld(tree)
    for name, path in _PATHS.items():
        found.setdefault(name, next((str(v).strip() for v in path(tree)), ""))
    meta = _meta(tree)
    for name, keys in _META.items():
        if not found.get(name):
            found[name] = next((meta[key] for key in keys if meta.get(key)), "")
    if not found.get("byline"):
        found["byline"] = _byline(tree)
    return {name: value for name, value in found.items() if value}


def _byline(tree: HtmlElement) -> str:
    """What a page shows as its author, of whoever made its template."""
    shown = (" ".join("".join(element.itertext()).split()) for element in _BYLINES(tree))
    return next((words for words in shown if 0 < len(words) <= _LONGEST_BYLINE), "")


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            found.setdefault(name, element.get("content").strip())
    return found


def from_json_ld(tree: HtmlElement) -> dict[str, str]:
    """What the first article in the page's JSON-LD says; broken blocks are passed over."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for node in _nodes(_json(script.text or "")):
            if ARTICLE_TYPES & set(_list(node.get("@type"))):
                return {name: value for name, value in _article(node).items() if value}
    return {}


def _json(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _list(value: Any) -> list[Any]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else [value]


def _nodes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth)
    elif isinstance(value, dict):
        yield value
        if depth < 3:
            yield from _nodes([value.get("@graph"), value.get("mainEntity")], depth + 1)


def _article(node: Mapping[str, Any]) -> dict[str, str]:
    return {
        "title": _name(node.get("headline")),
        "date": _name(node.get("datePublished")),
        "byline": _name(node.get("author")),
        "publisher": _name(node.get("publisher")),
        "url": _name(node.get("url")) if str(node.get("url", "")).startswith("http") else "",
        "language": _name(node.get("inLanguage")),
        "body": _name(node.get("articleBody")),
    }


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value)))
    if isinstance(value, dict):
        return _name(value.get("name"))
    return str(value).strip() if isinstance(value, str | int) else ""
