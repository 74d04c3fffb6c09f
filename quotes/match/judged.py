"""A proposal judged: one utterance, the same line said again, two people given the same words, or nothing."""

from __future__ import annotations

from dataclasses import replace

from quotes.match.compare import compare
from quotes.match.grounds import SCRAP, Kin, Proposal, days_between, speakers, titled
from quotes.model import Comparison, Pair

SUGGESTS = 2.6
"""What shared words must say where nobody knows whether one person says them: two telling words and two common ones."""
SURE = 3.5
"""What the shared words must say to be one utterance although some were changed."""
MOSTLY = 0.6
"""Least share of the longer that two people must be given to be given the same words."""
ANOTHER_DAY = 3.0
"""Days from which on a short line is said again rather than repeated; reports of one speech come within two."""

LINE = 0.8
"""Least share of the shorter's words in common where one person says two things in one article, or on two days: who
says much the same twice said it twice."""
CLOSE = 0.6
"""Least share that these words have of the stretch in which they stand."""


def judged(proposal: Proposal, kin: Kin) -> Pair | None:
    """The proposal as a pair, or None where its sides are two utterances that only look alike."""
    a, b = proposal.a, proposal.b
    if a.inside == b.id or b.inside == a.id or (titled(a.text) and titled(b.text)):
        return None
    bond, near = speakers(a, b), kin(a.article, b.article)
    proven = proposal.proves
    if proposal.says < SCRAP or (a.article and a.article == b.article and not _same_line(proposal)):
        return None
    if bond == "strangers":
        return Pair(a.id, b.id, _misattributed(proposal)) if proven and _same_words(proposal) else None
    if bond == "unknown" and not proven and not _near_enough(proposal, near):
        return None
    again = bond == "same" and not proven and not near and _again(proposal)
    if again:
        return Pair(a.id, b.id, _said_again(proposal)) if _same_line(proposal) else None
    return Pair(a.id, b.id, compare(a, b))


def _same_line(proposal: Proposal) -> bool:
    """Whether one is the other's line: cut, or nearly all words of the one close together in the other."""
    found = compare(proposal.a, proposal.b)
    if found.relation != "edited":
        return True
    ops = found.evidence["ops"]
    equal = [i for i, op in enumerate(ops) if op["op"] == "equal"]
    within = ops[equal[0] : equal[-1] + 1] if equal else ()
    shared = sum(len(op["a"].split()) for op in within if op["op"] == "equal")
    spread = max(sum(len(op[side].split()) for op in within) for side in ("a", "b"))
    return found.score >= LINE and shared >= CLOSE * spread


def _same_words(proposal: Proposal) -> bool:
    """Whether two people are given the same words: not a template filled in twice, nor one who relays the other."""
    shorter, longer = sorted((len(proposal.a.text), len(proposal.b.text)))
    return shorter >= MOSTLY * longer and compare(proposal.a, proposal.b).relation in ("verbatim", "truncated")


def _near_enough(proposal: Proposal, near: bool) -> bool:
    """Whether words that say little are one utterance although nobody knows whether one person says them."""
    a, b = proposal.a, proposal.b
    if not near and (proposal.says < SUGGESTS or days_between(a, b) >= ANOTHER_DAY):
        return False
    return proposal.exact or proposal.says >= SURE or compare(a, b).relation in ("verbatim", "truncated")


def _again(proposal: Proposal) -> bool:
    """Whether the same speaker's short line is rather a new utterance: another day, or other words."""
    a, b = proposal.a, proposal.b
    other_words = not proposal.exact and proposal.says < SURE and compare(a, b).relation == "edited"
    return other_words or days_between(a, b) >= ANOTHER_DAY


def _said_again(proposal: Proposal) -> Comparison:
    found = compare(proposal.a, proposal.b)
    days = days_between(proposal.a, proposal.b)
    return replace(found, relation="said again", evidence={**found.evidence, "days": days})


def _misattributed(proposal: Proposal) -> Comparison:
    found = compare(proposal.a, proposal.b)
    return replace(found, evidence={**found.evidence, "misattributed": [proposal.a.speaker, proposal.b.speaker]})
