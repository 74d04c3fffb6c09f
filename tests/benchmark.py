"""Benchmarks: ``python tests/benchmark.py [NAME...]`` prints a table for each, all of them without a name.

A benchmark is a function named here; data that is not part of the project (../shared) is asked for, and what needs it
is skipped with a reason. Nothing here runs with the tests.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

SHARED = Path(__file__).resolve().parents[2] / "shared"
BENCHMARKS: dict[str, Callable[[], None]] = {}


def benchmark(function: Callable[[], None]) -> Callable[[], None]:
    """Registers the function under its name."""
    BENCHMARKS[function.__name__] = function
    return function


def shared(name: str) -> Path | None:
    """A file of ../shared, or None with a line that says so."""
    path = SHARED / name
    if path.exists():
        return path
    print(f"skipped: {path} is not here")
    return None


@benchmark
def matching() -> None:
    """Repeats among 10,000 and 100,000 quotations: ours beside MinHash and brute force."""
    from benchmarks.matching import table

    for name in ("corpora/repeats_10k.jsonl.gz", "corpora/repeats_100k.jsonl.gz"):
        if path := shared(name):
            table(path)


@benchmark
def adding() -> None:
    """A thousand quotations more in a database of 100,000, beside the whole made anew; with QUOTES_REPEATS, of those of
    that file (make_repeats.py)."""
    from benchmarks.adding import table

    if own := os.environ.get("QUOTES_REPEATS"):
        table(Path(own))
    elif path := shared("corpora/repeats_100k.jsonl.gz"):
        table(path)


@benchmark
def pages() -> None:
    """A web archive of 2,000 invented pages into a database; with QUOTES_PAGES, of so many."""
    from benchmarks.pages import table

    table(int(os.environ.get("QUOTES_PAGES", "2000")))


@benchmark
def encoding() -> None:
    """10,000 quotations in many languages encoded and matched across them."""
    from benchmarks.encoding import table

    if path := shared("gold/translations"):
        table(path)


@benchmark
def templates() -> None:
    """Quotations of 2,500, 5,000 and 10,000 pages of invented templates in four languages matched across them."""
    from benchmarks.templates import table

    table()


@benchmark
def adding_languages() -> None:
    """An article more in a database of 2,500 invented pages in four languages; with QUOTES_PAGES, of so many."""
    from benchmarks.templates import added

    added(int(os.environ.get("QUOTES_PAGES", "2500")))


@benchmark
def finding() -> None:
    """Quotations found: articles a second, and texts meant to be slow, at several lengths."""
    from benchmarks.finding import table

    table(shared("gold/en_polnear.jsonl"))


@benchmark
def spark() -> None:
    """The same repeats on Spark and in one process; with QUOTES_REPEATS, those of that file (make_repeats.py)."""
    from benchmarks.spark import table

    if own := os.environ.get("QUOTES_REPEATS"):
        table(Path(own))
    elif path := shared("corpora/repeats_100k.jsonl.gz"):
        table(path)


def main(names: list[str]) -> int:
    """Runs the named benchmarks; 2 for a name that is none."""
    unknown = [n for n in names if n not in BENCHMARKS]
    if unknown:
        print(f"no benchmark named {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names or list(BENCHMARKS):
        print(f"# {name}: {(BENCHMARKS[name].__doc__ or '').splitlines()[0]}")
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
