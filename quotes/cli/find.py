"""``quotes find``: the quotations of articles, without a database."""

from __future__ import annotations

import json
import sys
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.say import FAILED, inputs_to_read, problem, shown
from quotes.cli.web import pages_to_fetch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.model import Quotation
    from quotes.pipeline import Found
    from quotes.read import Web

FIELDS = (
    "start", "end", "text", "kind", "speaker", "speaker_text", "speaker_start", "speaker_end", "cue", "outlet",
    "outlet_text", "relayed_by", "continues", "unclosed", "rule", "confidence",
)  # fmt: skip
"""What ``--json`` gives of a quotation."""


@click.command(short_help="Print the quotations of articles.")
@inputs_to_read
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article, one a line.")
@pages_to_fetch
def find(inputs: tuple[str, ...], jobs: int | None, columns: dict[str, str], as_json: bool, web: Web) -> None:
    """Print the quotations of articles: files, folders, addresses of the web, or - for standard input.

    With --json an article is {"doc_id", "lang", "publisher", "quotes": [...]}; offsets are code points into its text.
    A quotation within another stands under it as "nested"; one in another language than the article's has "lang".
    What a transcript or an interview has people say without marks stands under "turns", in the same form.
    """
    from quotes.pipeline import find as found_in
    from quotes.read import ReadError

    show = _print_json if as_json else _marked()
    failed = False
    for result in found_in(inputs, jobs, columns, web):
        if isinstance(result, ReadError):
            problem(result)
            failed |= not result.note
        else:
            show(result)
    sys.stdout.flush()
    raise SystemExit(FAILED if failed else 0)


def as_json(found: Found) -> dict[str, Any]:
    """What ``--json`` prints of an article."""
    quotations = found.extraction.quotations
    rows = _rows(quotations)
    alone = [(q, row) for q, row in zip(quotations, rows, strict=True) if q.inside is None]
    turns = [row for q, row in alone if q.place == "interview"]
    return {
        "doc_id": found.article.doc_id,
        "lang": found.extraction.language,
        "publisher": found.extraction.publisher,
        "quotes": [row for q, row in alone if q.place != "interview"],
    } | ({"turns": turns} if turns else {})


def _rows(quotations: Sequence[Quotation]) -> list[dict[str, Any]]:
    """What is said of each quotation, with those that stand within it."""
    fields = attrgetter(*FIELDS)
    rows: list[dict[str, Any]] = [
        dict(zip(FIELDS, fields(q), strict=True)) | ({"lang": q.language} if q.language else {}) for q in quotations
    ]
    for row, quotation in zip(rows, quotations, strict=True):
        if quotation.inside is not None:
            rows[quotation.inside].setdefault("nested", []).append(row)
    return rows


def _print_json(found: Found) -> None:
    line = json.dumps(as_json(found), ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(line.encode("utf8", "replace"))


def _marked() -> Any:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)

    def show(found: Found) -> None:
        console.rule(Text(shown(found.extraction.title or found.article.title or found.article.doc_id)))
        console.print(Text.assemble(*_pieces(found)), "\n")

    return show


STYLES = {"direct": "bold green", "fragment": "green", "scare": "yellow"}


def _pieces(found: Found) -> list[tuple[str, str]]:
    """The text in pieces with their styles, and after each quotation who said it."""
    text, place, pieces = found.article.text, 0, []
    for quotation in found.extraction.quotations:
        if quotation.start < place:
            continue
        pieces.append((shown(text[place : quotation.start], "\n\t"), ""))
        pieces.append((shown(quotation.text, "\n\t"), STYLES[quotation.kind]))
        said = " · ".join(filter(None, (quotation.speaker, quotation.outlet and f"to {quotation.outlet}")))
        pieces.append((f" [{shown(said or quotation.kind)}]", "dim"))
        place = quotation.end
    return [*pieces, (shown(text[place:], "\n\t"), "")]
