"""JSON: an article a line, or one document that is an article or a list of articles.

Keys: text; doc_id or id; canonical_url or url; title; byline, author or authors; publisher, site_name or source;
published, publish_date or date (or published_from and published_to); lang or language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from quotes.model import Article
from quotes.read import quotebank
from quotes.read.dates import interval
from quotes.read.decode import decode, storable
from quotes.read.formats import stem, unpacked
from quotes.read.quotebank import is_quotebank
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
    """A line each; a file whose first line is not whole JSON is one document."""
    with source.open() as file:
        first = file.readline()
        if unpacked(source.filename).lower().endswith(".json") and not _is_whole(first):
            yield line_item(source, first + file.read(), 0)
            return
        for number, line in enumerate(chain([first], file), 1):
            if line.strip():
                yield line_item(source, line, number)


def _is_whole(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def line_item(source: Source, data: bytes, line: int) -> Item:
    """A line of a source, counted from 1; 0 is the whole."""
    name = unpacked(source.filename)
    where = f"{source.name}:{line}" if line else source.name
    return Item("jsonl", data, f"{stem(name)}:{line}" if line > 1 else stem(name), name, where)


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
    if isinstance(value, list):
        for number, row in enumerate(value, 1):
            yield from from_row(row, replace(item, doc_id=f"{item.doc_id}:{number}"))
    else:
        yield from from_row(value, item)


def from_row(row: Any, item: Item, origin: str = "input") -> Iterator[Article | ReadError]:
    """The article of one mapping, whatever held it; also for other formats of rows."""
    if is_quotebank(row):
        yield from quotebank.from_row(row, item)
        return
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        yield ReadError(item.input, 'has no "text"', 'an article needs {"text": "..."}')
        return
    text = storable(row["text"])
    if not text.strip():
        yield ReadError(item.input, "holds no text", "nothing was read from it")
        return
    said = {name: _first(row, keys) for name, keys in KEYS.items()}
    start, end = interval(_value(row, KEYS["date"]))
    start, end = _first(row, ("published_from",)) or start, _first(row, ("published_to",)) or end
    yield Article(
        doc_id=said["doc_id"] or item.doc_id,
        text=text,
        url=said["url"],
        title=said["title"],
        byline=said["byline"],
        publisher=said["publisher"],
        published_from=start,
        published_to=end,
        date_origin=origin if start or end else None,
        language=language_code(said["language"]),
        input=item.input,
        container=item.container,
        aliases=_aliases(row, said["url"]),
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
