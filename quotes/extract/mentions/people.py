"""The people of an article and the places that name them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions.cases import is_given, oblique, root

_BEFORE = re.compile(r"([\w.]+|[^\w\s])\s*$")
_JOINED = re.compile(r"([^\W\d_]\w*)\s+(?:[^\W\d_a-zß-öø-ÿа-яё-џґ]\w+\s+){1,3}\w+\s*$")
"""The word before a name that another is joined to: `blamed` in `blamed Ann Miller and`."""
_BEARERS = 50
"""So many bearers of one surname are looked at."""
_NOUN_BEHIND = re.compile(r" ([^\W\d_]+)")
"""The word behind a name, which may be the noun that it goes with: `the Miller campaign`, `Miller aide Tom Berg`."""
_SENTENCE = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[”\"»’']*\s+)")
"""The end of a sentence or of a line; it begins with its signs, since a text is searched for characters fast."""
_WORDS = re.compile(r"[^\W\d_](?:['’]|[\w-]*)|[^\w\s]")
_DESCRIPTION = 5
"""Words before a name that are looked at for a verb that it is the object of."""
_ELIDED = frozenset("'’")
_ELISION = 2
"""Code points of an article or preposition that lost its vowel ("l’", "d’")."""


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
            nominative = not self.lexicon.cases or not _is_oblique(self.text[m.start : m.end], m.person, self.lexicon)
            self.subjects[m.start] = not m.quoted and nominative and _may_be_subject(self.text, m, self.lexicon)
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


def _is_oblique(written: str, person: Person, lexicon: Lexicon) -> bool:
    """Whether a name stands in another case than a subject: `журналисту Карлу Вагнеру`, `Савину` of Олег Савин."""
    words = written.lower().split()
    if words[-1] != person.words[-1] and root(words[-1], lexicon.code) == root(person.words[-1], lexicon.code):
        return True
    if words[0] in lexicon.first_names:
        return False
    return oblique(words, lexicon.code) or (len(words) > 1 and is_given(words[0], lexicon))


def _is_object(back: str, lexicon: Lexicon) -> bool:
    """Whether a participle with its auxiliary stands right before a name: `has beaten`, `a devancé l’Italienne`."""
    words = _WORDS.findall(back)[-_DESCRIPTION:]
    flags = [lexicon.flags.get(w.lower(), 0) for w in words]
    k = len(words) - 1
    while k > 1 and not flags[k] & (wc.DETERMINER | wc.PUNCTUATION) and words[k][0].isupper():
        k -= 1
    if k > 1 and flags[k] & wc.DETERMINER:
        k -= 1
    plain = k > 0 and not flags[k] and words[k][0].isalpha() and words[k][0].islower()
    return plain and bool(flags[k - 1] & (wc.AUXILIARY | wc.BE))


def _brought_in(back: str, lexicon: Lexicon) -> bool:
    """`en una cena con su homólogo, Pablo Vega`: behind a comma the name of whom a preposition brings in."""
    if not back.endswith(", "):
        return False
    words = iter(_WORDS.findall(back)[-2 : -_DESCRIPTION - 2 : -1])
    office = False
    for word in words:
        flag = lexicon.flags.get(word.lower(), 0)
        if flag & (wc.DETERMINER | wc.POSSESSOR) or not word[0].isalpha():
            break
        if flag & wc.DOMAIN:
            return office
        office = office or bool(flag & wc.ROLE)
    flag = lexicon.flags.get(next(words, "").lower(), 0)
    return office and bool(flag & wc.PREPOSITION) and not flag & wc.AGENT


def _office_governed(back: str, lexicon: Lexicon) -> bool:
    """Whether a preposition stands before the office before a name: `with Soviet leader`."""
    for word in reversed(_WORDS.findall(back)[-_DESCRIPTION:]):
        flag = lexicon.flags.get(word.lower(), 0)
        if not flag & (wc.ROLE | wc.TITLE) and not (word[0].isupper() and not flag & wc.FUNCTION):
            return bool(flag & wc.PREPOSITION)
    return False


def _may_be_subject(text: str, m: Mention, lexicon: Lexicon) -> bool:
    """Not the object of a preposition, not a possessor, not an adjective."""
    start, end, title = m.start, m.end, m.title
    after = text[end : end + 2]
    if after[:1] in "'’" and after[1:2] == "s":
        return False
    if (
        (noun := _NOUN_BEHIND.match(text, end))
        and lexicon.flags.get(noun[1], 0) & (wc.ROLE | wc.GROUP | wc.TITLE)
        and not (lexicon.flags[noun[1]] & wc.CUE)
    ):
        return False
    back = text[max(0, start - 60 - len(title)) : start]
    if title:
        back = back[: back.lower().rfind(title)] if title in back.lower() else back
    if back[-1:] in _ELIDED and (elided := lexicon.elided.search(back, len(back) - _ELISION)):
        flag = lexicon.flags.get(elided.group().lower(), 0)
        return not flag & wc.DETERMINER
    if lexicon.subject_in_verb and _brought_in(back, lexicon):
        return False
    before = _BEFORE.search(back, back.rstrip().rfind(" ") + 1)
    if not before or "\n" in before.group() or not before.group(1)[0].isalnum():
        return True
    flag = lexicon.flags.get(before.group(1).lower(), 0)
    if flag & wc.CONJUNCTION and (joined := _JOINED.search(back)):
        flag = lexicon.flags.get(joined.group(1).lower(), 0)
    if flag & (wc.ASCRIBE | wc.ASCRIBE_START):
        return True
    if title and flag & wc.DETERMINER and not flag & wc.OBLIQUE and before.group(1)[0].isupper():
        return True
    if before.group(1).isdigit() or _is_object(back, lexicon):
        return False
    if flag & (wc.ROLE | wc.TITLE):
        return not _office_governed(back, lexicon)
    return not flag & (wc.PREPOSITION | wc.DETERMINER | wc.GENITIVE | wc.CUE)
