"""Articles that are read and wait to be stored with others, in a file beside the database: memory stays flat, and what
a run had read when it was ended from outside need not be found again by the next.

The file is of one run at a time and gone when that has stored everything. What is in it is only taken where an input
gives the same bytes again: a folder that was named by mistake, and stopped, comes into no database.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from quotes.model import Outlet
from quotes.store.database import StoreError
from quotes.store.records import Record

SUFFIX = "-waiting"
_TABLES = """
create table if not exists found (number integer primary key, item blob unique, record text not null, wanted integer);
create table if not exists rules (hash text primary key) without rowid;
"""
_KEPT = 200
"""Records between two commits: a second's work of two cores."""

Waits = tuple[Record, bytes]


class Waiting:
    """The articles found for a database and not stored yet; ``rules`` hashes by which these are found, since others
    find others.

    >>> with Waiting(Path("quotes.db"), "1") as waiting:
    ...     len(waiting), waiting.again(b"item"), list(waiting.taken(10))
    (0, False, [])
    """

    def __init__(self, database: Path, rules: str) -> None:
        self.path = database.with_name(database.name + SUFFIX)
        self.articles = 0
        try:
            self.connection = self._opened(rules)
        except sqlite3.Error as error:
            raise self._full(error) from error

    def _opened(self, rules: str) -> sqlite3.Connection:
        """The file; one of its own without a name while another run has it, a new one where it is damaged."""
        try:
            return _of(self.path, rules)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            return _of("", rules)
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            return _of(self.path, rules)

    def __enter__(self) -> Waiting:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The file stays where something went wrong, for the next run."""
        ours = self.connection.execute("pragma database_list").fetchone()[2]
        try:
            if error is not None and self.connection.in_transaction:
                self.connection.execute("commit")
        except sqlite3.Error:
            pass
        finally:
            self.connection.close()
        if error is None and ours:
            for name in (self.path.name, f"{self.path.name}-journal"):
                self.path.with_name(name).unlink(missing_ok=True)

    def __len__(self) -> int:
        """How many articles wait."""
        return self.articles

    def again(self, item: bytes) -> bool:
        """Whether an item's article was found by an earlier run or earlier in this one; then it waits too."""
        found = self.connection.execute("select number, wanted from found where item = ?", [item]).fetchone()
        if found and not found[1]:
            self.connection.execute("update found set wanted = 1 where number = ?", [found[0]])
            self.articles += 1
        return found is not None

    def add(self, record: Record, item: bytes = b"") -> None:
        """Keeps an article; ``item`` is the hash of what it alone was found in. Raises ``StoreError`` where the disk is
        full."""
        row = [item or None, _written(record)]
        sql = """insert into found (item, record, wanted) values (?, ?, 1)
                 on conflict (item) do update set record = excluded.record, wanted = 1"""
        try:
            self.connection.execute(sql, row)
            self.articles += 1
            if self.articles % _KEPT == 0:
                self.connection.execute("commit")
                self.connection.execute("begin immediate")
        except sqlite3.Error as error:
            raise self._full(error) from error

    def taken(self, size: int) -> Iterator[list[Waits]]:
        """What waits in the order of its coming, so many at once, read when they are asked for."""
        sql = "select record, item from found where wanted order by number"
        rows = self.connection.execute(sql)
        while batch := [(_record(row[0]), row[1] or b"") for row in islice(rows, size)]:
            yield batch

    def stored(self) -> None:
        """Nothing waits any more."""
        self.connection.execute("delete from found where wanted")
        self.connection.execute("commit")
        self.connection.execute("begin immediate")
        self.articles = 0

    def _full(self, error: sqlite3.Error) -> StoreError:
        return StoreError(f"{self.path}: the disk is full or failing ({error}); make room and run it again")


def _of(path: Path | str, rules: str) -> sqlite3.Connection:
    """The file for this run alone, with what was found by the same rules; nothing is waited for on disk, since it only
    has to outlive a program."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        for setting in ("locking_mode = exclusive", "synchronous = off", "journal_mode = truncate"):
            connection.execute(f"pragma {setting}")
        connection.execute("begin exclusive")
        for table in _TABLES.split("\n")[1:-1]:
            connection.execute(table)
        if connection.execute("select hash from rules").fetchall() != [(rules,)]:
            connection.execute("delete from found")
            connection.execute("delete from rules")
            connection.execute("insert into rules values (?)", [rules])
        connection.execute("update found set wanted = 0")
        connection.execute("commit")
        connection.execute("begin immediate")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _written(record: Record) -> str:
    """The record as text; its rows go in as they are: ``asdict`` would copy every value in them."""
    rows: dict[str, Any] = {field.name: getattr(record, field.name) for field in fields(record)}
    return json.dumps(rows | {"outlets": [asdict(outlet) for outlet in record.outlets]})


def _record(text: str) -> Record:
    said = json.loads(text)
    outlets = (Outlet(**{**o, "names": tuple(o["names"])}) for o in said["outlets"])
    return Record(
        said["article"], tuple(said["quotes"]), tuple(said["credits"]), tuple(outlets), tuple(said["aliases"])
    )
