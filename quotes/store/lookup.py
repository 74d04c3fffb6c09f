"""What a person means by an id, the beginning of one, or a name; and words to know a thing again by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sqlite3 import Connection

_NAMED = {
    "speaker": "select distinct speaker as id from speaker_names where name = ?1 order by 1 limit ?2",
    "outlet": "select distinct outlet as id from outlet_names where name = ?1 order by 1 limit ?2",
}
_TABLE = {"quotation": "quotes", "speaker": "speakers", "outlet": "outlets"}
_LABEL = {
    "quotation": """
        select '“' || substr(q.text, 1, 80) || iif(length(q.text) > 80, '…', '') || '”'
               || coalesce(', ' || p.name, '') || coalesce(', ' || substr(a.published_from, 1, 10), '')
        from quotes q join articles a on a.id = q.article left join outlets p on p.id = a.publisher where q.id = ?""",
    "speaker": "select name from speakers where id = ?",
    "outlet": "select name from outlets where id = ?",
}
SHORTEST = 4
"""Letters that the beginning of an id must have: a million quotations share fewer."""


def meant(connection: Connection, kind: str, given: str, limit: int = 6) -> list[str]:
    """The ids of quotations, speakers or outlets (``kind``) that ``given`` may mean, at most ``limit``.

    An id means itself; a name the people or outlets that bear it; else the beginning of an id those that begin so.
    """
    if connection.execute(f"select 1 from {_TABLE[kind]} where id = ?", [given]).fetchone():
        return [given]
    named = [row["id"] for row in connection.execute(_NAMED[kind], [given, limit])] if kind in _NAMED else []
    if named or len(given) < SHORTEST:
        return named
    begun = f"select id from {_TABLE[kind]} where id >= ?1 and id < ?1 || char(0x10ffff) order by id limit ?2"
    return [row["id"] for row in connection.execute(begun, [given, limit])]


def label(connection: Connection, kind: str, identity: str) -> str | None:
    """Words to know it by; None for what is not held."""
    found = connection.execute(_LABEL[kind], [identity]).fetchone()
    return str(found[0]) if found else None


def lineage_of(connection: Connection, quote: str) -> tuple[str, int] | None:
    """The lineage that a quotation is in, and its number of witnesses."""
    query = "select l.id, l.quotes from quotes q join lineages l on l.id = q.lineage where q.id = ?"
    found = connection.execute(query, [quote]).fetchone()
    return (found[0], found[1]) if found else None


HELD = ("article", "lineage", "quote", "speaker", "outlet")
"""What has an id and a page of its own."""


def ids(connection: Connection, kind: str) -> list[str]:
    """The ids of all articles, lineages … (HELD), in order."""
    return [row["id"] for row in connection.execute(f"select id from {kind}s order by id")]


_MEMBERS = """
select q.id, q.lineage from quotes q join lineages l on l.id = q.lineage where l.quotes > 1 and q.id <> l.id order by 1
"""
_SAME = "select id, same_as from outlets where same_as is not null order by 1"


def moved(connection: Connection, people: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Ids under which something was or may have been known, that lead to another now: (kind, id, the other's id, the
    place on its page).

    A lineage is called by one of its quotations, and any other may have given it its name before it grew. Outlets and
    speakers are led on by decisions; ``people`` are those on speakers.
    """
    for quote, lineage in connection.execute(_MEMBERS):
        yield "lineage", quote, lineage, f"w-{quote}"
    for alias, name in connection.execute(_SAME):
        yield "outlet", alias, name, ""
    held = {row[0] for row in connection.execute("select id from speakers")}
    for alias, name in people.items():
        if name in held and alias not in held:
            yield "speaker", alias, name, ""
