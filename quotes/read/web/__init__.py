"""Pages of the web: fetched with care for the hosts that serve them and for the network they are fetched from.

``items`` fetches (httpx, in a thread of its own), ``articles`` makes articles of what came, by the other formats.
Addresses may be pages, feeds, sitemaps or lists of addresses. Only http and https, never a private network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quotes.model import Article
from quotes.read.formats import formats
from quotes.read.values import Item, ReadError
from quotes.read.web.addresses import same_site
from quotes.read.web.values import Link, Web

__all__ = ["SUFFIXES", "Web", "articles", "items"]
SUFFIXES: tuple[str, ...] = ()


def items(addresses: Iterable[str | Link], web: Web | None = None) -> Iterator[Item | ReadError]:
    """What the addresses hold, in the order of its coming; each address is fetched once.

    >>> [problem.problem for problem in items(["http://127.0.0.1/"], Web(cache=None))]
    ['leads to 127.0.0.1, which is not a public address']
    """
    from quotes.read.web.bridge import Bridge

    yield from Bridge(addresses, web or Web()).items()


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The page's article, with where it was found."""
    from quotes.read.web.body import in_utf8

    name = item.facts["format"]
    data = in_utf8(item.data, item.facts["charset"])
    for article in formats()[name].articles(replace(item, format=name, data=data)):
        yield article if isinstance(article, ReadError) else _placed(article, item)


def _placed(article: Article, item: Item) -> Article:
    """An article's address is where it was found, or another of that site that the page names as its own: no page can
    take the place of another site's."""
    fetched = item.facts["url"]
    url = article.url if article.url and same_site(article.url, fetched) else fetched
    others = (fetched, *item.facts["aliases"].split("\n"))
    return replace(article, url=url, aliases=tuple(dict.fromkeys(a for a in others if a and a != url)))
