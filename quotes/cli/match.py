"""``quotes match``: lineages of single quotations, without a database."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import IO, BinaryIO, cast

import click

from quotes.cli.engine import engine_options
from quotes.cli.say import FAILED, Progress, fail, problem, progress, shown


@click.command(short_help="Group quotations that are the same words.")
@click.argument("file", metavar="FILE.jsonl")
@engine_options
def match(file: str, engine: str, master: str | None, work: str | None) -> None:
    """Group quotations that are the same words, given one JSON object a line: {"id", "text", "lang"?, ...}.

    Prints {"id", "lineage", "exemplar", "relation", "score"} for each. FILE may be packed (.gz, .bz2) or - for standard
    input. On Spark, FILE is whatever Spark reads: JSONL or Parquet, a folder, a pattern, s3a://.
    """
    if engine == "spark":
        raise SystemExit(_on_spark(file, master, work))
    from quotes.match.rows import match_rows, parsed

    failed = False
    output = io.TextIOWrapper(sys.stdout.buffer, "utf-8", errors="replace", write_through=False)
    try:
        with _opened(file) as lines:
            for row in match_rows(parsed(lines)):
                if "problem" in row:
                    failed = True
                    click.echo(f"error: {shown(file)}: row {row['row']}: {shown(str(row['problem']))}", err=True)
                else:
                    output.write(json.dumps(row, ensure_ascii=False) + "\n")
    except (OSError, EOFError) as error:
        raise fail(f"{file}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    output.flush()
    output.detach()
    raise SystemExit(FAILED if failed else 0)


def _on_spark(file: str, master: str | None, work: str | None) -> int:
    from quotes.spark import SparkError
    from quotes.spark.matching import match_spark

    try:
        with progress(Progress) as told:
            matched = match_spark([file], master, work, told.stage)
            for row in matched:
                click.echo(json.dumps(row, ensure_ascii=False))
    except SparkError as error:
        raise fail(str(error)) from error
    for bad in matched.problems:
        problem(bad)
    return FAILED if matched.problems else 0


def _opened(file: str) -> IO[str]:
    from quotes.read.sources import file_source

    data = sys.stdin.buffer if file == "-" else file_source(Path(file)).open()
    return io.TextIOWrapper(cast(BinaryIO, data), "utf-8-sig", errors="replace")
