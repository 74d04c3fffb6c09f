"""Of a wording that gains a quotation only those are asked again to whom it makes a difference."""

from __future__ import annotations

from typing import Any, cast

import pytest

from quotes.match.again import asked_again
from quotes.match.placed import Placed
from quotes.match.shelf import Shelf
from quotes.model import Witness

ROWS = [
    # label, held (id, speaker), came (id, speaker), asked, wordings whose hangers are asked
    ("one more of a voice", [("a", "Ilse Brandt"), ("b", "Ilse Brandt")], ("c", "Ilse Brandt"), {"c"}, set()),
    ("one more whom nobody names", [("a", "Ilse Brandt"), ("b", None)], ("c", None), {"c"}, set()),
    ("first of its voice", [("b", "Ilse Brandt"), ("c", None)], ("a", "Ilse Brandt"), {"a", "b", "c"}, {1}),
    ("a voice of its own", [("a", "Ilse Brandt"), ("b", None)], ("c", "Hugo Paz"), {"c"}, {1}),
    ("the first name for all", [("a", None), ("b", None)], ("c", "Hugo Paz"), {"a", "b", "c"}, {1}),
    ("a new wording", [], ("c", "Hugo Paz"), {"c"}, {1}),
]


class Held:
    """A shelf with one wording, which notes what is asked of it."""

    def __init__(self, said: list[Witness]) -> None:
        self.said = said
        self.turned: set[int] = set()

    def heard(self, numbers: set[int]) -> dict[int, list[Witness]]:
        return dict.fromkeys(numbers, self.said)

    def hanging(self, numbers: set[int]) -> set[int]:
        self.turned = set(numbers)
        return set()


@pytest.mark.parametrize(("held", "came", "asked", "turned"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_who_is_asked_again(
    held: list[tuple[str, str | None]], came: tuple[str, str | None], asked: set[str], turned: set[int]
) -> None:
    said = [Witness(i, "We pay", i, speaker=name) for i, name in [*held, came]]
    shelf = Held(said)
    none: frozenset[int] = frozenset()
    placed = Placed(frozenset({1}), none, none, none, none, [])
    assert asked_again(cast(Shelf, cast(Any, shelf)), placed, {came[0]: said[-1]}) == {1: asked}
    assert shelf.turned == turned
