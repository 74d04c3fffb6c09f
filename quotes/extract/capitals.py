"""Names by their capitals, in the scripts that have any."""

from __future__ import annotations

import re
from collections.abc import Iterable


def name_pattern(particles: Iterable[str], titles: Iterable[str]) -> re.Pattern[str]:
    """A run of capitalised words, with particles and abbreviated titles among them.

    >>> name_pattern(["von", "der"], ["Dr"]).findall("Dr. Ursula von der Leyen met J. R. Doe")
    ['Dr. Ursula von der Leyen', 'J. R. Doe']
    """
    capital = "[" + "".join(_ranges(c for c in map(chr, range(0x41, 0x590)) if c.isupper())) + "]"
    word = rf"(?:{capital}\.)+|{capital}[\w]*(?:[-'’&](?!s\b){capital}?\w+)*"
    inner = "|".join(map(re.escape, sorted(particles, key=len, reverse=True)))
    joint = rf"[ \u00a0\u202f](?:(?:{inner})[ \u00a0\u202f]?(?:['’])?){{0,2}}" if inner else "[ \u00a0\u202f]"
    short = "|".join(map(re.escape, titles))
    word = rf"(?:{short})\.|{word}" if short else word
    return re.compile(rf"\b(?:{word})(?:{joint}(?:{word})){{0,5}}")


def _ranges(characters: Iterable[str]) -> Iterable[str]:
    """Neighbouring characters as ranges of a regex class."""
    start = previous = ""
    for c in characters:
        if previous and ord(c) == ord(previous) + 1:
            previous = c
            continue
        if start:
            yield f"{start}-{previous}"
        start = previous = c
    if start:
        yield f"{start}-{previous}"
