"""Words that stand for somebody whom the article has named: `the artist` for a singer, `the Swiss` for anybody.

From the [resolve] tables of a language file: ``stands_for`` (a wider word and the narrower ones it may take up),
``demonyms`` by gender, and ``articles`` with the gender that they show; ``demonym_endings`` tell
demonyms that no list has, where they stand alone with an article and a capital. Where nouns have cases that their
endings hardly show (German): ``office_endings``, ``oblique_articles`` before offices, ``genitives`` behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quotes import language


@dataclass(frozen=True, slots=True)
class StandIns:
    """``wider`` by its word; ``demonyms``, their ``endings`` and ``articles`` with their gender, or ""; ``anybody``,
    nouns that fit a person of any trade; ``apart``, rows of trades of which nobody has two; ``trades``, how trades end
    that no list has; ``uncapitalised``, bodies that are an office in lower case ("el ejecutivo"); the rest as in the
    file."""

    wider: Mapping[str, frozenset[str]]
    demonyms: Mapping[str, str]
    articles: Mapping[str, str]
    endings: Mapping[str, str]
    office_endings: tuple[str, ...]
    oblique_articles: frozenset[str]
    genitives: frozenset[str]
    anybody: frozenset[str]
    contrasts: tuple[str, ...]
    latter: frozenset[str]
    apart: tuple[frozenset[str], ...]
    trades: tuple[str, ...]
    uncapitalised: frozenset[str]

    def demonym(self, word: str) -> str | None:
        """The gender of a word for whoever comes from somewhere, "" where it shows none; None for another word."""
        known = self.demonyms.get(word)
        return known if known is not None else next((g for e, g in self.endings.items() if word.endswith(e)), None)


@cache
def stand_ins(code: str) -> StandIns:
    """The stand-ins of a language; empty where its file has none.

    >>> "chanteuse" in stand_ins("fr").wider["artiste"], stand_ins("es").demonyms["chileno"]
    (True, 'm')
    """
    tables = language.load(code).tables.get("resolve", {})
    demonyms = {w: "" if g == "any" else g for g, words in tables.get("demonyms", {}).items() for w in words.split()}
    wider = {word: frozenset(narrower.split()) for word, narrower in tables.get("stands_for", {}).items()}
    endings = {e: g for g, found in tables.get("demonym_endings", {}).items() for e in found.split()}
    office, contrasts, latter = (tuple(tables.get(name, ())) for name in ("office_endings", "contrasts", "latter"))
    oblique, genitives, anybody = (
        frozenset(tables.get(name, "").split()) for name in ("oblique_articles", "genitives", "anybody")
    )
    told = oblique, genitives, anybody
    apart = tuple(frozenset(trades.split()) for trades in tables.get("apart", ()))
    shown, trades = tables.get("articles", {}), tuple(tables.get("trade_endings", "").split())
    small = frozenset(tables.get("uncapitalised", "").split())
    return StandIns(wider, demonyms, shown, endings, office, *told, contrasts, frozenset(latter), apart, trades, small)
