"""Which encoder compares languages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from quotes.cli.say import fail

VARIABLE = "QUOTES_ENCODER"
"""Read where no option is given, by the pages too."""


def encoder_option(command: Callable[..., None]) -> Callable[..., None]:
    """``--encoder``."""
    said = (
        "What compares languages: bundled, or the folder of a sentence-transformers model (LaBSE: 109 languages); "
        f"by default what {VARIABLE} names, else bundled."
    )
    return click.option("--encoder", metavar="NAME", help=said)(command)


@contextmanager
def comparing(choice: str | None, db: Path) -> Iterator[None]:
    """The encoder of that choice is in use inside the block; one that cannot be had, or that is not the database's
    where none was chosen, ends the program with one line."""
    from quotes.match.encoder import BUNDLED, EncoderError, using

    choice = choice or os.environ.get(VARIABLE) or ""
    try:
        with using(choice or BUNDLED) as encoder:
            if not choice and (held := _held(db)) not in (None, encoder.name):
                again = "--encoder bundled compares all anew with the bundled one"
                raise fail(f"{db}: was compared by {held}; give its folder with --encoder or {VARIABLE} ({again})")
            yield
    except EncoderError as error:
        raise fail(str(error)) from error


def _held(db: Path) -> str | None:
    """The name of the database's encoder; None where it has none yet, or cannot be read, which adding will say."""
    from quotes.store import StoreError, open_to_read
    from quotes.store.read import encoder

    try:
        with closing(open_to_read(db)) as connection:
            found = encoder(connection)
    except (StoreError, OSError):
        return None
    return found[0] if found else None
