"""One change on its way: crossings put in and taken out, and whom that concerns."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.match.across.whole import agreeing, counts
from quotes.match.crossing.shelf import Key, Shelf, Sides, ends, key, same, sides_of
from quotes.match.encoder import Encoder
from quotes.model import Crossing


class Change:
    """``moved`` are the quotations whose pairs changed, ``realigned`` the articles whose alignments did."""

    def __init__(self, shelf: Shelf, encoder: Encoder, pool: int) -> None:
        self.shelf, self.encoder, self.pool = shelf, encoder, pool
        self.moved: set[str] = set()
        self.realigned: set[Sides] = set()
        self.proposed: set[str] = set()

    def put(self, old: Iterable[Crossing], now: Iterable[Crossing]) -> tuple[list[Crossing], list[Crossing]]:
        """Puts these in the place of those; what went and what came."""
        held, wanted = {key(c): c for c in old}, {key(c): c for c in now}
        gone = [held[k] for k in sorted(held) if not same(held[k], wanted.get(k))]
        came = [wanted[k] for k in sorted(wanted) if not same(wanted[k], held.get(k))]
        self.shelf.change_crossings(gone, came)
        self.moved |= {i for c in (*gone, *came) if c.kept for i in ends(c)}
        self.proposed |= {i for c in (*gone, *came) if counts(c, self.pool) for i in ends(c)}
        return gone, came

    def between(self, changed: tuple[list[Crossing], list[Crossing]]) -> set[Sides]:
        home = self.home(i for found in changed for c in found for i in ends(c))
        return {sides_of(c, home) for found in changed for c in found}

    def home(self, quotes: Iterable[str]) -> dict[str, str]:
        return {i: w.article for i, w in self.shelf.of(set(quotes)).items()}

    def among(self, wanted: set[Sides]) -> dict[Sides, list[Crossing]]:
        """The crossings between articles."""
        read = self.shelf.articles({min(s) for s in wanted})
        held = self.shelf.touching({w.id for found in read.values() for w in found})
        home = self.home(i for c in held for i in ends(c))
        found: dict[Sides, list[Crossing]] = {sides: [] for sides in wanted}
        for crossing in held:
            if (sides := sides_of(crossing, home)) in found:
                found[sides].append(crossing)
        return found

    def agree(self) -> set[str]:
        """Decides again on all that changed proposals join or joined; the articles of all that."""
        found: dict[Key, Crossing] = {}
        seen: set[str] = set()
        front = set(self.proposed)
        while front:
            seen |= front
            held = [c for c in self.shelf.touching(front) if c.by != "paraphrase"]
            found |= {key(c): c for c in held}
            front = {i for c in held if counts(c, self.pool) for i in ends(c)} - seen
        witnesses = self.shelf.of({i for c in found.values() for i in ends(c)})
        judged = agreeing(found.values(), witnesses.values(), self.pool)
        turned = [c for c in judged if c.kept != found[key(c)].kept]
        self.shelf.change_crossings([found[key(c)] for c in turned], turned)
        self.moved |= {i for c in turned for i in ends(c)}
        return {w.article for w in witnesses.values() if w.id in seen} if self.moved else set()
