"""The page of one quotation: a permanent address for it, its place, its lineage, and how to cite it."""

from __future__ import annotations

from typing import Any

from datasette import Response

from quotes.plugin.citation import cite
from quotes.plugin.decisions import command, decided
from quotes.plugin.page import Page, html, open_page
from quotes.plugin.reading import alone
from quotes.plugin.vocabulary import vocabulary
from quotes.plugin.witnesses import LINKS_OF_ONE, READS, exemplars_elsewhere, links, witness

ROUTE = r"^/(?P<database>[^/]+)/-/quote/(?P<id>[^/]+?)$"

MISSING = "We hold no such quotation. Its article may have been taken out, or its words have changed since."


async def view(datasette: Any, request: Any) -> Response:
    """``/<database>/-/quote/<id>``."""
    page = await open_page(datasette, request, READS)
    row = await witness(page, page.id, MISSING)
    citation = cite(row, page.absolute(page.address("quote", row["id"])))
    kind = vocabulary()["kinds"].get(row["kind"], row["kind"])
    found = await decided(page, [row["id"]])
    known = await links(page, row["id"], LINKS_OF_ONE)
    elsewhere = await exemplars_elsewhere(page, known, set())
    given = {"w": alone(page, row, known, elsewhere), "citation": citation, "kind": kind}
    return await html(page, "quote", **given, decisions=found, commands=_commands(page, row))


def _commands(page: Page, row: dict[str, Any]) -> list[tuple[str, str]]:
    """What a person may decide on it. A lineage is called by one of its quotations."""
    identity, lineage = row["id"], row["lineage"]
    apart = [("Not the same utterance as the rest of its lineage", command(page, identity, "not-same", lineage))]
    return [
        ("Not words that anybody said: a title, irony", command(page, identity, "not-a-quotation")),
        *(apart if lineage and lineage != identity else []),
        ("The same utterance as another quotation", command(page, identity, "same", "OTHER-QUOTATION")),
    ]
