"""Whether a name may begin at a word of a running text, told by the few letters behind it: most words begin none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.register.words import ARTICLES, LETTER, VOCABULARY

_BEHIND = 4
"""Code points behind a word by which it is told: what stands between two words, and some letters of the second."""
_BETWEEN = " \u00a0\u202f.’'&/!?-"
"""What may stand between two words of a name."""
_WORD = re.compile(r"\w+")
_ALONE = " ."
"""What stands for the second word of a name that has none."""
_LONG = max(map(len, ARTICLES)) + 1


class Beginnings(dict[str, str]):
    """A word → the second words of the names that begin with it, each behind a space.

    >>> beginnings = Beginnings()
    >>> beginnings.learn("new", "york", small=False)
    >>> text = "The New bridge of New York"
    >>> [beginnings.may_begin(text, *place) for place in [(0, 3), (4, 7), (18, 21)]]
    [True, False, True]
    """

    def __init__(self) -> None:
        super().__init__()
        self._seconds: dict[str, str] = {}
        self._firsts, self._small = {""}, {""}

    def learn(self, first: str, second: str, *, small: bool) -> None:
        """Learns the first words of a name, in lower case and without an article; a ``small`` one may follow a capital
        article as it is."""
        if small:
            self._small.update(_begins(first))
        if first not in self._seconds:
            self._firsts.update(_begins(first))
        alone = _ALONE if len(first) > 1 or first in LETTER else ""
        self._seconds[first] = self._seconds.get(first, "") + (f" {second}" if second else alone)

    def __missing__(self, word: str) -> str:
        if len(self) > VOCABULARY:
            self.clear()
        self[word] = known = self._seconds.get(word.casefold(), "")
        return known

    def may_begin(self, text: str, start: int, end: int) -> bool:
        """Whether a name may begin with the word ``text[start:end]``; only a no is sure."""
        word, behind = text[start:end], text[end : end + _BEHIND]
        known, plain = self[word], behind[:1] == " " and behind[1:].isalpha()
        letters = behind.casefold() if plain else _letters(behind)
        if len(word) < _LONG and word.casefold() in ARTICLES:
            if behind[:1] == " " and behind[1:2].islower():
                return letters[:_BEHIND] in self._small
            return letters[:_BEHIND] in self._firsts or letters in known or _ALONE in known
        return letters in known or _ALONE in known


def _begins(word: str) -> Iterator[str]:
    """The first letters of a word as they may stand behind another."""
    return (f" {word[:letters]}" for letters in range(1, _BEHIND))


def _letters(behind: str) -> str:
    """How the second word begins, as ``Beginnings`` have it; what any name has where the first may go on."""
    if behind[:1] not in _BETWEEN:
        return "" if behind[0] == "+" else _ALONE
    letters = _WORD.match(behind.lstrip(_BETWEEN))
    return f" {letters[0].casefold()}" if letters else _ALONE
