"""The outlet that the words after a frame name: known, or unknown and shown by the word for its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import regex

from quotes.extract.outlets.doubt import Before
from quotes.extract.outlets.frames import Frames
from quotes.extract.outlets.meant import meant
from quotes.extract.outlets.naming import known_or_not, named_at, quoted_name
from quotes.extract.outlets.places import Places
from quotes.extract.outlets.words import COINED, INNER, NAME, NOUN_AFTER, OPEN, STEP, Phrase
from quotes.register import Register

STEPS = 7
"""Words that may stand between a frame and a name, at most; more is another clause."""
_OWNED = regex.compile(r"(?<=\s)\p{L}[\p{L}-]*")
_ARTICLE = 10
"""Code points before a place in which the article that a frame ends with stands."""
_OWN = 30
"""Code points behind an owner in which the word for a programme is looked for."""
_APOSTROPHES = ("'", "’")
_STOP = regex.compile(r"[”\"»’]?\s*(?:[,.;:!?)—–-]|$)")
"""What ends an apposition: `her podcast, Harbour Lights, …`, not `in the magazine, Ann Miller says`."""
_NAMED_BEHIND = regex.compile(r"\s\p{Lu}")
_MARKS = regex.compile(rf"\s?[{OPEN}]")


@dataclass(slots=True)
class _Way:
    """What was passed on the way from a frame to a name."""

    noun: str = ""
    comma: bool = False
    capitals: int = 0
    article: bool = False
    press: bool = False
    asker: bool = False
    named_from: int | None = None


def phrase_at(places: Places, place: int, end: int) -> Phrase | None:
    """The outlet that the words from ``place`` name, past articles, adjectives, a person and the kind of outlet."""
    text, frames, first = places.text, places.frames, place
    way = _Way(article=not frames.articles.isdisjoint(text[max(0, place - _ARTICLE) : place].split()[-1:]))
    for _ in range(STEPS):
        match = STEP.match(text, place, end)
        if not match:
            break
        if found := _named(places, match, end, way):
            return found
        if not _passed(match, way, frames):
            break
        place = match.end()
    others = (f(places, first, end) for f in (_unknown, meant, _generic, _coined))
    return next(filter(None, others), None)


def unknown_at(text: str, place: int, end: int, is_person: Callable[[int, int], bool]) -> Phrase | None:
    """A name behind words after which only an outlet can stand: `an interview granted to Harbour Lights`."""
    match = NAME.match(text, place + 1 if text[place : place + 1].isspace() else place, end)
    if match is None or is_person(match.start(), match.end()):
        return None
    return Phrase(match.start(), match.end(), match.group(), known=False)


def _coined(places: Places, place: int, end: int) -> Phrase | None:
    """`TheHarbour`: an unknown name that is written as sites write theirs."""
    match = STEP.match(places.text, place, end)
    name = COINED.fullmatch(match["word"].rstrip(".-")) if match and places.frames.skips else None
    if match is None or name is None:
        return None
    begin = match.start("word")
    return Phrase(begin, begin + len(name.group()), name.group(), "website", known=False)


def _generic(places: Places, place: int, end: int) -> Phrase | None:
    """A common noun that stands for an outlet: `state television`; not what a name follows: `state news agency X`."""
    text, generic = places.text, places.frames.generic
    match = generic.match(text, place, end) if generic else None
    if match is None or _NAMED_BEHIND.match(text, match.end(), end):
        return None
    return Phrase(match.start("name"), match.end("name"), match["name"], "broadcaster", known=False)


def _named(places: Places, match: regex.Match[str], end: int, way: _Way) -> Phrase | None:
    """The outlet that a word begins to name, or the unknown one that the word for its kind introduces."""
    text, frames = places.text, places.frames
    word, begin = match["word"], match.start("word")
    if way.asker or (word in frames.skipped and word not in frames.nouns):
        return None
    before = Before(bool(way.noun), bool(way.capitals), way.article)
    if found := named_at(places, begin, word, end, before):
        return _with_noun(text, found, way, frames)
    if word.casefold() in frames.nouns:
        if name := quoted_name(text, match.end(), end, frames):
            return _of_kind(name, word.casefold(), frames)
    elif way.noun and (way.press or way.noun not in frames.weak) and word[0].isupper():
        called = NAME.match(text, begin, end)
        if called and (not way.comma or _STOP.match(text, called.end())):
            start = begin if way.named_from is None else way.named_from
            return _of_kind(known_or_not(text, start, called.end(), frames), way.noun, frames)
    elif _MARKS.match(text, match.start()) and (aired := quoted_name(text, match.start(), end, frames)):
        behind = NOUN_AFTER.match(text, aired.end + 1) if aired.end < end else None
        if behind and behind["noun"] in frames.aired:
            return _of_kind(aired, behind["noun"], frames)
        return aired if aired.known and aired.kind == "broadcaster" else None
    return None


def _with_noun(text: str, found: Phrase, way: _Way, frames: Frames) -> Phrase:
    """`dijo a radio Universo`: the word for a kind of outlet may be part of its name, which is another's without it."""
    if not way.noun or way.comma or not found.known:
        return found
    joined = Register.load().by_name(f"{way.noun} {text[found.start : found.end]}", frames.code)
    other = joined and joined.kind != found.kind
    return replace(found, outlet=joined.name, kind=joined.kind) if joined and other else found


def _passed(match: regex.Match[str], way: _Way, frames: Frames) -> bool:
    """Whether a word may stand between a frame and the name; ``way`` learns what it was."""
    word = match["word"]
    key = word.casefold()
    way.article = word in frames.articles
    if key in frames.nouns:
        way.noun, way.comma = key, "," in match["gap"]
        way.named_from = match.start("word") if frames.skips and word[0].isupper() else None
    elif word in frames.skipped and not way.asker:
        way.press |= word in frames.press
    elif key in frames.askers:
        way.asker = True
    elif word[0].isupper() and way.capitals < frames.skips and "," not in match["gap"]:
        way.capitals += 1
    elif way.asker and word in frames.of:
        way.asker, way.article = False, False
    else:
        if way.capitals and word in frames.links:
            way.noun = ""
            return not way.asker
        return not way.asker and key in frames.skipped
    return True


def _of_kind(phrase: Phrase, noun: str, frames: Frames) -> Phrase:
    """An unknown name is a programme where the word for its kind says so."""
    return phrase if phrase.kind or noun not in frames.aired else replace(phrase, kind="programme")


def _unknown(places: Places, place: int, end: int) -> Phrase | None:
    """`X magazine`: a capitalised name before the kind of outlet."""
    text, frames = places.text, places.frames
    match = STEP.match(text, place, end)
    article = match and match["word"].casefold() in frames.articles
    begin = match.end() if match and article else match.start("word") if match else place
    name = NAME.match(text, begin, end)
    while name:
        noun = NOUN_AFTER.match(text, name.end(), end)
        if noun and noun["noun"].casefold() in frames.nouns:
            return _of_kind(known_or_not(text, name.start(), noun.end(), frames), noun["noun"].casefold(), frames)
        if owned := _owned(text, name.start(), name.end(), end, frames):
            return owned
        inner = INNER.match(text, name.end(), end)
        name = NAME.match(text, inner.end(), end) if inner else None
    return None


def _owned(text: str, start: int, place: int, end: int, frames: Frames) -> Phrase | None:
    """`Tom Lee’s weekly podcast`: a programme that is called by whose it is."""
    for word in _OWNED.finditer(text, place, min(end, place + _OWN)) if text[place : place + 1] in _APOSTROPHES else ():
        if word.group().casefold() in frames.aired:
            return Phrase(start, word.end(), text[start : word.end()], "programme", known=False)
        if word.group()[:1].isupper():
            break
    return None
