"""``quotes add``: articles into the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.say import FAILED, Progress, fail, inputs_to_read, problem, progress

if TYPE_CHECKING:
    from quotes.pipeline import Report
    from quotes.read import ReadError

DATABASE = Path("db/quotes.db")


class Told(Progress):
    """Progress that also says what goes wrong as it happens."""

    def problem(self, error: ReadError) -> None:
        problem(error)


@click.command(short_help="Add articles to the database.")
@inputs_to_read
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
def add(inputs: tuple[str, ...], jobs: int | None, columns: dict[str, str], db: Path) -> None:
    """Add articles to the database: files, folders, or - for standard input.

    Finds their quotations, matches them with all that is held, and traces them. The same again changes nothing.
    """
    report = run(inputs, db, jobs, columns)
    click.echo(summary(report, db), err=True)
    raise SystemExit(FAILED if report.failed else 0)


def run(inputs: tuple[str, ...], db: Path, jobs: int | None = None, columns: dict[str, str] | None = None) -> Report:
    """Adds, with progress; a database that cannot be used ends the program with one line."""
    from quotes.pipeline import add as add_to
    from quotes.read import total_size
    from quotes.store import StoreError

    try:
        with progress(Told, total_size(inputs)) as told:
            return add_to(inputs, db, told, jobs, columns)
    except StoreError as error:
        raise fail(str(error)) from error


def summary(report: Report, db: Path) -> str:
    """What became of the inputs, in a line.

    >>> from quotes.pipeline import Report
    >>> summary(Report(added=3, unchanged=1, quotations=20), Path("quotes.db"))
    'quotes.db: 3 articles added, 0 replaced, 1 unchanged, 0 failed; 20 quotations in them'
    """
    done = f"{report.added:,} articles added, {report.replaced:,} replaced, {report.unchanged:,} unchanged"
    return f"{db}: {done}, {len(report.failed):,} failed; {report.quotations:,} quotations in them"
