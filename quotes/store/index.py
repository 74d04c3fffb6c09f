"""What is kept for adding a part to the whole, and by which rules it was made."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from quotes.model import Repeat
from quotes.store.postings import StoredPostings
from quotes.store.shelf import put_repeats

TABLES = ("wordings", "postings", "arrivals", "pieces", "repeats", "votes", "sheets")


def clear_index(connection: sqlite3.Connection) -> None:
    """Empties it: everything has to be matched anew before a part can be added."""
    for table in (*TABLES, "state"):
        connection.execute(f"delete from {table}")


def put_index(
    connection: sqlite3.Connection,
    rules: str,
    wordings: tuple[Iterable[Sequence[object]], Iterable[tuple[int, bytes]]],
    pieces: Iterable[tuple[int, str]],
    repeats: Iterable[Repeat],
) -> None:
    """Keeps it whole, but for votes and sheets; ``rules`` names those that it was made by."""
    clear_index(connection)
    StoredPostings(connection).fill(*wordings)
    connection.executemany("insert into pieces values (?, ?)", sorted(pieces))
    put_repeats(connection, repeats)
    connection.execute("insert into state values ('rules', ?)", [rules])


def made_by(connection: sqlite3.Connection) -> str | None:
    """The rules by which everything was last matched, if a part can be added."""
    found = connection.execute("select value from state where name = 'rules'").fetchone()
    return str(found[0]) if found else None


def put_state(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keeps what everything was matched by."""
    connection.execute("insert or replace into state values (?, ?)", [name, value])


def state(connection: sqlite3.Connection) -> dict[str, str]:
    """All of that."""
    return {row[0]: row[1] for row in connection.execute("select name, value from state")}


def languages(connection: sqlite3.Connection) -> list[str]:
    """The languages that quotations are in, in order."""
    sql = """with recursive found(code) as (
               select min(language) from quotes
               union all select (select min(language) from quotes where language > code) from found
               where code is not null
             ) select code from found where code is not null"""
    return [row[0] for row in connection.execute(sql)]


def quotations(connection: sqlite3.Connection, articles: Collection[str] | None = None) -> int:
    """How many quotations there are, or how many of some articles."""
    if articles is None:
        return int(connection.execute("select count(*) from quotes").fetchone()[0])
    return sum(
        connection.execute("select count(*) from quotes where article = ?", [article]).fetchone()[0]
        for article in articles
    )
