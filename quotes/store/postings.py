"""The keys of all wordings and what hangs on what: a new quotation finds its like without reading the others."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from sqlite3 import Connection
from struct import pack, unpack
from typing import Any

_AT_ONCE = 500
"""Values in one statement; SQLite's oldest limit is 999."""

TABLES = ("postings", "arrivals")
"""The keys as they were when everything was matched, and those that came since."""

_MEMBERS = "select {some} from postings where key = ?1 union all select {some} from arrivals where key = ?1"

Row = tuple[int | None, float, int | None, float]

SIZE = 8
"""Bytes of a number in the row of its key, the highest first: a row for each number takes twice the room."""

MANY = 300_000
"""Keys that came since: with more, each batch would look through as much as it spares."""


def packed(numbers: Sequence[int]) -> bytes:
    """A key's numbers in order, as they are kept.

    >>> unpacked(packed([3, 2**62])) == [3, 2**62]
    True
    """
    return pack(f">{len(numbers)}q", *numbers)


def unpacked(row: bytes) -> list[int]:
    """The numbers of a row."""
    return [*unpack(f">{len(row) // SIZE}q", row)]


def _by_key(keys: Iterable[tuple[int, int]]) -> list[tuple[int, set[int]]]:
    found: dict[int, set[int]] = defaultdict(set)
    for key, number in keys:
        found[key].add(number)
    return sorted(found.items())


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
        some = "numbers" if limit is None else f"substr(numbers, 1, {SIZE * limit})"
        found = self.connection.execute(_MEMBERS.format(some=some), (key,)).fetchall()
        return sorted([n for row in found for n in unpacked(row[0])])[:limit]

    def _held(self, table: str, key: int) -> list[int]:
        row = self.connection.execute(f"select numbers from {table} where key = ?", (key,)).fetchone()
        return unpacked(row[0]) if row else []

    def sizes(self, keys: Collection[int]) -> dict[int, int]:
        """How many wordings have each of the keys that any has."""
        found: Counter[int] = Counter()
        for table in TABLES:
            found.update(dict(self._among(f"select key, length(numbers) / {SIZE} from {table} where key in", keys)))
        return dict(found)

    def around(self, key: int, number: int) -> tuple[int | None, int | None]:
        """The neighbours of the number among those that have the key."""
        held = self.members(key)
        at = bisect_left(held, number)
        after = at + (held[at : at + 1] == [number])
        return (held[at - 1] if at else None), (held[after] if after < len(held) else None)

    def add(self, words: Mapping[int, str], keys: Iterable[tuple[int, int]]) -> None:
        """Keeps new wordings and their keys: these by themselves, since each is somewhere else among all others, and
        the pages that they were on would be the half of what is written."""
        self.connection.executemany("insert into wordings(number, words) values (?, ?)", sorted(words.items()))
        self._merge("arrivals", _by_key(keys))
        if self.connection.execute("select count(*) from arrivals").fetchone()[0] > MANY:
            self.settle()

    def _merge(self, table: str, keys: Iterable[tuple[int, set[int]]]) -> None:
        rows = ((key, packed(sorted({*self._held(table, key), *new}))) for key, new in keys)
        self.connection.executemany(f"insert or replace into {table} values (?, ?)", rows)

    def settle(self) -> None:
        """Puts the keys that came since among all others."""
        came = self.connection.execute("select key, numbers from arrivals order by key").fetchall()
        self._merge("postings", ((row[0], {*unpacked(row[1])}) for row in came))
        self.connection.execute("delete from arrivals")

    def remove(self, numbers: Collection[int], keys: Iterable[tuple[int, int]]) -> None:
        """Forgets wordings and their keys."""
        by_key = _by_key(keys)
        for table in TABLES:
            before = [(key, self._held(table, key), gone) for key, gone in by_key]
            left = [
                (key, [n for n in held if n not in gone]) for key, held, gone in before if not gone.isdisjoint(held)
            ]
            rows = [(key, packed(rest)) for key, rest in left if rest]
            self.connection.executemany(f"insert or replace into {table} values (?, ?)", rows)
            self.connection.executemany(f"delete from {table} where key = ?", [(k,) for k, rest in left if not rest])
        self.connection.executemany("delete from wordings where number = ?", [(n,) for n in sorted(numbers)])

    def put(self, edges: Mapping[int, Row]) -> None:
        """Keeps what wordings hang on."""
        query = "update wordings set parent = ?, score = ?, near = ?, near_score = ? where number = ?"
        self.connection.executemany(query, [(*edge, number) for number, edge in sorted(edges.items())])

    def fill(self, rows: Iterable[Sequence[object]], keys: Iterable[tuple[int, bytes]]) -> None:
        """Keeps a whole collection at once, in order: ``rows`` of (number, words, *edge), ``keys`` with all numbers of
        each, packed."""
        self.connection.executemany("insert into wordings values (?, ?, ?, ?, ?, ?)", rows)
        self.connection.executemany("insert into postings values (?, ?)", keys)
