"""What every page shares: its database, permission to read it, addresses, and how an answer leaves the house."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette import Forbidden, NotFound, Response
from datasette.utils import sqlite_timelimit, tilde_decode, tilde_encode

try:
    from datasette.resources import TableResource  # 1.0
except ImportError:  # 0.65 has ensure_permissions instead
    TableResource = None

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""Nothing but our own files: no inline script or style, no other host."""

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture opened by itself brings its own style and may do nothing else."""

PATIENCE = 5000
"""Milliseconds for a statement of ours. Warm, none takes half a second on a million quotations; Datasette's one second
for anybody's SQL is not enough for the first time that a large file is read."""

SAFE = {"x-content-type-options": "nosniff", "referrer-policy": "strict-origin-when-cross-origin"}

TABLES = frozenset({"lineages", "quotes", "links", "articles", "outlets", "speakers"})
"""A database that has these is one of quotations."""


@dataclass(frozen=True, slots=True)
class Page:
    """One request to one database of quotations."""

    datasette: Any
    request: Any
    db: Any

    @property
    def format(self) -> str:
        """The ending of the address: json, svg, atom, or nothing for HTML."""
        return self.request.url_vars.get("format") or ""

    @property
    def id(self) -> str:
        """The id in the address."""
        return str(tilde_decode(self.request.url_vars.get("id") or ""))

    def argument(self, name: str, limit: int = 4000) -> str:
        """An argument of the address, empty where it is missing, at most ``limit`` code points."""
        return str(self.request.args.get(name) or "").replace("\x00", "")[:limit]

    def address(self, kind: str, subject: str = "", ending: str = "") -> str:
        """The address of one of our pages: ``/quotes/-/lineage/ID.json``."""
        path = f"{self.datasette.urls.database(self.db.name)}/-/{kind}"
        return path + (f"/{tilde_encode(subject)}" if subject else "") + (f".{ending}" if ending else "")

    def row(self, table: str, subject: str) -> str:
        """The address of a row in plain Datasette."""
        return str(self.datasette.urls.row(self.db.name, table, tilde_encode(subject)))

    def static(self, name: str) -> str:
        """The address of one of our files, with its age, so that an old one is never kept."""
        age = int((Path(__file__).parent / "static" / name).stat().st_mtime)
        return f"{self.datasette.urls.static_plugins('quotes', name)}?{age:x}"

    def absolute(self, path: str) -> str:
        """An address with the host, for feeds and citations."""
        return str(self.datasette.absolute_url(self.request, path))

    async def tables(self) -> set[str]:
        """The tables of the database, indexes for search among them."""
        return set(await self.db.table_names())

    async def rows(self, sql: str, **values: object) -> list[dict[str, Any]]:
        """The rows that one of our own statements gives, as dictionaries; Slow where it takes too long."""

        def read(connection: sqlite3.Connection) -> list[dict[str, Any]]:
            with sqlite_timelimit(connection, PATIENCE):
                cursor = connection.execute(sql, values)
                names = [column[0] for column in cursor.description]
                return [dict(zip(names, row, strict=True)) for row in cursor]

        try:
            found: list[dict[str, Any]] = await self.db.execute_fn(read)
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise Slow(self) from error
            raise
        return found

    async def first(self, sql: str, missing: str, **values: object) -> dict[str, Any]:
        """The first row; Missing with the sentence ``missing`` where there is none."""
        found = await self.rows(sql, **values)
        if not found:
            raise Missing(self, missing)
        return found[0]


class Slow(Exception):
    """A statement was stopped; most often the file was being read for the first time, and the next try is quick."""

    def __init__(self, page: Page) -> None:
        super().__init__("The database took too long to answer. Try again: it is often quicker the second time.")
        self.page = page


class Missing(Exception):
    """Nothing is held under that id; the sentence says what to do."""

    def __init__(self, page: Page, sentence: str) -> None:
        super().__init__(sentence)
        self.page = page


async def open_page(datasette: Any, request: Any, reads: Iterable[str]) -> Page:
    """The page's database, once the reader may see every table that it reads.

    NotFound where there is no such database or it holds no quotations, Forbidden where a table is denied.
    """
    try:
        db = datasette.get_database(route=tilde_decode(request.url_vars["database"]))
    except KeyError:
        raise NotFound("There is no such database here.") from None
    if not set(await db.table_names()) >= TABLES:
        raise NotFound("This database holds no quotations.")
    for table in reads:
        await _permit(datasette, request.actor, db.name, table)
    return Page(datasette, request, db)


async def _permit(datasette: Any, actor: Any, database: str, table: str) -> None:
    if TableResource is None:
        wanted = [("view-table", (database, table)), ("view-database", database), "view-instance"]
        await datasette.ensure_permissions(actor, wanted)
    elif not await datasette.allowed(action="view-table", resource=TableResource(database, table), actor=actor):
        raise Forbidden(f"You may not see the table {table}.")


async def html(page: Page, template: str, status: int = 200, **values: object) -> Response:
    """A page of ours: our template, with its strict policy."""
    body = await page.datasette.render_template(
        f"quotes_{template}.html", {"page": page, **values}, request=page.request
    )
    return Response.html(body, status=status, headers={"content-security-policy": PAGE_POLICY} | SAFE)


def json_answer(page: Page, values: object) -> Response:
    """Values as JSON, readable from other sites where Datasette runs with --cors."""
    headers = {"access-control-allow-origin": "*"} if page.datasette.cors else {}
    body = json.dumps(values, ensure_ascii=False, indent=1, default=str)
    return Response(body, content_type="application/json; charset=utf-8", headers=headers | SAFE)


def picture_answer(svg: str) -> Response:
    """A picture of its own."""
    headers = {"content-security-policy": PICTURE_POLICY} | SAFE
    return Response(svg, content_type="image/svg+xml; charset=utf-8", headers=headers)
