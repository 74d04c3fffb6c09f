"""Choices to links with their evidence, and witnesses to a lineage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from quotes.model import Comparison, Link, Pair, Witness

from .choose import Choice, credited, kept
from .components import apart
from .flags import Survey, flags
from .proofs import Edge, Setting
from .reasons import NAMED
from .values import DAY, Circumstances, Node

Compare = Callable[[Witness, Witness], Comparison]
Seen = dict[tuple[object, ...], Comparison]

UNSAID = {"translation", "first hand", "another credit", "another speaker", "from a third language"}
"""Reasons that only weigh against: a page that gave them as grounds for the link would mislead."""
MANY = 4
"""Publishers from which on a reader would take their number for confirmation."""


def link_id(quote: str, exemplar: str) -> str:
    """The same for the same two, after every rebuild."""
    return blake2b(f"{quote} {exemplar}".encode(), digest_size=8).hexdigest()


def links(
    choices: Sequence[Choice], looked: Survey, setting: Setting, compare: Compare, only: Choice | None
) -> list[Link]:
    """A link for every choice that has an exemplar or a credited outlet; ``only`` is the lineage's ``only_source``."""
    made: list[Link] = []
    seen: Seen = {}
    for choice in choices:
        comparison = _compared(choice, setting.circumstances, compare, seen)
        warned = flags(choice, comparison, looked, setting) + (["single_source"] if choice is only else [])
        if comparison and choice.edge:
            grounds = _grounds(choice, choice.edge, setting) | {"flags": warned}
            made.append(_taken(choice, choice.edge, comparison, grounds, setting.circumstances))
        elif choice.credited:
            made.append(_credited(choice, warned, setting))
    return made


def _compared(choice: Choice, known: Circumstances, compare: Compare, seen: Seen) -> Comparison | None:
    """The exemplar's comparison: what matching alone can see, else asked once for each two wordings."""
    if not choice.edge:
        return None
    a, b = choice.node.witness, choice.edge.exemplar.witness
    if found := known.found.get((a.id, b.id)):
        return found
    same = (a.text, a.language, a.speaker, a.kind, b.text, b.language, b.speaker, b.kind)
    if same not in seen:
        seen[same] = compare(a, b)
    return seen[same]


def _taken(choice: Choice, edge: Edge, comparison: Comparison, grounds: dict[str, Any], known: Circumstances) -> Link:
    evidence = {**comparison.evidence, **grounds}
    if choice.rivals:
        evidence |= {"undecided": True, "candidates": kept((edge.exemplar, *choice.rivals))}
    return _link(choice.node, edge.exemplar, comparison, evidence, known)


def _grounds(choice: Choice, edge: Edge, setting: Setting) -> dict[str, Any]:
    """What a link rests on beside the words."""
    named = bool(NAMED & set(edge.reasons))
    return {
        "reasons": [r for r in edge.reasons if r not in UNSAID],
        "lag_days": _lag(edge.exemplar, choice.node),
        "credit": credited(choice.node, setting) or (edge.exemplar.witness.publisher if named else None),
        "hyperlink": "hyperlink" in edge.reasons,
        "article_link": _article_link(choice.node, edge.exemplar, setting.circumstances),
        "confidence": choice.confidence,
    }


def _article_link(here: Node, there: Node, known: Circumstances) -> str | None:
    a, b = here.witness.article, there.witness.article
    link = known.sources.get(a, {}).get(b) or known.alike.get(a, {}).get(b)
    return link.relation if link else None


def _link(here: Node, there: Node, comparison: Comparison, evidence: dict[str, Any], known: Circumstances) -> Link:
    decision = known.judged.get(frozenset((here.witness.id, there.witness.id)), {})
    doubt = {"undecided": True} if decision.get("verdict") == "unsure" else {}
    return _plain(here, there, comparison, {**evidence, **decision, **doubt})


def _plain(here: Node, there: Node, comparison: Comparison, evidence: Mapping[str, Any]) -> Link:
    a, b = here.witness.id, there.witness.id
    return Link(link_id(a, b), a, b, comparison.relation, comparison.altered, comparison.score, evidence)


def _credited(choice: Choice, warned: list[str], setting: Setting) -> Link:
    quote = choice.node.witness
    original = next(
        (o for o in setting.circumstances.originals.get(quote.article, ()) if o.outlet == choice.credited and o.url),
        None,
    )
    evidence = {
        "not_held": choice.credited,
        "url": original.url if original else None,
        "reasons": ["told to" if quote.outlet == choice.credited else "source names outlet"],
        "credit": choice.credited,
        "confidence": choice.confidence,
        "flags": warned,
    }
    return Link(link_id(quote.id, f"not held {choice.credited}"), quote.id, None, "credited", False, 1.0, evidence)


def _lag(first: Node, second: Node) -> float | None:
    """Days from one to the other; None where a date is missing."""
    days = (second.early - first.early) / DAY
    return round(days, 2) if abs(days) < float("inf") else None


def only_source(choices: Sequence[Choice]) -> Choice | None:
    """The first that leads to the source from which many outlets have the words, where they have but one."""
    publishers = {c.node.witness.publisher for c in choices if c.node.witness.publisher}
    sources = {c.credited or c.node.witness.id for c in choices if not c.edge}
    if len(publishers) < MANY or len(sources) > 1:
        return None
    return next((c for c in choices if c.edge or c.credited), None)


def echo_links(
    members: Sequence[Node], inside: Mapping[str, Node], compare: Compare, known: Circumstances
) -> list[Link]:
    """Headlines, teasers and second mentions descend from the fuller quotation of their own article."""
    made = []
    for here in members:
        there = inside.get(here.witness.id)
        if there:
            comparison = compare(here.witness, there.witness)
            warned = ["altered"] if comparison.altered else []
            evidence = {
                **comparison.evidence, "reasons": ["fuller in the same article"], "lag_days": 0.0, "credit": None,
                "hyperlink": False, "article_link": None, "confidence": 0.97, "flags": warned,
            }  # fmt: skip
            made.append(_link(here, there, comparison, evidence, known))
    return made


def across(pairs: Sequence[Pair], stitched: Sequence[Pair], nodes: Mapping[str, Node]) -> list[Link]:
    """Links between lineages: the same words on another day, and the other parts of a stitched quotation."""
    made: dict[str, Link] = {}
    for pair in pairs:
        if apart(pair) and not pair.comparison.evidence.get("apart") and pair.a in nodes and pair.b in nodes:
            first, second = sorted(
                (nodes[pair.a], nodes[pair.b]), key=lambda n: (n.late, n.early, n.witness.text, n.witness.id)
            )
            made |= _across(second, first, pair, "said on another day")
    for pair in stitched:
        made |= _across(nodes[pair.a], nodes[pair.b], pair, "part of a stitched quotation")
    return list(made.values())


def _across(here: Node, there: Node, pair: Pair, reason: str) -> dict[str, Link]:
    evidence = {
        **pair.comparison.evidence,
        "reasons": [reason],
        "lag_days": _lag(there, here),
        "confidence": 0.7,
        "flags": [],
    }
    link = _plain(here, there, pair.comparison, evidence)
    return {link.id: link}
