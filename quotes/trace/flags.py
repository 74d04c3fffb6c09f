"""What a reader should be warned of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from quotes.model import Comparison

from .choose import Choice, credited
from .proofs import Setting
from .reasons import NAMED
from .speakers import another
from .surroundings import any_in, days_before
from .values import DAY, Node, key

LATE, OLD = 7 * DAY, 30 * DAY
"""How long before the credited outlet had them, or before the witness where we hold no such article, others must have
had the words for them to be old: a paper may well cite the one that had them second, or an interview of last week."""

COPIED = {"article copy", "article translation", "article excerpt", "same edit", "same translation"}
"""Reasons that show a copy where the words themselves may have been said to everybody."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A lineage looked over once: its speaker, whether the words were told to an outlet rather than to everybody, when
    each outlet had them first, and all witnesses by date."""

    speaker: str | None
    told: bool
    since: Mapping[str, float]
    by_date: Sequence[Node]


def survey(order: Sequence[Node], speaker: str | None) -> Survey:
    """The lineage's survey; an outlet's date is the earliest that it may have been."""
    since: dict[str, float] = {}
    for n in order:
        name = key(n.witness.publisher)
        since[name] = min(n.early, since.get(name, n.early))
    told = any(n.witness.outlet for n in order)
    return Survey(speaker, told, since, sorted(order, key=lambda n: (n.late, n.witness.id)))


def flags(choice: Choice, comparison: Comparison | None, looked: Survey, setting: Setting) -> list[str]:
    """The witness's flags, in the order a page lists them."""
    found = [*_words(choice, comparison), *_source(choice, looked, setting)]
    if another(choice.node.witness.speaker, looked.speaker):
        found.append("misattributed")
    return found


def _words(choice: Choice, comparison: Comparison | None) -> Iterator[str]:
    if comparison and comparison.altered:
        yield "altered"
    if comparison and comparison.relation == "truncated" and comparison.evidence.get("shorter", "a") == "a":
        yield "cut"
    if choice.edge and "back into the first language" in choice.edge.reasons:
        yield "back_translated"


def _source(choice: Choice, looked: Survey, setting: Setting) -> Iterator[str]:
    outlet = credited(choice.node, setting)
    if choice.edge and (looked.told or COPIED & set(choice.edge.reasons)) and _silent(choice, setting):
        yield "uncredited"
    if not outlet:
        return
    if key(choice.node.witness.outlet) not in ("", *looked.since) and _holds(outlet, choice.node, setting):
        yield "not_in_credited_outlet"
    if _older(choice.node, outlet, looked):
        yield "older_than_claimed"


def _older(node: Node, outlet: str, looked: Survey) -> bool:
    """Whether others had the words before the outlet that is said to have been told them."""
    held = looked.since.get(key(outlet))
    since = node.early - OLD if held is None else held - LATE
    before = takewhile(lambda n: n.late < since, looked.by_date)
    return any(key(outlet) != key(n.witness.outlet) and n.witness.publisher != node.witness.publisher for n in before)


def _silent(choice: Choice, setting: Setting) -> bool:
    """Whether words that another outlet had are taken over without a word of it."""
    assert choice.edge
    here, there, known = choice.node.witness, choice.edge.exemplar.witness, setting.circumstances
    credits = any(o.how != "hyperlink" for o in known.originals.get(here.article, ()))
    if credits or known.told.get(here.article) or here.relayed_by or NAMED & set(choice.edge.reasons):
        return False
    return bool(there.publisher) and key(there.publisher) != key(here.publisher)


def _holds(outlet: str, node: Node, setting: Setting) -> bool:
    """Whether we hold an article of the outlet from the days before the witness; never where it has no date."""
    return any_in(setting.circumstances.held.get(key(outlet), ()), days_before(node.early, node.late))
