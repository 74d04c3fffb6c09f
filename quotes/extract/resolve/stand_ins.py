"""Words that stand for somebody whom the article has named: `the artist` for a singer, `the Swiss` for anybody.

From the [resolve] tables of a language file: ``stands_for`` (a wider word and the narrower ones it may take up),
``demonyms`` by gender, and ``articles`` with the gender that they show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quotes import language


@dataclass(frozen=True, slots=True)
class StandIns:
    """``wider`` by its word; ``demonyms`` and ``articles`` with their gender, "" where they show none."""

    wider: Mapping[str, frozenset[str]]
    demonyms: Mapping[str, str]
    articles: Mapping[str, str]


@cache
def stand_ins(code: str) -> StandIns:
    """The stand-ins of a language; empty where its file has none.

    >>> "chanteuse" in stand_ins("fr").wider["artiste"], stand_ins("es").demonyms["chileno"]
    (True, 'm')
    """
    tables = language.load(code).tables.get("resolve", {})
    demonyms = {w: "" if g == "any" else g for g, words in tables.get("demonyms", {}).items() for w in words.split()}
    wider = {word: frozenset(narrower.split()) for word, narrower in tables.get("stands_for", {}).items()}
    return StandIns(wider, demonyms, tables.get("articles", {}))
