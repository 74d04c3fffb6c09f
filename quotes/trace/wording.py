"""What it takes to get from one wording to another of the same language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import Indel

Words = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """From an exemplar's words to a witness's.

    ``matched`` words kept, ``added`` words that the exemplar has not, ``dropped`` words lost inside, ``cut`` words lost
    at the ends, in ``ends`` places (0–2).
    """

    matched: int
    added: int
    dropped: int
    cut: int
    ends: int

    @cached_property
    def identical(self) -> bool:
        """Whether nothing was changed at all."""
        return not (self.added or self.dropped or self.cut)

    @cached_property
    def edits(self) -> float:
        """Changes a hand must have made: a word added counts 1, a word dropped inside half."""
        return self.added + self.dropped / 2

    @cached_property
    def cost(self) -> float:
        """The smaller, the likelier the step: cutting an end is common and cheap, however much is cut."""
        return self.edits + self.ends / 2 + self.cut / 50 + 6 * self.added / max(1, self.added + self.matched)


@lru_cache(maxsize=1 << 14)
def change(exemplar: Words, witness: Words) -> Change:
    """The smallest change that leads from the exemplar to the witness.

    >>> change(("we", "will", "not", "sell"), ("will", "sell", "it"))
    Change(matched=2, added=1, dropped=1, cut=1, ends=1)
    """
    if exemplar == witness:
        return Change(len(witness), 0, 0, 0, 0)
    blocks = [op for op in Indel.opcodes(exemplar, witness) if op.tag == "equal"]
    matched = sum(op.src_end - op.src_start for op in blocks)
    if not matched:
        return Change(0, len(witness), len(exemplar), 0, 0)
    head, tail = blocks[0].src_start, len(exemplar) - blocks[-1].src_end
    inner = len(exemplar) - matched - head - tail
    return Change(matched, len(witness) - matched, inner, head + tail, (head > 0) + (tail > 0))


SAME = 0.2
"""Edits a word up to which two wordings are one, handed on: two translators differ in more."""
ENOUGH = 6
"""Words from which on that tells: shorter quotations two hands may well put alike."""


def nearly(exemplar: Words, witness: Words) -> bool:
    """Whether the witness's is the exemplar's own wording, at most retouched.

    >>> nearly(tuple("we will not sell this harbour".split()), tuple("we will never sell this harbour".split()))
    False
    >>> nearly(tuple("we will not sell this old harbour".split()), tuple("will not sell this old harbour".split()))
    True
    """
    return len(witness) >= ENOUGH and change(exemplar, witness).edits <= SAME * len(witness)


def share(a: Words, b: Words) -> float:
    """How much of the shorter the longer holds, in order, 0–1.

    >>> share(("the", "end"), ("this", "is", "the", "end"))
    1.0
    """
    return change(a, b).matched / max(1, min(len(a), len(b)))
