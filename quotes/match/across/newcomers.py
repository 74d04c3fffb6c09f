"""Candidates across languages that newcomers bring, change or end: those of wordings that have other neighbours now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from quotes.match.across.space import Place, Space
from quotes.match.across.translate import Candidate, Neighbours, Pool, weighed
from quotes.match.encoder import SCALE
from quotes.model import Witness

Listed = dict[Place, dict[int, list[tuple[int, float]]]]


@dataclass(frozen=True)
class Dirty:
    """Wordings whose neighbours in a language are to be looked for again, with those that may find them in turn."""

    ours: Listed
    theirs: Listed

    def pairs(self, one: str, two: str) -> list[tuple[int, int]]:
        """The rows of two languages that are near for both sides, and the best for one."""
        forth, back = ({**self.theirs.get(p, {}), **self.ours.get(p, {})} for p in ((one, two), (two, one)))
        asked = {(i, j) for i in self.ours.get((one, two), {}) for j, _ in forth[i]}
        asked |= {(i, j) for j in self.ours.get((two, one), {}) for i, _ in back[j]}
        return sorted((i, j) for i, j in asked if j in back and i in forth and _near(forth[i], back[j], i, j))

    def lists(self, place: Place) -> dict[int, Neighbours]:
        """The neighbours with their cosines."""
        found = {**self.theirs.get(place, {}), **self.ours.get(place, {})}
        return {row: [(c, p / SCALE**2) for c, p in near] for row, near in found.items()}


def _near(forth: list[tuple[int, float]], back: list[tuple[int, float]], i: int, j: int) -> bool:
    both = any(c == j for c, _ in forth) and any(c == i for c, _ in back)
    return both and (forth[0][0] == j or back[0][0] == i)


def dirty(space: Space, rows: Mapping[Place, Iterable[int]]) -> Dirty:
    """The neighbours of some wordings, and of those among them that have them among their own."""
    ours = space.relisted({place: set(found) for place, found in rows.items() if found})
    wanted: dict[Place, set[int]] = defaultdict(set)
    for (language, other), found in ours.items():
        floors, here = space.floors[other], space.codes.index(language)
        known = ours.get((other, language), {})
        for near in found.values():
            wanted[other, language] |= {c for c, p in near if c not in known and p >= floors[c, here]}
    return Dirty(ours, space.relisted({place: found for place, found in wanted.items() if found}))


def rows_needed(space: Space, found: Dirty) -> dict[str, set[int]]:
    """The wordings of whom a witness is needed to weigh the candidates: they, and who may be nearer."""
    needed: dict[str, set[int]] = defaultdict(set)
    for one, two in combinations(space.codes, 2):
        forth, back = found.lists((one, two)), found.lists((two, one))
        for i, j in found.pairs(one, two):
            needed[one] |= {i, *(c for c, _ in back[j])}
            needed[two] |= {j, *(c for c, _ in forth[i])}
    return needed


def candidates_of(space: Space, found: Dirty, first: Mapping[str, Mapping[int, Witness]]) -> Iterator[Candidate]:
    """The candidates among them; ``first`` is by language and row the first quotation of each wording needed."""
    for one, two in combinations(space.codes, 2):
        forth, back = found.lists((one, two)), found.lists((two, one))
        ours, theirs = (Pool((), first.get(code, {}), space.vectors[code]) for code in (one, two))
        for i, j in found.pairs(one, two):
            if candidate := weighed(ours, theirs, i, j, forth[i], back[j]):
                yield candidate
