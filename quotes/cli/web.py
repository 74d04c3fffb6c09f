"""Options of the commands that fetch pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click


def pages_to_fetch(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command ``--rate``, ``--archive`` and ``--allow-private``, and hands them on as its argument ``web``."""
    options = (
        click.option(
            "--rate", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True,
            help="Pages to fetch a second from one host; its robots.txt may ask for fewer.",
        ),
        click.option(
            "--archive", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.warc.gz",
            help="Keep what is fetched as a web archive, as evidence for when the page is gone.",
        ),
        click.option(
            "--allow-private", is_flag=True, help="Fetch from private networks and this machine too.",
        ),
    )  # fmt: skip

    @wraps(command)
    def run(*, rate: float, archive: Path | None, allow_private: bool, **given: Any) -> None:
        from quotes.read.web import Web

        command(**given, web=Web(allow_private, archive, rate))

    for option in options[::-1]:
        run = option(run)
    return run
