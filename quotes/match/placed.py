"""Witnesses' wordings: into the index and out of it, and with all who say them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotes.match import incremental
from quotes.match.grounds import PROVES, Proposal
from quotes.match.kept import Edge, keys_of
from quotes.match.repeats import matchable
from quotes.match.shelf import Former, Shelf
from quotes.match.stitched import keys_of_pieces, pieces
from quotes.match.verify import prepared
from quotes.match.voices import Said, by_voice, hung, own_words, say
from quotes.match.words import of_words
from quotes.model import Witness


@dataclass(frozen=True)
class Placed:
    """The wordings that gained a quotation and those that lost one, the new and the dead among them, those that hang
    on something else now; and the keys of the first four."""

    gained: frozenset[int]
    lost: frozenset[int]
    new: frozenset[int]
    dead: frozenset[int]
    moved: frozenset[int]
    keys: Sequence[tuple[int, int]]


def place(shelf: Shelf, fresh: Mapping[str, Witness], former: Mapping[str, Former]) -> Placed:
    """Brings the index up to date."""
    held = sorted(filter(matchable, fresh.values()), key=lambda w: w.id)
    said = [w for w in held if w.kind != "scare"]
    change = incremental.add(shelf.postings, own_words(said))
    sewn = {w.id: parts for w in held if (parts := pieces(w.text))}
    keys: dict[str, Collection[int]] = dict.fromkeys(fresh, ())
    keys |= {i: {key for key in found if key is not None} for i, found in keys_of_pieces(sewn).items()}
    shelf.forget(former.keys() - fresh.keys())
    shelf.place(dict(zip((w.id for w in said), change.numbers, strict=True)), keys)
    before = {f.wording for f in former.values() if f.wording is not None}
    keys_touched = keys_of(shelf.postings.words({*change.numbers, *before}))
    dead = shelf.unsaid(before)
    moved = {*change.moved, *incremental.remove(shelf.postings, dead)} - dead
    gained = frozenset(change.numbers)
    return Placed(gained, frozenset(before), change.new, frozenset(dead), frozenset(moved), keys_touched)


def wordings(shelf: Shelf, numbers: Collection[int]) -> dict[int, Said]:
    """Wordings with who says them and where, without those that have no words."""
    words = {n: w for n, w in shelf.postings.words(numbers).items() if w}
    if not words:
        return {}
    texts = prepared(of_words(list(words.values())))
    at = {number: i for i, number in enumerate(texts.variants.numbers.tolist())}
    said = shelf.heard(words)
    return {n: Said(by_voice(said[n]), say(texts, at[n])) for n in words}


def unproven(shelf: Shelf, numbers: Collection[int]) -> dict[int, Edge]:
    """Those of the wordings that propose what their words alone do not prove, with what they hang on."""
    words = [w for w in shelf.postings.words(numbers).values() if w]
    if not words:
        return {}
    texts = prepared(of_words(words))
    edges = {n: Edge(*row) for n, row in shelf.postings.edges(numbers).items()}
    says = {n: say(texts, i) for i, n in enumerate(texts.variants.numbers.tolist())}
    weakest = {n: min(1.0, edges[n].weight) * says[n] for n in says}
    return {n: edges[n] for n in sorted(says) if weakest[n] < PROVES}


def hangs(said: Said, edge: Edge, held: Mapping[int, Said]) -> Iterator[Proposal]:
    """What a wording proposes for what it hangs on."""
    if edge.parent is not None:
        yield from hung(said, held[edge.parent], edge.score, "held")
    elif edge.near is not None:
        yield from hung(said, held[edge.near], edge.near_score, "holds")
