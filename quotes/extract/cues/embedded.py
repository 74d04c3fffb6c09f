"""Verbs before a quotation that another verb of saying governs, so that the quotation is the other one's."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import CLOSE, REACH
from quotes.extract.cues.verbs import reports
from quotes.extract.line import Line

_BOUNDS = wc.SUBORDINATOR | wc.PUNCTUATION | wc.QUOTE
_JOINT = 5
"""Tokens of a conjunction before a quotation, with the comma before it."""


def embedded(line: Line, v: int, i: int, low: int) -> bool:
    """`Miller said that once the council speaks, “…”`: the verb of a subclause inside the clause of another cue."""
    if _of_another(line, v, i, low) or _joined_to(line, v, i, low):
        return True
    flags, k = line.flags, v
    while k > low and not flags[k] & _BOUNDS and v - k < CLOSE:
        k -= 1
    if k <= low or not flags[k] & wc.SUBORDINATOR or flags[k] & wc.THAT:
        return False
    closed = any(f & wc.COMMA for f in flags[v + 1 : i])
    return closed and any(f & wc.SAY and not f & wc.GERUND for f in flags[max(low, k - 2) : k])


def _joined_to(line: Line, v: int, i: int, low: int) -> bool:
    """`Neighbours say that the mayor defended the plan, but “…”`: joined to what another's verb of saying governs, and
    the verb has an object of its own."""
    flags = line.flags
    if flags[v + 1] & (wc.THAT | wc.COLON | wc.COMMA) or not _joint(line, v, i):
        return False
    governed = (u for u in range(v - 1, max(low, v - REACH), -1) if flags[u] & wc.THAT)
    that = next(governed, low)
    return that > low and any(f & wc.SAY for f in flags[max(low, that - 2) : that])


def _joint(line: Line, v: int, i: int) -> bool:
    """Whether a conjunction leads from a verb to a quotation: `…, but “…”`, `… and that the council “…”`."""
    flags, near = line.flags, range(i - 2, max(v, i - _JOINT), -1)
    if any(flags[k] & wc.COMMA and flags[k + 1] & wc.CONJUNCTION for k in near):
        return True
    return any(flags[k] & wc.CONJUNCTION and flags[k + 1] & wc.THAT for k in range(v + 1, min(i - 1, v + REACH)))


def _of_another(line: Line, v: int, i: int, low: int) -> bool:
    """`Miller replied to the man who asked about the road: “…”`: the relative clause is not what the colon closes."""
    flags, k = line.flags, v - 1
    if not flags[i - 1] & wc.COLON or v + 2 >= i:
        return False
    while k > low and flags[k] & (wc.REFLEXIVE | wc.AUXILIARY | wc.ADVERB) and not flags[k] & wc.RELATIVE:
        k -= 1
    whom = flags[k - 1] if k > low and flags[k] & wc.RELATIVE else 0
    if not whom & (wc.NAME | wc.PLAIN | wc.ROLE | wc.GROUP) or whom & wc.CUE:
        return False
    said = range(max(low, k - REACH), k - 1)
    return any(flags[u] & wc.SAY and not flags[u] & wc.GERUND and reports(line, u, low) for u in said)
