"""Same-language repeats among witnesses: the families of their words, divided by who says them.

The same words are the same utterance when there are enough of them. Few or common words ("I have no idea") are one only
where the same person says them or they stand in the same article; two named people who say the same long sentence are
paired and the pair says so, since a misattribution is a finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.match.compare import compare
from quotes.match.families import Families, families
from quotes.match.grounds import speakers, titled
from quotes.model import Comparison, Pair, Witness

LONGEST = 100_000
"""Characters from which on a text is no quotation; its copies are found all the same."""
PROVES = 5.0
"""What shared words must say to be one utterance whoever says them: five telling words."""
SUGGESTS = 2.6
"""What they must say where nobody knows whether one person says them."""


@dataclass(frozen=True)
class Wordings:
    """The witnesses by variant, each variant's by who says them (least first), and what each variant's words say."""

    found: Families
    voices: Mapping[int, list[list[Witness]]]

    def says(self, variant: int) -> float:
        """What the variant's words say together."""
        return float(self.found.texts.says[variant])


def repeats(witnesses: Sequence[Witness]) -> list[Pair]:
    """Pairs that hold the same words, each read against what it is held by: longer, or the first of the same words.

    The pairs depend on the witnesses alone, not on their order.

    >>> a = Witness("a", "We shall rebuild the harbour wall by spring", speaker="Ilse Brandt")
    >>> b = Witness("b", "rebuild the harbour wall", speaker="Brandt")
    >>> [(p.a, p.b, p.comparison.relation) for p in repeats([b, a])]
    [('b', 'a', 'truncated')]
    """
    usable = sorted((w for w in witnesses if _usable(w)), key=lambda w: w.id)
    found = families([w.text for w in usable])
    wordings = Wordings(found, _voices(usable, found))
    return sorted((*_exact(wordings), *_held(wordings)), key=lambda pair: (pair.a, pair.b))


def _usable(witness: Witness) -> bool:
    return witness.kind != "scare" and len(witness.text) <= LONGEST and not titled(witness)


def _voices(witnesses: Sequence[Witness], found: Families) -> dict[int, list[list[Witness]]]:
    variants: dict[int, list[Witness]] = defaultdict(list)
    for witness, variant in zip(witnesses, found.of.tolist(), strict=True):
        if found.texts.lengths[variant]:
            variants[variant].append(witness)
    return {variant: _by_voice(group) for variant, group in variants.items()}


def _by_voice(group: Sequence[Witness]) -> list[list[Witness]]:
    """Those that one person may have said, the named before the unnamed."""
    voices: list[list[Witness]] = []
    for witness in sorted(group, key=lambda w: (-len(w.speaker or ""), w.id)):
        same = next((v for v in voices if speakers(witness, v[0]) == "same"), None)
        same = same or next((v for v in voices if speakers(witness, v[0]) == "unknown"), None)
        if same is None:
            voices.append([witness])
        else:
            same.append(witness)
    return [sorted(voice, key=lambda w: w.id) for voice in voices]


def _exact(wordings: Wordings) -> Iterator[Pair]:
    for variant, voices in wordings.voices.items():
        for voice in voices:
            for witness in voice[1:]:
                if _one_utterance(witness, voice[0], wordings.says(variant)):
                    yield _pair(witness, voice[0])
        for voice in voices[1:]:
            if wordings.says(variant) >= PROVES:
                yield _pair(voice[0], voices[0][0])


def _held(wordings: Wordings) -> Iterator[Pair]:
    found = wordings.found
    for child, parent, score in zip(found.child.tolist(), found.parent.tolist(), found.score.tolist(), strict=True):
        says = wordings.says(child) * score
        for voice in wordings.voices[child]:
            whole = _likeliest(voice[0], wordings.voices[parent])
            if _one_utterance(voice[0], whole, says):
                yield _pair(voice[0], whole)


def _likeliest(witness: Witness, voices: Sequence[Sequence[Witness]]) -> Witness:
    """Of those that say the longer words the one who may be the same person; else the first."""
    bonds = {bond: voice[0] for voice in reversed(voices) for bond in [speakers(witness, voice[0])]}
    near = next((w for voice in voices for w in voice if w.article == witness.article and w.article), None)
    return bonds.get("same") or near or bonds.get("unknown") or voices[0][0]


def _one_utterance(a: Witness, b: Witness, says: float) -> bool:
    bond = speakers(a, b)
    if bond == "strangers":
        return says >= PROVES
    return bond == "same" or says >= SUGGESTS or (bool(a.article) and a.article == b.article)


def _pair(a: Witness, b: Witness) -> Pair:
    return Pair(a.id, b.id, _with_speakers(compare(a, b), a, b))


def _with_speakers(comparison: Comparison, a: Witness, b: Witness) -> Comparison:
    if speakers(a, b) != "strangers":
        return comparison
    return replace(comparison, evidence={**comparison.evidence, "misattributed": [a.speaker, b.speaker]})
