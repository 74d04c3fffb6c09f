"""The values that the stages hand to each other: frozen, without behaviour that needs a stage.

Offsets are code points into ``Article.text``, which is never altered; ``text[start:end]`` is the words.
Dates are ISO 8601 strings and come in pairs (from, to): an interval, open where a side is None.
"""

from __future__ import annotations

from quotes.model.article import Article, Extraction, Hyperlink, Kind, Markup, Original, Place, Quotation, Span
from quotes.model.matching import (
    ArticleLink,
    ArticleRelation,
    By,
    Comparison,
    Crossing,
    Pair,
    Relation,
    Repeat,
    Way,
    Witness,
)
from quotes.model.names import Outlet, Speaker
from quotes.model.tracing import Judgement, Lineage, Link

__all__ = [
    "Article",
    "ArticleLink",
    "ArticleRelation",
    "By",
    "Comparison",
    "Crossing",
    "Extraction",
    "Hyperlink",
    "Judgement",
    "Kind",
    "Lineage",
    "Link",
    "Markup",
    "Original",
    "Outlet",
    "Pair",
    "Place",
    "Quotation",
    "Relation",
    "Repeat",
    "Span",
    "Speaker",
    "Way",
    "Witness",
]
