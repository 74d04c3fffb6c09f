"""Everything that is held, for other programs: row by row, ordered by id, never a whole table in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from sqlite3 import Connection
from typing import Any

Row = dict[str, Any]

_QUOTATIONS = """
select q.id, q.text, q.language, q.kind, q.place, s.name as speaker, q.speaker as speaker_id, q.speaker_text, q.cue,
       o.name as outlet, q.outlet as outlet_id, q.outlet_text, q.relayed_by, p.name as publisher,
       a.publisher as publisher_id, a.published_from, a.published_to, a.title, a.byline, a.url, q.article, a.doc_id,
       q.position, q.start, q."end", q.before, q.after, q.inside, q.continues, q.unclosed, q.lineage, q.rule,
       q.confidence
from quotes q join articles a on a.id = q.article left join speakers s on s.id = q.speaker
left join outlets o on o.id = q.outlet left join outlets p on p.id = a.publisher order by q.id
"""

_WITNESS = """
{q}.text as {name}_text, {q}.language as {name}_language, {q}s.name as {name}_speaker, {q}o.name as {name}_outlet,
{q}p.name as {name}_publisher, {q}a.published_from as {name}_published_from, {q}a.published_to as {name}_published_to,
{q}a.title as {name}_title, {q}a.url as {name}_url
"""
"""One side of a link."""

_CIRCUMSTANCES = """
left join articles {q}a on {q}a.id = {q}.article left join speakers {q}s on {q}s.id = {q}.speaker
left join outlets {q}o on {q}o.id = {q}.outlet left join outlets {q}p on {q}p.id = {q}a.publisher
"""

_LINKS = f"""
select k.id, q.lineage, k.relation, k.altered, k.score, k.quote, {_WITNESS.format(q="q", name="quote")},
       k.exemplar, {_WITNESS.format(q="e", name="exemplar")},
       json_extract(k.evidence, '$.not_held') as not_held, k.evidence
from links k join quotes q on q.id = k.quote {_CIRCUMSTANCES.format(q="q")}
left join quotes e on e.id = k.exemplar {_CIRCUMSTANCES.format(q="e")} order by k.id
"""

_ARTICLE = """
{a}.title as {name}_title, {a}.language as {name}_language, {a}p.name as {name}_publisher,
{a}.published_from as {name}_published_from, {a}.published_to as {name}_published_to, {a}.url as {name}_url
"""

_ARTICLE_LINKS = f"""
select k.relation, k.shared, k.article, {_ARTICLE.format(a="a", name="article")},
       k.exemplar, {_ARTICLE.format(a="b", name="exemplar")}, k.evidence
from article_links k join articles a on a.id = k.article left join outlets ap on ap.id = a.publisher
left join articles b on b.id = k.exemplar left join outlets bp on bp.id = b.publisher
order by k.article, k.exemplar, k.relation
"""

TABLES: Mapping[str, str] = {"quotation": _QUOTATIONS, "link": _LINKS, "article_link": _ARTICLE_LINKS}
"""What is exported as tables: every quotation, both sides of every link, and of every link between articles."""

THINGS: Mapping[str, str] = {
    "outlet": "select id, name, kind, domain, country, language, same_as from outlets order by id",
    "speaker": "select id, name, description from speakers order by id",
    "article": """
        select id, url, title, byline, publisher, published_from, published_to, language from articles order by id""",
    "lineage": "select id, text, speaker, first_quote, first_seen, altered from lineages order by id",
}
"""What quotations speak of, for linked data."""

_OF = {
    "names of outlet": "select distinct name from outlet_names where outlet = ? order by name",
    "names of speaker": "select distinct name from speaker_names where speaker = ? order by name",
    "links of quotation": """
        select id, exemplar, relation, altered, score, evidence from links where quote = ? order by id""",
    "links of article": """
        select k.exemplar, k.relation, k.shared, b.id is not null as held from article_links k
        left join articles b on b.id = k.exemplar where k.article = ? order by k.exemplar, k.relation""",
}


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """What is read within is one state of the database, whatever is written meanwhile."""
    connection.execute("begin")
    try:
        yield
    finally:
        connection.rollback()


def table(connection: Connection, name: str) -> Iterator[Row]:
    """The rows of one of TABLES or THINGS; ``evidence`` as a dictionary, ``altered`` and such as truth values."""
    found = connection.execute(TABLES.get(name) or THINGS[name])
    names = [column[0] for column in found.description]
    odd = [column for column in names if column in (*_TRUTHS, "evidence")]
    for row in found:
        yield _typed(dict(zip(names, row, strict=True)), odd)


def columns(connection: Connection, name: str) -> list[str]:
    """The columns of one of TABLES, in order."""
    return [column[0] for column in connection.execute(f"{TABLES[name]} limit 0").description]


def of(connection: Connection, what: str, identity: str) -> list[Row]:
    """The rows that belong to one thing: "names of speaker", "links of quotation" …"""
    return [_typed(dict(row), row.keys()) for row in connection.execute(_OF[what], [identity])]


_TRUTHS = ("altered", "continues", "unclosed", "held")


def _typed(row: Row, columns: Iterable[str]) -> Row:
    """The row, some of whose columns are no plain values.

    >>> _typed({"altered": 1, "evidence": '{"ops": []}'}, ["altered", "evidence"])
    {'altered': True, 'evidence': {'ops': []}}
    """
    for name in columns:
        if name == "evidence":
            row[name] = json.loads(row[name])
        elif name in _TRUTHS:
            row[name] = bool(row[name])
    return row
