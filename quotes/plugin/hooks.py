"""What Datasette calls: our routes, links from its own pages to ours, limits on connections."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.utils import tilde_decode, tilde_encode
from markupsafe import Markup

from quotes.plugin import article, coverage, home, lineage, outlet, quote, search, speaker
from quotes.plugin.page import TABLES, Missing, Slow, html
from quotes.plugin.words import clip, visible

View = Callable[..., Awaitable[Any]]

MOST = 20_000_000
"""Bytes that one value may have: a book of 10 MB in two-byte script fits, ``hex(zeroblob(20000000))`` does not."""

ROWS = {"lineages": "lineage", "quotes": "quote", "articles": "article", "speakers": "speaker", "outlets": "outlet"}
"""Tables whose rows have a page of ours."""

ANSWER = {"lineage": "lineage", "quote": "quote"}
"""Columns of any query's answer that hold ids, and what they are ids of; a column "speaker" may well hold a name."""

CELLS = {
    "quotes": ANSWER | {"article": "article", "speaker": "speaker", "outlet": "outlet", "inside": "quote"},
    "lineages": {"speaker": "speaker", "first_quote": "quote"},
    "links": {"quote": "quote", "exemplar": "quote"},
    "articles": {"publisher": "outlet", "publisher_read": "outlet"},
    "outlets": {"same_as": "outlet"},
    "aliases": {"article": "article"},
    "article_links": {"article": "article"},
    "credits": {"article": "article"},
    "outlet_names": {"outlet": "outlet"},
    "speaker_names": {"speaker": "speaker"},
    "who_said_what_where": ANSWER | {"article": "article"},
}
"""The same of tables."""

LABELS = {"lineages": "text", "quotes": "text", "articles": "title", "speakers": "name", "outlets": "name"}
"""Columns that people read a row by."""

CELL = 2048
"""Code points of a cell, Datasette's own limit."""

NAMED = {"quote": "quotation"}
"""What people call it, where that is not what the address says."""

_known: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, View]]:
    """Our pages, each below ``/<database>/-/``."""
    return [
        (page.ROUTE, _answered(page.view))
        for page in (home, search, lineage, article, quote, speaker, outlet, coverage)
    ]


def _answered(view: View) -> View:
    """The view, with a page of ours where nothing is held under an id, or a statement took too long."""

    async def answer(datasette: Any, request: Any) -> Any:
        try:
            return await view(datasette, request)
        except Missing as missing:
            return await html(missing.page, "missing", status=404, title="Not held", sentence=str(missing))
        except Slow as slow:
            return await html(slow.page, "missing", status=503, title="Too slow", sentence=str(slow))

    return answer


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """A reader's statement may not build values that fill the memory."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST)


async def holds_quotations(datasette: Any, database: str) -> bool:
    """Whether a database has our tables; asked once for each."""
    db = datasette.databases.get(database)
    if db is None:
        return False
    if not _known.get(db):
        _known[db] = set(await db.table_names()) >= TABLES
    return _known[db]


def address(datasette: Any, database: str, kind: str, subject: str = "") -> str:
    """The address of a page of ours."""
    return f"{datasette.urls.database(database)}/-/{kind}" + (f"/{tilde_encode(subject)}" if subject else "")


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Ids of lineages and quotations, and the words of those that have a page, lead there."""
    found = _target(row, value, column, table)
    if found is None:
        return None
    kind, subject, label = found

    async def linked() -> Markup | None:
        if not await holds_quotations(datasette, database):
            return None
        return Markup('<a href="{}">{}</a>').format(address(datasette, database, kind, subject), label)

    return linked


def _target(row: Any, value: Any, column: str, table: str | None) -> tuple[str, str, str] | None:
    """Kind and id of the page that a cell leads to, and the words to show."""
    label = value.get("label") if isinstance(value, dict) else value
    subject = value.get("value") if isinstance(value, dict) else value
    kind = CELLS.get(table, {}).get(column) if table else ANSWER.get(column)
    if table in ROWS and column in ("id", LABELS[table]):
        kind, subject = ROWS[table], row["id"] if "id" in row.keys() else None  # noqa: SIM118 - a sqlite3.Row
    if kind is None or not isinstance(subject, str) or not subject or not isinstance(label, str):
        return None
    return kind, subject, clip(visible(label), CELL)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(database: str | None, table: str | None, view_name: str, request: Any, datasette: Any) -> Any:
    """``quotes_links``: what Datasette's own pages show of ours (index.html, database.html and row.html)."""

    async def links() -> dict[str, list[tuple[str, str]]]:
        shown = [database] if database else list(datasette.databases) if view_name == "index" else []
        held = [name for name in shown if await holds_quotations(datasette, name)]
        if view_name == "row" and table in ROWS and held:
            subject = tilde_decode(request.url_vars.get("pks", ""))
            return {
                "quotes_links": [
                    (
                        address(datasette, held[0], ROWS[table], subject),
                        f"Open the page of this {NAMED.get(ROWS[table], ROWS[table])}",
                    )
                ]
            }
        if view_name not in ("index", "database"):
            return {}
        several = len(held) > 1
        return {"quotes_links": [(address(datasette, n, "home"), _label(n, several)) for n in held]}

    return links


def _label(database: str, several: bool) -> str:
    return f"Search quotations and lineages in {database}" if several else "Search quotations and lineages"
