"""What is kept of meanings: which wordings there are in each language, their vectors, and the pairs that these show."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, cast

from quotes.model import Comparison, Crossing, Pair, Relation, Way, Witness
from quotes.store.read import WITNESS, WITNESSES
from quotes.store.shelf import Shelf

TABLES = ("spaces", "phrasings", "crossings", "nearby")

Block = tuple[str, int, bytes, bytes]
"""A language, which part of its wordings, their keys and their floors."""


class Meanings(Shelf):
    """Quotations by what they mean; the transaction is the caller's."""

    def blocks(self) -> list[Block]:
        """All languages' wordings, in order."""
        return [tuple(row) for row in self.connection.execute("select * from spaces order by language, part")]

    def put_blocks(self, blocks: Iterable[Block]) -> None:
        """Keeps them in the place of those of the same part."""
        self.connection.executemany("insert or replace into spaces values (?, ?, ?, ?)", blocks)

    def vectors(self, model: str) -> tuple[int, Iterator[tuple[str, bytes]]]:
        """How many there are, and each with the hash of its text."""
        size = self.connection.execute("select count(*) from vectors where model = ?", [model]).fetchone()[0]
        found = self.connection.execute("select text, vector from vectors where model = ?", [model])
        return int(size), ((row[0], row[1]) for row in found)

    def vectors_of(self, model: str, texts: Collection[str]) -> dict[str, bytes]:
        """The vectors of some texts, by their hashes."""
        sql = "select v.text, v.vector from json_each(?) j cross join vectors v on v.text = j.value and v.model = ?"
        return {row[0]: row[1] for row in self.connection.execute(sql, [json.dumps(sorted(texts)), model])}

    def speaking(self, languages: Collection[str]) -> list[Witness]:
        """The utterances in languages."""
        sql = f"""select {WITNESS} from json_each(?) j cross join quotes q on q.language = j.value {WITNESSES}
                  where q.kind <> 'scare'"""
        return [Witness(*row) for row in self._among(sql, languages)]

    def nearby(self) -> list[tuple[str, str, str, float, float]]:
        """The articles in languages that the encoder does not know, each with the nearest of each other language."""
        return [tuple(row) for row in self.connection.execute("select * from nearby order by article, language")]

    def put_nearby(self, rows: Iterable[tuple[str, str, str, float, float]]) -> None:
        """Keeps them in the place of those of the same article and language."""
        self.connection.executemany("insert or replace into nearby values (?, ?, ?, ?, ?)", rows)

    def phrase(self, rows: Iterable[tuple[str, int, str]]) -> None:
        """Keeps who says which wording: (language, key, quotation)."""
        self.connection.executemany("insert into phrasings values (?, ?, ?)", sorted(rows))

    def phrased(self, language: str, keys: Iterable[int]) -> dict[int, list[str]]:
        """The quotations of wordings, in order of their ids."""
        sql = """select p.key, p.quote from json_each(?) j cross join phrasings p on p.key = j.value
                 where p.language = ? order by 1, 2"""
        found: dict[int, list[str]] = defaultdict(list)
        for key, quote in self.connection.execute(sql, [json.dumps(sorted(keys)), language]):
            found[key].append(quote)
        return found

    def touching(self, quotes: Collection[str]) -> list[Crossing]:
        """The pairs of which a side is one of the quotations, in order."""
        sql = """select x.* from json_each(?1) j cross join crossings x on x.a = j.value union
                 select x.* from json_each(?1) j cross join crossings x on x.b = j.value order by 1, 2, 3"""
        return [crossing_of(row) for row in self._among(sql, quotes)]

    def change_crossings(self, gone: Iterable[Crossing], new: Iterable[Crossing]) -> None:
        """Takes pairs out and puts others in."""
        keys = [(c.pair.a, c.pair.b, c.by) for c in gone]
        self.connection.executemany("delete from crossings where a = ? and b = ? and found_by = ?", keys)
        put_crossings(self.connection, new)


def put_meanings(
    connection: sqlite3.Connection,
    blocks: Iterable[Block],
    phrasings: Iterable[tuple[str, int, str]],
    crossings: Iterable[Crossing],
    nearby: Iterable[tuple[str, str, str, float, float]],
) -> None:
    """Keeps all of it, in the place of what was kept."""
    clear_meanings(connection)
    shelf = Meanings(connection)
    shelf.put_blocks(blocks)
    shelf.phrase(phrasings)
    put_crossings(connection, crossings)
    shelf.put_nearby(nearby)


def clear_meanings(connection: sqlite3.Connection) -> None:
    """Empties it."""
    for table in TABLES:
        connection.execute(f"delete from {table}")


def put_crossings(connection: sqlite3.Connection, new: Iterable[Crossing]) -> None:
    """Keeps pairs."""
    connection.executemany("insert into crossings values (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, new))


def _row(crossing: Crossing) -> tuple[object, ...]:
    pair, found = crossing.pair, crossing.pair.comparison
    shown = json.dumps(dict(found.evidence), ensure_ascii=False, sort_keys=True)
    return (
        pair.a, pair.b, crossing.by, crossing.odds, found.relation, found.altered, found.score, shown, crossing.kept,
    )  # fmt: skip


def crossing_of(row: Any) -> Crossing:
    """A kept row as it was found."""
    a, b, by, odds, relation, altered, score, evidence, kept = row
    found = Comparison(cast(Relation, relation), bool(altered), score, json.loads(evidence))
    return Crossing(Pair(a, b, found), cast(Way, by), odds, bool(kept))
