"""``quotes languages``: what is known."""

from __future__ import annotations

import click


@click.command(short_help="List the languages that are known.")
def languages() -> None:
    """List the languages whose quotations are found."""
    from quotes.language import codes, load

    for code in codes():
        click.echo(f"{code}  {load(code).name}")
