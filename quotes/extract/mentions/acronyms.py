"""Acronyms that the article spells out: `the Harbour Workers Association (HWA)`, and later `the HWA`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extract.mentions.people import Person, Run

_SHORT = re.compile(r"\((?:the )?([A-ZÀ-Ý]{2,7})\)")
_BEFORE = 200
"""Code points before the bracket in which the name stands."""
_LONGEST = 120
"""Code points of a name in full."""
_FEWEST = 3
"""Letters of an acronym whose name is looked for elsewhere; two letters begin too many words."""
_ASKED = 50
"""So many acronyms of an article are looked for elsewhere."""
_LOOKED = 300
"""So many names are asked for it."""
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


def written_out(text: str, at: int, letters: str) -> str | None:
    """The name that begins at a place, where its initials are the letters; small words between may be passed over.

    >>> text = "She asked the Banque des quais du Nord, and the BQN said no."
    >>> written_out(text, 14, "BQN"), written_out(text, 14, "BQX")
    ('Banque des quais du Nord', None)
    """
    words = text[at : at + _LONGEST].split(maxsplit=2 * len(letters))
    k = 0
    for n, letter in enumerate(letters):
        while n and k < len(words) and len(words[k]) < _SMALL and words[k].islower() and words[k][0].upper() != letter:
            k += 1
        word = words[k] if k < len(words) else " "
        if word[0].upper() != letter or not (word[-1].isalnum() or word == letter or n == len(letters) - 1):
            return None
        k += 1
    return " ".join(words[:k]).rstrip(".,;:!?)»”\"'’…")


def take_up(people: list[Person], names: Sequence[Run], text: str) -> None:
    """Gives those who are known by an acronym alone the name that the article spells out."""
    short = [p for p in people if len(p.words) == 1 and p.name.isupper() and 1 < len(p.name) < 8]
    spelled = spelled_out(text) if short and "(" in text else {}
    for n, person in enumerate(short):
        name = spelled.get(person.name) or (n < _ASKED and _elsewhere(person.name, names, text))
        if name:
            person.name, person.body = name, True


def _elsewhere(letters: str, names: Sequence[Run], text: str) -> str | None:
    """The name in full that the article has somewhere: `le Fonds des quais industriels … le FQI`."""
    if len(letters) < _FEWEST:
        return None
    begun = (r for r in names[:_LOOKED] if r.name.words[0][0] == letters[0] and not r.name.person)
    found = (written_out(text, run.at[0], letters) for run in begun if run.name.words[0] != letters)
    return next(filter(None, found), None)
