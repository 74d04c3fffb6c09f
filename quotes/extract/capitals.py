"""Names by their capitals, in the scripts that have any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def name_pattern(particles: Iterable[str], titles: Sequence[str]) -> re.Pattern[str]:
    """A run of capitalised words, with particles and abbreviated titles among them.

    >>> name_pattern(["von", "der"], ["Dr"]).findall("Dr. Ursula von der Leyen met J. R. Doe")
    ['Dr. Ursula von der Leyen', 'J. R. Doe']
    """
    capital = "[" + "".join(_ranges(c for c in map(chr, range(0x41, 0x590)) if c.isupper())) + "]"
    rest = rf"\w*(?:[-'’&](?!s\b){capital}?\w+)*"
    inner = "|".join(map(re.escape, sorted(particles, key=len, reverse=True)))
    joint = rf"[ \u00a0\u202f](?:(?:{inner})[ \u00a0\u202f]?(?:['’])?){{0,2}}" if inner else "[ \u00a0\u202f]"
    short = list(map(re.escape, titles)) or ["(?!)"]
    word = rf"(?:{'|'.join(short)})\.|(?:{capital}\.)+|{capital}{rest}"
    # The first word once more, behind its first letter: a pattern that begins with a letter is looked for fast. Only
    # what a stop follows is asked which title it is.
    first = rf"(?=\w*\.)(?:{'|'.join(map(_behind_first, titles)) or '(?!)'})\.|\.(?:{capital}\.)*|{rest}"
    return re.compile(rf"{capital}(?<!\w.)(?:{first})(?:{joint}(?:{word})){{0,5}}")


def _behind_first(title: str) -> str:
    return rf"(?<={re.escape(title[0])}){re.escape(title[1:])}"


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
