"""Witnesses to a lineage."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.model import Lineage, Link

from .choose import Choice
from .values import Node


def lineage_of(
    members: Sequence[Node], choices: Sequence[Choice], made: Sequence[Link], speaker: str | None
) -> Lineage:
    """The lineage's own row: its root is the earliest we hold, its text the fullest wording in the root's language."""
    root = next((c.node for c in choices if not c.edge), choices[0].node)
    witnesses = [n.witness for n in members]
    dates = sorted(w.published_from for w in witnesses if w.published_from)
    return Lineage(
        id=min(w.id for w in witnesses),
        members=tuple(w.id for w in witnesses),
        text=_text(root, choices, made),
        speaker=speaker,
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
