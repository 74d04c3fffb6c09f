"""One wording and all who say it: which of them are one voice, and what they may have from each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from quotes.match.folding import everyday
from quotes.match.grounds import Proposal, speakers
from quotes.match.verify import Texts
from quotes.model import By, Witness


@dataclass(frozen=True, slots=True)
class Said:
    """A wording's witnesses by who says them, the best named first; and what its words say together."""

    voices: list[list[Witness]]
    says: float


def say(texts: Texts, variant: int) -> float:
    """What the variant's words say together of who says them: everyday words say half."""
    variants = texts.variants
    words = variants.words[variants.starts[variant] : variants.starts[variant + 1]].tolist()
    halves = sum(variants.vocabulary[w] in everyday() and variants.weight[w] > 0 for w in words)
    return float(texts.says[variant]) - float(halves) / 2


def own_words(witnesses: Sequence[Witness]) -> list[str]:
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


def by_voice(group: Sequence[Witness]) -> list[list[Witness]]:
    """Those that one person may have said, the named before the unnamed."""
    voices: list[list[Witness]] = []
    last: dict[str | None, tuple[int, list[Witness]]] = {}  # of a speaker: how many voices there were, and which it was
    for witness in sorted(group, key=lambda w: (-len(w.speaker or ""), w.id)):
        count, voice = last.get(witness.speaker, (-1, None))
        if count != len(voices):
            voice = _voice(witness, voices)
        if voice is None:
            voices.append(voice := [])
        voice.append(witness)
        last[witness.speaker] = len(voices), voice
    return voices


def _voice(witness: Witness, voices: Sequence[list[Witness]]) -> list[Witness] | None:
    """The voice that the witness may be of, surely or for all we know."""
    same = next((v for v in voices if speakers(witness, v[0]) == "same"), None)
    return same or next((v for v in voices if speakers(witness, v[0]) == "unknown"), None)


def same_words(said: Said) -> Iterator[Proposal]:
    """Each witness against the first of its voice, each voice's first against the first of all."""
    for voice in said.voices:
        yield from (Proposal(w, voice[0], said.says, "same words") for w in voice[1:])
    yield from (Proposal(voice[0], said.voices[0][0], said.says, "same words") for voice in said.voices[1:])


def hung(child: Said, parent: Said, score: float, by: By) -> Iterator[Proposal]:
    """Each voice of a wording against who says the wording that it hangs on."""
    for voice in child.voices:
        yield Proposal(voice[0], _likeliest(voice[0], parent.voices), child.says * score, by)


def _likeliest(witness: Witness, voices: Sequence[Sequence[Witness]]) -> Witness:
    """Of those that say the other words the one who may be the same person; else the first."""
    bonds = {bond: voice[0] for voice in reversed(voices) for bond in [speakers(witness, voice[0])]}
    near = next((w for voice in voices for w in voice if w.article == witness.article and w.article), None)
    return bonds.get("same") or near or bonds.get("unknown") or voices[0][0]
