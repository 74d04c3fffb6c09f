"""For every witness of a lineage its most probable exemplar, or the outlet it credits, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .proofs import Edge, Setting, Weighing
from .reasons import CONFIDENCE, CREDIT, NAMED
from .values import Node, key
from .wording import nearly

Variant = tuple[str, tuple[str, ...]]

EACH = 3
"""Candidates taken of each kind (same article, same publisher, same wording …): the earliest ones."""

TIE = 0.5
"""Points within which two candidates are not told apart."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A witness's exemplar, or the credited outlet, or neither; with the candidates that may as well be it.

    Without an exemplar the rivals are those of which nobody knows whether they were earlier.
    """

    node: Node
    edge: Edge | None = None
    credited: str | None = None
    rivals: tuple[Node, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A lineage's members in order of id, which of them echo another, the others in order, as chosen; whether it took
    the votes of other lineages."""

    members: Sequence[Node]
    inside: Mapping[str, Node]
    order: Sequence[Node]
    setting: Setting
    choices: Sequence[Choice]
    helped: bool = False


class Placed:
    """The witnesses placed so far, found again by what may make them an exemplar; few of each kind, the earliest."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.by_article: dict[str, list[Node]] = defaultdict(list)
        self.by_publisher: dict[str, list[Node]] = defaultdict(list)
        self.by_variant: dict[Variant, list[Node]] = defaultdict(list)
        self.by_words: dict[tuple[str, str], list[Variant]] = defaultdict(list)
        self.by_language: dict[str, list[Node]] = defaultdict(list)

    def add(self, node: Node) -> None:
        """Place the next one in order."""
        w = node.witness
        self.nodes[w.id] = node
        self.by_article[w.article].append(node)
        if w.publisher:
            self.by_publisher[key(w.publisher)].append(node)
        if node.variant not in self.by_variant:
            self.by_language[w.language].append(node)
            for gram in node.grams:
                self.by_words[gram].append(node.variant)
        self.by_variant[node.variant].append(node)

    def candidates(self, node: Node, setting: Setting) -> list[Node]:
        """Those worth weighing, each once; their number does not grow with the lineage."""
        found = {c.witness.id: c for c in self._candidates(node, setting)}
        return [c for c in found.values() if c.witness.article != node.witness.article or not c.witness.article]

    def _candidates(self, node: Node, setting: Setting) -> Iterator[Node]:
        w, known = node.witness, setting.circumstances
        originals = known.originals.get(w.article, ())
        for article in (*known.sources.get(w.article, {}), *(o.url for o in originals if o.url)):
            yield from self.by_article.get(article, ())[:EACH]
        told = sorted(known.told.get(w.article, ()))
        for name in (w.outlet, w.relayed_by, w.publisher, *(o.outlet for o in originals), *told):
            yield from self.by_publisher.get(key(name), ())[:EACH]
        yield from self.by_variant.get(node.variant, ())[: 2 * EACH]
        yield from (self.nodes[i] for _, i in known.neighbours.get(w.id, ()) if i in self.nodes)
        for nodes in self.by_language.values():
            yield from nodes[:EACH]
        yield from self._near(node)

    def _near(self, node: Node) -> Iterator[Node]:
        """Wordings that share this one's rarest word pairs: those that share its edits."""
        known = self.by_words
        grams = sorted([(len(known[g]), g) for g in node.grams if g in known])
        for _, gram in grams[: 2 * EACH]:
            for variant in known[gram][:EACH]:
                yield from self.by_variant[variant][:1]


def choose(order: Sequence[Node], setting: Setting, stand: Mapping[str, Choice] | None = None) -> list[Choice]:
    """A choice for each witness, in order; exemplars stand earlier, so there is never a cycle. ``stand`` are choices
    made before that would come out as they are, by their witnesses."""
    placed = Placed()
    choices: list[Choice] = []
    if len(order) == 1:
        return [_choice(order[0], [], setting)]
    for node in order:
        choices.append((stand or {}).get(node.witness.id) or chosen(node, placed, setting))
        placed.add(node)
    return choices


def chosen(node: Node, placed: Placed, setting: Setting) -> Choice:
    """The choice of one witness, of those that stand before it."""
    first = next(iter(placed.by_language.get(node.witness.language, ())), None)
    weighing = Weighing(node, first, setting)
    edges = [e for c in placed.candidates(node, setting) if (e := weighing.edge(c))]
    return _choice(node, sorted(_own_first(node, edges), key=_preference), setting)


def _own_first(node: Node, edges: list[Edge]) -> list[Edge]:
    """Without the translations, where the same words stood before in the witness's own language."""
    abroad = [e for e in edges if e.exemplar.witness.language != node.witness.language]
    if not abroad or len(abroad) == len(edges):
        return edges
    own = [e for e in edges if e.exemplar.witness.language == node.witness.language]
    alike = any(e.in_order and nearly(e.exemplar.words, node.words) for e in own)
    return [*own, *(e for e in abroad if NAMED & set(e.reasons))] if alike else edges


def _preference(edge: Edge) -> tuple[float, float, float, str, str]:
    """The most points, then the earliest; of equals by content."""
    e = edge.exemplar
    return -edge.points, e.late, e.early, e.witness.publisher or "", e.witness.id


def _choice(node: Node, edges: list[Edge], setting: Setting) -> Choice:
    credit = credited(node, setting)
    best = next((e for e in edges if e.in_order), None)
    if credit and (not best or (best.points <= CREDIT and not NAMED & set(best.reasons))):
        return Choice(node, None, credit, (), 0.8 if best else 0.9)
    if not best or best.points < -CREDIT * 2:
        return Choice(node, rivals=tuple(e.exemplar for e in edges))
    rivals = tuple(e.exemplar for e in edges if e is not best and e.points >= best.points - TIE)
    return Choice(node, best, None, rivals, _confidence(best, len(rivals)))


def credited(node: Node, setting: Setting) -> str | None:
    """The outlet whom the words were said to or from whom the article has them, other than its own publisher."""
    w = node.witness
    sources = (o.outlet for o in setting.circumstances.originals.get(w.article, ()) if o.how != "hyperlink")
    return next((name for name in (w.outlet, *sources) if name and key(name) != key(w.publisher)), None)


def _confidence(edge: Edge, rivals: int) -> float:
    """By the best reason; among rivals the earliest is the right one about half the time, however many they are."""
    sure = max((CONFIDENCE.get(r, 0.6 if "earlier" in edge.reasons else 0.4) for r in edge.reasons), default=0.4)
    return round(sure * (1 + 1 / (1 + rivals)) / 2, 2)


def kept(items: Iterable[Node], limit: int = 5) -> list[str]:
    """The first ids, for evidence that a page shows."""
    return [n.witness.id for n in items][:limit]
