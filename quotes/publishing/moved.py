"""Pages that lead on: an address that people may have kept, of what is part of another thing now."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from quotes.publishing.names import page_file, relative

Moved = tuple[str, str, str, str]
"""Kind of page, id, the id it leads to, and the place on that page, or nothing."""

_PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
    '<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}">'
    '<title>Moved</title></head><body><p>It is <a href="{target}">here</a> now.</p></body></html>\n'
)


def leading_on(target: str) -> str:
    """A page that leads to another file, with a link for those whom nothing leads by itself.

    >>> 'url=q01.html#w-q08"' in leading_on("q01.html#w-q08")
    True
    """
    return _PAGE.format(target=escape(target))


def write_moved(folder: Path, moved: Iterable[Moved]) -> None:
    """Writes them, where there is no page of that name."""
    for kind, identity, target, place in moved:
        file = page_file(kind, identity)
        path = folder / file
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            way = relative(page_file(kind, target), file) + (f"#{place}" if place else "")
            path.write_text(leading_on(way), encoding="utf8", newline="\n")
