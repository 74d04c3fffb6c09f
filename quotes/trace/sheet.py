"""A plain lineage on a sheet: what placing newcomers in it needs to know, so that its witnesses are not planned again.

Plain is a lineage of one language, paired with nobody outside, in which nothing but words, dates, names and papers
speaks for or against an exemplar. Most large ones are.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Any

from .choose import Choice, Plan
from .values import Circumstances, Node
from .wording import Words

FEWEST = 8
"""Witnesses from which on a lineage has a sheet: fewer are planned in the time that it takes to read one."""
MOST_SHARED = 10_000
"""Pairs of articles with each other lineage that they share: with more they are copies, which are planned whole."""

Near = list[tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plain lineage, a column for each thing known of its witnesses: in their order, then those that echo another of
    their article, whose place ``inside`` gives and of whom there are no exemplars. Numbers are places.

    ``wordings`` numbers the different wordings as they appear, ``lengths`` has the words of each. ``grounds`` are the
    different [confidence, *reasons] of exemplars, ``ground`` says whose is which; None has no exemplar. ``near`` has
    the likest (likeness, place), ``shared`` the (place, place, number) of articles that share several lineages,
    ``marks`` what ``lineage.worded_anew`` says of their words.
    """

    language: str
    speaker: str | None
    quotes: list[str]
    articles: list[str]
    speakers: list[str | None]
    publishers: list[str | None]
    first: list[str | None]
    last: list[str | None]
    kinds: list[str]
    wordings: list[int]
    lengths: list[int]
    exemplars: list[int | None]
    ground: list[int | None]
    grounds: list[list[Any]]
    rivals: list[list[int]]
    near: list[Near]
    shared: list[tuple[int, int, int]]
    marks: list[int]
    inside: list[int]


def sheet_of(planned: Plan, speaker: str | None, anew: Mapping[str, int]) -> bytes | None:
    """The sheet of a lineage as it is kept; None for one that is not plain, or small."""
    if not is_plain(planned):
        return None
    nodes = [*planned.order, *(n for n in planned.members if n.witness.id in planned.inside)]
    place = {n.witness.id: i for i, n in enumerate(nodes)}
    known = planned.setting.circumstances
    shared = _shared([n.witness.article for n in nodes], min(place), known)
    if shared is None:
        return None
    near = [[(score, place[other]) for score, other in known.neighbours.get(i, ())] for i in place]
    marks = [anew.get(n.witness.id, 0) for n in planned.order]
    inside = [place[planned.inside[n.witness.id].witness.id] for n in nodes[len(planned.order) :]]
    told = [*_told(nodes), *_chosen(planned.choices, place), near, shared, marks, inside]
    return packed(Sheet(nodes[0].witness.language, speaker, [*place], *told))  # type: ignore[arg-type]


def _told(order: Sequence[Node]) -> Iterator[object]:
    """The columns of what is known of the witnesses themselves."""
    said = [n.witness for n in order]
    for name in ("article", "speaker", "publisher", "published_from", "published_to", "kind"):
        yield [getattr(w, name) for w in said]
    wordings: dict[Words, int] = {}
    yield [wordings.setdefault(n.words, len(wordings)) for n in order]
    yield [len(words) for words in wordings]


def _chosen(choices: Sequence[Choice], place: Mapping[str, int]) -> Iterator[object]:
    """The columns of their exemplars."""
    yield [place[c.edge.exemplar.witness.id] if c.edge else None for c in choices]
    grounds: dict[tuple[float, tuple[str, ...]], int] = {}
    yield [grounds.setdefault((c.confidence, c.edge.reasons), len(grounds)) if c.edge else None for c in choices]
    yield [[sure, *reasons] for sure, reasons in grounds]
    yield [[place[n.witness.id] for n in c.rivals] for c in choices]


def is_plain(planned: Plan) -> bool:
    """Whether the rule that is told at the beginning holds."""
    members, known = planned.members, planned.setting.circumstances
    if len(members) < FEWEST or planned.helped or len({n.witness.language for n in members}) > 1:
        return False
    return all(stands_alone(n, known) and n.witness.id not in known.bridging for n in members)


def stands_alone(node: Node, known: Circumstances) -> bool:
    """Whether nothing beside words, dates, names and papers speaks for or against an exemplar of the witness."""
    w = node.witness
    if not w.article or w.outlet or w.relayed_by or w.id in known.proven:
        return False
    return not any(x.get(w.article) for x in (known.sources, known.alike, known.originals, known.told))


def _shared(articles: Sequence[str], own: str, known: Circumstances) -> list[tuple[int, int, int]] | None:
    """The articles that share more than their ``own`` lineage, two by two, and how many; None if they are too many."""
    by_lineage: dict[str, list[int]] = defaultdict(list)
    first = dict(zip(reversed(articles), range(len(articles) - 1, -1, -1), strict=True))
    for article, place in sorted(first.items(), key=lambda x: x[1]):
        for lineage in known.lineages.get(article, ()):
            by_lineage[lineage].append(place)
    others = [places for lineage, places in by_lineage.items() if lineage != own and len(places) > 1]
    if sum(len(places) * (len(places) - 1) // 2 for places in others) > MOST_SHARED:
        return None
    count = Counter(pair for places in others for pair in combinations(places, 2))
    return [(a, b, 1 + count[a, b]) for a, b in sorted(count)]


def packed(sheet: Sheet) -> bytes:
    """The sheet as it is kept."""
    columns = [getattr(sheet, field.name) for field in fields(sheet)]
    return zlib.compress(json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode("utf8", "surrogatepass"))


def unpacked(row: bytes) -> Sheet:
    """A kept sheet."""
    return Sheet(*json.loads(zlib.decompress(row).decode("utf8", "surrogatepass")))
