"""The people of an article and the places that name them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions.subjects import is_oblique, may_be_subject

_BEARERS = 50
"""So many bearers of one surname are looked at."""
_SENTENCE = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[”\"»’']*\s+)")
"""The end of a sentence or of a line; it begins with its signs, since a text is searched for characters fast."""


@dataclass(slots=True)
class Person:
    """One bearer of names; ``name`` is the fullest that the article gives; a ``place`` is a town or country."""

    name: str
    words: tuple[str, ...]
    gender: str = ""
    person: bool = False
    body: bool = False
    place: bool = False
    heads: set[str] = field(default_factory=set)
    described: int = 0
    full_at: list[int] = field(default_factory=list)


class Name(NamedTuple):
    """What a run of capitals says in any article: the name's words, in lower case too, its title, where in it it is.

    A ``place`` is a town or country of the tables. ``keys`` are the words by which its bearer is looked up, ``first``
    and ``drift`` the root of its first word and what the spellings of its surname share; a first name makes it a
    ``person`` with a ``gender``.
    """

    words: tuple[str, ...]
    folded: tuple[str, ...]
    written: str
    title: str
    offset: int
    length: int
    place: bool
    keys: tuple[str, ...]
    first: str
    drift: str
    gender: str
    person: bool
    body: bool


@dataclass(slots=True)
class Run:
    """A name as one article writes it: where its occurrences start, and whose it is.

    A name is ``shared`` where several bear it, so that the place decides whom it means.
    """

    name: Name
    at: list[int] = field(default_factory=list)
    person: Person | None = None
    shared: bool = False


class Mention(NamedTuple):
    """A name in the text: who, where, with which title; ``quoted`` where it is no narration of the article's."""

    start: int
    end: int
    person: Person
    title: str
    quoted: bool


@dataclass(slots=True)
class Cast:
    """All people of an article and where they are named: the mention at ``starts[k]`` is of ``bearers[k]``.

    ``surnames`` are those of full names, with whose they are, by first and last letter, sorted when first asked for.
    ``quoted`` are the stretches that are not the article's own narration: their starts, and how far they have reached.
    An article names far more people than a pronoun may mean, so a mention is made only when it is asked for.
    """

    text: str
    lexicon: Lexicon
    people: list[Person] = field(default_factory=list)
    by_word: dict[str, list[Person]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    bearers: list[Person] = field(default_factory=list)
    quoted: tuple[Sequence[int], Sequence[int]] = ((), ())
    cut: list[int] | None = None
    surnames: dict[str, list[tuple[str, Person]]] | None = None
    subjects: dict[int, bool] = field(default_factory=dict)

    def mention(self, k: int) -> Mention:
        """The mention at ``starts[k]``."""
        start, run = self.starts[k], self.runs[k]
        return Mention(start, start + run.name.length, self.bearers[k], run.name.title, self.is_quoted(start))

    def between(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions in a stretch of the text."""
        return map(self.mention, range(bisect_left(self.starts, start), bisect_left(self.starts, end)))

    def among(self, start: int, end: int, suits: Callable[[Person], bool]) -> Iterator[Mention]:
        """The names of the narration in a stretch of the text, of the people who suit."""
        return self._narrated(range(bisect_left(self.starts, start), bisect_left(self.starts, end)), suits)

    def back(self, at: int, since: int, suits: Callable[[Person], bool]) -> Iterator[Mention]:
        """The names of the narration before a place and behind another, nearest first, of the people who suit."""
        return self._narrated(range(bisect_left(self.starts, at) - 1, bisect_right(self.starts, since) - 1, -1), suits)

    def _narrated(self, places: range, suits: Callable[[Person], bool]) -> Iterator[Mention]:
        starts, runs, bearers = self.starts, self.runs, self.bearers
        for k in places:
            if suits(bearers[k]) and not self.is_quoted(starts[k]):
                name = runs[k].name
                yield Mention(starts[k], starts[k] + name.length, bearers[k], name.title, False)

    def by_surname(self, word: str) -> Person | None:
        """Whose surname a word is, where a first name shows a person: `Ann Carpenter`, `Carpenter`."""
        bearers = self.by_word.get(word, [])[:_BEARERS]
        return next((p for p in bearers if p.person and len(p.words) > 1 and p.words[-1] == word), None)

    def is_quoted(self, place: int) -> bool:
        """Whether a place is inside marks or in furniture."""
        begun = bisect_right(self.quoted[0], place)
        return begun > 0 and place < self.quoted[1][begun - 1]

    def is_subject(self, m: Mention) -> bool:
        """Whether a name can be the subject where it stands; asked only of the few that a pronoun may mean."""
        if m.start not in self.subjects:
            lexicon, written = self.lexicon, self.text[m.start : m.end]
            nominative = not lexicon.cases or not is_oblique(written, m.person.words, lexicon)
            stands = nominative and may_be_subject(self.text, m.start, m.end, m.title, lexicon)
            self.subjects[m.start] = not m.quoted and stands
        return self.subjects[m.start]

    def sentence(self, place: int) -> int:
        """The number of the sentence that a place is in, roughly: enough to say which names share one."""
        return bisect_right(self.ends, place)

    @property
    def ends(self) -> list[int]:
        """Where the sentences end, found when first asked for."""
        if self.cut is None:
            self.cut = [m.end() for m in _SENTENCE.finditer(self.text)]
        return self.cut
