"""``quotes add``: articles into the database."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.encoder import comparing, encoder_option
from quotes.cli.engine import engine_options
from quotes.cli.say import FAILED, Progress, fail, inputs_to_read, problem, progress, shown
from quotes.cli.web import pages_to_fetch

if TYPE_CHECKING:
    from quotes.pipeline import Report
    from quotes.read import ReadError, Web

DATABASE = Path("db/quotes.db")


class Told(Progress):
    """Progress that also says what goes wrong as it happens."""

    def problem(self, error: ReadError) -> None:
        problem(error)


@click.command(short_help="Add articles to the database.")
@inputs_to_read
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
@encoder_option
@engine_options
@pages_to_fetch
def add(
    inputs: tuple[str, ...],
    jobs: int | None,
    columns: dict[str, str],
    db: Path,
    web: Web,
    encoder: str | None,
    engine: str,
    master: str | None,
    work: str | None,
) -> None:
    """Add articles to the database: files, folders, addresses of the web (pages, feeds, sitemaps), files that list
    addresses, or - for standard input.

    Finds their quotations, matches them with all that is held, and traces them. The same again changes nothing;
    after a break it adds what is missing.

    \b
    Formats:  .txt .md .html .mhtml .webarchive .jsonl .json .csv .tsv .rss .xml .eml .mbox .docx .rtf .pdf .epub
              .zip .warc .wacz, also packed (.gz .bz2); exports of LexisNexis and Factiva, Quotebank's files.

    Of a feed or sitemap that is named, on disk or by its address, the entries with their text are taken and the pages
    of the others are fetched. A folder or an archive with feeds in it fetches nothing.
    """
    on_spark = engine == "spark"
    with comparing(encoder, db):
        report = run_on_spark(inputs, db, master, work) if on_spark else _run(inputs, db, jobs, columns, web)
    for line in table(report):
        click.echo(line, err=True)
    click.echo(summary(report, db), err=True)
    raise SystemExit(FAILED if report.failed else 0)


def run(inputs: tuple[str, ...], db: Path) -> Report:
    """Adds with what ``quotes add`` does by default."""
    with comparing(None, db):
        return _run(inputs, db)


def _run(
    inputs: tuple[str, ...],
    db: Path,
    jobs: int | None = None,
    columns: dict[str, str] | None = None,
    web: Web | None = None,
) -> Report:
    """Adds, with progress; a database that cannot be used ends the program with one line."""
    from quotes.pipeline import add as add_to
    from quotes.read import total_size
    from quotes.store import StoreError

    try:
        with progress(Told, total_size(inputs)) as told:
            return add_to(inputs, db, told, jobs, columns, web)
    except StoreError as error:
        raise fail(str(error)) from error


def run_on_spark(inputs: tuple[str, ...], db: Path, master: str | None, work: str | None) -> Report:
    """The same where Spark reads and finds."""
    from quotes.pipeline import add_found
    from quotes.spark import SparkError
    from quotes.spark.adding import find_spark
    from quotes.store import StoreError

    try:
        with progress(Told) as told:
            return add_found(find_spark(inputs, master, work, told.stage), db, told)
    except (SparkError, StoreError) as error:
        raise fail(str(error)) from error


def table(report: Report) -> Iterator[str]:
    """What was read and what failed by kind of file, with the reasons, where something failed.

    >>> from quotes.pipeline import Report
    >>> from quotes.read import ReadError
    >>> for line in table(Report(read=Counter({".txt": 3}), failed=[ReadError("a.txt", "is empty")])): print(line)
    kind         read  failed
    .txt            3       1  is empty
    """
    from quotes.read import kind_of

    reasons: dict[str, Counter[str]] = {kind: Counter() for kind in report.read}
    for error in report.failed:
        reasons.setdefault(kind_of(error.input), Counter())[_in_short(error.problem)] += 1
    if report.failed:
        yield f"{'kind':10} {'read':>6} {'failed':>7}"
    for kind, why in sorted(reasons.items()) if report.failed else ():
        said = "; ".join(shown(problem) + f" ({n})" * (n > 1) for problem, n in why.most_common(3))
        yield f"{kind or 'other':10} {report.read[kind]:>6,} {why.total():>7,}  {said}".rstrip()


def _in_short(problem: str) -> str:
    """Why, without the circumstances in brackets and after a comma, which differ from file to file.

    >>> _in_short("cannot be unpacked (no zip file)"), _in_short("has the name of another article, a.txt, in a")
    ('cannot be unpacked', 'has the name of another article')
    """
    return textwrap.shorten(problem.partition(" (")[0].partition(", ")[0], 60, placeholder=" …")


def summary(report: Report, db: Path) -> str:
    """What became of the inputs, in a line.

    >>> from quotes.pipeline import Report
    >>> summary(Report(added=3, unchanged=1, quotations=20), Path("quotes.db"))
    'quotes.db: 3 articles added, 0 replaced, 1 unchanged, 0 failed; 20 quotations in them'
    """
    done = f"{report.added:,} articles added, {report.replaced:,} replaced, {report.unchanged:,} unchanged"
    return f"{db}: {done}, {len(report.failed):,} failed; {report.quotations:,} quotations in them"
