"""JSON that others wrote: answers of news services, feeds in JSON, data sets. Where no key is called "text", what holds
the text is found by its name, also one level down, and said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quotes.read.columns import guessed
from quotes.read.quotebank import is_quotebank
from quotes.read.values import ReadError

_DEEP = 2
"""Levels down to a list of articles: {"response": {"results": […]}}."""
_MARKUP = re.compile(r"</?(?:p|div|br|blockquote|h[1-6]|ul)\b[^<>]*>", re.IGNORECASE)


def keys_of(row: Any) -> dict[str, str]:
    """What is read → the key that holds it; nothing where a row is as it should be, or no article.

    >>> keys_of({"id": 1, "headline": "Storm", "fields": {"bodyText": "We shall stay."}})
    {'text': 'bodyText', 'title': 'headline'}
    >>> keys_of({"text": "We shall stay."}), keys_of({"id": 1})
    ({}, {})
    """
    if not isinstance(row, Mapping) or isinstance(row.get("text"), str) or is_quotebank(row):
        return {}
    keys = [key for key, value in flattened(row).items() if isinstance(value, str)]
    found = {name: keys[at] for name, at in guessed(keys).items()}
    return found if "text" in found else {}


def flattened(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with what is in its rows, where no key of its own has the name.

    >>> flattened({"id": 1, "fields": {"id": 2, "body": "Yes."}})
    {'id': 1, 'body': 'Yes.', 'fields': {'id': 2, 'body': 'Yes.'}}
    """
    inner = {k: v for part in row.values() if isinstance(part, Mapping) for k, v in part.items()}
    return inner | dict(row)


def rows_in(value: Any, deep: int = _DEEP) -> Sequence[Any]:
    """The articles of a document: itself, or the list in it whose first has a text.

    >>> rows_in({"status": "ok", "articles": [{"content": "Yes."}]}), rows_in({"text": "Yes."})
    ([{'content': 'Yes.'}], [{'text': 'Yes.'}])
    """
    return _listed(value, deep) or [value]


def _listed(value: Any, deep: int) -> Sequence[Any]:
    if not isinstance(value, Mapping) or "text" in value or is_quotebank(value):
        return []
    parts = list(value.values())
    lists = (part for part in parts if isinstance(part, list) and part)
    found = next((part for part in lists if _has_text(part[0])), None)
    inner = (_listed(part, deep - 1) for part in parts if deep and isinstance(part, Mapping))
    return found or next(filter(None, inner), [])


def _has_text(row: Any) -> bool:
    return isinstance(row, Mapping) and (isinstance(row.get("text"), str) or bool(keys_of(row)))


def is_html(text: Any) -> bool:
    """Whether a text is marked up.

    >>> is_html("<p>Yes.</p>"), is_html("a < b and c > d")
    (True, False)
    """
    return isinstance(text, str) and _MARKUP.search(text) is not None


def said(name: str, keys: Mapping[str, str]) -> ReadError:
    """Which keys or columns were taken."""
    taken = ", ".join(f"{what}={key}" for what, key in keys.items())
    return ReadError(name, f"columns taken: {taken}", "others can be set with --map", note=True)
