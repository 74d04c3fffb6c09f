"""What speaks for one witness having taken its words from another, and what against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .reasons import POINTING, WEIGHTS
from .speakers import another, named
from .values import Circumstances, Node, earlier, key
from .wording import Change, change, nearly

COVERED, SOME = 0.6, 0.3
"""Share of a witness's words that its exemplar must have, as for a match (research/matching.md); and where the article
itself says where it has the words, which may have been put together from several places."""

PATCH = 2.0
"""The cost of a quotation that was put together from this one and others: what it has from them counts no further."""

EDIT, EDITS = 2.5, 8.0
"""Points for each edit that candidate and witness share, and the most of them: a credit may travel with the words from
paper to paper, a slip only with a copy. One dropped "that" (half an edit) is house style and proves nothing."""


@dataclass(frozen=True, slots=True)
class Edge:
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


def weigh(node: Node, candidate: Node, first: Node | None, setting: Setting) -> Edge | None:
    """The candidate as an edge; None where its words cannot be the witness's source and nothing else says so.

    ``first`` is the earliest with words in the witness's language.
    """
    known = setting.circumstances
    outer = (*_judged(node, candidate, known), *_articles(node, candidate, known), *_credits(node, candidate, known))
    same = node.witness.language == candidate.witness.language
    step = change(candidate.words, node.words) if same else None
    least = (SOME if outer else COVERED) * len(node.words)
    if earlier(node, candidate) or (step and step.matched < least):
        return None
    shared = _shared(node, step, first) if step and first else 0.0
    inner = _wording(node, candidate, step, shared, setting) if step else _translation(node, candidate, setting)
    reasons = (*outer, *inner, *_people(node, candidate, known))
    cost = step.cost if step else _distance(node, candidate, known)
    cost = min(cost, PATCH) if "put together" in reasons else cost
    before = earlier(candidate, node)
    pointing = POINTING & set(reasons) or ("cut" in reasons and _one_day(node, candidate))
    in_order = before or (bool(pointing) and not _turned(node, candidate, known))
    points = sum(WEIGHTS.get(r, 0.0) for r in reasons) + min(EDITS, EDIT * shared) - cost
    return Edge(candidate, points, (*reasons, *(["earlier"] if before else [])), in_order)


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


def _wording(node: Node, candidate: Node, step: Change, shared: float, setting: Setting) -> Iterator[str]:
    if step.identical:
        yield "identical"
    if step.added == 0 and step.cut >= 2:
        yield "cut"
    if shared:
        yield "same edit"
    if setting.sure and node.witness.language != setting.home and nearly(candidate.words, node.words):
        yield "same translation"


def _shared(node: Node, step: Change, first: Node) -> float:
    """How many edits that the first wording in their language lacks the two have in common; 0 for less than one."""
    whole = change(first.words, node.words)
    if whole.identical or whole.matched < COVERED * len(node.words):
        return 0.0
    shared = whole.edits - step.edits
    return shared if shared >= 1 else 0.0


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
    if here.publisher and key(here.publisher) == key(there.publisher):
        yield "same publisher"
    if another(here.speaker, there.speaker):
        yield "another speaker"
    elif named(here.speaker) and named(there.speaker):
        yield "same speaker"
    if known.votes.get(here.article, {}).get(there.article):
        yield "the article takes others from there"
    shared = len(known.lineages.get(here.article, frozenset()) & known.lineages.get(there.article, frozenset()))
    if shared > 1:
        yield "shares many quotations" if shared > 3 else "shares quotations"
