"""Bringing a table to what it should hold by writing only the difference."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many rows a table gained, changed and lost."""

    inserted: int = 0
    updated: int = 0
    deleted: int = 0


def sync(
    connection: sqlite3.Connection,
    table: str,
    key: Sequence[str],
    columns: Sequence[str],
    rows: Iterable[Row],
    where: str = "1",
    values: Sequence[Any] = (),
) -> Changes:
    """Makes the rows of ``table`` that fulfil ``where`` equal to ``rows`` in ``columns`` (the key's among them).

    Of what is held only the keys and a hash of each row are in memory, and one of ``rows`` at a time, each key once.
    Names of tables and columns are ours, never a reader's; values are bound.

    >>> db = sqlite3.connect(":memory:"); _ = db.execute("create table t (id text primary key, n integer)")
    >>> sync(db, "t", ["id"], ["id", "n"], [{"id": "a", "n": 1}, {"id": "b", "n": 2}])
    Changes(inserted=2, updated=0, deleted=0)
    >>> sync(db, "t", ["id"], ["id", "n"], [{"id": "b", "n": 3}])
    Changes(inserted=0, updated=1, deleted=1)
    """
    quoted = [f'"{c}"' for c in columns]
    place = [columns.index(k) for k in key]
    found = connection.execute(f"select {', '.join(quoted)} from {table} where {where}", values)
    held = {tuple(row[i] for i in place): hash(tuple(row)) for row in found}
    by_key = " and ".join(f'"{k}" = ?' for k in key)
    update = f"update {table} set {', '.join(f'{q} = ?' for q in quoted)} where {by_key}"
    insert = f"insert into {table} ({', '.join(quoted)}) values ({', '.join('?' * len(columns))})"
    inserted = updated = 0
    for row in rows:
        value = tuple(row[c] for c in columns)
        identity = tuple(value[i] for i in place)
        was = held.pop(identity, None)
        if was is None:
            connection.execute(insert, value)
            inserted += 1
        elif was != hash(value):
            connection.execute(update, (*value, *identity))
            updated += 1
    connection.executemany(f"delete from {table} where {by_key}", held)
    return Changes(inserted, updated, len(held))
