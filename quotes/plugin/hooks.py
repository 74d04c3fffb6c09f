"""What Datasette calls: our routes, links from its own pages to ours, limits on connections."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl

from quotes.plugin import article, lineage

MOST = 20_000_000
"""Bytes that one value may have: a book of 10 MB in two-byte script fits, ``hex(zeroblob(20000000))`` does not."""


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Our pages, each below ``/<database>/-/``."""
    return [(page.ROUTE, page.view) for page in (lineage, article)]


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """A reader's statement may not build values that fill the memory."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST)
