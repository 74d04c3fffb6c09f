"""``quotes status``: what is held."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from quotes.cli.add import DATABASE
from quotes.cli.say import fail


def not_compared(rows: Sequence[tuple[str, int, int]], encoder: tuple[str, frozenset[str]] | None) -> None:
    """Says which quotations the encoder cannot compare with another language's; aligned articles alone find them."""
    from quotes.match.encoder import BUNDLED, load_encoder

    known = encoder[1] if encoder else load_encoder(BUNDLED).languages
    unknown = [(code, quotations) for code, _, quotations in rows if code not in known and quotations]
    if unknown and len(rows) > 1:
        said = ", ".join(f"{quotations:,} in {code}" for code, quotations in unknown)
        click.echo(f"\nnot compared across languages but by whole articles: {said}")


@click.command(short_help="Say what the database holds.")
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
def status(db: Path) -> None:
    """Say what the database holds, and what could not be compared."""
    from quotes.store import StoreError, open_to_read
    from quotes.store.read import by_language, counts, encoder

    try:
        with closing(open_to_read(db)) as connection:
            for table, number in counts(connection).items():
                click.echo(f"{table.replace('_', ' '):16}{number:>10,}")
            click.echo()
            for code, articles, quotations in (rows := list(by_language(connection))):
                click.echo(f"{code:16}{articles:>10,} articles{quotations:>10,} quotations")
            not_compared(rows, encoder(connection))
    except StoreError as error:
        raise fail(str(error)) from error
