"""Addresses that lead to an article besides its own: redirects, canonical links, print and AMP faces.

Two held articles are one where either names the other's address. The one that names the other stands; where they name
each other, the one with the lesser id: which of them came first does not show.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.address import canonical_url
from quotes.model import Article
from quotes.store.ids import short


def other_addresses(article: Article) -> tuple[str, ...]:
    """An article's aliases in their one spelling, without its own address. What has no address of its own has no
    other: the places where such words were seen are not their names.

    >>> other_addresses(Article("a", "", url="https://echo.example/1", aliases=("http://m.echo.example/1?utm_source=x",
    ...     "https://short.example/x#top")))
    ('https://short.example/x',)
    """
    own = canonical_url(article.url or "")
    spelled = {canonical_url(alias) for alias in article.aliases} - {own} if article.url else set()
    return tuple(sorted(address for address in spelled if address.startswith("https://")))


def led_to(connection: sqlite3.Connection) -> dict[str, str]:
    """Address → the article that it leads to without being its own. What led to several ("/latest") leads nowhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute("select address, article from aliases"):
        found[row["address"]].add(row["article"])
    return {address: min(articles) for address, articles in found.items() if len(articles) == 1}


def one_with(connection: sqlite3.Connection, article: str, own: str | None, others: Sequence[str]) -> set[str]:
    """The articles that ``settle`` may bring, change or take out, held or not."""
    named_by = _leads_to(connection, own)
    return {article, *_held_under(connection, others), *([named_by] if named_by else [])}


def settle(connection: sqlite3.Connection, article: str, own: str | None, others: Sequence[str]) -> Settled:
    """Makes one what is one with a new article, whose address is ``own`` and to which ``others`` lead.

    What does not stand goes with its quotations; its addresses lead to what stands. What rests on quotations that went
    is to be brought up to date before the transaction ends.
    """
    names = _held_under(connection, others)
    named_by = _leads_to(connection, own)
    stands = article if named_by is None or (named_by in names and article < named_by) else named_by
    gone = sorted({*names, *filter(None, [named_by])} - {stands})
    learned = _lead(connection, stands, others)
    for other in gone:
        _remove(connection, other, stands)
    return Settled(stands, bool(gone), learned)


@dataclass(frozen=True, slots=True)
class Settled:
    """The article that stands under an address, whether others went for it, whether it has new addresses."""

    article: str
    others_went: bool
    learned: bool


def _leads_to(connection: sqlite3.Connection, address: str | None) -> str | None:
    sql = "select distinct article from aliases where address = ?"
    found = connection.execute(sql, [canonical_url(address)]).fetchall() if address else []
    return str(found[0][0]) if len(found) == 1 else None


def _held_under(connection: sqlite3.Connection, addresses: Iterable[str]) -> list[str]:
    ids = [short("article", address) for address in addresses]
    return [i for i in ids if connection.execute("select 1 from articles where id = ?", [i]).fetchone()]


def _lead(connection: sqlite3.Connection, article: str, addresses: Iterable[str]) -> bool:
    """Whether one of the addresses is new."""
    before = connection.total_changes
    rows = [(article, address) for address in addresses if short("article", address) != article]
    connection.executemany("insert or ignore into aliases (article, address) values (?, ?)", rows)
    return connection.total_changes > before


def _remove(connection: sqlite3.Connection, article: str, stands: str) -> None:
    known = [row[0] for row in connection.execute("select address from aliases where article = ?", [article])]
    _lead(connection, stands, known)
    for table in ("aliases", "credits", "quotes"):
        connection.execute(f"delete from {table} where article = ?", [article])
    connection.execute("delete from articles where id = ?", [article])
