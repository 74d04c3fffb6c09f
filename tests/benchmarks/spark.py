"""Matching on Spark beside matching in one process: precision, recall, seconds, and how many rows differ."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.matching import figures, rows_of

MASTER = "local[2]"


def table(path: Path) -> None:
    """Prints a line for each engine; the seconds of Spark are without its start."""
    from quotes.match.rows import match_rows
    from quotes.spark.matching import match_spark
    from quotes.spark.session import session

    rows = rows_of(path)
    start = time.perf_counter()
    local = {row["id"]: row for row in match_rows(rows)}
    seconds = {"local": time.perf_counter() - start}
    session(MASTER)
    with TemporaryDirectory() as work:
        start = time.perf_counter()
        told = lambda stage: print(f"  {time.perf_counter() - start:7.1f} s: {stage}", flush=True)  # noqa: E731
        spark = {row["id"]: row for row in match_spark([str(path)], work=work, watch=told)}
        seconds["spark"] = time.perf_counter() - start
    print(f"{'engine':8s} {'N':>10s} {'P':>7s} {'R':>7s} {'fragm.':>7s} {'seconds':>8s}")
    for name, found in (("local", local), ("spark", spark)):
        p, r, f = figures(rows, [found[row["id"]]["lineage"] for row in rows])
        print(f"{name:8s} {len(rows):10,} {p:7.4f} {r:7.4f} {f:7.4f} {seconds[name]:8.1f}")
    print(f"rows that differ: {sum(row != spark.get(i) for i, row in local.items()):,}")
