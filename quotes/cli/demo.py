"""``quotes demo``: the small corpus that the package ships, built and served."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from quotes.cli.add import run, summary
from quotes.cli.say import FAILED, fail

DATABASE = Path("db/demo.db")


@click.command(short_help="Build and serve the demonstration.")
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), help="8001 by default, or any free one where it is taken.")
@click.option("--serve/--no-serve", default=True, help="Build the database and leave it at that.")
def demo(db: Path, port: int | None, serve: bool) -> None:
    """Build a database from invented articles in many languages, and serve it."""
    from quotes.cli.serve import serve_database

    _remove(db)
    with as_file(files("quotes") / "data" / "demo") as corpus:
        report = run((str(corpus),), db)
    click.echo(summary(report, db), err=True)
    if report.failed:
        raise SystemExit(FAILED)
    if serve:
        serve_database(db, port=port)


def _remove(db: Path) -> None:
    """An older demo goes, so that what is shown is what this version makes of the corpus; a file of another program
    stays and is named."""
    from quotes.store import StoreError, open_to_read

    if not db.exists():
        return
    try:
        open_to_read(db).close()
    except StoreError as error:
        raise fail(str(error)) from error
    for suffix in ("-wal", "-shm", ""):
        Path(f"{db}{suffix}").unlink(missing_ok=True)
