"""Who speaks for an outlet: `X’s Ann Miller`, `Tom Lee of X`. What is told to one of them later is told to the outlet.

An article presents a host once and then says "told Lee"; without this the outlet would be lost there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions import Cast, Mention, Person
from quotes.extract.outlets.openings import framed
from quotes.extract.outlets.places import Places
from quotes.extract.values import OutletMention
from quotes.register import Named, Register

_BEHIND = regex.compile(r"(?:['’]s?)?\s(?P<words>(?:[\p{L}-]+\s){0,4})")
"""What stands between an outlet and the name of its host: `X’s Ann Miller`, `X senior reporter Ann Miller`."""
AND = regex.compile(r"(?:,|,?\s(?:\p{L}{1,3}|&))\s")
"""What stands between two hosts."""
_BETWEEN = 40
"""Code points between an outlet and its host, at most."""
_BACK = 60
"""Code points before a host’s name in which its frame is looked for."""
_SPOKEN_TO = frozenset({"told", "interview"})


@dataclass(slots=True)
class Hosts:
    """The people of an article and which outlet each of them is presented as belonging to."""

    places: Places
    cast: Cast
    lexicon: Lexicon
    presented: dict[int, tuple[int, Named]] | None = field(default=None)
    later: list[tuple[Mention, Named]] | None = field(default=None)

    def people(self, start: int, end: int) -> list[Mention]:
        """The people named in a stretch of the narration."""
        return list(self.cast.among(start, end, _may_host))

    def behind(self, start: int, end: int, stop: int) -> Iterator[Mention]:
        """The people right behind an outlet’s name: `X’s Ann Miller and Tom Lee`, `X host Ann Miller`."""
        place, text = end, self.places.text
        for mention in self.people(start, stop):
            if mention.start >= end:
                if not (AND.fullmatch(text, place, mention.start) if place > end else self._presents(end, mention)):
                    break
                place = mention.end
            yield mention

    def addressed(self, start: int, end: int) -> list[OutletMention]:
        """The outlets whose hosts a stretch says something was told to: `told Lee`, after `Tom Lee of X`."""
        return [
            OutletMention(m.start, m.end, self.places.text[m.start : m.end], named.outlet.name, "told")
            for m, named in self._later_in(start, end)
            if self._is_spoken_to(start, m)
        ]

    def may_be_addressed(self, start: int, end: int) -> bool:
        """Whether a stretch names a host who has been presented."""
        return bool(self._later_in(start, end))

    def _later_in(self, start: int, end: int) -> Sequence[tuple[Mention, Named]]:
        if self.later is None:
            known = self._known()
            hosts = self.cast.among(0, len(self.places.text), lambda who: id(who) in known) if known else ()
            self.later = [(m, known[id(m.person)][1]) for m in hosts if m.start > known[id(m.person)][0]]
        first = bisect_left(self.later, start, key=_place) if self.later else 0
        return self.later[first : bisect_left(self.later, end, first, key=_place)] if self.later else ()

    def outlet_of(self, person: Person | None) -> str | None:
        """The outlet that somebody is presented as belonging to."""
        found = self._known().get(id(person)) if person else None
        return found[1].outlet.name if found else None

    def _known(self) -> dict[int, tuple[int, Named]]:
        if self.presented is None:
            self.presented = {}
            for named in self.places.names.values():
                if named.outlet.kind != "platform" and not self._is_doubtful(named):
                    for m in (*self.behind(named.start, named.end, named.end + _BETWEEN), *self._before(named)):
                        self.presented.setdefault(id(m.person), (m.start, named))
        return self.presented

    def _is_doubtful(self, named: Named) -> bool:
        return Register.load().doubt(self.places.text[named.start : named.end]) != ""

    def _before(self, named: Named) -> Iterator[Mention]:
        """`Tom Lee of X`, `Tom Lee, from the X`."""
        for m in self.people(max(0, named.start - _BETWEEN), named.start):
            words = self.places.text[m.end : named.start].lower().split()
            frames = self.places.frames
            if words and words[0] in frames.of and all(word in frames.of | frames.articles for word in words):
                yield m

    def _presents(self, end: int, mention: Mention) -> bool:
        """Whether nothing but the word for a host stands between an outlet and a name."""
        between = _BEHIND.fullmatch(self.places.text, end, mention.start)
        if between is None:
            return False
        words = between["words"].lower().split()
        hosted = self.places.frames.hosted
        return not words or words[-1] in hosted or bool(self.lexicon.flags.get(words[-1], 0) & (wc.ROLE | wc.TITLE))

    def _is_spoken_to(self, start: int, m: Mention) -> bool:
        """Whether a frame of speaking to somebody ends right before a name, but for a title or a word like "host"."""
        text = self.places.text
        for _, match in framed(text, max(start, m.start - _BACK), m.start, self.places.frames, _SPOKEN_TO):
            between = text[match.end() : m.start].split()
            if len(between) <= 1 and not any(word[-1:] in ",;:" for word in between):
                return True
        return False


def _place(later: tuple[Mention, Named]) -> int:
    return later[0].start


def _may_host(who: Person) -> bool:
    return who.person or (len(who.words) > 1 and not who.body)
