"""What tracing asks of the database about some quotations and articles: by ids, never over a whole table."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, cast

from quotes.model import ArticleLink, ArticleRelation, Comparison, Original, Relation
from quotes.store.read import KNOWN
from quotes.store.records import SAID
from quotes.store.shelf import among


def held_articles(connection: sqlite3.Connection, articles: Collection[str]) -> set[str]:
    """Those of the articles that are held."""
    sql = "select a.id from json_each(?) j cross join articles a on a.id = j.value"
    return {row[0] for row in among(connection, sql, articles)}


Quoted = tuple[str, str, str | None, str | None]
"""An article, one of its quotations, the lineage and the outlet of that."""


def quoted(connection: sqlite3.Connection, articles: Collection[str]) -> list[Quoted]:
    """The quotations of articles, as they are held."""
    sql = f"""select q.article, q.id, q.lineage,
              iif(q.outlet_name is null, null, {KNOWN.format(name="q.outlet_name")})
              from json_each(?) j cross join quotes q on q.article = j.value"""
    return cast(list[Quoted], connection.execute(sql, [json.dumps(sorted(articles))]).fetchall())


def members(connection: sqlite3.Connection, found: Collection[str]) -> set[str]:
    """The quotations of lineages."""
    sql = "select q.id from json_each(?) j cross join quotes q on q.lineage = j.value"
    return {row[0] for row in among(connection, sql, found)}


def lineages_of(connection: sqlite3.Connection, quotes: Collection[str]) -> dict[str, str]:
    """Quotation → its lineage, as it is held."""
    sql = "select q.id, q.lineage from json_each(?) j cross join quotes q on q.id = j.value where q.lineage is not null"
    return {row[0]: row[1] for row in among(connection, sql, quotes)}


def article_links(connection: sqlite3.Connection, articles: Collection[str]) -> list[ArticleLink]:
    """The links to and from articles."""
    sql = """select k.article, k.exemplar, k.relation, k.shared, k.evidence from json_each(?1) j
             cross join article_links k on k.article = j.value union
             select k.article, k.exemplar, k.relation, k.shared, k.evidence from json_each(?1) j
             cross join article_links k on k.exemplar = j.value"""
    return [
        ArticleLink(article, exemplar, cast(ArticleRelation, relation), shared, json.loads(evidence))
        for article, exemplar, relation, shared, evidence in among(connection, sql, articles)
    ]


def credits(connection: sqlite3.Connection, articles: Collection[str]) -> dict[str, list[tuple[Original, str | None]]]:
    """Article → what it credits, each with the address in its one spelling, in the order of the text."""
    sql = f"""select c.article, c.url, {KNOWN.format(name="c.outlet")}, c.how, c.start, c."end", c.address
              from json_each(?) j cross join credits c on c.article = j.value order by c.article, c.position"""
    found: dict[str, list[tuple[Original, str | None]]] = defaultdict(list)
    for article, *said, address in among(connection, sql, articles):
        found[article].append((Original(*said), address))
    return found


def crediting(connection: sqlite3.Connection, addresses: Collection[str]) -> set[str]:
    """The articles that credit one of the addresses."""
    sql = "select distinct c.article from json_each(?) j cross join credits c on c.address = j.value"
    return {row[0] for row in among(connection, sql, addresses)}


def led_to(connection: sqlite3.Connection, addresses: Collection[str]) -> dict[str, str]:
    """Address → the article that it leads to without being its own; what leads to several leads nowhere."""
    sql = """select l.address, min(l.article) from json_each(?) j cross join aliases l on l.address = j.value
             group by 1 having count(*) = 1"""
    return {row[0]: row[1] for row in among(connection, sql, addresses)}


def same_texts(connection: sqlite3.Connection, hashes: Collection[str]) -> list[list[tuple[str, str | None]]]:
    """``store.read.same_texts`` of some texts."""
    sql = """select a.sha256, a.id, a.published_from from json_each(?) j cross join articles a on a.sha256 = j.value
             order by a.sha256, a.published_from is null, a.published_from, a.id"""
    groups: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for sha256, identity, published in among(connection, sql, hashes):
        groups[sha256].append((identity, published))
    return [group for group in groups.values() if len(group) > 1]


def hashes(connection: sqlite3.Connection, articles: Collection[str]) -> set[str]:
    """The hashes of articles' texts."""
    sql = "select a.sha256 from json_each(?) j cross join articles a on a.id = j.value"
    return {row[0] for row in among(connection, sql, articles)}


def urls(connection: sqlite3.Connection, articles: Collection[str]) -> dict[str, str | None]:
    """Article → its address, of those that are held."""
    sql = "select a.id, a.url from json_each(?) j cross join articles a on a.id = j.value"
    return {row[0]: row[1] for row in among(connection, sql, articles)}


def sure(connection: sqlite3.Connection, quotes: Collection[str]) -> dict[str, str]:
    """The quotations whose exemplar is sure, with it."""
    sql = "select v.quote, v.exemplar from json_each(?) j cross join votes v on v.quote = j.value"
    return {row[0]: row[1] for row in among(connection, sql, quotes)}


def sheets(connection: sqlite3.Connection, lineages: Collection[str]) -> dict[str, bytes]:
    """The sheets of those lineages that have one."""
    sql = "select s.lineage, s.sheet from json_each(?) j cross join sheets s on s.lineage = j.value"
    return {row[0]: row[1] for row in among(connection, sql, lineages)}


_READ = "('verbatim', 'truncated', 'edited', 'overlapping', 'paraphrase')"
_PROOF = ("ops", "cut", "shorter", "clashes")
"""Relations that the words of two quotations alone decide, and what a link's evidence says of the words."""


def compared(connection: sqlite3.Connection, quotes: Collection[str]) -> dict[tuple[str, str], Comparison]:
    """(quotation, exemplar) → how the words of the one stand to the other's, where the words alone tell it."""
    sql = f"""select k.quote, k.exemplar, k.relation, k.altered, k.score, k.evidence from json_each(?) j
              cross join links k on k.quote = j.value where k.exemplar is not null and k.relation in {_READ}"""
    found = {}
    for quote, exemplar, relation, altered, score, evidence in among(connection, sql, quotes):
        proof = {name: said for name, said in json.loads(evidence).items() if name in _PROOF}
        found[quote, exemplar] = Comparison(cast(Relation, relation), bool(altered), score, proof)
    return found


def votes(connection: sqlite3.Connection, articles: Collection[str]) -> dict[str, Counter[str]]:
    """Article → article → how many quotations the first has for sure from the second."""
    sql = """select q.article, o.article, count(*) from json_each(?) j cross join quotes q on q.article = j.value
             cross join votes v on v.quote = q.id cross join quotes o on o.id = v.exemplar group by 1, 2"""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for here, there, count in among(connection, sql, articles):
        found[here][there] = count
    return found


Dated = tuple[str, str | None, str | None]
"""An id with the two ends of a date."""


def published(
    connection: sqlite3.Connection, publishers: Collection[str], first: str, last: str, but: Mapping[str, Iterable[str]]
) -> Iterator[Dated]:
    """The articles of publishers that quote somebody, dated from first to last by their letters; ``but`` names
    "articles" that do not count and "quotes" that do not."""
    sql = """select a.id, a.published_from, a.published_to from json_each(?1) j
             cross join articles a on a.publisher = j.value and a.published_from between ?2 and ?3
             where a.id not in (select value from json_each(?4)) and exists (
               select 1 from quotes q where q.article = a.id and q.id not in (select value from json_each(?5)))"""
    left_out = [json.dumps(sorted(but.get(name, ()))) for name in ("articles", "quotes")]
    for row in connection.execute(sql, [json.dumps(sorted(publishers)), first, last, *left_out]):
        yield row[0], row[1], row[2]


def published_now(
    connection: sqlite3.Connection, articles: Collection[str], dropped: Collection[str]
) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Article → its publisher and the ends of its date, of those that quote somebody."""
    sql = """select a.id, a.publisher, a.published_from, a.published_to from json_each(?1) j
             cross join articles a on a.id = j.value where exists (
               select 1 from quotes q where q.article = a.id and q.id not in (select value from json_each(?2)))"""
    found = connection.execute(sql, [json.dumps(sorted(articles)), json.dumps(sorted(dropped))])
    return {row[0]: (row[1], row[2], row[3]) for row in found}


def told_to(connection: sqlite3.Connection, names: Collection[str]) -> list[Dated]:
    """The quotations told to outlets, by their names in the articles, with the articles' dates."""
    sql = """select q.id, a.published_from, a.published_to from json_each(?) j
             cross join quotes q on q.outlet_name = j.value cross join articles a on a.id = q.article
             where a.published_from is not null"""
    return [cast(Dated, tuple(row)) for row in among(connection, sql, names)]


def outlets(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """(id, name) of all outlets."""
    return [(row[0], row[1]) for row in connection.execute("select id, name from outlets")]


def outlet_names(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The names of outlets that quotations were told to, each with the name of what it is held to be."""
    names = "select distinct outlet_name as name from quotes where outlet_name is not null"
    found = connection.execute(f"select n.name, {KNOWN.format(name='n.name')} from ({names}) n")
    return [(row[0], row[1]) for row in found]


def spoken(connection: sqlite3.Connection, quotes: Collection[str]) -> dict[str, dict[str, Any]]:
    """Quotation → what is held of its source, and its own article's name and language."""
    sql = f"""select {", ".join(f"q.{column}" for column in SAID)}, q.speaker_name as name, q.language
              from json_each(?) j cross join quotes q on q.id = j.value"""
    return {row["id"]: dict(row) for row in among(connection, sql, quotes)}
