"""Where a frame stands in a stretch: only few words begin one, and to try every frame at every word takes long.

No list of such words is kept: whether one can begin a frame is asked of the frame's own expressions, once for each
few letters that words begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

import regex

from quotes.extract.outlets.frames import Frames

_WORD = re.compile(r"[^\W_]+.?", re.DOTALL)
"""A word with what stands right behind it: "a" begins no frame in `a boat` though it begins "appeared"."""
_LETTERS = 4
"""So many letters, of a word and what stands behind it, tell whether it may begin a frame: more tell hardly more."""
_VOCABULARY = 100_000
"""So many words are remembered before all are forgotten."""

_Forms = tuple[regex.Pattern[str], ...]


def framed(text: str, start: int, stop: int, frames: Frames, among: Set[str]) -> Iterator[tuple[str, regex.Match[str]]]:
    """The frames in ``text[start:stop]`` with what they match, the strongest first, each in the order of the text.

    Only those ``among`` some are looked for.

    >>> from quotes.extract.outlets.frames import frames_of
    >>> from quotes.language import load
    >>> text = "The bridge, she told CNN, is shut, and in an interview with X she laughed."
    >>> frames = frames_of(load("en"))
    >>> [(frame, match.group()) for frame, match in framed(text, 0, len(text), frames, {"told", "interview"})]
    [('told', 'told'), ('interview', 'interview with')]
    """
    if frames.anywhere:
        for frame, forms in frames.frames:
            if frame in among:
                yield from ((frame, match) for form in forms for match in form.finditer(text, start, stop))
        return
    opened, last, reached = _opened(frames), -1, 0
    words = ((m.start(), opened[m[0][:_LETTERS]]) for m in _WORD.finditer(text, start, stop))
    begins = [(k, place, forms) for place, begun in words for k, forms in begun if frames.frames[k][0] in among]
    for number, place, forms in sorted(begins, key=_by_strength) if len(begins) > 1 else begins:
        reached, last = reached if number == last else 0, number
        if place >= reached and (match := _first(forms, text, place, stop)):
            yield frames.frames[number][0], match
            reached = match.end()


def _by_strength(begin: tuple[int, int, _Forms]) -> tuple[int, int]:
    return begin[:2]


def _first(forms: _Forms, text: str, place: int, stop: int) -> regex.Match[str] | None:
    for form in forms:
        if match := form.match(text, place, stop):
            return match
    return None


class _Opened(dict[str, tuple[tuple[int, _Forms], ...]]):
    """The frames that letters begin, each by its number, with the forms that they begin."""

    def __init__(self, frames: Frames) -> None:
        super().__init__()
        self.all = tuple((number, forms) for number, (_, forms) in enumerate(frames.frames))

    def __missing__(self, letters: str) -> tuple[tuple[int, _Forms], ...]:
        if len(self) > _VOCABULARY:
            self.clear()
        likely = self[letters[: len(letters) // 2]] if len(letters) > 1 else self.all
        begun = ((k, tuple(form for form in forms if form.match(letters, partial=True))) for k, forms in likely)
        self[letters] = opened = tuple((k, forms) for k, forms in begun if forms)
        return opened


@cache
def _opened(frames: Frames) -> _Opened:
    return _Opened(frames)
