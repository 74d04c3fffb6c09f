"""What an article was before it is read anew or goes: what others rest on it has to be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.address import canonical_url


@dataclass(frozen=True, slots=True)
class FormerArticle:
    """``addresses`` are all that led to it; ``outlets`` the ids of those that it named."""

    sha256: str
    publisher: str | None
    published_from: str | None
    published_to: str | None
    addresses: frozenset[str]
    outlets: frozenset[str]


@dataclass(frozen=True, slots=True)
class FormerQuote:
    """A quotation with what all articles together made of it."""

    article: str
    wording: int | None
    lineage: str | None
    speaker: str | None
    called: str | None
    name: str | None
    language: str


@dataclass
class Changes:
    """The articles that a batch brought or touched, as they were before: None for those that were not held."""

    articles: dict[str, FormerArticle | None] = field(default_factory=dict)
    quotes: dict[str, FormerQuote] = field(default_factory=dict)

    def note(self, connection: sqlite3.Connection, articles: Iterable[str]) -> None:
        """Keeps what articles are, before anything is written of them."""
        for article in sorted(set(articles) - self.articles.keys()):
            self.articles[article] = former = _article(connection, article)
            if former:
                self.quotes |= {row[0]: FormerQuote(*row[1:]) for row in connection.execute(_QUOTES, [article])}


_ARTICLE = "select sha256, publisher, published_from, published_to, url from articles where id = ?"
_QUOTES = "select id, article, wording, lineage, speaker, called, speaker_name, language from quotes where article = ?"
_OUTLETS = """
select publisher_read from articles where id = ?1 and publisher_read is not null
union select o.id from quotes q join outlets o on o.name = q.outlet_name where q.article = ?1
union select o.id from credits c join outlets o on o.name = c.outlet where c.article = ?1
"""


def _article(connection: sqlite3.Connection, article: str) -> FormerArticle | None:
    row = connection.execute(_ARTICLE, [article]).fetchone()
    if not row:
        return None
    sha256, publisher, first, last, url = row
    outlets = frozenset(r[0] for r in connection.execute(_OUTLETS, [article]))
    return FormerArticle(sha256, publisher, first, last, addresses(connection, article, url), outlets)


def addresses(connection: sqlite3.Connection, article: str, url: str | None) -> frozenset[str]:
    """All addresses that lead to an article, in their one spelling."""
    others = {row[0] for row in connection.execute("select address from aliases where article = ?", [article])}
    return frozenset(others | ({canonical_url(url)} if url else set()))
