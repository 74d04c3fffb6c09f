"""``quotes serve``: Datasette on the database."""

from __future__ import annotations

import json
import os
import socket
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from quotes.cli.add import DATABASE
from quotes.cli.say import fail, shown

PORT = 8001
"""Datasette's own."""


@click.command(short_help="Browse the database with Datasette.")
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets other machines in.")
@click.option("--port", type=click.IntRange(1, 65535), help=f"{PORT} by default, or any free one where it is taken.")
def serve(db: Path, host: str, port: int | None) -> None:
    """Browse the database with Datasette; its address is printed."""
    serve_database(db, host, port)


def serve_database(db: Path, host: str = "127.0.0.1", port: int | None = None) -> None:
    """Serves until ended. The database is opened for reading alone."""
    from datasette.cli import cli

    from quotes.store import StoreError, open_to_read

    try:
        open_to_read(db).close()
    except StoreError as error:
        raise fail(str(error)) from error
    port = port or free_port(host)
    with TemporaryDirectory(prefix="quotes-") as folder:
        metadata = Path(folder, "metadata.json")
        metadata.write_text(json.dumps(metadata_for(db.stem)), encoding="utf8")
        click.echo(f"{shown(str(db))} is at http://{host}:{port}/  (Ctrl-C ends it)")
        cli(arguments(db, metadata, host, port), prog_name="quotes serve")


def arguments(db: Path, metadata: Path, host: str, port: int) -> list[str]:
    """Datasette's command line. Its version 1.0 reads the canned queries from the configuration (``-c``) and the
    descriptions from the metadata (``-m``), 0.65 both from the metadata. A folder that cannot be written cannot hold
    the files beside a database that is written to, so there it is opened as one that never changes."""
    from datasette.version import __version__

    both = ["-c", str(metadata)] if int(__version__.split(".")[0]) >= 1 else []
    frozen = ["-i"] if not os.access(db.absolute().parent, os.W_OK) else []
    quick = ["--setting", "suggest_facets", "off"]  # a second for every column of a million rows
    return ["serve", *frozen, str(db), "-m", str(metadata), *both, *quick, "--host", host, "--port", str(port)]


def metadata_for(database: str) -> dict[str, Any]:
    """The package's metadata.yml, its database called as the file at hand is."""
    import yaml

    said: dict[str, Any] = yaml.safe_load((files("quotes") / "data" / "metadata.yml").read_text(encoding="utf8"))
    databases = said.get("databases", {})
    if "quotes" in databases:
        databases[database] = databases.pop("quotes")
    return said


def free_port(host: str) -> int:
    """Datasette's usual port, or a free one where that is taken."""
    for port in (PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise fail(f"{host}: no port can be opened there; check --host")
