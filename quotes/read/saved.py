"""Pages that a browser saved in one file: MHTML of Chrome and Edge (RFC 2557), web archives of Safari."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes

from quotes.model import Article
from quotes.read import html
from quotes.read.formats import stem, suffix_of
from quotes.read.values import Item, ReadError, Source
from quotes.read.web.body import in_utf8

SUFFIXES = (".mhtml", ".mht", ".webarchive")
_LARGEST = 100_000_000
"""Bytes: pictures are in it too."""


def items(source: Source) -> Iterator[Item | ReadError]:
    """The whole file; its kind is told by its name."""
    with source.open() as file:
        data = file.read(_LARGEST)
    kind = {"kind": suffix_of(source.filename)}
    yield Item("saved", data, stem(source.filename), source.container, source.name, kind)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The page's article, with the address that it was saved from."""
    try:
        page = _of_safari(item.data) if item.facts["kind"] == ".webarchive" else _of_letter(item.data)
    except (plistlib.InvalidFileException, ValueError, KeyError, TypeError):
        page = None
    if page is None:
        yield ReadError(item.input, "holds no page", "save the page anew, or as HTML")
        return
    data, charset, url = page
    facts = {"url": url} if url.startswith(("http://", "https://")) else {}
    yield from html.articles(replace(item, data=in_utf8(data, charset), facts=facts))


Page = tuple[bytes, str, str]
"""The page's bytes, what is said of their letters, its address."""


def _of_letter(data: bytes) -> Page | None:
    """The first page among the parts; those of frames follow it."""
    letter = message_from_bytes(data)
    part = next((p for p in letter.walk() if p.get_content_type() == "text/html"), None)
    body = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(body, bytes):
        return None
    address = part["Content-Location"] or letter["Snapshot-Content-Location"] or letter["Content-Location"] or ""
    return body, part.get_content_charset() or "", str(address).strip()


def _of_safari(data: bytes) -> Page:
    main = plistlib.loads(data)["WebMainResource"]
    return bytes(main["WebResourceData"]), str(main.get("WebResourceTextEncodingName", "")), str(main["WebResourceURL"])
