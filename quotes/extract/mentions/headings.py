"""Headings that write every word with a capital: no run of capitals in them is a name for its capitals alone."""

from __future__ import annotations

import re
from bisect import bisect_right

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon

_LONGEST = 160
"""Code points of a heading: longer lines are paragraphs."""
_FEWEST = 4
"""Words of a heading: a line with fewer may be but a name."""
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_WRITTEN_SMALL = re.compile(r"[a-z](?<![\w'’-].)\w{3}")
"""The beginning of a word that such a heading would write with a capital; most lines are told by it."""
_ASKED = 500
"""So many names are looked for outside the headings: each look takes as long as the text, and more are a list."""
_SMALL = 3
"""Letters of the words that such headings leave without a capital ("of", "the")."""


class Headings:
    """The headings of a text, and the names in them; behind ``reach`` there is none."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        found = [m.span() for m in _LINE.finditer(text) if m.end() - m.start() <= _LONGEST and _capitals(m.group())]
        self.starts, self.ends = [a for a, _ in found], [b for _, b in found]
        self.reach = self.ends[-1] if found else 0
        self.headings = "\n".join(text[a:b] for a, b in found)
        self.narrated: dict[str, bool] = {}

    def name(self, match: re.Match[str]) -> str:
        """The name in a run of capitals: the run itself, in a heading what the article or a first name vouches for."""
        written = match.group()
        k = bisect_right(self.starts, match.start()) - 1
        if k < 0 or match.start() >= self.ends[k] or " " not in written:
            return written
        words = written.split(" ")
        end = next((i for i, word in enumerate(words) if i and self._no_name(word)), len(words))
        while end > 1 and not self._narrated(" ".join(words[:end])):
            end -= 1
        given = words[0].lower() in self.lexicon.first_names
        return " ".join(words[: 2 if given and end == 1 and not self._no_name(words[1]) else end])

    def _narrated(self, name: str) -> bool:
        """Whether the article has a name outside its headings too; looked up once a name, and for so many names."""
        if name not in self.narrated and len(self.narrated) < _ASKED:
            self.narrated[name] = self.text.count(name) > self.headings.count(name)
        return self.narrated.get(name, True)

    def _no_name(self, word: str) -> bool:
        folded = word.lower()
        return bool(self.lexicon.flags.get(folded, 0) & (wc.FUNCTION | wc.CUE)) and folded not in self.lexicon.particles


def _capitals(line: str) -> bool:
    """Whether a line writes all but its smallest words with a capital.

    >>> _capitals("Miller Defends Being Late To The Vote"), _capitals("Ann Miller was late for the vote.")
    (True, False)
    """
    if _WRITTEN_SMALL.search(line):
        return False
    words = [w for w in _WORD.findall(line) if len(w) > _SMALL]
    return len(words) >= _FEWEST and all(w[0].isupper() for w in words)
