"""Where a collection is kept while it changes: what is asked of the store, and the rows on their way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from quotes.match.kept import Postings
from quotes.model import By, Repeat, Witness

Key = tuple[str, By]
"""A repeat of one quotation: the other side, and what found it."""


@dataclass(frozen=True, slots=True)
class Former:
    """A quotation as it stood before its article was read anew or went: its article, its wording if it had one."""

    article: str
    wording: int | None


class Shelf(Protocol):
    """Where witnesses, wordings and repeats are kept; each answers for the ids or numbers that it is given."""

    @property
    def postings(self) -> Postings:
        """The wordings' keys and edges."""

    def of(self, quotes: Collection[str]) -> dict[str, Witness]:
        """Quotations by their ids."""

    def articles(self, articles: Collection[str]) -> dict[str, list[Witness]]:
        """The quotations of articles."""

    def saying(self, articles: Collection[str], sign: str) -> list[Witness]:
        """The quotations of articles that have a word, or letters in which it may be written otherwise."""

    def heard(self, numbers: Collection[int]) -> dict[int, list[Witness]]:
        """The quotations of wordings: their words, who says them and in which article, and no more."""

    def loose(self, articles: Collection[str]) -> list[Witness]:
        """The quotations of articles that nothing holds, or from which they are at most cut."""

    def wordings(self, articles: Collection[str]) -> set[int]:
        """The wordings of articles."""

    def place(self, numbers: Mapping[str, int], pieces: Mapping[str, Collection[int]]) -> None:
        """Keeps which wording quotations have, none where it is not given, and the keys of their pieces."""

    def forget(self, quotes: Collection[str]) -> None:
        """Forgets the pieces of quotations that are gone."""

    def unsaid(self, numbers: Collection[int]) -> set[int]:
        """Those of the wordings that no quotation has."""

    def hanging(self, numbers: Collection[int]) -> set[int]:
        """The wordings that hang on one of these."""

    def sewn(self, keys: Collection[int]) -> set[tuple[str, int]]:
        """The quotations one of whose pieces has one of the keys, each with it."""

    def repeats_by(self, quotes: Collection[str]) -> list[Repeat]:
        """The repeats whose first side is one of the quotations."""

    def repeats_on(self, quotes: Collection[str]) -> list[Repeat]:
        """The repeats whose second side is one of the quotations."""

    def kin(self, articles: Collection[str]) -> set[tuple[str, str]]:
        """Each of the articles with the others whose repeats prove that they tell its story."""

    def change(self, gone: Iterable[Repeat], new: Iterable[Repeat]) -> None:
        """Takes repeats out and puts others in."""


class Ledger:
    """The repeats of quotations that are asked again: ``gone`` and ``new`` are what was written in all, ``first`` what
    was found of each before anything changed.

    Repeats of which a side came or went are taken out as they are read, so that they count as new when found again.
    """

    def __init__(self, shelf: Shelf, came_or_went: frozenset[str]) -> None:
        self.shelf, self.touched = shelf, came_or_went
        self.first: dict[str, frozenset[Key]] = {}
        self.held: dict[str, dict[Key, Repeat]] = {}
        self.now: dict[str, dict[Key, Repeat]] = {}
        self.gone: list[Repeat] = []
        self.new: list[Repeat] = []

    def read(self, quotes: Collection[str]) -> None:
        """The repeats of these quotations as they are held."""
        missing = set(quotes) - self.held.keys()
        found = self.shelf.repeats_by(missing) if missing else []
        gone = [r for r in found if not self.touched.isdisjoint((r.pair.a, r.pair.b))]
        self.shelf.change(gone, ())
        self.gone += gone
        for quote in missing:
            self.held[quote] = {}
        for repeat in found:
            self.held[repeat.pair.a][repeat.pair.b, repeat.by] = repeat
        self.first |= {quote: frozenset(self.held[quote]) for quote in missing}
        for repeat in gone:
            del self.held[repeat.pair.a][repeat.pair.b, repeat.by]
        self.now |= {quote: dict(self.held[quote]) for quote in missing}

    def put(self, quote: str, which: Callable[[Repeat], bool], found: Iterable[Repeat]) -> None:
        """In the place of which repeats a quotation has those that were found; the others stay."""
        kept = {key: r for key, r in self.now[quote].items() if not which(r)}
        self.now[quote] = kept | {(r.pair.b, r.by): r for r in found}

    def write(self) -> None:
        """Brings what is held to what is now."""
        gone, new = [], []
        for quote in sorted(self.now):
            held, now = self.held[quote], self.now[quote]
            gone += [held[k] for k in sorted(held) if k not in now or _says(now[k]) != _says(held[k])]
            new += [now[k] for k in sorted(now) if k not in held or _says(now[k]) != _says(held[k])]
            self.held[quote] = dict(now)
        self.shelf.change(gone, new)
        self.gone += gone
        self.new += new

    def changed(self) -> set[str]:
        """The quotations some of whose repeats went or came, as far as it is written."""
        return {r.pair.a for r in (*self.gone, *self.new)}


def _says(repeat: Repeat) -> tuple[object, ...]:
    """What two quotations that stay the same can change in; the rest of the evidence follows from them."""
    found = repeat.pair.comparison
    return repeat.proves, found.relation, found.altered, found.score
