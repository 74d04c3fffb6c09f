"""Where a frame can begin at all: only few words begin one, and to try every frame at every word takes long.

No list of such words is kept: whether one can begin a frame is asked of the frame's own expression, once a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

import regex

from quotes.extract.outlets.frames import UNSPACED, Frames

_WORD = re.compile(r"[^\W_]+.?", re.DOTALL)
"""A word with what stands right behind it: "a" begins no frame in `a boat` though it begins "appeared"."""
_SHORT = 4
"""A longer word is asked about only where so many of its letters may begin a frame."""


def openings(text: str, start: int, stop: int, frames: Frames) -> list[Sequence[int]]:
    """For each of the language's frames the places in ``text[start:stop]`` where it may begin, in order.

    >>> from quotes.extract.outlets.frames import frames_of
    >>> from quotes.language import load
    >>> frames = frames_of(load("en"))
    >>> places = openings("The bridge, she told CNN, is shut.", 0, 34, frames)
    >>> [frame for (frame, _), begins in zip(frames.frames, places) if 16 in begins]
    ['told', 'wrote-in']
    """
    if _begins_anywhere(frames):
        return [range(start, stop)] * len(frames.frames)
    places: list[list[int]] = [[] for _ in frames.frames]
    for match in _WORD.finditer(text, start, stop):
        if opened := _opened_by(match.group(), frames):
            begin = match.start()
            for number in opened:
                places[number].append(begin)
    return [*places]


@cache
def _begins_anywhere(frames: Frames) -> bool:
    """Whether frames begin within words: of scripts that do not part them, and behind endings."""
    return frames.attached or any(UNSPACED.search(pattern.pattern) for _, pattern in frames.frames)


@lru_cache(maxsize=1 << 16)
def _opened_by(word: str, frames: Frames) -> tuple[int, ...]:
    """The numbers of the frames that a word matches or is the beginning of."""
    shorter = len(word) // 2 if len(word) <= _SHORT else _SHORT
    likely = _opened_by(word[:shorter], frames) if shorter else range(len(frames.frames))
    return tuple(k for k in likely if frames.frames[k][1].match(word, partial=True))


def matches(pattern: regex.Pattern[str], text: str, begins: Iterable[int], stop: int) -> Iterator[regex.Match[str]]:
    """What ``pattern.finditer`` gives that begins at one of the places."""
    if isinstance(begins, range):
        yield from pattern.finditer(text, begins.start, stop)
        return
    reached = 0
    for place in begins:
        if place >= reached and (match := pattern.match(text, place, stop)):
            yield match
            reached = match.end()
