"""What is held, read and written by the part: all queries go by ids and never over a whole table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from quotes.model import By, Comparison, Pair, Relation, Repeat, Witness
from quotes.store.postings import StoredPostings
from quotes.store.read import WITNESS, WITNESSES

KEPT = frozenset({"said again", "stitched"})
"""Relations whose evidence is kept: of others the two quotations themselves say it."""

_REPEAT = "r.a, r.b, r.found_by, r.proves, r.relation, r.altered, r.score, r.evidence"


def among(connection: sqlite3.Connection, sql: str, values: Iterable[object]) -> Iterator[Any]:
    """The rows of a query that names the given values as ``j``, however many they are."""
    return connection.execute(sql, [json.dumps(sorted(values))])


class Shelf:
    """Quotations with their wordings and repeats; the transaction is the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.postings = StoredPostings(connection)

    def _among(self, sql: str, values: Iterable[object]) -> Iterator[Any]:
        return among(self.connection, sql, values)

    def of(self, quotes: Collection[str]) -> dict[str, Witness]:
        """Quotations by their ids."""
        sql = f"select {WITNESS} from json_each(?) j cross join quotes q on q.id = j.value {WITNESSES}"
        return {row[0]: Witness(*row) for row in self._among(sql, quotes)}

    def articles(self, articles: Collection[str]) -> dict[str, list[Witness]]:
        """Articles' quotations by the articles' ids."""
        sql = f"select {WITNESS} from json_each(?) j cross join quotes q on q.article = j.value {WITNESSES}"
        found: dict[str, list[Witness]] = {article: [] for article in articles}
        for row in self._among(sql, articles):
            found[row["article"]].append(Witness(*row))
        return found

    def saying(self, articles: Collection[str], sign: str) -> list[Witness]:
        """The quotations of articles that have a word, or letters in which it may be written otherwise."""
        sql = f"""select {WITNESS} from json_each(?1) j cross join quotes q on q.article = j.value {WITNESSES}
                  where instr(lower(q.text), ?2) or length(q.text) <> length(cast(q.text as blob))"""
        return [Witness(*row) for row in self.connection.execute(sql, [json.dumps(sorted(articles)), sign])]

    def heard(self, numbers: Collection[int]) -> dict[int, list[Witness]]:
        """The quotations of wordings: their words, who says them and in which article, and no more."""
        sql = """select q.wording, q.id, q.text, q.article, q.speaker_name from json_each(?) j
                 cross join quotes q on q.wording = j.value"""
        found: dict[int, list[Witness]] = {number: [] for number in numbers}
        for number, quote, text, article, speaker in self._among(sql, numbers):
            found[number].append(Witness(quote, text, article, speaker=speaker))
        return found

    def loose(self, articles: Collection[str]) -> list[Witness]:
        """The quotations of articles that nothing holds, or from which they are at most cut."""
        sql = f"""select {WITNESS} from json_each(?) j cross join quotes q on q.article = j.value {WITNESSES}
                  where not exists (select 1 from repeats r where r.a = q.id and r.found_by <> 'cut')"""
        return [Witness(*row) for row in self._among(sql, articles)]

    def wordings(self, articles: Collection[str]) -> set[int]:
        """The numbers of the wordings of articles."""
        sql = """select distinct q.wording from json_each(?) j cross join quotes q on q.article = j.value
                 where q.wording is not null"""
        return {row[0] for row in self._among(sql, articles)}

    def place(self, numbers: Mapping[str, int], pieces: Mapping[str, Collection[int]]) -> None:
        """Keeps which wording quotations have, and the keys of their pieces; other quotations of no wording."""
        self.connection.executemany("delete from pieces where quote = ?", [(quote,) for quote in sorted(pieces)])
        rows = sorted((key, quote) for quote, keys in pieces.items() for key in keys)
        self.connection.executemany("insert into pieces values (?, ?)", rows)
        held = {row[0]: row[1] for row in self._among(_WORDINGS, pieces)}
        changed = [(numbers.get(q), q) for q in sorted(held) if held[q] != numbers.get(q)]
        self.connection.executemany("update quotes set wording = ? where id = ?", changed)

    def forget(self, quotes: Collection[str]) -> None:
        """The keys of the pieces of quotations that are gone."""
        self.connection.executemany("delete from pieces where quote = ?", [(quote,) for quote in sorted(quotes)])

    def unsaid(self, numbers: Collection[int]) -> set[int]:
        """Those of the wordings that no quotation has."""
        sql = "select j.value from json_each(?) j where not exists (select 1 from quotes where wording = j.value)"
        return {row[0] for row in self._among(sql, numbers)}

    def hanging(self, numbers: Collection[int]) -> set[int]:
        """The wordings that hang on one of these."""
        sql = """select w.number from json_each(?1) j cross join wordings w on w.parent = j.value union
                 select w.number from json_each(?1) j cross join wordings w on w.near = j.value
                 where w.parent is null"""
        return {row[0] for row in self._among(sql, numbers)}

    def sewn(self, keys: Collection[int]) -> set[tuple[str, int]]:
        """The quotations of several pieces one of which has one of the keys, each with it."""
        sql = "select p.quote, p.key from json_each(?) j cross join pieces p on p.key = j.value"
        return {(row[0], row[1]) for row in self._among(sql, keys)}

    def repeats_by(self, quotes: Collection[str]) -> list[Repeat]:
        """The repeats whose first side is one of the quotations."""
        sql = f"select {_REPEAT} from json_each(?) j cross join repeats r on r.a = j.value"
        return [repeat_of(row) for row in self._among(sql, quotes)]

    def repeats_on(self, quotes: Collection[str]) -> list[Repeat]:
        """The repeats whose second side is one of the quotations."""
        sql = f"select {_REPEAT} from json_each(?) j cross join repeats r on r.b = j.value"
        return [repeat_of(row) for row in self._among(sql, quotes)]

    def kin(self, articles: Collection[str]) -> set[tuple[str, str]]:
        """Each of the articles with another that tells the same story."""
        sides = (("a", "b"), ("b", "a"))
        one, two = (
            f"""select q.article, o.article from json_each(?1) j cross join quotes q on q.article = j.value
                cross join repeats r on r.{here} = q.id and r.proves cross join quotes o on o.id = r.{there}"""
            for here, there in sides
        )
        return {(row[0], row[1]) for row in self._among(f"{one} union {two}", articles)}

    def change(self, gone: Iterable[Repeat], new: Iterable[Repeat]) -> None:
        """Takes repeats out and puts others in."""
        keys = [(r.pair.a, r.pair.b, r.by) for r in gone]
        self.connection.executemany("delete from repeats where a = ? and b = ? and found_by = ?", keys)
        put_repeats(self.connection, new)


_WORDINGS = "select q.id, q.wording from json_each(?) j cross join quotes q on q.id = j.value"


def put_repeats(connection: sqlite3.Connection, new: Iterable[Repeat]) -> None:
    """Keeps repeats."""
    connection.executemany("insert into repeats values (?, ?, ?, ?, ?, ?, ?, ?)", map(_row, new))


def repeats(connection: sqlite3.Connection) -> Iterator[Repeat]:
    """All repeats."""
    return map(repeat_of, connection.execute(f"select {_REPEAT} from repeats r"))


def bare(repeat: Repeat) -> Repeat:
    """The repeat as it is kept: without the evidence that the two quotations give again."""
    found = repeat.pair.comparison
    if found.relation in KEPT or not found.evidence:
        return repeat
    return replace(repeat, pair=replace(repeat.pair, comparison=replace(found, evidence={})))


def _row(repeat: Repeat) -> tuple[object, ...]:
    pair, found = repeat.pair, repeat.pair.comparison
    evidence = dict(found.evidence) if found.relation in KEPT else {}
    shown = json.dumps(evidence, ensure_ascii=False, sort_keys=True, default=str) if evidence else ""
    return (pair.a, pair.b, repeat.by, repeat.proves, found.relation, found.altered, found.score, shown)


def repeat_of(row: sqlite3.Row) -> Repeat:
    """A kept row as it was found, but for the evidence that is not kept."""
    a, b, by, proves, relation, altered, score, evidence = row
    found = Comparison(cast(Relation, relation), bool(altered), score, json.loads(evidence) if evidence else {})
    return Repeat(Pair(a, b, found), cast(By, by), bool(proves))
