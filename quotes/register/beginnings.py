"""Whether a name may begin at a word of a running text, told by the few letters behind it: most words begin none."""

from __future__ import annotations

import re
from functools import cached_property

from quotes.register.words import ARTICLES, GAP, LETTER, VOCABULARY

BEHIND = 4
"""Code points behind a word by which it is told: what stands between two words, and some letters of the second."""
_SPLIT = re.compile(rf"(\w+)(?:(\+)|[!?]?({GAP})(?<!\w)(\w+))?")
_ALONE = "."
"""What stands for the second word of a name that has none."""


class Beginnings(dict[str, bool]):
    """Whether a name may begin as ``text[start : end + BEHIND]`` does, ``text[start:end]`` being a word; only a no is
    sure.

    >>> beginnings = Beginnings()
    >>> beginnings.learn("new", "york", small=False)
    >>> beginnings["New Yor"], beginnings["New bri"], beginnings["The New "]
    (True, False, True)
    """

    def __init__(self) -> None:
        super().__init__()
        self._seconds: dict[str, str] = {}
        self._small = ""

    def learn(self, first: str, second: str, *, small: bool) -> None:
        """Learns the first words of a name, in lower case and without an article; a ``small`` one may follow a capital
        article as it is."""
        self._small += f" {first}" if small else ""
        alone = _ALONE if len(first) > 1 or first in LETTER else ""
        self._seconds[first] = f"{self._seconds.get(first, '')} {second or alone}"

    @cached_property
    def _firsts(self) -> str:
        return f" {' '.join(self._seconds)}"

    def __missing__(self, written: str) -> bool:
        if len(self) > VOCABULARY:
            self.clear()
        self[written] = begins = self._begins(written)
        return begins

    def _begins(self, written: str) -> bool:
        match = _SPLIT.match(written)
        if match is None or match[2]:
            return True
        first, second = match[1].casefold(), match[4] or _ALONE
        known, letters = self._seconds.get(first, ""), f" {second.casefold()}"
        if first in ARTICLES and match[3] == " " and second[0].islower():
            return letters in self._small
        return letters in known or f" {_ALONE}" in known or (first in ARTICLES and letters in self._firsts)
