"""A copy of the database that is fit to be public: the words quoted and those around them, not whole articles."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from quotes.store.database import APPLICATION, StoreError, open_to_read
from quotes.store.schema import migrations

COPIED: Mapping[str, str] = {
    "outlets": "id", "outlet_names": "outlet, name, language", "speakers": "id",
    "speaker_names": "speaker, name, language", "articles": "id", "lineages": "id", "quotes": "article, position, id",
    "links": "id", "article_links": "article, exemplar, relation", "credits": "article, position",
    "aliases": "article, address", "judgements": "id", "encoders": "name",
}  # fmt: skip
"""The tables that are public, each with its order; whatever else a database holds stays at home."""

STAYS = frozenset(
    {"vectors", "wordings", "postings", "arrivals", "pieces", "repeats", "votes", "sheets", "state", "taken"}
    | {"spaces", "phrasings", "crossings", "nearby"}
)
"""Tables of the schema that stay at home; they are there, and empty."""

LEFT_OUT: Mapping[tuple[str, str], str] = {
    ("articles", "text"): "''",
    ("articles", "input"): "''",
    ("quotes", "wording"): "null",
    ("articles", "url"): "iif(url like 'http://%' or url like 'https://%', url, null)",
}
"""Columns that are left out or only in part: texts, places on the machine."""

_ELSEWHERE = """
with named as (
  select id, iif(instr(subject, ' '), substr(subject, 1, instr(subject, ' ') - 1), subject) as one,
         substr(subject, instr(subject, ' ') + 1) as two from judgements
)
delete from judgements where id in (
  select id from named where not exists (
    select 1 from (select id from quotes union all select id from speakers union all select id from outlets) held
    where held.id in (one, two)))
"""
"""Decisions on what is not held: another database of the folder may hold it, whose matters they are."""

_INDEXES = ("quotes_fts", "quotes_trigrams")


def publish(source: Path, target: Path, stage: Callable[[str], None] = lambda name: None) -> dict[str, int]:
    """Writes the public copy, made aside and put in its place whole; returns its rows by table.

    Raises ``StoreError`` where ``source`` is no database of ours, and where ``target`` is anything but an earlier
    public copy.
    """
    open_to_read(source).close()
    _refuse(source, target)
    aside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        with closing(sqlite3.connect(f"{aside.absolute().as_uri()}?mode=rwc", uri=True, isolation_level=None)) as made:
            rows = _fill(made, source, stage)
            _finish(made, stage)
        aside.replace(target)
        return rows
    except sqlite3.Error as error:
        raise StoreError(f"{target}: cannot be written ({error})") from error
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror})") from error
    finally:
        aside.unlink(missing_ok=True)


def _refuse(source: Path, target: Path) -> None:
    """A working database is never written over: it holds what cannot be had back."""
    if not target.exists():
        return
    if target.samefile(source):
        raise StoreError(f"{target}: is the database itself; choose another name for the public copy")
    with closing(open_to_read(target)) as connection:
        if connection.execute("select 1 from articles where text <> '' limit 1").fetchone():
            raise StoreError(f"{target}: holds articles with their texts, so it is no public copy; choose another name")


def _fill(made: sqlite3.Connection, source: Path, stage: Callable[[str], None]) -> dict[str, int]:
    made.execute(f"pragma application_id = {APPLICATION}")
    migrations.apply(Database(made))
    made.execute("attach ? as source", [f"{source.absolute().as_uri()}?mode=ro"])
    made.execute("begin")
    rows = {}
    for table, order in COPIED.items():
        stage(table.replace("_", " "))
        rows[table] = _copy(made, table, order)
    rows["judgements"] -= made.execute(_ELSEWHERE).rowcount
    made.execute("commit")
    made.execute("detach source")
    return rows


def _copy(made: sqlite3.Connection, table: str, order: str) -> int:
    """The rows of a table, in the columns that both sides have. The indexes for search are kept by triggers."""
    held = {row[0] for row in made.execute("select name from pragma_table_info(?, 'source')", [table])}
    ours = [row[0] for row in made.execute("select name from pragma_table_info(?, 'main')", [table])]
    columns = [column for column in ours if column in held]
    if not columns:
        return 0
    into = ", ".join(f'"{column}"' for column in columns)
    taken = ", ".join(LEFT_OUT.get((table, column), f'"{column}"') for column in columns)
    sql = f"insert into main.{table} ({into}) select {taken} from source.{table} order by {order}"
    return made.execute(sql).rowcount


def _finish(made: sqlite3.Connection, stage: Callable[[str], None]) -> None:
    """Packed, checked, and without a file beside it, so that Datasette may open it as one that never changes."""
    stage("packing")
    for index in _INDEXES:
        made.execute(f"insert into {index} ({index}) values ('optimize')")
    made.execute("vacuum")
    made.execute("pragma journal_mode = delete")
    broken = made.execute("pragma foreign_key_check").fetchone()
    damaged = made.execute("pragma quick_check").fetchone()[0]
    if broken or damaged != "ok":
        raise StoreError(f"the copy is damaged ({tuple(broken) if broken else damaged}); build the database anew")
