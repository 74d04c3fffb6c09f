"""``quotes publish``: a copy of the database that is fit to be public."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.add import DATABASE
from quotes.cli.say import Progress, fail, progress, shown

SETTINGS = ("default_allow_sql", "allow_download", "allow_csv_stream", "suggest_facets")
"""Settings of Datasette to turn off in public: SQL of strangers, the whole file, endless answers, costly guesses."""


@click.command(short_help="Write a copy fit to be public.")
@click.argument("out", metavar="OUT.db", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
def publish(out: Path, db: Path) -> None:
    """Write a copy of the database that is fit to be public, and its metadata beside it (OUT.metadata.yml).

    Left out are the texts of articles, the files they were read from and the cache of vectors. Quotations stay, with
    the two lines around each, and people's decisions with their reasons. The copy is packed and never changes:
    Datasette may serve it with -i.
    """
    from quotes.store import StoreError
    from quotes.store.publish import publish as write

    try:
        with progress(Progress) as told:
            rows = write(db, out, told.stage)
        metadata = _metadata(out)
    except StoreError as error:
        raise fail(str(error)) from error
    except OSError as error:
        raise fail(f"{error.filename}: cannot be written ({error.strerror})") from error
    size = out.stat().st_size / 1_000_000
    said = f"{rows['quotes']:,} quotations of {rows['articles']:,} articles, without their texts; {size:,.1f} MB"
    click.echo(f"{shown(str(out))}: {said}", err=True)
    click.echo(f"serve it:  {shown(' '.join(command(out, metadata)))}", err=True)


def command(out: Path, metadata: Path) -> list[str]:
    """How to serve it in public; Datasette 1.0 reads the canned queries from ``-c``.

    >>> " ".join(command(Path("a.db"), Path("a.yml")))  # doctest: +ELLIPSIS
    'datasette -i a.db -m a.yml ...--setting default_allow_sql off --setting allow_download off ...'
    """
    from datasette.version import __version__

    both = ["-c", str(metadata)] if not __version__.startswith("0.") else []
    off = [word for name in SETTINGS for word in ("--setting", name, "off")]
    return ["datasette", "-i", str(out), "-m", str(metadata), *both, *off]


def _metadata(out: Path) -> Path:
    """The titles, descriptions and canned queries, under the copy's name."""
    import yaml

    from quotes.cli.serve import metadata_for
    from quotes.publishing.files import written

    path = out.with_name(f"{out.stem}.metadata.yml")
    with written(path) as stream:
        yaml.safe_dump(metadata_for(out.stem), stream, allow_unicode=True, sort_keys=False, width=120)
    return path
