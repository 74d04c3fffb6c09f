"""The keys of all wordings and what hangs on what: a new quotation finds its like without reading the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from sqlite3 import Connection
from typing import Any

_AT_ONCE = 500
"""Values in one statement; SQLite's oldest limit is 999."""

Row = tuple[int | None, float, int | None, float]


class StoredPostings:
    """The wordings of a database, by number; the transaction is the caller's.

    It is what quotes.match.incremental asks for, whose words it uses.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def words(self, numbers: Collection[int]) -> dict[int, str]:
        """The folded words of those that are held."""
        return dict(self._among("select number, words from wordings where number in", numbers))

    def edges(self, numbers: Collection[int]) -> dict[int, Row]:
        """parent, score, near, near_score of those that are held."""
        query = "select number, parent, score, near, near_score from wordings where number in"
        return {
            number: (parent, score, near, near_score)
            for number, parent, score, near, near_score in self._among(query, numbers)
        }

    def _among(self, query: str, numbers: Collection[int]) -> Iterator[tuple[Any, ...]]:
        rest = iter(sorted(numbers))
        while part := list(islice(rest, _AT_ONCE)):
            yield from self.connection.execute(f"{query} ({','.join('?' * len(part))})", part)

    def members(self, key: int, limit: int | None = None) -> list[int]:
        """The wordings that have the key, longest first."""
        query = "select number from postings where key = ? order by number limit ?"
        return [n for (n,) in self.connection.execute(query, (key, -1 if limit is None else limit))]

    def around(self, key: int, number: int) -> tuple[int | None, int | None]:
        """The neighbours of the number among those that have the key."""
        query = """select (select max(number) from postings where key = ?1 and number < ?2),
                          (select min(number) from postings where key = ?1 and number > ?2)"""
        before, after = self.connection.execute(query, (key, number)).fetchone()
        return before, after

    def add(self, words: Mapping[int, str], keys: Iterable[tuple[int, int]]) -> None:
        """Keeps new wordings and their keys."""
        self.connection.executemany("insert into wordings(number, words) values (?, ?)", sorted(words.items()))
        self.connection.executemany("insert or ignore into postings values (?, ?)", keys)

    def remove(self, numbers: Collection[int], keys: Iterable[tuple[int, int]]) -> None:
        """Forgets wordings and their keys."""
        self.connection.executemany("delete from postings where key = ? and number = ?", keys)
        self.connection.executemany("delete from wordings where number = ?", [(n,) for n in sorted(numbers)])

    def put(self, edges: Mapping[int, Row]) -> None:
        """Keeps what wordings hang on."""
        query = "update wordings set parent = ?, score = ?, near = ?, near_score = ? where number = ?"
        self.connection.executemany(query, [(*edge, number) for number, edge in sorted(edges.items())])

    def fill(self, rows: Iterable[Sequence[object]], keys: Iterable[tuple[int, int]]) -> None:
        """Keeps a whole collection at once; ``rows`` (number, words, *edge) and ``keys`` come in order."""
        self.connection.executemany("insert into wordings values (?, ?, ?, ?, ?, ?)", rows)
        self.connection.executemany("insert into postings values (?, ?)", keys)
