"""Spans without the space at their ends."""

from __future__ import annotations

_SPACE = "\u200b\u200e\u200f\ufeff"
"""Characters without width that ``str.isspace`` does not count."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, characters without width included; offsets are code points.

    >>> trimmed("« non »", 1, 6)
    (2, 5)
    """
    while start < end and (text[start].isspace() or text[start] in _SPACE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _SPACE):
        end -= 1
    return start, end
