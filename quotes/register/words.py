"""The words of names in a running text: where a name may begin, where it may end, its article."""

from __future__ import annotations

import re

LONGEST = 7
"""Words of the longest name that is looked for in running text."""
_LETTERS = r"(?:\+|[^\W\u3040-\u30ff\u3400-\u9fff])++[!?]?+"
# Where a name may begin: at a capital, a digit, a character of an unspaced script; elsewhere only if listed so.
HEAD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|(?<![^\W\u3040-\u30ff\u3400-\u9fff])[^\W_a-zà-ÿа-яіїєґ][^\W\u3040-\u30ff\u3400-\u9fff]*"
)
SMALL = re.compile(r"(?<!\w)[^\W\u3040-\u30ff\u3400-\u9fff]+")
# With what a name begins that begins small: "beIN" of "beIN Sports", "n" of "n-tv".
SMALL_FIRST = re.compile(r"^(?:[^\W_](?=-)|[^\W_A-Z]+[A-Z][^\W_]*)")
# What may stand between the words of one name: not a comma, not a line's end.
GAP = r"(?:[ \u00a0\u202f]?[.’'&/-]?[ \u00a0\u202f]?|[.] | [&:-] )"
_WORD = re.compile(rf"{GAP}({_LETTERS})")
TWO = re.compile(rf"{GAP}({_LETTERS})(?:{GAP}({_LETTERS}))?")
COMPOUND = re.compile(r"[-‑]\w")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
ARTICLES = frozenset(
    "the le la les l el los las il lo gli der die das dem den des de het o a un une".split()  # noqa: SIM905
)
VOCABULARY = 50_000  # so many different words are remembered before all are forgotten: some 10 MB
UNTITLED = {"fr", "es", "it", "pt"}  # languages that write small what others write as a title: "Paris match"
LETTER = {"x"}  # the one outlet that a single letter names


def bare(key: str) -> str:
    """A name without its leading article; a mere article is a name."""
    first, _, rest = key.partition(" ")
    return rest if first in ARTICLES and rest[:1].strip() else key


def ends_at(text: str, place: int, words: int = LONGEST) -> list[int]:
    """Where a name that begins at ``place`` may end: after each of the next words, as far as nothing parts them."""
    ends: list[int] = []
    while len(ends) < words and (match := _WORD.match(text, place)):
        place = match.end()
        ends.append(place)
    return ends
