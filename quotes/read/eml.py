"""Letters: newsletters saved one by one (.eml) or as a mailbox (.mbox)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import PurePosixPath
from typing import Any, cast

from quotes.model import Article
from quotes.read.dates import interval
from quotes.read.decode import decode, storable
from quotes.read.formats import articles as articles_of
from quotes.read.formats import by_suffix, stem, suffix_of
from quotes.read.sources import items_of
from quotes.read.tree import Grown, fragment
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".eml", ".mbox")
_FROM = b"From "
_LONGEST = 2000
"""Characters of a header that are read: a line of RFC 5322 has 998, and what Python's parser takes grows with the
square."""

_DEEPEST = 3
"""Letters one in the other: one that is forwarded with a letter attached that has an article. Each is read again with
all that is in it, and what an archive in it unpacks to is limited by that archive alone."""
_around: ContextVar[int] = ContextVar("letters around what is read", default=0)


class _Short(policy.EmailPolicy):
    """The usual reading of headers, of those that have a sane length."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST])


def items(source: Source) -> Iterator[Item | ReadError]:
    """A letter each; in a mailbox a line that begins with "From " begins the next."""
    lines: list[bytes] = []
    number = 0
    mailbox = source.filename.lower().endswith(".mbox")
    with source.open() as file:
        for line in file:
            if mailbox and line.startswith(_FROM) and lines:
                number += 1
                yield _item(source, lines, number)
                lines = []
            if not (mailbox and line.startswith(_FROM)):
                lines.append(line)
    yield _item(source, lines, number + 1 if mailbox else 0)


def _item(source: Source, lines: list[bytes], number: int) -> Item:
    after = f":{number}" if number else ""
    container = source.filename if number else source.container
    return Item("eml", b"".join(lines), stem(source.filename) + after, container, source.name + after)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The letter's text, from its HTML where it has some, and the articles attached to it.

    >>> data = b"Subject: Storm\\nFrom: Echo <a@echo.example>\\nDate: 1 May 2024 08:00:00 +0200\\n\\nWe shall pay.\\n"
    >>> [(a.title, a.publisher, a.published_from, a.text) for a in articles(Item("eml", data, "a", "n", "a.eml"))]
    [('Storm', 'Echo', '2024-05-01T08:00:00+02:00', 'We shall pay.\\n')]
    """
    letter = cast(EmailMessage, message_from_bytes(item.data, policy=_Short()))
    if not letter.keys():
        yield ReadError(item.input, "is no letter", "give it the suffix of its format")
        return
    grown = _body(letter)
    if grown.text.strip():
        yield _article(item, letter, grown)
    attached = _attached(item, letter)
    yield from attached
    if not attached and not grown.text.strip():
        names = ", ".join(storable(name) for part in letter.iter_attachments() if (name := part.get_filename()))
        advice = f"what is attached is of no known format: {names}" if names else "nothing was read from it"
        yield ReadError(item.input, "is a letter without text", advice)


def _article(item: Item, letter: EmailMessage, grown: Grown) -> Article:
    start, end = interval(str(letter["date"] or ""))
    article = Article(item.doc_id, grown.text, input=item.input, container=item.container)
    return replace(
        article, title=_header(letter, "subject"), publisher=_sender(letter), published_from=start, published_to=end,
        date_origin="letter" if start else None, hyperlinks=tuple(grown.links), markup=tuple(grown.markup),
    )  # fmt: skip


def _attached(item: Item, letter: EmailMessage) -> list[Article | ReadError]:
    """The articles in what is attached, where its suffix is known; another letter is one too."""
    outer = _around.set(_around.get() + 1)
    try:
        return [found for source in _sources(item, letter) for found in _articles_in(source)]
    finally:
        _around.reset(outer)


def _sources(item: Item, letter: EmailMessage) -> Iterator[Source]:
    for number, part in enumerate(letter.iter_attachments(), 1):
        name = PurePosixPath(storable(part.get_filename() or "")).name
        if part.get_content_type() == "message/rfc822":
            name, data = name or f"{number}.eml", part.get_content().as_bytes()
        else:
            data = cast(bytes, part.get_payload(decode=True) or b"")
        if suffix_of(name) in by_suffix():
            yield Source(f"{item.input}/{name}", name, f"{item.container}/{item.doc_id}", partial(io.BytesIO, data))


def _articles_in(source: Source) -> Iterator[Article | ReadError]:
    if _around.get() > _DEEPEST:
        yield ReadError(source.name, "is attached too deep in letters", "save it by itself")
        return
    for found in items_of(source):
        yield from [found] if isinstance(found, ReadError) else articles_of(found)


def _body(letter: EmailMessage) -> Grown:
    part = letter.get_body(("html", "plain"))
    if part is None:
        return Grown()
    try:
        said = part.get_content_charset() or part.is_multipart()
        content = str(part.get_content()) if said else decode(cast(bytes, part.get_payload(decode=True) or b""))[0]
    except (LookupError, KeyError):
        content = str(part.get_payload())
    if part.get_content_subtype() == "html":
        return fragment(content)
    return Grown(parts=[storable(content)], length=len(content))


def _header(letter: EmailMessage, name: str) -> str | None:
    return storable(str(letter[name] or "").strip()) or None


def _sender(letter: EmailMessage) -> str | None:
    sender = letter["from"]
    addresses = getattr(sender, "addresses", ())
    return storable(addresses[0].display_name) or None if addresses else None
