"""Writing what was traced again: the rows of some quotations, lineages and speakers, by difference."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from quotes.store.records import LINEAGE, LINK, SAID, SPELLING, Row
from quotes.store.shelf import among
from quotes.store.sync import sync
from quotes.store.write import put_sheets


def put_part(
    connection: sqlite3.Connection,
    quotes: Collection[str],
    lineages: Collection[str],
    lineage_rows: Iterable[Row],
    links: Iterable[Row],
    quote_rows: Iterable[Row],
    sheets: Mapping[str, bytes],
) -> None:
    """All that there is of some quotations, and of the lineages that they have or had; other such rows go. Of
    ``quote_rows`` those are wanted that changed."""
    had = {row[0] for row in among(connection, _LINEAGES, quotes)}
    found = list(lineage_rows)
    scope = {*had, *lineages, *(row["id"] for row in found)}
    _sync(connection, "lineages", LINEAGE, found, "id", scope)
    _sync(connection, "links", LINK, links, "quote", quotes)
    connection.executemany("delete from sheets where lineage = ?", [(i,) for i in sorted(scope - sheets.keys())])
    put_sheets(connection, sheets)
    settings = ", ".join(f"{column} = :{column}" for column in SAID)
    connection.executemany(f"update quotes set {settings} where id = :id", quote_rows)


_LINEAGES = """
select distinct q.lineage from json_each(?) j cross join quotes q on q.id = j.value where q.lineage is not null
"""


def _sync(
    connection: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Iterable[Row],
    scope: str,
    ids: Collection[str],
    key: tuple[str, ...] = ("id",),
) -> None:
    where = f"{scope} in (select value from json_each(?))"
    sync(connection, table, key, columns, rows, where, [json.dumps(sorted(ids))])


def names_of(connection: sqlite3.Connection, speakers: Collection[str]) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(speaker, name, language) → how many quotations count under it, and of how many their own article gives it."""
    sql = """select n.speaker, n.name, n.language, n.quotes, n.given from json_each(?) j
             cross join speaker_names n on n.speaker = j.value"""
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in among(connection, sql, speakers)}


def put_spellings(
    connection: sqlite3.Connection, speakers: Collection[str], rows: Iterable[Row], names: Iterable[Row]
) -> None:
    """Some speakers with all their names; those without any go."""
    _sync(connection, "speakers", ("id", "name", "description"), rows, "id", speakers)
    _sync(connection, "speaker_names", SPELLING, names, "speaker", speakers, ("speaker", "name", "language"))
