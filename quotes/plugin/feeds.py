"""Atom feeds (RFC 4287) of quotations: what a reader follows of a speaker, an outlet or a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from datasette import Response
from markupsafe import Markup

from quotes.plugin.page import SAFE, Page
from quotes.plugin.words import clip, moment, plain

NEVER = "1970-01-01T00:00:00+00:00"
"""Atom wants a date; this one sorts an undated quotation last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One quotation of a feed; ``address`` is absolute and stays the same."""

    address: str
    title: str
    published: str | None
    words: str
    speaker: str | None


ENTRY = Markup(
    "<entry><id>{address}</id><title>{title}</title><updated>{updated}</updated>"
    '<link rel="alternate" type="text/html" href="{address}"/><author><name>{speaker}</name></author>'
    '<content type="text">{words}</content></entry>\n'
)

FEED = Markup(
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>{address}</id>'
    '<title>{title}</title><updated>{updated}</updated><link rel="self" href="{address}"/>'
    "<generator>quotes</generator>\n{entries}</feed>\n"
)


def stamp(published: str | None) -> str:
    """A date as Atom wants it.

    >>> stamp("2024-03-01"), stamp(None)
    ('2024-03-01T00:00:00+00:00', '1970-01-01T00:00:00+00:00')
    """
    when = moment(published)
    return when.replace(tzinfo=UTC).isoformat() if when else NEVER


def atom_answer(page: Page, title: str, path: str, entries: Iterable[Entry]) -> Response:
    """A feed; ``path`` is its own address, without the host."""
    given = list(entries)
    body = FEED.format(
        address=page.absolute(path),
        title=plain(title),
        updated=max((stamp(e.published) for e in given), default=NEVER),
        entries=Markup("").join(map(_entry, given)),
    )
    return Response(str(body), content_type="application/atom+xml; charset=utf-8", headers=SAFE)


def _entry(entry: Entry) -> Markup:
    return ENTRY.format(
        address=entry.address,
        title=plain(entry.title) or "…",
        updated=stamp(entry.published),
        speaker=plain(entry.speaker) or "not named",
        words=clip(plain(entry.words, 5000), 2000),
    )
