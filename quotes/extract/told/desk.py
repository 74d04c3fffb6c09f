"""What the deciding of one article needs: its narration, sentence by sentence, and the outlets named in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quotes.extract import wordclass as wc
from quotes.extract.attribute import Reading
from quotes.extract.line import Line
from quotes.extract.mentions import Cast
from quotes.extract.outlets import Names, mentions_in
from quotes.extract.outlets.frames import Frames
from quotes.extract.outlets.places import ANYTHING, Places
from quotes.extract.resolve import Resolved, Room, resolve_mention
from quotes.extract.told.hosts import Hosts
from quotes.extract.values import OutletMention
from quotes.language import Language
from quotes.model import Kind, Span
from quotes.register import Register

_SHORTEST = 6
"""Code points that a frame with a name has at least ("to BBC")."""
_NAME = 40
"""Code points of the longest name between marks."""
_NOUN = 30
"""Code points before a name between marks in which the word for a programme stands: `in the podcast “…”`."""
_SPOKEN = 20
"""So many speakers before a sentence are asked whether it means them."""
_SMALL = frozenset(
    {"of", "the", "and", "&", "am", "a", "in", "on", "with", "at", "for", "de", "la", "du", "y", "und", "der"}
)
"""Words that a name holds without a capital."""


def key_of(resolved: Resolved) -> Hashable:
    """Who speaks, in a form that is the same for all of their quotations; None where nobody is named."""
    return id(resolved.person) if resolved.person else resolved.speaker


@dataclass(slots=True)
class Desk:
    """An article with what was found in it so far; ``result`` is the outlet mention of each quotation."""

    text: str
    reading: Reading
    kinds: Sequence[Kind]
    resolved: Sequence[Resolved]
    cast: Cast
    language: Language
    places: Places
    result: list[OutletMention | None]
    hosts: Hosts
    seen: dict[tuple[int, int, bool], list[OutletMention]] = field(default_factory=dict)
    told: dict[tuple[int, int, bool], Sequence[OutletMention]] = field(default_factory=dict)
    names: dict[int, bool] = field(default_factory=dict)
    spoken: list[tuple[int, Resolved]] | None = None
    coined: set[str] = field(default_factory=set)

    @property
    def frames(self) -> Frames:
        return self.places.frames

    def speaker(self, index: int) -> Hashable:
        """Whose words a quotation is, in a form that is the same for all of them; None where nobody is named."""
        return None if self.kinds[index] == "scare" else key_of(self.resolved[index])

    def resolve(self, span: Span) -> Resolved:
        """Who is meant by words of the narration, after those who have spoken before them."""
        if self.spoken is None:
            said = zip(self.reading.attributions, self.resolved, strict=True)
            self.spoken = sorted(
                ((at.start, r) for a, r in said if r.speaker and a.source is None and (at := a.mention or a.cue)),
                key=lambda item: item[0],
            )
        before = bisect_left(self.spoken, span.start, key=lambda item: item[0])
        spoken = self.spoken[max(0, before - _SPOKEN) : before]
        return resolve_mention(span, Room(self.text, self.cast, self.reading.lexicon, spoken))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where the sentences of the article that may name an outlet begin and end, roughly."""
        bounds = [0, *self.cast.ends, len(self.text)]
        if self.frames.attached:
            return pairwise(bounds)
        told = (place for place, what in zip(self.places.at, self.places.what, strict=True) if what & ANYTHING)
        numbers = dict.fromkeys(bisect_right(bounds, place) for place in told)
        return ((bounds[n - 1], bounds[n]) for n in numbers)

    def paragraph_at(self, place: int) -> int:
        return bisect_right(self.reading.segments.paragraphs, place, key=lambda p: p.start) - 1

    def holds_words(self, start: int, end: int) -> bool:
        """Whether a stretch holds somebody's words, between marks."""
        found = self.reading.found
        k = bisect_left(found, start, key=lambda f: f.outer_start)
        while k > 0 and found[k - 1].outer_end > start:
            k -= 1
        while k < len(found) and found[k].outer_start < end:
            if not self.is_name(k):
                return True
            k += 1
        return False

    def is_name(self, index: int) -> bool:
        """Whether marks hold no words of somebody's but a name: `on “Morning Hour”`; looked at once."""
        if index not in self.names:
            self.names[index] = self._is_name(index)
        return self.names[index]

    def _is_name(self, index: int) -> bool:
        found = self.reading.found[index]
        if self.kinds[index] == "scare" or found.end - found.start > _NAME:
            return self.kinds[index] == "scare"
        before = self.text[max(0, found.outer_start - _NOUN) : found.outer_start].split()[-1:]
        if before and before[0].casefold() in self.frames.aired:
            return True
        if Register.load().by_name(self.text[found.start : found.end], self.language.code):
            return True
        words = self.text[found.start : found.end].split()
        return all(word[:1].isupper() or word in _SMALL for word in words) and words[0][:1].isupper()

    def narrated(self, line: Line, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The stretches of a sentence that stand in no quotation."""
        start = line.start[first]
        for k in range(first, last + 1):
            quoted = k < last and k in line.quotes and not self.is_name(line.quotes[k])
            if quoted or k == last:
                yield start, line.start[k] if quoted else line.end[last - 1]
                start = line.end[k] if k < last else start

    def mentions(self, line: Line, first: int, last: int, *, quoting: bool = False) -> Sequence[OutletMention]:
        """The outlets of a sentence, what stands in quotations left out; each sentence is read once."""
        start, end = line.start[first], line.end[last - 1]
        if not self.may_tell(start, end):
            return ()
        if (start, end, quoting) not in self.told:
            stretches = self.narrated(line, first, last)
            self.told[start, end, quoting] = [m for a, b in stretches for m in self.read(a, b, quoting=quoting)]
        return self.told[start, end, quoting]

    def may_tell(self, start: int, end: int) -> bool:
        """Whether a stretch can say that something was told to an outlet at all: most name nothing of the kind."""
        return self.places.may_name(start, end) or self.hosts.may_be_addressed(start, end)

    def may_tell_in(self, line: Line) -> bool:
        """Whether any sentence of a line can; asked once, it saves the asking of each."""
        start, end = line.start[0], line.end[-1]
        named = self.frames.attached or bool(self.places.within(start, end))
        return named or self.hosts.may_be_addressed(start, end)

    def read(self, start: int, end: int, *, quoting: bool = False) -> Sequence[OutletMention]:
        """The outlets that a stretch says something was told to; each stretch is read once."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if end - start < _SHORTEST or not self.may_tell(start, end):
            return ()
        if (start, end, quoting) not in self.seen:
            self.seen[start, end, quoting] = self._read(start, end, quoting=quoting)
        return self.seen[start, end, quoting]

    def _read(self, start: int, end: int, *, quoting: bool) -> list[OutletMention]:
        named = mentions_in(self.places, start, end, quoting=quoting, names=Names(self.coined, self._is_person))
        self.coined |= {m.outlet for m in named if quoting and not m.known}
        others = (m for m in self.hosts.addressed(start, end) if not any(n.start <= m.start < n.end for n in named))
        return sorted([*named, *others], key=lambda m: m.start)

    def _is_person(self, start: int, end: int) -> bool:
        """Whether an unknown name is somebody’s: `an interview given to Ann Miller`."""
        return self.text[start:end].split()[0].lower() in self.reading.lexicon.first_names

    def speaks_of(self, line: Line, first: int, last: int, index: int) -> bool:
        """Whether a sentence is about the speaker of a quotation."""
        person, cast = self.resolved[index].person, self.cast
        start, end = line.start[first], line.end[last - 1]
        here = list(cast.between(start, end))
        if person and any(m.person is person for m in here):
            return True
        named = any(m.person.person and cast.is_subject(m) for m in here)
        return not named and any(f & (wc.PRONOUN | wc.ROLE) for f in line.flags[first:last])
