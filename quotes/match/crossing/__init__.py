"""Matching by meaning kept up to date: what new articles change, without reading the rest.

A candidate depends on the nearest of two wordings; an alignment on two articles, where a candidate points to both; what
agrees on all that proposals join; a link through a third article on the links of both and on what they share. Each is
asked again where what it depends on changed. The result is that of ``across`` over all witnesses, in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes.match.across.paraphrase import NEAR
from quotes.match.across.proposals import Nearby
from quotes.match.across.space import Space
from quotes.match.crossing.alignments import align, strangers
from quotes.match.crossing.alike import join_alike
from quotes.match.crossing.candidates import keys_of, weigh
from quotes.match.crossing.change import Change
from quotes.match.crossing.shelf import Shelf, Sides
from quotes.match.encoder import Encoder
from quotes.model import Witness

__all__ = ["Recrossed", "Shelf", "Sides", "keys_of", "recrossed"]


@dataclass(frozen=True)
class Recrossed:
    """The quotations whose pairs changed, and the articles whose alignments did, or what they may share with others."""

    quotes: set[str]
    articles: set[str]


def recrossed(
    shelf: Shelf,
    space: Space,
    new: Mapping[str, set[int]],
    fresh: Sequence[Witness],
    encoder: Encoder,
    pool: int,
    nearby: Iterable[Nearby] = (),
    nearer: Collection[str] = (),
) -> Recrossed:
    """Brings all crossings up to date; ``fresh`` are the utterances of new articles, ``new`` the rows of wordings that
    nobody had said before, ``pool`` counts all quotations; ``nearby`` are the articles nearest to those in languages
    that the encoder does not know, ``nearer`` those of whom it is another now."""
    change = Change(shelf, encoder, pool)
    met = space.met(_asked(space, fresh), new, NEAR)
    changed = weigh(change, space, new, fresh, met.touched)
    align(change, changed)
    strangers(change, nearby, nearer)
    join_alike(change, space, fresh, met.alike)
    joined = change.agree()
    return Recrossed(change.moved, {a for sides in change.realigned for a in sides} | joined)


def _asked(space: Space, fresh: Iterable[Witness]) -> dict[str, list[int]]:
    return {code: space.rows(code, keys) for code, keys in keys_of(fresh, space.codes).items()}
