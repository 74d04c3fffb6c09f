"""Tables: an article a row, the columns found by their names."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import IO

from quotes.read import jsonl
from quotes.read.columns import guessed
from quotes.read.decode import decode, wide_encoding
from quotes.read.formats import stem
from quotes.read.rows import said
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".csv", ".tsv")
articles = jsonl.articles
_LONGEST = 50_000_000
_HEAD = 65536


def items(source: Source) -> Iterator[Item | ReadError]:
    """A row each; which columns were taken is said."""
    csv.field_size_limit(_LONGEST)
    with source.open() as file:
        rows = csv.reader(*_opened(source, file))
        header = next(rows, [])
        columns = guessed(header) | {k: header.index(v) for k, v in source.columns.items() if v in header}
        if "text" not in columns:
            problem = f"has no column for the text ({shorten(', '.join(header), 300)})"
            yield ReadError(source.name, problem, "name it with --map text=COLUMN")
            return
        yield said(source.name, {key: header[i] for key, i in columns.items()})
        try:
            for number, row in enumerate(rows, 2):
                if any(map(str.strip, row)):  # spreadsheets write empty rows below the last
                    yield _item(source, columns, row, number)
        except csv.Error as error:
            yield ReadError(f"{source.name}:{rows.line_num}", f"broken table ({error})", "the rest was not read")


def _opened(source: Source, file: IO[bytes]) -> tuple[io.TextIOWrapper, type[csv.Dialect]]:
    with source.open() as again:
        raw = again.read(_HEAD)
    wide = wide_encoding(raw)
    head, legacy = decode(raw if wide else raw.rpartition(b"\n")[0])
    encoding = wide or ("cp1252" if legacy else "utf-8-sig")
    lines = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    first = head.partition("\n")[0]
    dialect: type[csv.Dialect] = csv.excel
    separator = max("\t;,|", key=first.count)
    return lines, type("Table", (dialect,), {"delimiter": separator})


def _item(source: Source, columns: Mapping[str, int], row: Sequence[str], number: int) -> Item:
    said = {key: row[i] for key, i in columns.items() if i < len(row)}
    name = stem(source.filename)
    return Item("csv", json.dumps(said).encode(), f"{name}:{number}", source.filename, f"{source.name}:{number}")
