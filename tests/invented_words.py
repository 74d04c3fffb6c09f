"""Words that invented articles give as somebody's, from a few lines: whole, cut, changed or put together."""

from __future__ import annotations

import random
from collections.abc import Sequence


def worded(chance: random.Random, lines: Sequence[str]) -> str:
    """A line or two, cut, changed or put together."""
    first, second = chance.choice(lines), chance.choice(lines)
    shape = chance.random()
    if shape < 0.14:
        return f"{first} … {second}"
    if shape < 0.25:
        return f"{first}, and {second}"
    said = first.split()
    if shape < 0.55 and len(said) > 3:
        i = chance.randrange(len(said) - 2)
        said = said[i : i + chance.randint(2, 9)]
    if shape > 0.85:
        said[chance.randrange(len(said))] = chance.choice(("gate", "never", "abbot"))
    return " ".join(said)
