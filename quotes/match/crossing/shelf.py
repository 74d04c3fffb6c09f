"""What keeping crossings up to date needs of the store, and how crossings are told apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from quotes.model import Crossing, Witness

Key = tuple[str, str, str]
Sides = tuple[str, str]
"""Two articles, the lesser id first."""


class Shelf(Protocol):
    """Where quotations and crossings are kept."""

    def of(self, quotes: Collection[str]) -> dict[str, Witness]:
        """Quotations by their ids."""

    def articles(self, articles: Collection[str]) -> dict[str, list[Witness]]:
        """The quotations of articles."""

    def phrased(self, language: str, keys: Iterable[int]) -> Mapping[int, list[str]]:
        """The quotations of wordings, in order of their ids."""

    def touching(self, quotes: Collection[str]) -> list[Crossing]:
        """The crossings of which a side is one of the quotations."""

    def change_crossings(self, gone: Iterable[Crossing], new: Iterable[Crossing]) -> None:
        """Takes crossings out and puts others in."""

    def speaking(self, languages: Collection[str]) -> list[Witness]:
        """The utterances in languages."""

    def vectors_for(self, witnesses: Iterable[Witness]) -> dict[str, bytes]:
        """Their vectors, by their ids."""


def ends(crossing: Crossing) -> tuple[str, str]:
    return crossing.pair.a, crossing.pair.b


def key(crossing: Crossing) -> Key:
    return crossing.pair.a, crossing.pair.b, crossing.by


def sides_of(crossing: Crossing, home: Mapping[str, str]) -> Sides:
    one, two = sorted(home[i] for i in ends(crossing))
    return one, two


def same(one: Crossing, other: Crossing | None) -> bool:
    """Whether it was proposed before, for the same reasons."""
    return other is not None and (one.odds, one.pair) == (other.odds, other.pair)
