"""PDF newspapers with a text layer, a page after the other; what is layout and what is article, a PDF does not say."""

from __future__ import annotations

import io
from collections.abc import Iterator

from quotes.model import Article
from quotes.read.dates import interval
from quotes.read.decode import storable
from quotes.read.formats import stem
from quotes.read.values import Item, ReadError, Source, quiet

SUFFIXES = (".pdf",)
_LARGEST = 100_000_000


def items(source: Source) -> Iterator[Item | ReadError]:
    """The whole file."""
    with source.open() as file:
        yield Item("pdf", file.read(_LARGEST), stem(source.filename), source.container, source.name)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """All pages as one article. Needs the extra ``pdf``."""
    try:
        from pypdf import PdfReader
    except ImportError:
        yield ReadError(item.input, "is a PDF, and pypdf is not installed", "pip install 'quotes[pdf]'")
        return
    quiet("pypdf")
    document = PdfReader(io.BytesIO(item.data))
    if document.is_encrypted and not document.decrypt(""):
        yield ReadError(item.input, "is locked with a password", "save it without one")
        return
    text = storable("\n\n".join(page.extract_text() for page in document.pages))
    if not text.strip():
        yield ReadError(item.input, "is a PDF without a text layer", "recognise its text first")
        return
    said = document.metadata
    start, end = interval(said.creation_date if said else None)
    title = storable(said.title.strip()) or None if said and said.title else None
    yield Article(
        item.doc_id, text, title=title, published_from=start, published_to=end,
        date_origin="file" if start else None, input=item.input, container=item.container,
    )  # fmt: skip
