"""Quotations beside each other: how the words of one stand to another's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from quotes.model.article import Kind, Place

Relation = Literal[
    "verbatim", "truncated", "edited", "overlapping", "stitched", "translation", "paraphrase", "said again", "credited"
]
"""How a witness's words stand to its exemplar's ("credited": to a source that is named but not held)."""

ArticleRelation = Literal["copy", "translation", "excerpt", "cites"]


@dataclass(frozen=True, slots=True)
class Witness:
    """A quotation as matching and tracing see it: its words and its circumstances.

    ``speaker`` and ``outlet`` are names; ``publisher`` is the publishing outlet's name. ``position`` is the order in
    the article.
    """

    id: str
    text: str
    article: str = ""
    position: int = 0
    kind: Kind = "direct"
    language: str = ""
    speaker: str | None = None
    outlet: str | None = None
    publisher: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    relayed_by: str | None = None
    inside: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the words of one quotation stand to another's: relation, whether the meaning changed, likeness, proof.

    ``score`` is 0–1. ``evidence`` is JSON-able: aligned words, which end was cut, what clashes.
    """

    relation: Relation
    altered: bool
    score: float
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotations held to be the same words, before anyone asks who had them first. ``a`` is read against ``b``."""

    a: str
    b: str
    comparison: Comparison


By = Literal["stitched", "same words", "held", "holds", "cut"]
"""What found a repeat, the surest first: pieces joined by an ellipsis, one wording, a longer wording that holds it, one
nearly as long that it holds, a scrap in a quotation of its story."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A pair of one language by what found it; ``proves``: its words alone prove it, whoever says them."""

    pair: Pair
    by: By
    proves: bool = False


Way = Literal["aligned", "alone", "paraphrase"]
"""What found a pair by meaning: two articles aligned, two quotations alone; or, in one language, one voice and day."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A pair by meaning and not by words, as it was proposed; ``odds`` are the log odds of one that stands alone;
    ``kept`` says whether it agrees with the surer ones."""

    pair: Pair
    by: Way
    odds: float = 0.0
    kept: bool = True


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """``article`` takes from ``exemplar`` (an article's id, or the address of one that is not held)."""

    article: str
    exemplar: str
    relation: ArticleRelation
    shared: int
    evidence: Mapping[str, Any] = field(default_factory=dict)
