"""Witnesses to a lineage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quotes.model import Lineage, Link

from .choose import Choice
from .values import Node

EDITED, ALTERED = 1, 2


def lineage_of(
    members: Sequence[Node], choices: Sequence[Choice], anew: Mapping[str, int], speaker: str | None
) -> Lineage:
    """The lineage's own row: its root is the earliest we hold, its text the fullest wording in the root's language;
    ``anew`` marks the witnesses whose words were edited or altered."""
    witnesses = [n.witness for n in members]
    dates = sorted(w.published_from for w in witnesses if w.published_from)
    return Lineage(
        id=min(w.id for w in witnesses),
        members=tuple(w.id for w in witnesses),
        text=fullest_of(choices, anew).witness.text,
        speaker=speaker,
        first_quote=_root(choices).witness.id,
        first_seen=dates[0] if dates else None,
        quotes=len(witnesses),
        articles=len({w.article or w.id for w in witnesses}),
        publishers=len({w.publisher for w in witnesses if w.publisher}),
        languages=" ".join(sorted({w.language for w in witnesses if w.language})),
        altered=any(mark & ALTERED for mark in anew.values()),
    )


def _root(choices: Sequence[Choice]) -> Node:
    return next((c.node for c in choices if not c.edge), choices[0].node)


def fullest_of(choices: Sequence[Choice], anew: Mapping[str, int]) -> Node:
    """Who has the fullest wording that nobody edited; the first of equals."""
    root = _root(choices)
    home = (c.node for c in choices if c.node.witness.language == root.witness.language)
    pool = [n for n in home if not anew.get(n.witness.id, 0) & EDITED]
    return max(pool or [root], key=lambda n: len(n.words))


def worded_anew(links: Iterable[Link]) -> dict[str, int]:
    """The witnesses whose words were edited (1), altered (2) or both."""
    return {link.quote: mark for link in links if (mark := _mark(link))}


def _mark(link: Link) -> int:
    edited = link.altered or link.relation not in ("verbatim", "truncated", "credited")
    return EDITED * edited + ALTERED * link.altered
