"""Which pieces of input the held articles were found in: the same bytes again need neither be read nor stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """A held article, and how many quotations it has."""

    article: str
    quotations: int


def taken(connection: sqlite3.Connection, item: bytes) -> Taken | None:
    """What is held of a piece of input, by its hash."""
    sql = """select t.article, (select count(*) from quotes q where q.article = t.article) from taken t
             where t.item = ?"""
    found = connection.execute(sql, [item]).fetchone()
    return Taken(*found) if found else None


def take(connection: sqlite3.Connection, items: Iterable[bytes], article: str) -> None:
    """Notes that a held article is what these pieces of input hold."""
    rows = [(item, article) for item in items if item]
    connection.executemany("insert or replace into taken (item, article) values (?, ?)", rows)


def release(connection: sqlite3.Connection, article: str) -> None:
    """Forgets what an earlier version of an article was found in."""
    connection.execute("delete from taken where article = ?", [article])
