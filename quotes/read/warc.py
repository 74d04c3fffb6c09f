"""Web archives (WARC, also packed): the pages that were answered with status 200, streamed.

What the server said of a body's packing is tried and not believed: crawlers unpack bodies and keep the headers, as
Common Crawl's news archives did until May 2019 (github.com/commoncrawl/news-crawl/issues/30).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from quotes.model import Article
from quotes.read import html
from quotes.read.decode import is_binary
from quotes.read.values import Item, ReadError, Source
from quotes.read.web.body import in_utf8, unchunked, unpacked
from quotes.read.web.values import Limits, Unfetched

SUFFIXES = (".warc",)
_LARGEST = 20_000_000
_PAGES = ("text/html", "application/xhtml+xml")


def items(source: Source) -> Iterator[Item | ReadError]:
    """A page each, by the record's id; its address is a fact, the date of its fetching is not one of publication."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = 0
    with source.open() as file:
        for record in ArchiveIterator(
            file, record_types=WarcRecordType.response, max_content_length=_LARGEST, auto_decode="none"
        ):
            if record.http_headers is None or record.http_headers.status_code != 200:
                continue
            if not (record.http_content_type or "").lower().startswith(_PAGES):
                continue
            pages += 1
            yield _item(source, record)
    if not pages:
        yield ReadError(source.name, "holds no pages", "records of type response with status 200 and HTML are read")


def _item(source: Source, record: Any) -> Item:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    doc_id = (record.record_id or url).strip("<>").removeprefix("urn:uuid:")
    said = {
        "url": url,
        "charset": record.http_charset or "",
        "transfer": record.http_headers.get("Transfer-Encoding") or "",
        "packing": record.http_headers.get("Content-Encoding") or "",
    }
    facts = {key: value for key, value in said.items() if value}
    return Item("warc", record.reader.read(_LARGEST), doc_id, source.filename, f"{source.name}#{url}", facts)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The page's article."""
    body = item.data
    if "chunked" in item.facts.get("transfer", "").lower():
        body = unchunked(body)
    try:
        body = unpacked(body, item.facts.get("packing", ""), Limits())
    except Unfetched:
        if is_binary(body):
            problem = f"is packed in a way that cannot be read ({item.facts['packing'][:40]})"
            yield ReadError(item.input, problem, "save the page and add the file")
            return
    yield from html.articles(replace(item, data=in_utf8(body, item.facts.get("charset", ""))))
