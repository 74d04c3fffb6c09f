"""A body that a pronoun takes up by the gender of its noun: `écrit la préfecture. « … », ajoute-t-elle`.

From the [resolve.body_articles] table of a language file: articles with the genders that a noun behind them may have;
``texts`` of [resolve] are nouns for what is written and says nothing more.
"""

from __future__ import annotations

from functools import cache

from quotes import language
from quotes.extract.resolve.room import Resolved, Room, fits
from quotes.extract.resolve.several import subject_of
from quotes.model import Span

_SOON = 600
"""Code points behind the words of a body in which a pronoun takes it up."""


@cache
def _articles(code: str) -> dict[str, str]:
    return dict(language.load(code).tables.get("resolve", {}).get("body_articles", {}))


@cache
def _texts(code: str) -> frozenset[str]:
    return frozenset(language.load(code).tables.get("resolve", {}).get("texts", "").split())


def body_that_spoke(at: int, gender: str, room: Room) -> Resolved | None:
    """The body that spoke last, where the gender of its noun fits and nobody else of that gender is named since."""
    if gender not in ("m", "f") or not room.spoken or not _articles(room.lexicon.code):
        return None
    place, last = room.spoken[-1]
    if last.person or last.gender != "n" or not 0 < at - place < _SOON or not _is_of(last.speaker or "", gender, room):
        return None
    named = room.cast.back(at, place, lambda who: fits(who, gender, False))
    return None if any(room.cast.is_subject(m) for m in named) else Resolved(last.speaker, None, "n", how="pronoun")


def body_told_of(at: int, gender: str, room: Room) -> Resolved | None:
    """The body that a sentence shortly before is about, where the gender of its noun fits."""
    if gender not in ("m", "f") or not _articles(room.lexicon.code):
        return None
    found = subject_of(at, "n", room)
    words = room.text[found.start : found.end] if isinstance(found, Span) else ""
    return Resolved(words, None, "n", how="pronoun") if _is_of(words, gender, room) else None


def _is_of(words: str, gender: str, room: Room) -> bool:
    """Whether a noun phrase begins with an article of a gender, and no text is behind it."""
    article, *nouns = words.lower().replace("’", "'").replace("'", " ").split() or [""]
    code = room.lexicon.code
    return gender in _articles(code).get(article, "") and not (nouns and nouns[0] in _texts(code))
