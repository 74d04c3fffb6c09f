"""What speaks for one witness having taken its words from another, and what against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .reasons import POINTING, WEIGHTS
from .speakers import another, named
from .values import Circumstances, Node, earlier, key
from .wording import Words, change, nearly

COVERED, SOME = 0.6, 0.3
"""Share of a witness's words that its exemplar must have, as for a match (research/matching.md); and where the article
itself says where it has the words, which may have been put together from several places."""

PATCH = 2.0
"""The cost of a quotation that was put together from this one and others: what it has from them counts no further."""

EDIT, EDITS = 2.5, 8.0
"""Points for each edit that candidate and witness share, and the most of them: a credit may travel with the words from
paper to paper, a slip only with a copy. One dropped "that" (half an edit) is house style and proves nothing."""


class Edge(NamedTuple):
    """A candidate exemplar: how much speaks for it, and what."""

    exemplar: Node
    points: float
    reasons: tuple[str, ...]
    in_order: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole lineage: its home language, whether that is more than a guess, what is known beside."""

    home: str
    sure: bool
    circumstances: Circumstances


class Weighing:
    """A witness and what its candidates are weighed by; ``first`` is the earliest with words in its language."""

    def __init__(self, node: Node, first: Node | None, setting: Setting) -> None:
        self.node, self.setting, self.known = node, setting, setting.circumstances
        here, known = node.witness, setting.circumstances
        self.linked = here.article in known.sources or here.article in known.alike or here.article in known.originals
        self.credits = bool(here.outlet or here.relayed_by or known.told.get(here.article))
        self.pointed = self.linked or self.credits or here.id in known.proven
        self.edits = _edits(first, node)

    def edge(self, candidate: Node) -> Edge | None:
        """The candidate as an edge; None where its words cannot be the witness's source and nothing else says so."""
        node, known = self.node, self.known
        if earlier(node, candidate):
            return None
        outer = tuple(self._outer(candidate)) if self.pointed else ()
        same = node.witness.language == candidate.witness.language
        step = _step(candidate.words, node.words, self.edits) if same else self._abroad(candidate)
        if step.matched < (SOME if outer else COVERED) * len(node.words):
            return None
        again = ("same translation",) if same and self._translated(candidate) else ()
        reasons = (*outer, *step.reasons, *again, *_people(node, candidate, known))
        before = earlier(candidate, node)
        pointing = not POINTING.isdisjoint(reasons) or ("cut" in reasons and _one_day(node, candidate))
        in_order = before or (pointing and not _turned(node, candidate, known))
        cost = min(step.cost, PATCH) if "put together" in outer else step.cost
        points = sum([WEIGHTS.get(r, 0.0) for r in reasons]) + step.bonus - cost
        return Edge(candidate, points, (*reasons, "earlier") if before else reasons, in_order)

    def _outer(self, candidate: Node) -> Iterator[str]:
        """What speaks for the candidate beside the words."""
        if self.node.witness.id in self.known.proven:
            yield from _judged(self.node, candidate, self.known)
        if self.linked:
            yield from _articles(self.node, candidate, self.known)
        if self.credits:
            yield from _credits(self.node, candidate, self.known)

    def _translated(self, candidate: Node) -> bool:
        """Whether both are one translation: two hands would not put it so much alike."""
        abroad = self.setting.sure and self.node.witness.language != self.setting.home
        return abroad and nearly(candidate.words, self.node.words)

    def _abroad(self, candidate: Node) -> Step:
        """From a wording in another language."""
        reasons = tuple(_translation(self.node, candidate, self.setting))
        return Step(len(self.node.words), reasons, 0.0, _distance(self.node, candidate, self.known))


class Step(NamedTuple):
    """What the words of two say: how many the exemplar has, the reasons, points for shared edits, and the cost."""

    matched: int
    reasons: tuple[str, ...]
    bonus: float
    cost: float


@lru_cache(maxsize=1 << 14)
def _step(exemplar: Words, witness: Words, edits: float) -> Step:
    """From one wording to another of the same language; ``edits`` are those that the witness has and the first wording
    in the language lacks."""
    found = change(exemplar, witness)
    shared = edits - found.edits if edits - found.edits >= 1 else 0.0
    marks = {"identical": found.identical, "cut": found.added == 0 and found.cut >= 2, "same edit": bool(shared)}
    return Step(found.matched, tuple(m for m, given in marks.items() if given), min(EDITS, EDIT * shared), found.cost)


def _edits(first: Node | None, node: Node) -> float:
    """The edits that lead from the first wording to the witness's; none where it is no wording of the same."""
    if not first or first.words == node.words:
        return 0.0
    whole = change(first.words, node.words)
    return 0.0 if whole.identical or whole.matched < COVERED * len(node.words) else whole.edits


def _distance(node: Node, candidate: Node, known: Circumstances) -> float:
    """What speaks against a translation: little likeness, or an original of less than half its length."""
    short = 2 * len(candidate.words) < len(node.words)
    return 1 - likeness(node, candidate, known) + 3 * short


def _one_day(node: Node, candidate: Node) -> bool:
    """Whether both have dates, though they do not tell which was first: then the shorter hardly gave the fuller. Of
    one without a date nothing is known, and a page may cut what a page before it had cut already."""
    return max(node.late, candidate.late) < float("inf") and min(node.early, candidate.early) > float("-inf")


def _turned(node: Node, candidate: Node, known: Circumstances) -> bool:
    """Whether the candidate's article has other quotations from the witness's: then it hardly gave this one."""
    here, there = node.witness.article, candidate.witness.article
    return known.votes.get(there, {}).get(here, 0) > known.votes.get(here, {}).get(there, 0)


def _judged(node: Node, candidate: Node, known: Circumstances) -> Iterator[str]:
    sides = frozenset((node.witness.id, candidate.witness.id))
    if known.judged.get(sides, {}).get("verdict") == "same":
        yield "a person says so"
    if (found := known.found.get((node.witness.id, candidate.witness.id))) and found.relation == "stitched":
        yield "put together"


def _articles(node: Node, candidate: Node, known: Circumstances) -> Iterator[str]:
    here, there = node.witness.article, candidate.witness.article
    link = known.sources.get(here, {}).get(there)
    if link:
        yield f"article {link.relation}"
    elif there in known.alike.get(here, {}):
        yield "articles alike"
    for original in known.originals.get(here, ()):
        if original.url and original.url == there:
            yield "hyperlink" if original.how == "hyperlink" else "source credit"
        elif original.outlet and original.how != "hyperlink" and _publishes(candidate, original.outlet, node):
            yield "source names publisher"


def _credits(node: Node, candidate: Node, known: Circumstances) -> Iterator[str]:
    here = node.witness
    if here.outlet and _publishes(candidate, here.outlet, node):
        yield "credits publisher"
    elif not here.outlet and any(_publishes(candidate, o, node) for o in known.told.get(here.article, ())):
        yield "the article credits the publisher"
    if here.relayed_by and _publishes(candidate, here.relayed_by, node):
        yield "relayed by"


def _publishes(candidate: Node, outlet: str, node: Node) -> bool:
    publisher = key(candidate.witness.publisher)
    return bool(publisher) and publisher == key(outlet) != key(node.witness.publisher)


def _translation(node: Node, candidate: Node, setting: Setting) -> Iterator[str]:
    yield "translation"
    if not setting.sure:
        return
    if candidate.witness.language == setting.home:
        yield "from the first language"
    else:
        yield "from a third language"
    if node.witness.language == setting.home:
        yield "back into the first language"


def likeness(node: Node, candidate: Node, known: Circumstances) -> float:
    """What matching gave the two, 0 where it did not see them together."""
    return max(
        (s for s, other in known.neighbours.get(node.witness.id, ()) if other == candidate.witness.id), default=0.0
    )


def _people(node: Node, candidate: Node, known: Circumstances) -> Iterator[str]:
    here, there = node.witness, candidate.witness
    if here.outlet and key(here.outlet) == key(there.outlet):
        yield "same credit"
        if here.language != there.language:
            yield "same credit abroad"
    elif here.outlet and there.outlet and key(here.outlet) != key(there.publisher):
        yield "another credit"
    if here.outlet and key(here.outlet) == key(here.publisher):
        yield "first hand"
    if here.publisher and there.publisher and key(here.publisher) == key(there.publisher):
        yield "same publisher"
    if here.speaker and there.speaker and (bond := _bond(here.speaker, there.speaker)):
        yield bond
    if known.votes.get(here.article, {}).get(there.article):
        yield "the article takes others from there"
    shared = len(known.lineages.get(here.article, NONE) & known.lineages.get(there.article, NONE))
    if shared > 1:
        yield "shares many quotations" if shared > 3 else "shares quotations"


NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 14)
def _bond(a: str, b: str) -> str | None:
    """What the names of two speakers say."""
    if another(a, b):
        return "another speaker"
    return "same speaker" if named(a) and named(b) else None
