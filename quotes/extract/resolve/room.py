"""What resolving one article needs, and whether somebody fits a gender or number."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions import Cast, Person
from quotes.extract.stand_ins import stand_ins

_ARTICLE = 6
"""Code points of an article and the spaces around it."""
_RECENT = 20
"""So many speakers back the last one before a place is looked for."""


@dataclass(slots=True)
class Resolved:
    """``speaker`` is a name or a description; ``person`` the member of the cast, when it is one; ``how`` we know."""

    speaker: str | None = None
    person: Person | None = None
    gender: str = ""
    relayer: str | None = None
    how: str = ""


@dataclass(slots=True)
class Room:
    """What resolving one article needs: its text and cast, and who has spoken so far (where, who).

    ``ages`` are the people named beside each age, found when first asked for.
    """

    text: str
    cast: Cast
    lexicon: Lexicon
    spoken: list[tuple[int, Resolved]] = field(default_factory=list)
    ages: dict[str, list[Person]] | None = None

    def breaks(self, word: str) -> bool:
        """Whether a word cannot stand between a description and the name it goes with (`31-year-old driver Tom`)."""
        flag = self.lexicon.flags.get(word.lower(), 0)
        return not word[-1].isalnum() or bool(flag & (wc.FUNCTION | wc.CUE) and not flag & (wc.ROLE | wc.TITLE))

    def behind_article(self, at: int) -> bool:
        """Whether the article of a description is part of its cue: `nach Ansicht des Ministers`."""
        articles = stand_ins(self.lexicon.code).oblique_articles
        before = self.text[max(0, at - _ARTICLE) : at].split() if articles else []
        return bool(before) and before[-1].lower() in articles

    def spoken_before(self, at: int) -> int:
        """Where the last speaker before a place is named; -1 where nobody has spoken."""
        return max((place for place, _ in self.spoken[-_RECENT:] if place < at), default=-1)


def fits_resolved(r: Resolved, gender: str) -> bool:
    if gender in ("m", "f") and (r.gender == "n" or (r.person and (r.person.place or r.person.body))):
        return False
    if r.person:
        return fits(r.person, gender, False) or (gender in ("m", "f", "") and r.person.gender in ("", gender))
    if gender in ("m", "f", ""):
        return r.gender in ("", gender) or (not gender and r.gender in ("m", "f"))
    return r.gender in ("", "p", "n")


def fits(person: Person, gender: str, strict: bool) -> bool:
    if gender in ("m", "f", ""):
        loosely = len(person.words) > 1 or (gender != "" and person.gender == gender)
        known = person.person or (not strict and loosely and not (person.body or person.place))
        return known and (not gender or person.gender in ("", gender))
    return person.body
