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
    held = {tuple(row[i] for i in place): tuple(row) for row in found}
    wanted = {tuple(row[k] for k in key): tuple(row[c] for c in columns) for row in rows}
    gone = [k for k in held if k not in wanted]
    changed = [v for k, v in wanted.items() if k in held and held[k] != v]
    new = [v for k, v in wanted.items() if k not in held]
    by_key = " and ".join(f'"{k}" = ?' for k in key)
    connection.executemany(f"delete from {table} where {by_key}", gone)
    settings = ", ".join(f"{q} = ?" for q in quoted)
    connection.executemany(
        f"update {table} set {settings} where {by_key}", [(*v, *(v[i] for i in place)) for v in changed]
    )
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"insert into {table} ({', '.join(quoted)}) values ({marks})", new)
    return Changes(len(new), len(changed), len(gone))
