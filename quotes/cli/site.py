"""``quotes site``: the pages as files."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from quotes.cli.add import DATABASE
from quotes.cli.say import Progress, fail, progress, shown


@click.command(short_help="Write the pages as files.")
@click.argument("out", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
@click.option(
    "--site", default="", metavar="URL",
    help="The address that the folder will have (https://example.org/quotes), for citations; without it, none.",
)  # fmt: skip
def site(out: Path, db: Path, site: str) -> None:
    """Write the pages as HTML files that need no server: home, coverage, and every lineage, article, quotation, speaker
    and outlet. They cannot search, and have no tables.

    FOLDER is written over where it is an earlier copy; any other that holds files is refused. The pages of articles
    have their whole texts: to leave those out, write the pages of a public copy.

    \b
    quotes publish public.db && quotes site FOLDER --db public.db
    """
    from quotes.judge import renamed
    from quotes.publishing.site import SiteError, refuse, write_site
    from quotes.store import StoreError, open_to_read
    from quotes.store.lookup import HELD, ids, moved
    from quotes.store.read import judgements

    try:
        refuse(out)
        with closing(open_to_read(db)) as connection:
            led = list(moved(connection, renamed(judgements(connection), "same speaker")))
            gone = {(kind, identity) for kind, identity, _, _ in led}
            held = {kind: [i for i in ids(connection, kind) if (kind, i) not in gone] for kind in HELD}
        with progress(Progress, sum(map(len, held.values()))) as told:
            told.stage("writing pages")
            number = write_site(db, out, held, site, lambda: told.advance(1, 0), led)
    except (StoreError, SiteError) as error:
        raise fail(str(error)) from error
    click.echo(f"{shown(str(out))}: {number:,} pages; open {shown(str(out / 'index.html'))}", err=True)
