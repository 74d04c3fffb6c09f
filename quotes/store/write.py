"""Writing: articles as extraction left them, and what tracing made of all of them. Always inside a transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from quotes.model import Judgement, Outlet
from quotes.store.records import (
    ARTICLE,
    ARTICLE_LINK,
    CREDIT,
    JUDGEMENT,
    LINEAGE,
    LINK,
    OUTLET,
    QUOTE,
    SAID,
    SPELLING,
    Record,
    Row,
)
from quotes.store.sync import sync

_SAYS = tuple(column for column in ARTICLE if column not in {"id", "input"})
"""What makes an article another one; where it was read from does not."""


def held(connection: sqlite3.Connection, article: str) -> dict[str, Any] | None:
    """The stored row of an article, without its clock."""
    found = connection.execute(f"select {', '.join(ARTICLE)} from articles where id = ?", [article]).fetchone()
    return dict(found) if found else None


def replaces(new: Row, old: Row, same_run: bool) -> bool:
    """Whether one version of an article takes another's place.

    The same text: the version with the least name stays. Another text: the later date, and where the dates do not say,
    the newcomer; but within one run the order of arrival must not show, so there the text with the lesser hash stays.

    >>> old = {c: None for c in ARTICLE} | {"doc_id": "b", "sha256": "1", "published_from": "2024-05-01"}
    >>> replaces({**old, "doc_id": "a"}, old, False), replaces({**old, "doc_id": "c"}, old, False)
    (True, False)
    >>> replaces({**old, "sha256": "2", "published_from": "2024-04-30"}, old, False)
    False
    >>> replaces({**old, "sha256": "2"}, old, False), replaces({**old, "sha256": "2"}, old, True)
    (True, False)
    """
    if new["sha256"] == old["sha256"]:
        if new["doc_id"] != old["doc_id"]:
            return bool(new["doc_id"] < old["doc_id"])
        return _said(new) < _said(old) if same_run else _said(new) != _said(old)
    dates = [row["published_from"] or "" for row in (new, old)]
    if dates[0] != dates[1] and (same_run or all(dates)):
        return dates[0] > dates[1]
    return bool(new["sha256"] < old["sha256"]) if same_run else True


def says_as(one: Row, other: Row) -> bool:
    """Whether two versions of an article are the same but for where they were read from."""
    return one["sha256"] == other["sha256"] and _said(one) == _said(other)


def _said(row: Row) -> list[str]:
    return [str(row[column] or "") for column in _SAYS]


def put(connection: sqlite3.Connection, new: Record, added_at: str) -> None:
    """An article with its quotations, credits and outlets; a version of it that is there makes way."""
    for outlet in new.outlets:
        put_outlet(connection, outlet)
    row = {**new.article, "publisher": new.article["publisher_read"], "added_at": added_at}
    columns = ", ".join(row)
    settings = ", ".join(f"{c} = excluded.{c}" for c in row if c != "id")
    marks = ", ".join("?" * len(row))
    insert = f"insert into articles ({columns}) values ({marks}) on conflict (id) do update set {settings}"
    connection.execute(insert, list(row.values()))
    sync(connection, "credits", ["article", "position"], CREDIT, new.credits, "article = ?", [new.id])
    sync(connection, "quotes", ["id"], QUOTE, map(_roomy, new.quotes), "article = ?", [new.id])


def _roomy(row: Row) -> Row:
    """With blanks after the rule in place of what tracing writes into the row before the transaction ends: pages that
    are full would be split in two, each a third empty."""
    named = len(str(row["speaker_name"] or "").encode("utf8", "surrogatepass"))
    return {**row, "rule": row["rule"] + " " * (_TRACED + named + _OUTLET * bool(row["outlet_name"]))}


_TRACED, _OUTLET = 36, 14
"""Bytes of a speaker's and a lineage's id and of a wording's number, and of an outlet's id."""


def put_outlet(connection: sqlite3.Connection, outlet: Outlet) -> None:
    """An outlet with its names."""
    row = {column: getattr(outlet, column) for column in OUTLET}
    sync(connection, "outlets", ["id"], OUTLET, [row], "id = ?", [outlet.id])
    names = [{"outlet": outlet.id, "name": name, "language": ""} for name in {outlet.name, *outlet.names}]
    keys = ["outlet", "name", "language"]
    sync(connection, "outlet_names", keys, keys, names, "outlet = ?", [outlet.id])


def put_speakers(connection: sqlite3.Connection, speakers: Iterable[Row], names: Iterable[Row]) -> None:
    """All speakers there are, with their names; others go."""
    sync(connection, "speakers", ["id"], ["id", "name", "description"], speakers)
    sync(connection, "speaker_names", ["speaker", "name", "language"], SPELLING, names)


def put_lineages(
    connection: sqlite3.Connection, lineages: Iterable[Row], links: Iterable[Row], article_links: Iterable[Row]
) -> None:
    """All lineages and links there are; others go."""
    sync(connection, "lineages", ["id"], LINEAGE, lineages)
    sync(connection, "links", ["id"], LINK, links)
    sync(connection, "article_links", ["article", "exemplar", "relation"], ARTICLE_LINK, article_links)


def put_article_links(connection: sqlite3.Connection, gone: Iterable[tuple[str, str, str]], new: Iterable[Row]) -> None:
    """Takes links between articles out and puts others in."""
    connection.executemany("delete from article_links where article = ? and exemplar = ? and relation = ?", gone)
    rows = [tuple(row[column] for column in ARTICLE_LINK) for row in new]
    connection.executemany(f"insert into article_links ({', '.join(ARTICLE_LINK)}) values (?, ?, ?, ?, ?)", rows)


def put_witnesses(connection: sqlite3.Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Of every quotation what rests on other articles too."""
    sync(connection, "quotes", ["id"], [*SAID, "wording"], rows)


def put_vectors(
    connection: sqlite3.Connection, model: str, rows: Mapping[str, bytes], gone: Iterable[str] = ()
) -> None:
    """Vectors by the hash of their text, of one model."""
    connection.executemany("delete from vectors where model = ? and text = ?", [(model, text) for text in gone])
    values = [(text, model, vector) for text, vector in sorted(rows.items())]
    connection.executemany("insert or ignore into vectors (text, model, vector) values (?, ?, ?)", values)


def put_encoder(connection: sqlite3.Connection, name: str, languages: Iterable[str]) -> None:
    """The encoder that the vectors are of; those of another go."""
    row = {"name": name, "languages": " ".join(sorted(languages))}
    sync(connection, "encoders", ["name"], ["name", "languages"], [row])
    connection.execute("delete from vectors where model <> ?", [name])


def put_judgements(connection: sqlite3.Connection, decisions: Iterable[Judgement]) -> None:
    """The decisions in force; others go."""
    sync(connection, "judgements", ["id"], JUDGEMENT, [asdict(d) for d in decisions])


def put_same_outlets(connection: sqlite3.Connection, same: Mapping[str, str]) -> None:
    """What people hold to be one outlet: id → the id that it is to be known by. Where either is not held the decision
    waits. Articles follow; ``store.read`` gives names and ids as they are held to be."""
    outlets = {row[0] for row in connection.execute("select id from outlets")}
    held = [(name, alias) for alias, name in same.items() if {alias, name} <= outlets]
    connection.execute("update outlets set same_as = null where same_as is not null")
    connection.executemany("update outlets set same_as = ? where id = ?", held)
    connection.execute(_PUBLISHERS)


_PUBLISHERS = """
update articles set publisher = f.now
from (select a.id, coalesce(o.same_as, o.id) as now, a.publisher as was
      from articles a join outlets o on o.id = a.publisher_read) f
where f.id = articles.id and f.was is not f.now
"""

_USED = """
select publisher_read from articles where publisher_read is not null
union select id from outlets where name in (select outlet_name from quotes where outlet_name is not null)
union select id from outlets where name in (select outlet from credits)
"""


def sweep(connection: sqlite3.Connection) -> None:
    """Outlets that no article names any more go; one that is named stays, though it is held to be another."""
    connection.execute(f"delete from outlet_names where outlet not in ({_USED})")
    connection.execute(f"delete from outlets where id not in ({_USED})")


_IDLE = """
select o.id from json_each(?) j cross join outlets o on o.id = j.value
where not exists (select 1 from articles where publisher_read = o.id)
and not exists (select 1 from quotes where outlet_name = o.name)
and not exists (select 1 from credits where outlet = o.name)
"""


def sweep_among(connection: sqlite3.Connection, outlets: Iterable[str]) -> None:
    """The same where only some outlets can have become idle."""
    idle = [(row[0],) for row in connection.execute(_IDLE, [json.dumps(sorted(outlets))])]
    connection.executemany("delete from outlet_names where outlet = ?", idle)
    connection.executemany("delete from outlets where id = ?", idle)


def put_votes(connection: sqlite3.Connection, held: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Which quotations have a sure exemplar, where before others had."""
    gone = [(quote,) for quote in sorted(held) if now.get(quote) != held[quote]]
    connection.executemany("delete from votes where quote = ?", gone)
    new = [(quote, now[quote]) for quote in sorted(now) if now[quote] != held.get(quote)]
    connection.executemany("insert into votes values (?, ?)", new)


def put_sheets(connection: sqlite3.Connection, sheets: Mapping[str, bytes]) -> None:
    """The sheets of lineages, in the place of those that they had."""
    connection.executemany("insert or replace into sheets values (?, ?)", sorted(sheets.items()))
