"""``quotes export``: all that is held, for other programs."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from quotes.cli.add import DATABASE
from quotes.cli.say import USAGE, fail, shown

if TYPE_CHECKING:
    from quotes.store import Connection

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@click.command(short_help="Write CSV, JSON lines or JSON-LD.")
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
@click.option("--csv", "folder", type=FOLDER, metavar="FOLDER", help="CSV, a file for each table.")
@click.option("--jsonl", type=FILE, metavar="FILE", help="JSON lines; - is standard output.")
@click.option("--jsonld", type=FILE, metavar="FILE", help="JSON-LD; - is standard output.")
@click.option(
    "--site", default="", metavar="URL",
    help="Where the database is served (https://example.org/quotes): ids in JSON-LD are then addresses of its pages.",
)  # fmt: skip
def export(db: Path, folder: Path | None, jsonl: Path | None, jsonld: Path | None, site: str) -> None:
    """Write all that is held for other programs, in an order that never changes: every quotation, both sides of every
    link between quotations with its evidence, and of every link between articles.

    CSV is made for spreadsheets: UTF-8 with a mark at its beginning, and an apostrophe before what a spreadsheet would
    take for a formula (=, +, -, @ at the beginning of a cell, after a semicolon, a tab or a line break) and before an
    apostrophe at such a place: take one away from each and the words are as they were.

    JSON-LD has schema.org's Quotation, with the derivations of PROV-O.
    """
    from quotes.store import StoreError, open_to_read
    from quotes.store.export import snapshot

    if not (folder or jsonl or jsonld):
        raise fail("say what to write: --csv FOLDER, --jsonl FILE or --jsonld FILE", USAGE)
    try:
        with closing(open_to_read(db)) as connection, snapshot(connection):
            _write(connection, folder, jsonl, jsonld, site)
    except StoreError as error:
        raise fail(str(error)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise fail(f"{error.filename or 'standard output'}: cannot be written ({error.strerror})") from error


def _write(connection: Connection, folder: Path | None, jsonl: Path | None, jsonld: Path | None, site: str) -> None:
    from quotes.publishing.linked import to_jsonld
    from quotes.publishing.tables import to_csv, to_jsonl

    if folder:
        for file, number in to_csv(connection, folder).items():
            _say(file, number)
    if jsonl:
        _one(jsonl, lambda stream: to_jsonl(connection, stream))
    if jsonld:
        _one(jsonld, lambda stream: to_jsonld(connection, stream, site))


def _one(path: Path, write: Callable[[TextIO], int]) -> None:
    with _opened(path) as stream:
        number = write(stream)
    if str(path) != "-":
        _say(str(path), number)


def _say(file: str, number: int) -> None:
    click.echo(f"{shown(file)}: {number:,}", err=True)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    from quotes.publishing.files import written

    if str(path) != "-":
        with written(path) as stream:
            yield stream
        return
    stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", errors="replace", newline="\n")
    try:
        yield stream
        stream.flush()
    finally:
        stream.detach()
