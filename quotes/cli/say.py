"""What commands have in common: messages that cannot be forged, progress, exit statuses."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from quotes.read import ReadError

FAILED, USAGE = 1, 2
_STEERING = frozenset("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Characters that reorder what follows; joiners and soft hyphens belong to words and stay."""


def shown(text: str, kept: str = "") -> str:
    """The text with its control and bidirectional characters written out, so that a hostile name or
    text cannot steer a terminal.

    >>> print(shown("a\\x1b[31mb\\u202ec\\nd"))
    a\\x1b[31mb\\u202ec\\nd
    """
    if text.isprintable():
        return text
    return "".join(c if c in kept or not _hidden(c) else ascii(c)[1:-1] for c in text)


def _hidden(character: str) -> bool:
    return character in _STEERING or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def problem(error: ReadError) -> None:
    """One line on stderr."""
    click.echo(f"{'note' if error.note else 'error'}: {shown(error.message)}", err=True)


def fail(message: str, status: int = FAILED) -> SystemExit:
    """Says what went wrong; raise the result."""
    click.echo(f"error: {shown(message)}", err=True)
    return SystemExit(status)


def inputs_to_read(command: Callable[..., None]) -> Callable[..., None]:
    """What every command takes that reads articles: the inputs, ``--jobs`` and ``--map``."""
    jobs = click.option("--jobs", type=click.IntRange(1), help="Processes to use; by default one a core.")
    mapped = click.option(
        "--map", "columns", multiple=True, callback=_columns, metavar="NAME=COLUMN",
        help="What a column of a table holds: text, doc_id, url, title, byline, publisher, published or lang.",
    )  # fmt: skip
    return click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)(jobs(mapped(command)))


def _columns(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from quotes.read.columns import NAMES

    columns = dict(pair.partition("=")[::2] for pair in given)
    if unknown := sorted(columns.keys() - NAMES.keys()):
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(NAMES)}", ctx, option)
    return columns


class Progress:
    """Counts and time left on a terminal; nothing elsewhere. ``advance`` takes bytes of input read."""

    def __init__(self, bar: Any = None, total: int = 0) -> None:
        self._bar = bar
        self._task = bar.add_task("reading", total=total or None, articles=0, quotations=0, rate=0) if bar else None
        self.articles = self.quotations = 0
        self._begun = time.monotonic()

    def advance(self, size: int, quotations: int) -> None:
        self.articles += 1
        self.quotations += quotations
        if self._bar:
            rate = self.articles / max(time.monotonic() - self._begun, 1)
            self._bar.update(self._task, advance=size, articles=self.articles, quotations=self.quotations, rate=rate)

    def stage(self, name: str) -> None:
        if self._bar:
            self._bar.update(self._task, description=name)


_P = TypeVar("_P", bound=Progress)


@contextmanager
def progress(kind: type[_P], total: int = 0) -> Iterator[_P]:
    """A progress bar on stderr while the block runs, where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield kind()
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    said = (
        "{task.fields[articles]:,} articles, {task.fields[rate]:.0f} a second · {task.fields[quotations]:,} quotations"
    )
    counts = TextColumn(said)
    columns = [SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), counts, TimeElapsedColumn(),
               TimeRemainingColumn()]  # fmt: skip
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield kind(bar, total)
