"""Reading back the values that matching and tracing work on, and what a person asks of the whole."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from quotes.model import Judgement, Original, Witness

KNOWN = "coalesce((select t.name from outlets o join outlets t on t.id = o.same_as where o.name = {name}), {name})"
"""The name of the outlet that an outlet is held to be."""

WITNESS = f"""
q.id, q.text, q.article, q.position, q.kind, q.language, q.speaker_name,
iif(q.outlet_name is null, null, {KNOWN.format(name="q.outlet_name")}), p.name, a.published_from, a.published_to,
q.relayed_by, q.inside, q.place
"""
"""A quotation ``q`` with its circumstances, in the order of ``model.Witness``."""

WITNESSES = "cross join articles a on a.id = q.article left join outlets p on p.id = a.publisher"
"""Where these stand."""


def witnesses(connection: sqlite3.Connection) -> list[Witness]:
    """Every quotation with its circumstances, as its own article gives them, by id; outlets as people know them.

    Names, dates and languages that many quotations share are held once: half of the memory that all of them take.
    """
    found = connection.execute(f"select {WITNESS} from quotes q {WITNESSES} order by q.id")
    held: dict[Any, Any] = {}
    return [Witness(identity, text, *(held.setdefault(v, v) for v in shared)) for identity, text, *shared in found]


_CREDITS = f"""
select article, url, {KNOWN.format(name="c.outlet")} as outlet, how, start, "end" from credits c order by 1, position
"""


def credits(connection: sqlite3.Connection) -> dict[str, tuple[Original, ...]]:
    """Article id → the originals it credits, in the order of the text; outlets as people know them."""
    found: dict[str, list[Original]] = defaultdict(list)
    for row in connection.execute(_CREDITS):
        found[row["article"]].append(Original(row["url"], row["outlet"], row["how"], row["start"], row["end"]))
    return {article: tuple(originals) for article, originals in found.items()}


def article_ids(connection: sqlite3.Connection) -> set[str]:
    """The articles there are."""
    return {row["id"] for row in connection.execute("select id from articles")}


def article_count(connection: sqlite3.Connection) -> int:
    """How many articles there are."""
    return int(connection.execute("select count(*) from articles").fetchone()[0])


def same_texts(connection: sqlite3.Connection) -> list[list[tuple[str, str | None]]]:
    """Articles that are one text, a group each: (id, published), the earliest first, the undated last."""
    sql = """select sha256, id, published_from from articles
             where sha256 in (select sha256 from articles group by 1 having count(*) > 1)
             order by sha256, published_from is null, published_from, id"""
    groups: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for row in connection.execute(sql):
        groups[row["sha256"]].append((row["id"], row["published_from"]))
    return list(groups.values())


def rules(connection: sqlite3.Connection) -> dict[str, str]:
    """Quotation id → the rule that stands in the database."""
    return {row["id"]: row["rule"] for row in connection.execute("select id, rtrim(rule) as rule from quotes")}


def outlet_ids(connection: sqlite3.Connection) -> dict[str, str]:
    """Outlet name → the id of the outlet that it is held to be."""
    found = connection.execute("select name, coalesce(same_as, id) as id from outlets")
    return {row["name"]: row["id"] for row in found}


def same_outlets(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """The outlets that people hold to be another, with it."""
    return {(row[0], row[1]) for row in connection.execute("select id, same_as from outlets where same_as is not null")}


def outlet_languages(connection: sqlite3.Connection) -> dict[str, str]:
    """Outlet name → its language, where it is known."""
    found = connection.execute("select name, language from outlets where language is not null")
    return {row["name"]: row["language"] for row in found}


def judgements(connection: sqlite3.Connection) -> list[Judgement]:
    """The decisions that the lineages rest on, by id."""
    return [Judgement(**row) for row in map(dict, connection.execute("select * from judgements order by id"))]


COUNTED = ("articles", "quotes", "lineages", "links", "speakers", "outlets", "article_links", "judgements")


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of each table that a person knows by name."""
    return {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in COUNTED}


def by_language(connection: sqlite3.Connection) -> Iterator[tuple[str, int, int]]:
    """Language, articles and quotations in it, the most first."""
    sql = """select a.language, count(distinct a.id), count(q.id) from articles a left join quotes q on q.article = a.id
             group by 1 order by 2 desc, 1"""
    for row in connection.execute(sql):
        yield row[0] or "?", row[1], row[2]


def encoder(connection: sqlite3.Connection) -> tuple[str, frozenset[str]] | None:
    """The name of the encoder that the vectors are of, and the languages it knows; None where there are no vectors."""
    if not connection.execute("select 1 from sqlite_master where name = 'encoders'").fetchone():
        return None  # a database of an older version, opened to be read
    found = connection.execute("select name, languages from encoders").fetchone()
    return (found["name"], frozenset(found["languages"].split())) if found else None


def has_vectors(connection: sqlite3.Connection) -> bool:
    """Whether anything was compared across languages."""
    return connection.execute("select 1 from vectors limit 1").fetchone() is not None


def encoded(connection: sqlite3.Connection, model: str) -> set[str]:
    """The hashes of the texts that have a vector of the model."""
    return {row[0] for row in connection.execute("select text from vectors where model = ?", [model])}
