"""One utterance in two journalists' words of one language: only where the speaker and the day agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from quotes.match.encoder import SCALE
from quotes.match.likeness import days_between, length_gap, words
from quotes.match.meaning import clashes
from quotes.match.speakers import speaker_key
from quotes.model import Comparison, Pair, Witness

ALIKE = 0.72
"""Cosine of two reports of one utterance; true paraphrases reach .59–.89, so that half of them are left out."""

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
    rows = np.array([np.frombuffer(vectors[w.id], dtype=np.int8) for w in held], dtype=np.float32) / SCALE
    cosines = rows @ rows.T
    for i, j in combinations(range(len(held)), 2):
        if cosines[i, j] >= ALIKE and _one_occasion(held[i], held[j]):
            days = days_between(held[i], held[j])
            evidence = {"cosine": round(float(cosines[i, j]), 3), "speakers": "same", "days": days}
            yield Pair(held[i].id, held[j].id, Comparison("paraphrase", False, CONFIDENCE, evidence))


def _one_occasion(a: Witness, b: Witness) -> bool:
    days = days_between(a, b)
    if a.article == b.article or days is None or days > DAYS or abs(length_gap(a, b)) > LONGEST_GAP:
        return False
    return not clashes(a.text, a.language, b.text, b.language)
