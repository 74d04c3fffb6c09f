"""Which words of a sentence say to whom, or through what, something was said.

An outlet is one only where a frame says so: "told the Telegraph", "au Monde", "in an interview with", "wrote on".
Its name alone is not enough, since papers also report, employ and are the subject of stories. The frames of each
language are data ([outlets], see ``frames``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from quotes.extract.outlets.frames import Frames, frames_of
from quotes.extract.outlets.openings import matches, openings
from quotes.extract.outlets.phrase import phrase_at
from quotes.extract.outlets.words import Phrase
from quotes.extract.values import OutletMention
from quotes.language import Language
from quotes.model import Outlet
from quotes.register import Named, Register

ON_AIR = {"broadcaster", "programme", "platform"}
"""What one can speak "on"."""
NEAR = 160
"""Code points before a name in which its frame is looked for: a long apposition ("told …, on Tuesday, the …")."""
LOOSE = {"to": "told", "on": "programme", "show": "programme"}
"""Loose frames and what they are reported as."""

_POSSESSOR = regex.compile(r"['’]s \p{Lu}")
"""An everyday word that owns a person is a name: `Sky’s Ann Miller asked`."""
_WORDS = re.compile(r"\w+(?:\.[a-z]\w+)*")
_BARE = re.compile(r"[.!?…][”\"’»]?\s+(?P<name>[^\W_][^.!?\n]{1,40})\.?[ \t]*(?=\n|$)")
_PARAGRAPH = 5000
"""Code points behind a sentence in which the end of its paragraph is looked for; there is no longer one in the gold."""
_VOCABULARY = 200_000
"""So many different words are remembered before a language's are all forgotten: some 20 MB."""


def outlet_mentions(text: str, start: int, end: int, language: Language) -> list[OutletMention]:
    """The outlets that ``text[start:end]`` (a sentence) says something was told to, in the order of the text.

    Offsets are code points. ``known`` is False for an outlet that only its frame shows. Look into the neighbouring
    sentences too: "In an interview with X published on Tuesday, she …" goes before its quotations.

    >>> from quotes.language import load
    >>> text = "“It is over,” she told CNN’s Ann Miller on Friday, and he tweeted a map."
    >>> [(m.text, m.outlet, m.frame) for m in outlet_mentions(text, 0, len(text), load("en"))]
    [('CNN', 'CNN', 'told'), ('tweeted', 'Twitter', 'platform')]
    >>> outlet_mentions("She told reporters that CNN was wrong.", 0, 38, load("en"))
    []
    """
    frames = frames_of(language)
    words = _WORDS.findall(text, start, end)
    if not frames.attached and _are_plain(words, frames):
        return _apart(list(_bare(text, start, end, frames)))
    found: list[OutletMention] = []
    if frames.attached or any(_hints(word, frames) for word in words):
        named = list(Register.load().names_in(text, start, end, language.code))
        places = [n.start for n in named] + _other_places(text, start, end, frames, words)
        found = [m for a, b in _around(places, start, end) for m in _framed(text, a, b, end, frames)]
        found += _before_frame(text, named, end, frames)
    return _apart([*found, *_by_verb(text, start, end, frames), *_bare(text, start, end, frames)])


def may_name(text: str, start: int, end: int, language: Language) -> bool:
    """Whether ``text[start:end]`` has a word that can name an outlet or tell of one, which most sentences have not.

    >>> from quotes.language import load
    >>> may_name("She has sold the house.", 0, 23, load("en"))
    False
    """
    frames = frames_of(language)
    return frames.attached or not _are_plain(_WORDS.findall(text, start, end), frames)


def _are_plain(words: list[str], frames: Frames) -> bool:
    """Whether no word can be part of an outlet's name or a verb that names one: so it is in most sentences."""
    plain, telling = _known(frames)
    new = set(words) - plain
    if not new:
        return True
    if not telling.isdisjoint(new):
        return False
    if len(plain) > _VOCABULARY:
        plain.clear()
        telling.clear()
    tell = {word for word in new if _hints(word, frames) or any(stem in word.lower() for stem in frames.stems)}
    telling |= tell
    plain |= new - tell
    return not tell


@cache
def _known(frames: Frames) -> tuple[set[str], set[str]]:
    """The words read so far: those that neither name an outlet nor tell of one, and those that may."""
    return set(), set()


@lru_cache(maxsize=1 << 16)
def _hints(word: str, frames: Frames) -> bool:
    """Whether a word can be part of an outlet's name, known or unknown."""
    known = Register.load().may_begin(word) or _tells(word, frames)
    return known or word.lower() in frames.nouns or "." in word


def _tells(word: str, frames: Frames) -> bool:
    """Whether a word shows by itself that it is of an outlet's name: `Herald`, `Hafenkurier`."""
    return word in frames.telling or (bool(frames.ends) and word.endswith(frames.ends) and word[0].isupper())


def _other_places(text: str, start: int, end: int, frames: Frames, words: list[str]) -> list[int]:
    """Where an outlet may stand that the register does not know: beside a word for its kind, or as a domain."""
    if frames.attached:
        return list(range(start, end, NEAR))
    places = _telling(text, start, end, frames) if any(_tells(word, frames) for word in words) else []
    if frames.nouns.isdisjoint(map(str.lower, words)) and not any("." in word for word in words):
        return places
    return places + [m.start() for m in frames.kinds.finditer(text, start, end)]


def _telling(text: str, start: int, end: int, frames: Frames) -> list[int]:
    return [m.start() for m in _WORDS.finditer(text, start, end) if _tells(m.group(), frames)]


def _around(places: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches in which a frame for these places can stand, each once."""
    last: tuple[int, int] | None = None
    for place in sorted(places):
        low, high = max(start, place - NEAR), min(end, place + NEAR // 4)
        if last and low <= last[1]:
            low = last[0]
        elif last:
            yield last
        last = (low, high)
    if last:
        yield last


def _framed(text: str, start: int, stop: int, end: int, frames: Frames) -> Iterator[OutletMention]:
    """The frames that stand in ``text[start:stop]``; the words they introduce may go on to ``end``."""
    places = openings(text, start, stop, frames)
    for (frame, pattern), begins in zip(frames.frames, places, strict=True):
        for match in matches(pattern, text, begins, stop):
            phrase = phrase_at(text, match.end(), end, frames)
            if phrase and _allowed(text, start, end, frame, match.start(), phrase, frames):
                name = "platform" if phrase.kind == "platform" else LOOSE.get(frame, frame)
                words = text[phrase.start : phrase.end]
                yield OutletMention(phrase.start, phrase.end, words, phrase.outlet, name, phrase.known)


def _allowed(text: str, start: int, end: int, frame: str, place: int, phrase: Phrase, frames: Frames) -> bool:
    """A loose frame means something said only with more around it."""
    if frame == "platform":
        return phrase.kind == "platform"
    if frame == "show":
        return phrase.kind == "programme"
    if frame == "on":
        return phrase.kind in ON_AIR
    if frame == "to":
        return _is_addressed(text, start, end, place, phrase, frames)
    return phrase.kind != "platform" or frame not in {"told", "interview"}


def _is_addressed(text: str, start: int, end: int, place: int, phrase: Phrase, frames: Frames) -> bool:
    """Whether a bare "to" belongs to a verb of speech, and not to somebody's employment."""
    before = text[max(start, phrase.start - 40) : phrase.start].rstrip(' \u00a0“"«„‘»').split()[-1:]
    kinds = frames.nouns - frames.weak
    if (
        not phrase.known
        and not phrase.kind
        and kinds.isdisjoint(map(str.casefold, before + phrase.outlet.split()[-1:]))
    ):
        return False
    said = (max(start, place - frames.reach), place) if frames.reach else (start, end)
    speaks = frames.speaking.search(text, *said)
    return bool(speaks) and not frames.employers.search(text, max(start, place - 60), place)


def _before_frame(text: str, found: list[Named], end: int, frames: Frames) -> Iterator[OutletMention]:
    """The name first: `CNN’s Ann Miller asked Lee`, `NHKの取材に`."""
    for named in found:
        words = text[named.start : named.end]
        frame = next((f for f, p in frames.after if p.match(text, named.end, end) and _fits(f, named.outlet)), None)
        doubt = Register.load().doubt(words) if frame else ""
        if frame and (not doubt or (doubt == "ordinary" and _POSSESSOR.match(text, named.end))):
            yield OutletMention(named.start, named.end, words, named.outlet.name, frame)


def _fits(frame: str, outlet: Outlet) -> bool:
    return (frame == "platform") == (outlet.kind == "platform")


def _by_verb(text: str, start: int, end: int, frames: Frames) -> Iterator[OutletMention]:
    if not any(stem in text[start:end].lower() for stem in frames.stems):
        return
    for platform, pattern in frames.verbs:
        for match in pattern.finditer(text, start, end):
            yield OutletMention(match.start(), match.end(), match.group(), platform, "platform")


def _bare(text: str, start: int, end: int, frames: Frames) -> Iterator[OutletMention]:
    """A name alone as the paragraph's last sentence: `… of the town. New York Times.`"""
    line_end = text.find("\n", end, end + _PARAGRAPH)
    if line_end < 0 and end + _PARAGRAPH < len(text):
        return
    line_end = len(text) if line_end < 0 else line_end
    for match in _BARE.finditer(text, max(start, line_end - 60), line_end):
        named = Register.load().name_at(text, match.start("name"), frames.code)
        if named and named.end >= match.end("name"):
            yield OutletMention(named.start, named.end, text[named.start : named.end], named.outlet.name, "source")


def _apart(found: list[OutletMention]) -> list[OutletMention]:
    """Without those that overlap a stronger one (frames are listed strongest first)."""
    kept: list[OutletMention] = []
    for mention in found:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
