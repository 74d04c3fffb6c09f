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
from quotes.plugin.page import TABLES, Missing, html
from quotes.plugin.words import plain

View = Callable[..., Awaitable[Any]]

MOST = 20_000_000
"""Bytes that one value may have: a book of 10 MB in two-byte script fits, ``hex(zeroblob(20000000))`` does not."""

ROWS = {"lineages": "lineage", "quotes": "quote", "articles": "article", "speakers": "speaker", "outlets": "outlet"}
"""Tables whose rows have a page of ours."""

CELLS = {"lineage": "lineage", "quote": "quote", "first_quote": "quote"}
"""Columns, of tables and of canned queries, that name something with a page of ours."""

_known: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, View]]:
    """Our pages, each below ``/<database>/-/``."""
    return [
        (page.ROUTE, _answered(page.view))
        for page in (home, search, lineage, article, quote, speaker, outlet, coverage)
    ]


def _answered(view: View) -> View:
    """The view, with a page of ours where nothing is held under an id."""

    async def answer(datasette: Any, request: Any) -> Any:
        try:
            return await view(datasette, request)
        except Missing as missing:
            return await html(missing.page, "missing", status=404, sentence=str(missing))

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
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Ids of lineages and quotations lead to their pages, in tables and in the answers of queries."""
    kind = ROWS.get(table or "") if column == "id" else CELLS.get(column)
    subject = value.get("value") if isinstance(value, dict) else value
    if kind is None or not isinstance(subject, str) or not subject:
        return None

    async def linked() -> Markup | None:
        if not await holds_quotations(datasette, database):
            return None
        label = plain(value.get("label"), 60) if isinstance(value, dict) and value.get("label") else subject
        where = address(datasette, database, kind, subject)
        own = datasette.urls.row(database, table, tilde_encode(subject)) if column == "id" and table else ""
        row = Markup(' <a href="{}" title="The row itself">row</a>').format(own) if own else ""
        return Markup('<a href="{}">{}</a>{}').format(where, label, row)

    return linked


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(database: str | None, table: str | None, view_name: str, request: Any, datasette: Any) -> Any:
    """``quotes_links``: what Datasette's own pages show of ours (index.html, database.html and row.html)."""

    async def links() -> dict[str, list[tuple[str, str]]]:
        shown = [database] if database else list(datasette.databases) if view_name == "index" else []
        held = [name for name in shown if await holds_quotations(datasette, name)]
        if view_name == "row" and table in ROWS and held:
            subject = tilde_decode(request.url_vars.get("pks", ""))
            return {"quotes_links": [(address(datasette, held[0], ROWS[table], subject), f"Open the {ROWS[table]}")]}
        if view_name not in ("index", "database"):
            return {}
        several = len(held) > 1
        return {"quotes_links": [(address(datasette, n, "home"), _label(n, several)) for n in held]}

    return links


def _label(database: str, several: bool) -> str:
    return f"Search quotations and lineages in {database}" if several else "Search quotations and lineages"
