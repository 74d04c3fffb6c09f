"""Web archives (WARC, also packed): the pages that were answered with status 200, streamed."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.read import html
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".warc",)
articles = html.articles
_LARGEST = 20_000_000
_PAGES = ("text/html", "application/xhtml+xml")


def items(source: Source) -> Iterator[Item | ReadError]:
    """A page each, by the record's id; its address is a fact, the date of its fetching is not one of publication."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = 0
    with source.open() as file:
        for record in ArchiveIterator(
            file, record_types=WarcRecordType.response, max_content_length=_LARGEST, auto_decode="all"
        ):
            if record.http_headers is None or record.http_headers.status_code != 200:
                continue
            if not (record.http_content_type or "").startswith(_PAGES):
                continue
            pages += 1
            url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
            doc_id = (record.record_id or url).strip("<>").removeprefix("urn:uuid:")
            name = f"{source.name}#{url}"
            yield Item("warc", record.reader.read(_LARGEST), doc_id, source.filename, name, {"url": url})
    if not pages:
        yield ReadError(source.name, "holds no pages", "records of type response with status 200 and HTML are read")
