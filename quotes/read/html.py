"""Web pages: trafilatura finds the text, its tree gives the hyperlinks and the markup their offsets."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from quotes.language import detect
from quotes.model import Article
from quotes.read.dated import Dated, date_of
from quotes.read.dates import interval
from quotes.read.decode import is_binary, storable
from quotes.read.formats import stem
from quotes.read.rows import is_html
from quotes.read.text import as_articles
from quotes.read.tree import Grown, fragment
from quotes.read.values import Item, ReadError, Source, quiet
from quotes.read.web.addresses import same_site

SUFFIXES = (".html", ".htm", ".xhtml")
_LARGEST = 20_000_000
"""Bytes; the longest pages met in news archives have 5 MB, most of it scripts."""
_LITTLE = 500
"""Code points; with less, trafilatura's other ways to find the text are tried too."""
_EXPORTS = (b"articleParagraph", b"<DOCFULL>")
"""In pages into which Factiva and LexisNexis put many articles."""
_UNREAD = ("script", "style", "svg", "template")
_ASIDE = ("aside", "footer", "fencedframe")
"""What trafilatura takes out of any page, also where it asks how much of the page's text it has: half of the elements
of a news page, and a tenth of the time, since it looks at all of them for signs in their classes first."""


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
    from trafilatura import load_html

    quiet("trafilatura", "htmldate", "courlan", "justext")
    tree = None if is_binary(item.data) else load_html(item.data)
    if tree is None:
        yield ReadError(item.input, "is not a web page", "give it the suffix of its format")
        return
    if any(sign in item.data for sign in _EXPORTS):
        yield from _exported(item, tree)
        return
    said = _said(tree)
    said["url"] = own_address(said.get("url", ""), item.facts.get("url", ""))
    page = Grown(said["url"], _embedded(tree))
    for body in main_content(tree):
        page.walk(body)
    if len(page.text) < _LITTLE and len(said.get("body", "")) > len(page.text):
        page = _told(said["body"], said["url"])
    if not page.text.strip():
        yield ReadError(item.input, "is a page without an article's text", "nothing was read from it")
        return
    yield _article(item, said, page, _dated(item, said, tree, page.text))


def _told(body: str, url: str) -> Grown:
    """The text that a page gives to machines alone, where it shows none: its own programs would put it there."""
    plain = unescape(body)
    return fragment(plain, url) if is_html(plain) else Grown(parts=[plain], length=len(plain))


def own_address(claimed: str, found: str) -> str:
    """The address that a page names as its own, where it may: one of the site that it was found on, since no page can
    take the place of another site's, and no mere front page, which templates name by mistake. Else where it was found.

    >>> own_address("https://echo.example/a", "https://m.echo.example/a?x"), own_address("https://echo.example/a", "")
    ('https://echo.example/a', 'https://echo.example/a')
    >>> own_address("https://anvil.example/a", "https://echo.example/b"), own_address("https://echo.example/", "")
    ('https://echo.example/b', '')
    """
    try:
        parts = urlsplit(claimed)
    except ValueError:
        return found
    named = parts.scheme in {"http", "https"} and (parts.path.strip("/") or parts.query)
    return claimed if named and (not found or same_site(claimed, found)) else found


def main_content(tree: Any) -> Iterator[Any]:
    """What is the article in a page, as elements: by trafilatura, quickly, and slowly where that finds little.

    Measured on 23 news pages in 12 languages with their texts known (those of newspaper4k's tests) and 60 invented
    ones of 72 KB. Words of the text, in threes, that are kept, and of those kept that are the text's; a page's time:

    ======================  ======  ======  =======
    trafilatura             99.3 %  88.4 %   7.3 ms
    trafilatura, fast       98.5 %  90.7 %   5.6 ms
    resiliparse             99.3 %  83.8 %   0.8 ms
    ======================  ======  ======  =======

    The quotations found are the same in the first two. Resiliparse gives neither hyperlinks nor markup with their
    offsets, and what it keeps besides the text (teasers, comments) brings quotations of other articles: its speed is
    not worth that. Scripts and styles are taken out first, since trafilatura copies what it is given.
    """
    from lxml.etree import strip_elements
    from trafilatura import bare_extraction

    strip_elements(tree, *_UNREAD, with_tail=False)
    body = None
    for fast in (True, False):
        document: Any = bare_extraction(_without_asides(tree) if fast else tree, options=_options(fast))
        body = document.body if document is not None and document.body is not None else body
        if body is not None and sum(map(len, body.itertext())) >= _LITTLE:
            break
    if body is not None:
        yield body


def _without_asides(tree: Any) -> Any:
    """A copy of a page without what is taken out anyway; what reads it the slow way sees all."""
    from lxml.etree import strip_elements

    light = copy(tree)
    strip_elements(light, *_ASIDE, with_tail=False)
    return light


@cache
def _options(fast: bool) -> Any:
    """Made once: to read its settings takes trafilatura a twentieth of the time of a page."""
    from trafilatura.settings import Extractor

    return Extractor(fast=fast, links=True, comments=False, output_format="python")


def _exported(item: Item, tree: Any) -> Iterator[Article | ReadError]:
    """The articles of a press database's page; the words of all its blocks are as in its other documents."""
    from lxml.etree import strip_elements

    strip_elements(tree, *_UNREAD, with_tail=False)
    grown = Grown()
    for body in tree.iterfind(".//body"):
        grown.walk(body)
    yield from as_articles(item, grown)


def _said(tree: Any) -> dict[str, str]:
    from quotes.read.page import said_of_itself

    return {name: storable(value) for name, value in said_of_itself(tree).items()}


def _embedded(tree: Any) -> frozenset[str]:
    """How the embedded posts of a page begin, to know them again in what trafilatura leaves."""
    posts = tree.xpath("//blockquote[contains(@class, 'twitter-') or contains(@class, 'instagram-') "
                       "or contains(@class, 'bluesky-') or contains(@class, 'tiktok-')]")  # fmt: skip
    return frozenset("".join(post.text_content().split())[:40] for post in posts)


def _dated(item: Item, said: dict[str, str], tree: Any, text: str) -> Dated:
    """By the page's head, else by what led to it, else by its address and words."""
    for value, origin in ((said.get("date"), "page"), (item.facts.get("date"), "feed")):
        start, end = interval(value)
        if start:
            return start, end, origin
    return date_of(tree, text, said["url"])


def _article(item: Item, said: dict[str, str], page: Grown, dated: Dated) -> Article:
    url, found = said["url"] or None, item.facts.get("url")
    return Article(
        doc_id=item.doc_id,
        text=page.text,
        url=url,
        title=said.get("title"),
        byline=said.get("byline"),
        publisher=said.get("publisher") or item.facts.get("publisher"),
        published_from=dated[0],
        published_to=dated[1],
        date_origin=dated[2],
        language=detect(page.text, said.get("language") or None),
        input=item.input,
        container=item.container,
        hyperlinks=tuple(page.links),
        markup=tuple(page.markup),
        aliases=(found,) if found and found != url else (),
    )
