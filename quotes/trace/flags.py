"""What a reader should be warned of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.model import Comparison

from .choose import Choice, credited
from .proofs import Setting
from .speakers import another
from .values import DAY, Node, key

NEAR = 3 * DAY
"""How far from the witness an article of the credited outlet must lie for its silence to mean something."""

OLD = 30 * DAY
"""After so long, words given as said to another outlet than before are old words."""

NAMED = {"article cites", "source credit", "hyperlink", "credits publisher", "source names publisher", "relayed by"}


def flags(
    choice: Choice, comparison: Comparison | None, order: Sequence[Node], setting: Setting, speaker: str | None
) -> list[str]:
    """The witness's flags, in the order a page lists them."""
    found = [*_words(choice, comparison), *_source(choice, order, setting)]
    if another(choice.node.witness.speaker, speaker):
        found.append("misattributed")
    return found


def _words(choice: Choice, comparison: Comparison | None) -> Iterator[str]:
    if comparison and comparison.altered:
        yield "altered"
    if comparison and comparison.relation == "truncated":
        yield "cut"
    if choice.edge and "back home" in choice.edge.reasons:
        yield "back-translated"


def _source(choice: Choice, order: Sequence[Node], setting: Setting) -> Iterator[str]:
    w, outlet = choice.node.witness, credited(choice.node, setting)
    if choice.edge and _silent(choice, setting):
        yield "uncredited"
    if not outlet:
        return
    theirs = [n for n in order if key(n.witness.publisher) == key(outlet)]
    others = (n for n in order if key(n.witness.outlet) != key(outlet) and n.witness.publisher != w.publisher)
    since = min((n.early for n in theirs), default=choice.node.early - OLD)
    if not theirs and _holds(outlet, choice.node, setting):
        yield "credited outlet does not have it"
    if any(n.late < since for n in others):
        yield "older than claimed"


def _silent(choice: Choice, setting: Setting) -> bool:
    """Whether words that another outlet had are taken over without a word of it."""
    assert choice.edge
    here, there = choice.node.witness, choice.edge.exemplar.witness
    if (
        NAMED & set(choice.edge.reasons)
        or here.outlet
        or here.relayed_by
        or setting.circumstances.originals.get(here.article)
    ):
        return False
    return bool(there.publisher) and key(there.publisher) != key(here.publisher)


def _holds(outlet: str, node: Node, setting: Setting) -> bool:
    held = setting.circumstances.held.get(key(outlet), ())
    return any(early >= node.early - NEAR and early <= node.late and late >= early for early, late in held)
