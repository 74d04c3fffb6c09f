"""The outlet that words mean which do not name it: `the paper`, `the Post`."""

from __future__ import annotations

from functools import cache

import regex

from quotes.extract.outlets.frames import Frames
from quotes.extract.outlets.places import Places
from quotes.extract.outlets.words import MARKED, STEP, Phrase
from quotes.model import Outlet
from quotes.register import Named, Register

BACK = 2000
"""How far back "the paper" looks for the paper it means, in code points."""
_ARTICLES = frozenset({"the", "le"})


def fuller(text: str, named: Named, frames: Frames) -> Outlet | None:
    """The outlet meant by a mere last word: `the Post` is the longer name before it that ends so."""
    words = text[named.start : named.end].split()
    if words[-1] not in frames.telling or len(words) > 2 or (len(words) == 2 and words[0].casefold() not in _ARTICLES):
        return None
    found = [m.group().split() for m in _longer(words[-1]).finditer(text, max(0, named.start - BACK), named.start)]
    names = (" ".join(name[k:]) for name in reversed(found[-3:]) for k in range(len(name) - 1))
    return next(filter(None, (Register.load().by_name(name, frames.code) for name in names)), None)


@cache
def _longer(word: str) -> regex.Pattern[str]:
    """Names of several words that end with one (of the few that ``Frames.telling`` has)."""
    return regex.compile(rf"(?<!\p{{L}})(?:\p{{Lu}}\p{{L}}*+\s){{1,3}}{regex.escape(word)}(?!\p{{L}})")


def meant(places: Places, place: int, end: int) -> Phrase | None:
    """`the paper`: the outlet named last before it."""
    text, frames, begin = places.text, places.frames, None
    for _ in range(3):
        match = STEP.match(text, place, end)
        if not match:
            return None
        begin = match.start("word") if begin is None else begin
        word = match["word"].rstrip(".")
        if word.casefold() in frames.anaphors:
            return _last_before(places, begin, match.start("word") + len(word))
        if match["word"].casefold() not in frames.skipped:
            return None
        place = match.end()
    return None


def _last_before(places: Places, begin: int, end: int) -> Phrase | None:
    text, frames = places.text, places.frames
    for named in reversed(places.named(begin - BACK, begin)):
        doubt = Register.load().doubt(text[named.start : named.end])
        if named.outlet.kind != "platform" and (not doubt or (doubt == "ordinary" and _shown(text, named, frames))):
            outlet = fuller(text, named, frames) or named.outlet
            return Phrase(begin, end, outlet.name, outlet.kind)
    return None


def _shown(text: str, named: Named, frames: Frames) -> bool:
    """Whether the word before a name, or the marks around it, show that it is an outlet."""
    before = text[max(0, named.start - 30) : named.start]
    amid = frames.skips and before[-2:-1].islower()
    return bool(amid or MARKED.search(before)) or not frames.nouns.isdisjoint(before.casefold().split()[-1:])
