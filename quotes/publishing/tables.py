"""Quotations and links as CSV and as JSON lines."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from quotes.publishing.files import written
from quotes.store import Connection
from quotes.store.export import TABLES, columns, table

FILES = {"quotation": "quotations.csv", "link": "links.csv", "article_link": "article_links.csv"}
"""Table → its file."""

_FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=[=+\-@＝＋－＠'])")
"""Where a spreadsheet would begin a formula: at the beginning of a cell, and after what another country's spreadsheet
takes for the end of one (OWASP, "CSV Injection"). An apostrophe counts too, so that the way back is sure."""


def safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what looks like the beginning of one.

    >>> safe("=1+1"), safe("a;=1"), safe("no - not = so"), safe("'tis"), safe(0.5)
    ("'=1+1", "a;'=1", 'no - not = so', "''tis", 0.5)
    """
    return _FORMULA.sub("'", value) if isinstance(value, str) else value


def original(cell: str) -> str:
    """The way back from ``safe``: one apostrophe goes wherever one stands at such a place.

    >>> original("'=1+1"), original("''tis")
    ('=1+1', "'tis")
    """
    return re.sub(r"(?:^|(?<=[;\t\r\n]))'", "", cell)


def to_csv(connection: Connection, folder: Path) -> dict[str, int]:
    """A file for each table, and the number of rows in each. UTF-8 with a mark at its beginning, without which Excel
    reads another encoding; an empty cell is a value that is not known; cells are made ``safe``."""
    done = {}
    for name in TABLES:
        with written(folder / FILES[name], "utf-8-sig") as stream:
            done[str(folder / FILES[name])] = _table(connection, name, stream)
    return done


def _table(connection: Connection, name: str, stream: TextIO) -> int:
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(columns(connection, name))
    number = 0
    for number, row in enumerate(table(connection, name), 1):  # noqa: B007 - the number of rows is the result
        writer.writerow([_cell(value) for value in row.values()])
    return number


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return safe(_json(value) if isinstance(value, Mapping) else value)


def to_jsonl(connection: Connection, stream: TextIO) -> int:
    """One JSON object a line: the tables' rows, each with its ``type`` (quotation, link, article_link)."""
    number = 0
    for name in TABLES:
        for row in table(connection, name):
            stream.write(_json({"type": name} | row) + "\n")
            number += 1
    return number


_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""One for all rows: to make one takes as long as a short row."""


def _json(value: Any) -> str:
    return _ENCODER.encode(value)
