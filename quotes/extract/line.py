"""A paragraph as a row of tokens: the value that cues, phrases and people are read from (made in ``tokenising``)."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from functools import partial

_PLACES = partial(array, "q")
"""Makes a row of offsets, eight bytes each: a long article has millions of tokens."""


@dataclass(slots=True)
class Line:
    """Tokens of one stretch of text: where they stand, in lower case, what they can be.

    ``quotes[token]`` is the index of the quotation that the token stands for, ``token_of`` the way back;
    ``first`` and ``last`` are the bounds of each token's sentence (last exclusive).
    """

    start: array[int] = field(default_factory=_PLACES)
    end: array[int] = field(default_factory=_PLACES)
    word: list[str] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    quotes: dict[int, int] = field(default_factory=dict)
    token_of: dict[int, int] = field(default_factory=dict)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    capital_nouns: bool = False
    verb_second: bool = False
    subject_in_verb: bool = False
    plural_endings: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    singular_endings: tuple[str, ...] = ()
    stands_alone: frozenset[str] = frozenset()
    definite_prefix: str = ""

    def add(self, start: int, end: int, word: str, flags: int) -> None:
        self.start.append(start)
        self.end.append(end)
        self.word.append(word)
        self.flags.append(flags)
