"""An article and what was found in it → the rows that hold them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from quotes.address import canonical_url
from quotes.model import Article, ArticleLink, Extraction, Lineage, Link, Outlet, Quotation
from quotes.store.aliases import other_addresses
from quotes.store.ids import article_id, quote_ids, text_id
from quotes.text import tokens

_AROUND = 160
"""Code points kept on either side of a quotation: about two lines of a page."""

ARTICLE = (
    "id", "doc_id", "url", "title", "byline", "publisher_read", "published_from", "published_to", "date_origin",
    "language", "text", "words", "sha256", "input",
)  # fmt: skip
"""Columns that the input decides; ``added_at`` is the clock's, ``publisher`` is ``publisher_read`` or the outlet that
people say it is."""
QUOTE = (
    "id", "article", "position", "start", "end", "text", "language", "kind", "place", "speaker_name", "speaker_text",
    "speaker_start", "speaker_end", "cue", "outlet_name", "outlet_text", "relayed_by", "continues", "inside",
    "unclosed", "before", "after", "rule", "confidence",
)  # fmt: skip
"""Columns that extraction decides; ``speaker``, ``outlet`` and ``lineage`` rest on other articles too."""
SAID = ("id", "speaker", "called", "outlet", "lineage", "rule")
"""Columns of a quotation that rest on other articles too."""
SPELLING = ("speaker", "name", "language", "quotes", "given")
CREDIT = ("article", "position", "url", "address", "outlet", "how", "start", "end")
OUTLET = ("id", "name", "kind", "domain", "country", "language")
LINEAGE = (
    "id", "text", "speaker", "first_quote", "first_seen", "quotes", "articles", "publishers", "languages", "altered",
)  # fmt: skip
LINK = ("id", "quote", "exemplar", "relation", "altered", "score", "evidence")
ARTICLE_LINK = ("article", "exemplar", "relation", "shared", "evidence")
JUDGEMENT = ("id", "subject", "verdict", "reason", "made_at")

Row = Mapping[str, Any]
OutletOf = Callable[[str], Outlet]


@dataclass(frozen=True, slots=True)
class Record:
    """All rows of one article but those that rest on other articles."""

    article: Row
    quotes: tuple[Row, ...]
    credits: tuple[Row, ...]
    outlets: tuple[Outlet, ...]
    aliases: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return str(self.article["id"])


def record(article: Article, found: Extraction, outlet_of: OutletOf) -> Record:
    """The rows of an article; ``outlet_of`` knows an outlet by its canonical name."""
    identity = article_id(article)
    ids = quote_ids(identity, [q.text for q in found.quotations])
    named = {q.outlet for q in found.quotations if q.outlet} | {o.outlet for o in found.originals if o.outlet}
    outlets = {name: outlet_of(name) for name in sorted(named | ({found.publisher} if found.publisher else set()))}
    quotes = tuple(
        _quote(identity, article, found, position, ids) | {"language": quotation.language or found.language}
        for position, quotation in enumerate(found.quotations)
    )
    credited = tuple(
        {"article": identity, "position": i, **asdict(o), "address": canonical_url(o.url) if o.url else None}
        for i, o in enumerate(found.originals)
    )
    publisher = outlets[found.publisher].id if found.publisher else None
    row, aliases = _article(identity, article, found, publisher), other_addresses(article)
    return Record(row, quotes, credited, tuple(outlets.values()), aliases)


def _article(identity: str, article: Article, found: Extraction, publisher: str | None) -> dict[str, Any]:
    row = {column: getattr(article, column) for column in ARTICLE if hasattr(article, column)}
    return row | {
        "id": identity,
        "title": article.title or found.title,
        "publisher_read": publisher,
        "language": found.language,
        "words": len(tokens(article.text)),
        "sha256": text_id(article.text),
    }


def _quote(identity: str, article: Article, found: Extraction, position: int, ids: list[str]) -> dict[str, Any]:
    quotation: Quotation = found.quotations[position]
    row = {column: getattr(quotation, column) for column in QUOTE if hasattr(quotation, column)}
    return row | {
        "id": ids[position],
        "article": identity,
        "position": position,
        "speaker_name": quotation.speaker,
        "outlet_name": quotation.outlet,
        "continues": int(quotation.continues),
        "unclosed": int(quotation.unclosed),
        "inside": None if quotation.inside is None else ids[quotation.inside],
        "before": before(article.text, quotation.start),
        "after": after(article.text, quotation.end),
        "confidence": float(quotation.confidence),
    }


def before(text: str, start: int) -> str:
    """The words before an offset, cut at a space.

    >>> before("x" * 200 + " He said: “No.”", 211)
    'He said: “'
    """
    words = text[max(0, start - _AROUND) : start]
    return words if start <= _AROUND else words[words.find(" ") + 1 :]


def after(text: str, end: int) -> str:
    """The words after an offset, cut at a space.

    >>> after("“No”, he said. " + "x" * 200, 3)
    '”, he said.'
    """
    words = text[end : end + _AROUND]
    return words if end + _AROUND >= len(text) else words[: words.rfind(" ")] if " " in words else words


def lineage_row(lineage: Lineage, speaker: str | None) -> dict[str, Any]:
    """A lineage; ``speaker`` is the id of who said it."""
    row = {column: getattr(lineage, column) for column in LINEAGE}
    return row | {"speaker": speaker, "altered": int(lineage.altered)}


def link_row(link: Link | ArticleLink) -> dict[str, Any]:
    """A link; its evidence as JSON with sorted keys, so that equal evidence is equal text."""
    if not isinstance(link, Link):
        return {column: getattr(link, column) for column in ARTICLE_LINK} | {"evidence": _json(link.evidence)}
    row = {column: getattr(link, column) for column in LINK}
    return row | {
        "altered": int(link.altered),
        "score": float(link.score),
        "evidence": _json(told(link.evidence)),
    }


def told(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """What a link's evidence tells beside the two quotations: nothing empty, and words that both have once. Where no
    word differs there is nothing to lay side by side. Among a million quotations this is a fifth of the database.

    >>> same, new = {"op": "equal", "a": "We pay", "b": "We pay"}, {"op": "insert", "a": "now", "b": ""}
    >>> told({"ops": [same], "flags": [], "credit": None, "lag_days": 0.0})
    {'lag_days': 0.0}
    >>> told({"ops": [same, new]})
    {'ops': [{'op': 'equal', 'a': 'We pay'}, {'op': 'insert', 'a': 'now', 'b': ''}]}
    """
    ops = evidence.get("ops", ())
    changed = any(op["op"] != "equal" for op in ops)
    kept = {**evidence, "ops": [_once(op) for op in ops] if changed else []}
    return {name: value for name, value in kept.items() if value is not None and value is not False and value != []}


def _once(op: Mapping[str, str]) -> dict[str, str]:
    """Words that both sides have, as the first has them."""
    return {"op": "equal", "a": op["a"]} if op["op"] == "equal" else dict(op)


def _json(evidence: Mapping[str, Any]) -> str:
    return json.dumps(evidence, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
