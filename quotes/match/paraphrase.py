"""One utterance in two journalists' words of one language: only where the speaker and the day agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from quotes.match.encoder import SCALE
from quotes.match.likeness import days_between, length_gap, words
from quotes.match.meaning import clashes
from quotes.match.speakers import speaker_key
from quotes.model import Comparison, Pair, Witness

ALIKE = 0.735
"""Cosine of two reports of one utterance. Of 20 invented ones 16 are joined, of 21 pairs of other words on the same
subject none (at .72 one was); those of the 20 that are left out clash in a negation or lie at .5 and .72."""

BLOCK = 1024
"""Quotations of a speaker weighed at once against all of theirs; ten thousand of them take 40 MB."""

DAYS = 1
SHORTEST = 4
LONGEST_GAP = 0.7
"""Logarithm of the lengths' ratio: one side at most twice as long."""

CONFIDENCE = 0.6
"""What the score of so weak a proof never exceeds."""


def paraphrases(witnesses: Iterable[Witness], vectors: Mapping[str, bytes], repeated: Iterable[Pair]) -> list[Pair]:
    """Pairs of one language, speaker and day in two articles that say alike what no repeat of words joins."""
    known = {frozenset((pair.a, pair.b)) for pair in repeated}
    groups: dict[tuple[str, str], list[Witness]] = defaultdict(list)
    for witness in sorted(witnesses, key=lambda w: w.id):
        key = speaker_key(witness.speaker) if witness.speaker else None
        if key and witness.id in vectors and witness.kind == "direct" and words(witness.text) >= SHORTEST:
            groups[witness.language, key].append(witness)
    found = (pair for key in sorted(groups) for pair in _among(groups[key], vectors))
    return [pair for pair in found if frozenset((pair.a, pair.b)) not in known]


def _among(held: Sequence[Witness], vectors: Mapping[str, bytes]) -> Iterator[Pair]:
    """The products of whole numbers are exact, so that they do not depend on who else is weighed with them."""
    rows = np.array([np.frombuffer(vectors[w.id], dtype=np.int8) for w in held], dtype=np.float32)
    for start in range(0, len(held), BLOCK):
        cosines = np.triu(rows[start : start + BLOCK] @ rows.T, start + 1) / SCALE**2
        for i, j in np.argwhere(cosines >= ALIKE).tolist():
            a, b = held[start + i], held[j]
            if _one_occasion(a, b):
                evidence = {"cosine": round(float(cosines[i, j]), 3), "speakers": "same", "days": days_between(a, b)}
                yield Pair(a.id, b.id, Comparison("paraphrase", False, CONFIDENCE, evidence))


def _one_occasion(a: Witness, b: Witness) -> bool:
    days = days_between(a, b)
    if a.article == b.article or days is None or days > DAYS or abs(length_gap(a, b)) > LONGEST_GAP:
        return False
    return not clashes(a.text, a.language, b.text, b.language)
