"""The page of one quotation: a permanent address for it, its place, its lineage, and how to cite it."""

from __future__ import annotations

from typing import Any

from datasette import Response

from quotes.plugin.citation import cite
from quotes.plugin.page import html, open_page
from quotes.plugin.reading import entry
from quotes.plugin.vocabulary import vocabulary
from quotes.plugin.witnesses import witness

ROUTE = r"^/(?P<database>[^/]+)/-/quote/(?P<id>[^/]+?)$"

READS = ("quotes", "articles", "outlets", "speakers")

MISSING = "We hold no such quotation. Its article may have been taken out, or its words have changed since."


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/quote/<id>``."""
    page = await open_page(datasette, request, READS)
    row = await witness(page, page.id, MISSING)
    citation = cite(row, page.absolute(page.address("quote", row["id"])))
    kind = vocabulary()["kinds"].get(row["kind"], row["kind"])
    return await html(page, "quote", w=entry(page, row, [], {}), citation=citation, kind=kind)
