"""Same-language repeats among witnesses: the families of their words, divided by who says them.

The same words are the same utterance when there are enough of them. Few or common words ("I have no idea") are one only
where the same person says them or they stand in the same article; two named people who say the same long sentence are
paired and the pair says so, since a misattribution is a finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from quotes.match.cuts import cuts
from quotes.match.families import Families, families
from quotes.match.folding import everyday
from quotes.match.grounds import Proposal, kin, speakers
from quotes.match.judged import judged
from quotes.match.stitched import stitched
from quotes.model import Pair, Witness

LONGEST = 100_000
"""Characters from which on a text is no quotation."""


@dataclass(frozen=True)
class Wordings:
    """The witnesses by variant, each variant's by who says them (the best named first)."""

    found: Families
    voices: Mapping[int, list[list[Witness]]]

    def says(self, variant: int) -> float:
        """What the variant's words say together of who says them: everyday words say half."""
        variants = self.found.texts.variants
        words = variants.words[variants.starts[variant] : variants.starts[variant + 1]].tolist()
        halves = sum(variants.vocabulary[w] in everyday() and variants.weight[w] > 0 for w in words)
        return float(self.found.texts.says[variant]) - float(halves) / 2


def repeats(witnesses: Sequence[Witness]) -> list[Pair]:
    """Pairs that hold the same words, each read against what it is held by: longer, or the first of the same words.

    The pairs depend on the witnesses alone, not on their order.

    >>> a = Witness("a", "We shall rebuild the harbour wall by spring", speaker="Ilse Brandt")
    >>> b = Witness("b", "rebuild the harbour wall", speaker="Brandt")
    >>> [(p.a, p.b, p.comparison.relation) for p in repeats([b, a])]
    [('b', 'a', 'truncated')]
    """
    held = sorted((w for w in witnesses if len(w.text) <= LONGEST), key=lambda w: w.id)
    said = [w for w in held if w.kind != "scare"]
    found = families(_own_words(said))
    proposals = [*_proposals(Wordings(found, _voices(said, found)))]
    related = kin(proposals)
    pairs = [pair for p in proposals if (pair := judged(p, related))]
    whole = {p.a for p in pairs if p.comparison.relation in ("verbatim", "truncated")}
    pairs = [*stitched([w for w in held if w.id not in whole], said, found), *pairs]
    placed = {p.a for p in pairs}
    pairs += cuts([w for w in held if w.id not in placed], said, related)
    return _once(pairs)


def _once(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs in order of their ids; of two that pair the same quotations the first."""
    found: dict[frozenset[str], Pair] = {}
    for pair in pairs:
        found.setdefault(frozenset((pair.a, pair.b)), pair)
    return sorted(found.values(), key=lambda pair: (pair.a, pair.b))


def _own_words(witnesses: Sequence[Witness]) -> list[str]:
    """The witnesses' texts without what they relay of others, which is quoted inside them and a witness of its own."""
    relayed: dict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        if witness.inside and witness.speaker:
            relayed[witness.inside].append(witness)
    return [_without(w.text, [i.text for i in relayed.get(w.id, ()) if speakers(w, i) != "same"]) for w in witnesses]


def _without(text: str, parts: Iterable[str]) -> str:
    for part in sorted(parts, key=len, reverse=True):
        rest = text.replace(part, " … ", 1)
        text = rest if regex.search(r"\w", rest) else text
    return text


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
    return voices


def _proposals(wordings: Wordings) -> Iterator[Proposal]:
    for variant, voices in wordings.voices.items():
        for voice in voices:
            yield from (Proposal(w, voice[0], wordings.says(variant), True) for w in voice[1:])
        yield from (Proposal(voice[0], voices[0][0], wordings.says(variant), True) for voice in voices[1:])
    found = wordings.found
    for child, parent, score in zip(*(side.tolist() for side in found.edges), strict=True):
        for voice in wordings.voices[child]:
            whole = _likeliest(voice[0], wordings.voices[parent])
            yield Proposal(voice[0], whole, wordings.says(child) * score, False)


def _likeliest(witness: Witness, voices: Sequence[Sequence[Witness]]) -> Witness:
    """Of those that say the longer words the one who may be the same person; else the first."""
    bonds = {bond: voice[0] for voice in reversed(voices) for bond in [speakers(witness, voice[0])]}
    near = next((w for voice in voices for w in voice if w.article == witness.article and w.article), None)
    return bonds.get("same") or near or bonds.get("unknown") or voices[0][0]
