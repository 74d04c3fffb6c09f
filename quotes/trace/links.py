"""Choices to links with their evidence, and witnesses to a lineage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from quotes.model import Comparison, Lineage, Link, Pair, Witness

from .choose import Choice, kept
from .components import apart
from .flags import flags
from .proofs import Setting
from .speakers import supported
from .values import DAY, Node

Compare = Callable[[Witness, Witness], Comparison]
Judged = Mapping[frozenset[str], str]

ARTICLE = {"article copy", "article translation", "article excerpt", "article cites"}
CREDIT = ("credits publisher", "source credit", "source names publisher", "relayed by")
MANY = 3
"""Publishers from which on it is worth saying that all of them had one source."""


def link_id(quote: str, exemplar: str) -> str:
    """The same for the same two, after every rebuild."""
    return blake2b(f"{quote} {exemplar}".encode(), digest_size=8).hexdigest()


def links(
    choices: Sequence[Choice],
    order: Sequence[Node],
    setting: Setting,
    members: Iterable[Node],
    compare: Compare,
    judged: Judged,
) -> list[Link]:
    """A link for every choice that has an exemplar or a credited outlet."""
    speaker = supported(n.witness for n in members)
    one = _one_source(choices)
    made: list[Link] = []
    seen: dict[tuple[object, ...], Comparison] = {}
    for choice in choices:
        comparison = _compared(choice, compare, seen)
        warned = flags(choice, comparison, order, setting, speaker)
        if one and choice.node in one:
            warned.append("one source")
        if comparison and choice.edge:
            made.append(_taken(choice, comparison, warned, judged))
        elif choice.credited:
            made.append(_credited(choice, warned, setting))
    return made


def _compared(choice: Choice, compare: Compare, seen: dict[tuple[object, ...], Comparison]) -> Comparison | None:
    """The exemplar's comparison, once for each pair of wordings."""
    if not choice.edge:
        return None
    a, b = choice.node.witness, choice.edge.exemplar.witness
    same = (a.text, a.language, a.speaker, a.kind, b.text, b.language, b.speaker, b.kind)
    if same not in seen:
        seen[same] = compare(a, b)
    return seen[same]


def _taken(choice: Choice, comparison: Comparison, warned: list[str], judged: Judged) -> Link:
    assert choice.edge
    here, there = choice.node, choice.edge.exemplar
    reasons = choice.edge.reasons
    evidence: dict[str, Any] = {
        **comparison.evidence,
        "reasons": list(reasons),
        "lag_days": _lag(there, here),
        "credit": next((r for r in CREDIT if r in reasons), None),
        "hyperlink": "hyperlink" in reasons,
        "article_link": next((r.removeprefix("article ") for r in reasons if r in ARTICLE), None),
        "confidence": choice.confidence,
        "flags": warned,
    }
    if choice.rivals:
        evidence |= {"undecided": True, "candidates": kept((there, *choice.rivals))}
    return _link(here, there, comparison, evidence, judged)


def _link(here: Node, there: Node, comparison: Comparison, evidence: dict[str, Any], judged: Judged) -> Link:
    a, b = here.witness.id, there.witness.id
    judgement = judged.get(frozenset((a, b)))
    if judgement:
        evidence["judgement"] = judgement
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


def _one_source(choices: Sequence[Choice]) -> set[Node]:
    """Those nearest to the one source that all the others have the words from, where it is one."""
    publishers = {c.node.witness.publisher for c in choices if c.node.witness.publisher}
    roots = [c for c in choices if not c.edge]
    if len(publishers) < MANY or len({c.credited or c.node.witness.id for c in roots}) != 1:
        return set()
    return {c.node for c in choices if not c.edge or (not roots[0].credited and c.edge.exemplar is roots[0].node)}


def echo_links(members: Sequence[Node], inside: Mapping[str, Node], compare: Compare, judged: Judged) -> list[Link]:
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
            made.append(_link(here, there, comparison, evidence, judged))
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
        part, whole = sorted((nodes[pair.a], nodes[pair.b]), key=lambda n: (len(n.words), n.witness.id))
        made |= _across(whole, part, pair, "part of a stitched quotation")
    return list(made.values())


def _across(here: Node, there: Node, pair: Pair, reason: str) -> dict[str, Link]:
    evidence = {
        **pair.comparison.evidence,
        "reasons": [reason],
        "lag_days": _lag(there, here),
        "confidence": 0.7,
        "flags": [],
    }
    link = _link(here, there, pair.comparison, evidence, {})
    return {link.id: link}


def lineage_of(members: Sequence[Node], choices: Sequence[Choice], made: Sequence[Link]) -> Lineage:
    """The lineage's own row: its root is the earliest we hold, its text the fullest wording in the root's language."""
    root = next((c.node for c in choices if not c.edge), choices[0].node)
    witnesses = [n.witness for n in members]
    dates = sorted(w.published_from for w in witnesses if w.published_from)
    return Lineage(
        id=min(w.id for w in witnesses),
        members=tuple(w.id for w in witnesses),
        text=_text(root, choices, made),
        speaker=supported(witnesses),
        first_quote=root.witness.id,
        first_seen=dates[0] if dates else None,
        quotes=len(witnesses),
        articles=len({w.article or w.id for w in witnesses}),
        publishers=len({w.publisher for w in witnesses if w.publisher}),
        languages=" ".join(sorted({w.language for w in witnesses if w.language})),
        altered=any(link.altered for link in made),
    )


def _text(root: Node, choices: Sequence[Choice], made: Sequence[Link]) -> str:
    """The fullest wording that nobody edited; the first of equals."""
    edited = {link.quote for link in made if link.altered or link.relation not in ("verbatim", "truncated", "credited")}
    pool = [
        c.node for c in choices if c.node.witness.language == root.witness.language and c.node.witness.id not in edited
    ]
    return max(pool or [root], key=lambda n: len(n.words)).witness.text
