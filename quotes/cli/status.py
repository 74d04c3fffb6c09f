"""``quotes status``: what is held."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from quotes.cli.add import DATABASE
from quotes.cli.say import fail


@click.command(short_help="Say what the database holds.")
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
def status(db: Path) -> None:
    """Say what the database holds, and what could not be compared."""
    from quotes.store import StoreError, open_to_read
    from quotes.store.read import by_language, counts

    try:
        with closing(open_to_read(db)) as connection:
            for table, number in counts(connection).items():
                click.echo(f"{table.replace('_', ' '):16}{number:>10,}")
            click.echo()
            for code, articles, quotations in by_language(connection):
                click.echo(f"{code:16}{articles:>10,} articles{quotations:>10,} quotations")
    except StoreError as error:
        raise fail(str(error)) from error
