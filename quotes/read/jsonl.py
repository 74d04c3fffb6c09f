"""JSON: an article a line, or one document that is an article or a list of articles.

Keys: text; doc_id or id; canonical_url or url; title; byline, author or authors; publisher, site_name or source;
published, publish_date or date (or published_from and published_to); lang or language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import Any

from quotes.model import Article
from quotes.read import quotebank
from quotes.read.dates import interval
from quotes.read.decode import decode, storable
from quotes.read.formats import stem, unpacked
from quotes.read.quotebank import is_quotebank
from quotes.read.rows import flattened, is_html, keys_of, rows_in, said
from quotes.read.tree import fragment
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".jsonl", ".ndjson", ".json")
KEYS = {
    "doc_id": ("doc_id", "id"),
    "url": ("canonical_url", "url"),
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "publisher": ("publisher", "site_name", "source"),
    "date": ("published", "publish_date", "date"),
    "language": ("lang", "language"),
}
"""What is read, and the keys it may have, the first that is filled."""


def items(source: Source) -> Iterator[Item | ReadError]:
    """A line each; a file whose first line is not whole JSON is one document. Which keys were taken is said, where they
    are called otherwise or a person said so."""
    with source.open() as file:
        first = file.readline()
        if unpacked(source.filename).lower().endswith(".json") and not _is_whole(first):
            yield line_item(source, first + file.read(), 0, source.columns)
            return
        keys = keys_of(_loaded(first)) | dict(source.columns)
        if keys:
            yield said(source.name, keys)
        for number, line in enumerate(chain([first], file), 1):
            if line.strip():
                yield line_item(source, line, number, keys)


def _is_whole(line: bytes) -> bool:
    return isinstance(_loaded(line), dict)


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def line_item(source: Source, data: bytes, line: int, keys: Mapping[str, str] = MappingProxyType({})) -> Item:
    """A line of a source, counted from 1; 0 is the whole. ``keys`` says which of its keys hold what is read."""
    name = unpacked(source.filename)
    where = f"{source.name}:{line}" if line else source.name
    doc_id = f"{stem(name)}:{line}" if line > 1 else stem(name)
    return Item("jsonl", data, doc_id, name, where, dict(keys))


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The line's article, or what is wrong with the line.

    >>> line = b'{"id": 7, "text": "Yes.", "date": "2024-05-01", "lang": "en"}'
    >>> [(a.doc_id, a.text, a.published_from) for a in articles(Item("jsonl", line, "x", "x.jsonl", "x.jsonl:1"))]
    [('7', 'Yes.', '2024-05-01')]
    """
    try:
        value = json.loads(decode(item.data)[0])
    except ValueError as error:
        yield ReadError(item.input, f"broken JSON ({error})", "mend or remove the line")
        return
    rows = value if isinstance(value, list) else rows_in(value)
    keys = item.facts or (keys_of(rows[0]) if rows else {})
    if keys and not item.facts:
        yield said(item.input, keys)
    for number, row in enumerate(rows, 1):
        one = item if row is value else replace(item, doc_id=f"{item.doc_id}:{number}")
        yield from _named(row, keys, one) if keys and isinstance(row, Mapping) else from_row(row, one)


def _named(row: Mapping[str, Any], keys: Mapping[str, str], item: Item) -> Iterator[Article | ReadError]:
    """The article of a row that others wrote: its keys are called otherwise, and its text may be HTML."""
    flat = flattened(row)
    called = {**flat, **{name: flat[key] for name, key in keys.items() if key in flat}}
    grown = fragment(called["text"]) if is_html(called.get("text")) else None
    for found in from_row(called | ({"text": grown.text} if grown else {}), item):
        if grown and isinstance(found, Article):
            found = replace(found, hyperlinks=tuple(grown.links), markup=tuple(grown.markup))
        yield found


def from_row(row: Any, item: Item, origin: str = "input") -> Iterator[Article | ReadError]:
    """The article of one mapping, whatever held it; also for other formats of rows."""
    if is_quotebank(row):
        yield from quotebank.from_row(row, item)
        return
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        yield ReadError(
            item.input, 'has no "text"', 'an article needs {"text": "..."}; name its key with --map text=KEY'
        )
        return
    text = storable(row["text"])
    if not text.strip():
        yield ReadError(item.input, "holds no text", "nothing was read from it")
        return
    told = {name: _first(row, keys) for name, keys in KEYS.items()}
    start, end = interval(_value(row, KEYS["date"]))
    start, end = _first(row, ("published_from",)) or start, _first(row, ("published_to",)) or end
    yield Article(
        doc_id=told["doc_id"] or item.doc_id,
        text=text,
        url=told["url"],
        title=told["title"],
        byline=told["byline"],
        publisher=told["publisher"],
        published_from=start,
        published_to=end,
        date_origin=origin if start or end else None,
        language=language_code(told["language"]),
        input=item.input,
        container=item.container,
        aliases=_aliases(row, told["url"]),
    )


def language_code(said: str | None) -> str | None:
    """An ISO 639-1 code of a language tag; None for what is none.

    >>> language_code("en-GB"), language_code("DE"), language_code("English"), language_code(None)
    ('en', 'de', None, None)
    """
    tag = (said or "").replace("_", "-").partition("-")[0].lower()
    return tag if len(tag) == 2 and tag.isalpha() else None


def _value(row: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((row[key] for key in keys if row.get(key) not in (None, "", [], "[]")), None)


def _first(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    value = _value(row, keys)
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    if isinstance(value, Mapping):
        value = value.get("name")
    return None if value is None else storable(str(value).strip()) or None


def _aliases(row: Mapping[str, Any], url: str | None) -> tuple[str, ...]:
    other = _first(row, ("url",))
    return (other,) if other and other != url else ()
