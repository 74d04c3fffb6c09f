"""One utterance in two journalists' words of one language: only where the speaker and the day agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from quotes.match.across.likeness import days_between, length_gap, words
from quotes.match.encoder import SCALE
from quotes.match.meaning import clashes
from quotes.match.speakers import speaker_key
from quotes.model import Comparison, Pair, Witness
from quotes.text import tokens

ALIKE = 0.735
"""Cosine of two reports of one utterance. Of 20 invented ones 16 are joined, of 21 pairs of other words on the same
subject none (at .72 one was); those of the 20 that are left out clash in a negation or lie at .5 and .72."""

NEAR = round(ALIKE * SCALE**2)
"""The same as a product of whole numbers."""

BLOCK = 1024
"""Quotations of a speaker weighed at once against all of theirs; ten thousand of them take 40 MB."""

DAYS = 1
SHORTEST = 4
LONGEST_GAP = 0.7
"""Logarithm of the lengths' ratio: one side at most twice as long."""

CONFIDENCE = 0.6
"""What the score of so weak a proof never exceeds."""


def paraphrases(witnesses: Iterable[Witness], vectors: Mapping[str, bytes]) -> list[Pair]:
    """Pairs of one language, speaker and day in two articles that say alike in other words."""
    groups: dict[tuple[str, str], list[Witness]] = defaultdict(list)
    for witness in sorted(witnesses, key=lambda w: w.id):
        key = voice(witness)
        if key and witness.id in vectors:
            groups[key].append(witness)
    return [pair for key in sorted(groups) for pair in _among(groups[key], vectors)]


def voice(witness: Witness) -> tuple[str, str] | None:
    """The language and the speaker of one who can be reported twice: a person, with a sentence."""
    key = speaker_key(witness.speaker) if witness.speaker else None
    return (witness.language, key) if key and witness.kind == "direct" and words(witness.text) >= SHORTEST else None


def _among(held: Sequence[Witness], vectors: Mapping[str, bytes]) -> Iterator[Pair]:
    """The products of whole numbers are exact, so that they do not depend on who else is weighed with them."""
    rows = np.array([np.frombuffer(vectors[w.id], dtype=np.int8) for w in held], dtype=np.float32)
    for start in range(0, len(held), BLOCK):
        products = np.triu(rows[start : start + BLOCK] @ rows.T, start + 1)
        for i, j in np.argwhere(products >= NEAR).tolist():
            if found := paraphrase(held[start + i], held[j], float(products[i, j])):
                yield found


def paraphrase(a: Witness, b: Witness, product: float) -> Pair | None:
    """The two as a pair, if they are one utterance; ``a`` has the lesser id, and both have one voice."""
    if not _one_occasion(a, b):
        return None
    evidence = {"cosine": round(product / SCALE**2, 3), "speakers": "same", "days": days_between(a, b)}
    return Pair(a.id, b.id, Comparison("paraphrase", False, CONFIDENCE, evidence))


def _one_occasion(a: Witness, b: Witness) -> bool:
    days = days_between(a, b)
    if a.article == b.article or days is None or days > DAYS or abs(length_gap(a, b)) > LONGEST_GAP:
        return False
    if tokens(a.text) == tokens(b.text):
        return False
    return not clashes(a.text, a.language, b.text, b.language)
