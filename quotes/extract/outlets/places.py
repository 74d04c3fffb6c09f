"""Where in a text an outlet may be named or told of, found in one pass: most sentences have no such place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain, groupby
from operator import or_

from quotes.extract.outlets.doubt import may_be_it
from quotes.extract.outlets.frames import Frames, frames_of
from quotes.extract.outlets.words import COINED
from quotes.language import Language
from quotes.register import Named, Register
from quotes.register.words import HEAD, SMALL, UNSPACED

NAME, TELLING, KIND, WEAK, DOMAIN, STEM, JOINED, AIRED, PLATFORM = (1 << n for n in range(9))
"""What a word can be: the first of a known name, part of unknown ones, a kind of outlet, a kind of other things too, a
domain, a verb for one, of a script that does not part words; the name of what one speaks on, or of a platform. What can
be no outlet where it stands, as `President` in most places, is none of the first six."""
ON_AIR = {"broadcaster", "programme", "platform"}
"""What one can speak "on"."""
CHANNELS = (" Television", " TV", " Radio", " FM")
"""How an agency’s or a paper’s channel is called: `Bloomberg Television`."""

_WORD = re.compile(r"(\w+(?:\.[a-z]\w+)*)")
_LINE = re.compile(r"[^\n]+")
_PART = re.compile(r"\w+")
_DOMAIN = re.compile(r"\.(?<=\w.)[a-z]\w")
_PLAIN = "a-zà-ÿа-яіїєґ"
"""With a small letter of these begin the words that no name and no kind of outlet begins with, but for a few."""
_CAPITAL = rf"[^\W_{_PLAIN}]\w*+"
_VOCABULARY = 200_000
"""So many different words are remembered before a language's are all forgotten: some 20 MB."""

_SMALL = re.compile(rf"[{_PLAIN}]\w*")
_TOLD = TELLING | KIND | WEAK | DOMAIN | STEM
ANYTHING = NAME | _TOLD
_ENDS = re.compile(r"(?:\.[ \t]*)?(?=\n|\Z)")
_STOP = re.compile(r"[.!?…][”\"’»]?\s+\Z")
_NO_STOP = re.compile(r"[^.!?\n]{2,41}")
_PARAGRAPH = 5000
"""Code points behind a sentence in which the end of its paragraph is looked for; there is no longer one in the gold."""
_BEFORE = 60
"""Code points before the end of a paragraph in which a name alone and the stop before it stand."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a text: where they are, in order, ``what`` stands there, and known outlets by where they begin.

    ``alone`` are the names that are a paragraph's last sentence, with the stop before and the end of the paragraph.
    """

    text: str
    frames: Frames
    at: Sequence[int]
    what: Sequence[int]
    names: Mapping[int, Named]
    alone: Sequence[tuple[int, Named, int]]

    def within(self, start: int, end: int) -> range:
        """The numbers of the places in ``text[start:end]``."""
        return range(bisect_left(self.at, start), bisect_left(self.at, end))

    def has(self, what: int, start: int, end: int) -> bool:
        """Whether one of some things stands in ``text[start:end]``."""
        return bool(self.all_in(start, end) & what)

    def all_in(self, start: int, end: int) -> int:
        """All that stands in ``text[start:end]``."""
        first = bisect_left(self.at, start)
        return reduce(or_, self.what[first : bisect_left(self.at, end, first)], 0)

    def may_name(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]``, or what ends its paragraph, can name an outlet or tell of one at all.

        >>> from quotes.language import load
        >>> places = places_in("She sold it. CNN said so.", load("en"))
        >>> places.may_name(0, 12), places.may_name(13, 25)
        (False, True)
        """
        return self.frames.attached or self.has(ANYTHING, start, end) or self.alone_behind(start, end) is not None

    def alone_behind(self, start: int, end: int) -> Named | None:
        """The name that alone ends the paragraph in which ``text[start:end]`` ends, with its stop in it or behind."""
        k = bisect_left(self.alone, end, key=_line_end) if self.alone else 0
        if k == len(self.alone):
            return None
        stop, name, line_end = self.alone[k]
        here = start <= stop and line_end <= end + _PARAGRAPH and self.text.find("\n", end, line_end) < 0
        return name if here else None

    def name_at(self, place: int, word: str) -> Named | None:
        """The longest known name that begins at a place with a word; small or within a word it is none of ``names``."""
        register = Register.load()
        if self.frames.anywhere or (word[0].islower() and register.is_first(word)):
            return register.name_at(self.text, place, self.frames.code)
        return self.names.get(place)

    def named(self, start: int, end: int) -> list[Named]:
        """The outlets' names in ``text[start:end]``, left to right, none inside another."""
        found: list[Named] = []
        for k in self.within(start, end):
            name = self.names.get(self.at[k])
            if name and name.end <= end and (not found or found[-1].end <= name.start):
                found.append(name)
        return found


def places_in(text: str, language: Language) -> Places:
    """The places of a whole text; linear in its length.

    >>> from quotes.language import load
    >>> list(places_in("She told the BBC of the old newspaper.", load("en")).at)
    [13, 28]
    """
    frames = frames_of(language)
    known = _known(frames)
    if len(known) > _VOCABULARY:
        known.clear()
    words = [(m.start(1), m[1], what) for m in chain.from_iterable(_words(text, frames)) if (what := known[m[1]])]
    unspaced = frames.attached or any(what & JOINED for _, _, what in words)
    register = Register.load()
    heads = _unspaced_heads(text, register) if unspaced else _heads(text, words, register)
    names = {place: name for place in heads if (name := register.name_at(text, place, frames.code))}
    told = {start: _shown(text, start, what, frames) for start, _, what in words if what & _TOLD}
    for place, name in names.items():
        told[place] = told.get(place, 0) | _of_name(text, name, frames)
    at = sorted(told)
    return Places(text, frames, at, [told[place] for place in at], names, list(_alone(text, names)))


def _shown(text: str, start: int, what: int, frames: Frames) -> int:
    """What a word is where it stands: a weak one or a domain is a kind of outlet only where more shows it."""
    shows = what & (WEAK | DOMAIN) and frames.shows.match(text, start)
    return what & _TOLD | (KIND if shows else 0)


def _of_name(text: str, name: Named, frames: Frames) -> int:
    """What a known name is where it stands."""
    kind = name.outlet.kind
    aired = AIRED if kind in ON_AIR or text.endswith(CHANNELS, name.start, name.end) else 0
    return (NAME if may_be_it(text, name, frames) else 0) | aired | (PLATFORM if kind == "platform" else 0)


def _line_end(alone: tuple[int, Named, int]) -> int:
    return alone[2]


def _alone(text: str, names: Mapping[int, Named]) -> Iterator[tuple[int, Named, int]]:
    """The names that alone are the last sentence of a paragraph: `… of the town. New York Times.`"""
    for start, name in names.items():
        end = _ENDS.match(text, name.end)
        if end is None or _NO_STOP.fullmatch(text, start, name.end) is None:
            continue
        if stop := _STOP.search(text, max(0, end.end() - _BEFORE), start):
            yield stop.start(), name, end.end()


def _words(text: str, frames: Frames) -> Iterator[Iterator[re.Match[str]]]:
    """The words that can be something at all: all of the first and of the lines that have a rare one, elsewhere few."""
    few, first = _few(frames), _WORD.match(text)
    place = first.end() if first else 0
    yield iter((first,) if first else ())
    for start, end in _rare_lines(text, frames):
        yield few.finditer(text, place, start)
        yield _WORD.finditer(text, max(place, start), end)
        place = max(place, end)
    yield few.finditer(text, place)


def _rare_lines(text: str, frames: Frames) -> list[tuple[int, int]]:
    """The lines that have a domain or a verb that names an outlet."""
    if not _has_rare(text, frames):
        return []
    return [line.span() for line in _LINE.finditer(text) if _has_rare(line[0], frames)]


def _has_rare(text: str, frames: Frames) -> bool:
    return _DOMAIN.search(text) is not None or any(map(text.lower().__contains__, frames.stems))


@cache
def _few(frames: Frames) -> re.Pattern[str]:
    """The capitalised words and those written small that can be something; what stands before each is matched too, by
    a class of characters that is looked for fast."""
    small = {word for word in frames.nouns | frames.telling | Register.load().firsts if _SMALL.fullmatch(word)}
    firsts = groupby(sorted(small), lambda word: word[0])
    few = [f"{first}(?:{'|'.join(word[1:] for word in words)})" for first, words in firsts]
    return re.compile(rf"[^a-zA-Z](?<!\w)({_CAPITAL}|(?:{'|'.join(few) or '(?!)'})(?!\w))")


def _heads(text: str, words: Iterable[tuple[int, str, int]], register: Register) -> Iterator[int]:
    """Where known names may begin: at words, and at each part of a domain."""
    for start, word, what in words:
        end = start + len(word)
        if what & DOMAIN:
            yield from (part.start() for part in _PART.finditer(text, start, end))
        elif what & NAME and register.beginnings.may_begin(text, start, end):
            yield start


def _unspaced_heads(text: str, register: Register) -> list[int]:
    """The same in a text whose script, in places, does not part words."""
    words = chain(HEAD.finditer(text), SMALL.finditer(text))
    return sorted({word.start() for word in words if register.is_head(word.group())})


class _Known(dict[str, int]):
    """What each word can be, found out once."""

    def __init__(self, frames: Frames) -> None:
        super().__init__()
        self.frames = frames

    def __missing__(self, word: str) -> int:
        frames, lower = self.frames, word.lower()
        what = NAME if Register.load().is_head(word) else 0
        what |= TELLING if _tells(word, frames) else 0
        what |= 0 if lower not in frames.nouns else WEAK if lower in frames.weak else KIND
        what |= DOMAIN if "." in word else 0
        what |= STEM if any(map(lower.__contains__, frames.stems)) else 0
        what |= JOINED if not word.isascii() and UNSPACED.search(word) else 0
        self[word] = what
        return what


def _tells(word: str, frames: Frames) -> bool:
    """Whether a word shows by itself that it is of an outlet's name: `Herald`, `Hafenkurier`."""
    inner = frames.skips > 0 and not word[1:].islower()  # a capital or a digit within
    coined = inner and (COINED.fullmatch(word) or frames.signs.fullmatch(word)) is not None
    return coined or word in frames.telling or (bool(frames.ends) and word.endswith(frames.ends) and word[0].isupper())


@cache
def _known(frames: Frames) -> _Known:
    return _Known(frames)
