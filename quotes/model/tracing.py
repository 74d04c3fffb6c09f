"""What was had from whom, and what a person decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from quotes.model.matching import Relation


@dataclass(frozen=True, slots=True)
class Link:
    """``quote`` was taken from ``exemplar``; None is a source that is credited but not held (evidence names it)."""

    id: str
    quote: str
    exemplar: str | None
    relation: Relation
    altered: bool
    score: float
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lineage:
    """All quotations held to come from one utterance.

    ``id`` is the least id among its quotations: the same whatever the order of arrival, and an id that a merger retired
    still leads, as a quotation's id, to its lineage.
    """

    id: str
    members: tuple[str, ...]
    text: str
    speaker: str | None
    first_quote: str
    first_seen: str | None
    quotes: int
    articles: int
    publishers: int
    languages: str
    altered: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on ``subject`` (ids, in order, joined by a space), kept in judgements.jsonl and replayed."""

    id: str
    subject: str
    verdict: str
    reason: str
    made_at: str
