"""Acronyms that the article spells out: `the Harbour Workers Association (HWA)`, and later `the HWA`."""

from __future__ import annotations

import re

from quotes.extract.mentions.people import Person

_SHORT = re.compile(r"\((?:the )?([A-ZÀ-Ý]{2,7})\)")
_BEFORE = 200
"""Code points before the bracket in which the name stands."""
_SMALL = 4
"""Letters of the words that an acronym may pass over (`of`, `de la`)."""


def spelled_out(text: str) -> dict[str, str]:
    """The names in full by their acronyms, where each letter begins a word of the name.

    >>> spelled_out("She joined the Harbour Workers’ Association of Alden (HWAA) in May, not the (ABC).")
    {'HWAA': 'Harbour Workers’ Association of Alden'}
    """
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n")[2]
        if name := _ending(before.split(), match[1]):
            found.setdefault(match[1], name)
    return found


def _ending(words: list[str], letters: str) -> str | None:
    """The last words whose initials are the letters."""
    k = len(words)
    for letter in reversed(letters):
        k -= 1
        while k >= 0 and len(words[k]) <= _SMALL and words[k][0].islower() and words[k][0].upper() != letter:
            k -= 1
        if k < 0 or words[k][0].upper() != letter:
            return None
    return " ".join(words[k:]) if words[k][0].isupper() else None


def take_up(people: list[Person], text: str) -> None:
    """Gives those who are known by an acronym alone the name that the article spells out."""
    if "(" not in text:
        return
    short = [p for p in people if len(p.words) == 1 and p.name.isupper() and 1 < len(p.name) < 8]
    spelled = spelled_out(text) if short else {}
    for person in short:
        if person.name in spelled:
            person.name, person.body = spelled[person.name], True
