"""Who answers the questions of an interview: the person of whom its head speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quotes.extract.mentions import Cast
from quotes.model import Span

_HEAD = 3000
"""Code points before the first question in which whoever answers is named."""
_BEFORE = 30
"""Code points before a name in which a word says that its bearer wrote the interview."""


def who_answers(text: str, first: int, people: Cast, by: Sequence[str]) -> Span | None:
    """Where the head names the one person of whom it speaks most; nobody where two are named as often.

    Whoever stands behind one of the words ``by`` wrote it: `Propos recueillis par Luc Berthier`.
    """
    low = max(0, first - _HEAD)
    named = [m for m in people.between(low, first) if not (m.person.body or m.person.place) and m.start >= low]
    told = [m for m in named if not text[max(0, m.start - _BEFORE) : m.start].rstrip(" :").lower().endswith(tuple(by))]
    often = Counter(id(m.person) for m in told)
    full = {id(m.person): m for m in reversed(told) if len(m.person.words) > 1}
    ranked = sorted(full.values(), key=lambda m: (-often[id(m.person)], m.start))
    if not ranked or (len(ranked) > 1 and often[id(ranked[0].person)] == often[id(ranked[1].person)]):
        return None
    return Span(ranked[0].start, ranked[0].end)
