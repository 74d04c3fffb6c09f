"""What commands take that can run beyond one machine."""

from __future__ import annotations

from collections.abc import Callable

import click


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """``--engine``, and where Spark runs and keeps its stages."""
    engine = click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
    master = click.option("--master", metavar="ADDRESS", help="Spark's: spark://host:7077, yarn, local[2].")
    work = click.option("--work", metavar="FOLDER", help="Where Spark keeps its stages, to go on there if broken off.")
    return engine(master(work(command)))
