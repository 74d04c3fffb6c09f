"""What was found in an article, as JSON and back: the rows of the stages that ``quotes add`` keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from quotes.model import Article, Extraction, Hyperlink, Markup, Original, Quotation
from quotes.pipeline.work import Found, Result
from quotes.read import ReadError

Row = dict[str, str]


def row_of(result: Result) -> Row:
    """A result as columns of text.

    >>> error = ReadError("a.txt", "is empty")
    >>> result_of(row_of(error)) == error
    True
    >>> found = Found(Article("a", "“No.”", aliases=("b",)), Extraction("en", (Quotation(1, 4, "No."),)), 9, b"\\x01")
    >>> result_of(row_of(found)) == found
    True
    """
    if isinstance(result, ReadError):
        return {"kind": "problem", "value": json.dumps(asdict(result))}
    value = asdict(result) | {"item": result.item.hex()}
    return {"kind": "article", "value": json.dumps(value, ensure_ascii=False)}


def result_of(row: Mapping[str, str]) -> Result:
    """The result of a row."""
    value = json.loads(row["value"])
    if row["kind"] == "problem":
        return ReadError(**value)
    item = bytes.fromhex(value["item"])
    return Found(_article(value["article"]), _extraction(value["extraction"]), value["size"], item)


def _article(value: dict[str, Any]) -> Article:
    parts: dict[str, Any] = {"hyperlinks": Hyperlink, "markup": Markup, "quotations": Quotation}
    lists = {name: tuple(kind(**part) for part in value[name]) for name, kind in parts.items()}
    return Article(**value | lists | {"aliases": tuple(value["aliases"])})


def _extraction(value: dict[str, Any]) -> Extraction:
    lists: dict[str, Any] = {"quotations": Quotation, "originals": Original}
    return Extraction(**value | {name: tuple(kind(**part) for part in value[name]) for name, kind in lists.items()})
