"""The people of an article and the places that name them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon

_BEFORE = re.compile(r"([\w.]+|[^\w\s])\s*$")


@dataclass(slots=True)
class Person:
    """One bearer of names; ``name`` is the fullest that the article gives."""

    name: str
    words: tuple[str, ...]
    gender: str = ""
    person: bool = False
    body: bool = False
    age: str = ""
    heads: set[str] = field(default_factory=set)
    described: int = 0
    full_at: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: who, where, with which title; ``quoted`` where it is no narration of the article's."""

    start: int
    end: int
    person: Person
    title: str
    quoted: bool


@dataclass(slots=True)
class Cast:
    """All people of an article and where they are named, in order."""

    text: str
    lexicon: Lexicon
    people: list[Person]
    mentions: list[Mention]
    starts: list[int]
    by_word: dict[str, list[Person]]
    ends: list[int] = field(default_factory=list)
    subjects: dict[int, bool] = field(default_factory=dict)

    def is_subject(self, m: Mention) -> bool:
        """Whether a name can be the subject where it stands; asked only of the few that a pronoun may mean."""
        if m.start not in self.subjects:
            self.subjects[m.start] = not m.quoted and _may_be_subject(self.text, m, self.lexicon)
        return self.subjects[m.start]

    def sentence(self, place: int) -> int:
        """The number of the sentence that a place is in, roughly: enough to say which names share one."""
        return bisect_right(self.ends, place)


def _may_be_subject(text: str, m: Mention, lexicon: Lexicon) -> bool:
    """Not the object of a preposition, not a possessor, not an adjective."""
    start, end, title = m.start, m.end, m.title
    after = text[end : end + 2]
    if after[:1] in "'’" and after[1:2] == "s":
        return False
    back = text[max(0, start - 30 - len(title)) : start]
    if title:
        back = back[: back.lower().rfind(title)] if title in back.lower() else back
    before = _BEFORE.search(back)
    if not before or "\n" in before.group() or not before.group(1)[0].isalnum():
        return True
    flag = lexicon.flags.get(before.group(1).lower(), 0)
    if flag & (wc.ASCRIBE | wc.ASCRIBE_START):
        return True
    return not flag & (wc.PREPOSITION | wc.DETERMINER | wc.GENITIVE | wc.CUE) or bool(flag & (wc.ROLE | wc.TITLE))
