"""What one voice says in other words of one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quotes.match.across.paraphrase import paraphrase, paraphrases, voice
from quotes.match.across.space import Space
from quotes.match.across.translate import wording_key
from quotes.match.crossing.change import Change
from quotes.match.crossing.shelf import key
from quotes.model import Crossing, Witness


def join_alike(
    change: Change, space: Space, fresh: Sequence[Witness], alike: Mapping[str, list[tuple[int, int, float]]]
) -> None:
    """Joins the new to what one voice says alike."""
    speaking: dict[tuple[str, int], list[Witness]] = defaultdict(list)
    for witness in fresh:
        if voice(witness):
            speaking[witness.language, wording_key(witness.text)].append(witness)
    found = {key(c): c for language, rows in alike.items() for c in _alike(change, space, language, rows, speaking)}
    strange = {language for language, _ in speaking} - set(space.codes)
    found |= {key(c): c for language in strange for c in _said_alike(change, language, {w.id for w in fresh})}
    change.put([], found.values())


def _said_alike(change: Change, language: str, fresh: set[str]) -> Iterator[Crossing]:
    """The same in a language that the encoder does not know, in which few are held."""
    held = change.shelf.speaking([language])
    for pair in paraphrases(held, change.shelf.vectors_for(held)):
        if not fresh.isdisjoint((pair.a, pair.b)):
            yield Crossing(pair, "paraphrase")


def _alike(
    change: Change,
    space: Space,
    language: str,
    alike: Iterable[tuple[int, int, float]],
    speaking: Mapping[tuple[str, int], list[Witness]],
) -> Iterator[Crossing]:
    keys = space.keys[language]
    near = [(int(keys[i]), int(keys[j]), p) for i, j, p in alike if (language, int(keys[i])) in speaking]
    said = change.shelf.phrased(language, {key for _, key, _ in near})
    held = change.shelf.of({i for found in said.values() for i in found})
    for ours, theirs, product in near:
        for one in speaking[language, ours]:
            for two in (held[i] for i in said[theirs] if i != one.id):
                a, b = sorted((one, two), key=lambda w: w.id)
                if voice(a) == voice(b) and (pair := paraphrase(a, b, product)):
                    yield Crossing(pair, "paraphrase")
