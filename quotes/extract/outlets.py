"""Which words of a sentence say to whom, or through what, something was said.

An outlet is one only where a frame says so: "told the Telegraph", "au Monde", "in an interview with", "wrote on".
Its name alone is not enough, since papers also report, employ and are the subject of stories. Frames, and the words
that may stand between frame and name, are the [outlets] table of each language:

    articles, adjectives   words skipped before a name
    links                  words between a person and the outlet ("told Ann Miller of the BBC")
    nouns                  kinds of outlet; beside one an unknown name is an outlet too ("the weekly X", "X magazine")
    employers              before a loose frame they make it somebody's job ("journaliste au Monde")
    needs_marks            names that in this language are outlets only between marks or beside a noun
    speaking               verbs without which a loose frame ("to", "au") means nothing
    [frames]               frame → regular expressions that end where the outlet's words begin; "to" and "on" are loose
    [verbs]                platform → verbs that name it ("tweeted")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from quotes.extract.values import OutletMention
from quotes.language import Language
from quotes.register import Named, Register

STEPS = 7
"""Words that may stand between a frame and a name, at most; more is another clause."""
BACK = 2000
"""How far back "the paper" looks for the paper it means, in code points."""
ON_AIR = {"broadcaster", "programme", "platform"}
"""What one can speak "on"."""
LOOSE = {"to": "told", "on": "programme"}

_OPEN = "“\"«„‘'‹「『《»”"
_CLOSE = "”\"»“’'›」』》«"
_STEP = regex.compile(rf"[{_OPEN}\s]*+(?P<word>[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}.-]*+)(?P<gap>['’]s?\s*|,?\s*)")
_NAME = regex.compile(
    r"""
      \p{Lu}[\p{L}\p{N}&+-]*+                                          # a capitalised word
      (?: \s (?:(?:of|de|du|des|della|del|do|da|y|and|et|&|und|the|la)\s){0,2}?
          \p{Lu}[\p{L}\p{N}&+-]*+ ){0,4}                               # and more of them
    """,
    regex.VERBOSE,
)
_QUOTED_NAME = regex.compile(rf"\s*[{_OPEN}]\s?(?P<name>\p{{Lu}}[^{_CLOSE}\n]{{1,40}})[{_CLOSE}]")
_NOUN_AFTER = regex.compile(r"\s(?P<noun>\p{Ll}[\p{L}-]+)")
_CAPITAL_AFTER = regex.compile(r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|I\b)\p{Lu}\p{Ll}")
_DOMAIN = regex.compile(
    r"(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|info|tv|fm|co\.uk|fr|de|es|it|pt|nl|pl|ru|ua|cz|be|ch|at|eu|news|io|br|mx|ar|jp|cn|tr)\b",
    regex.IGNORECASE,
)
_WORDS = r"(?:\s[\p{L}\p{N}’'-]+){0,5}?"
_FEW = r"(?:\s[\p{L}\p{N}’'-]+){0,2}?"
_ANY_NAME = r"(?-i:\p{Lu})[\p{L}\p{N}&.’'-]*(?:\s[\p{L}\p{N}&.’'-]+){0,3}?"
_PLACE = regex.compile(r"\{[a-z]+\}")
_BARE = regex.compile(r"[.!?…][”\"’»]?\s+(?P<name>[\p{L}\p{N}][^.!?\n]{1,40})\.?[ \t]*(?=\n|$)")


@dataclass(frozen=True)
class Frames:
    """A language's [outlets] table, compiled."""

    code: str
    frames: tuple[tuple[str, regex.Pattern[str]], ...]
    verbs: tuple[tuple[str, regex.Pattern[str]], ...]
    articles: frozenset[str]
    links: frozenset[str]
    skipped: frozenset[str]
    nouns: frozenset[str]
    needs_marks: frozenset[str]
    employers: regex.Pattern[str]
    speaking: regex.Pattern[str]


@dataclass(frozen=True)
class _Phrase:
    start: int
    end: int
    outlet: str
    kind: str = ""
    known: bool = True


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
    frames = _frames(language)
    found = [*_framed(text, start, end, frames), *_by_verb(text, start, end, frames), *_bare(text, start, end, frames)]
    return _apart(found)


@cache
def _frames(language: Language) -> Frames:
    table = language.tables.get("outlets", {})
    return Frames(
        language.code,
        tuple((frame, _pattern(_filled(words, table))) for frame, words in table.get("frames", {}).items()),
        tuple((name, _pattern(words)) for name, words in table.get("verbs", {}).items()),
        frozenset(table.get("articles", "").split()),
        frozenset(table.get("links", "").split()),
        frozenset(table.get("articles", "").split()) | frozenset(table.get("adjectives", "").split()),
        frozenset(table.get("nouns", "").split()),
        frozenset(table.get("needs_marks", "").split()),
        regex.compile(rf"(?:{'|'.join(table.get('employers', ['$.']))})\s+$", regex.IGNORECASE),
        _pattern(table.get("speaking", ["$."])),
    )


def _filled(words: Iterable[str], table: Mapping[str, Any]) -> list[str]:
    """The frames' expressions with their placeholders written out."""
    skipped = "|".join(map(regex.escape, f"{table['articles']} {table['adjectives']} {table['nouns']}".split()))
    places = {"{words}": _WORDS, "{few}": _FEW, "{name}": _ANY_NAME, "{skipped}": f"(?:{skipped})"}
    return [_PLACE.sub(lambda m: places[m.group()], word) for word in words]


def _pattern(words: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(words)})(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)


def _framed(text: str, start: int, end: int, frames: Frames) -> Iterator[OutletMention]:
    for frame, pattern in frames.frames:
        for match in pattern.finditer(text, start, end):
            phrase = _phrase(text, match.end(), end, frames)
            if phrase and _allowed(text, start, end, frame, match.start(), phrase, frames):
                yield _mention(text, phrase, "platform" if phrase.kind == "platform" else LOOSE.get(frame, frame))


def _mention(text: str, phrase: _Phrase, frame: str) -> OutletMention:
    return OutletMention(phrase.start, phrase.end, text[phrase.start : phrase.end], phrase.outlet, frame, phrase.known)


def _allowed(text: str, start: int, end: int, frame: str, place: int, phrase: _Phrase, frames: Frames) -> bool:
    """A loose frame means something said only with more around it."""
    if frame == "platform":
        return phrase.kind == "platform"
    if frame == "on":
        return phrase.kind in ON_AIR
    if frame == "to":
        speaks = frames.speaking.search(text, start, end)
        return bool(speaks) and not frames.employers.search(text, max(start, place - 60), place)
    return phrase.kind != "platform" or frame not in {"told", "interview"}


def _phrase(text: str, place: int, end: int, frames: Frames) -> _Phrase | None:
    """The outlet that the words from ``place`` name, past articles, adjectives, a person and the kind of outlet."""
    noun, capitals, first = False, 0, place
    for _ in range(STEPS):
        match = _STEP.match(text, place, end)
        if not match:
            break
        word, begin = match["word"], match.start("word")
        if found := _named(text, begin, end, noun, bool(capitals), frames):
            return found
        if word.casefold() in frames.nouns:
            noun = True
            if quoted := _QUOTED_NAME.match(text, match.end(), end):
                return _known_or_not(text, quoted.start("name"), quoted.end("name"), frames)
        elif noun and word[0].isupper() and (name := _NAME.match(text, begin, end)):
            return _known_or_not(text, begin, name.end(), frames)
        elif word[0].isupper() and capitals < 3 and "," not in match["gap"]:
            capitals += 1
        elif word.casefold() not in frames.skipped and not (capitals and word in frames.links):
            break
        place = match.end()
    return _unknown(text, first, end, frames)


def _named(text: str, begin: int, end: int, noun: bool, capital: bool, frames: Frames) -> _Phrase | None:
    if domain := _DOMAIN.match(text, begin, end):
        outlet = Register.load().by_domain(domain.group())
        return _Phrase(begin, domain.end(), outlet.name if outlet else domain.group(), "website", outlet is not None)
    named = Register.load().name_at(text, begin, frames.code)
    if not named or named.end > end or not _is_it(text, named, noun, capital, frames):
        return None
    return _with_programme(text, named, end)


def _is_it(text: str, named: Named, noun: bool, capital: bool, frames: Frames) -> bool:
    """An everyday word is a name beside a noun or between marks, or where no other capital stands beside it."""
    name = text[named.start : named.end]
    marked = noun or text[named.start - 1] in _OPEN
    if name.casefold() in frames.needs_marks:
        return marked
    alone = not capital and not _CAPITAL_AFTER.match(text, named.end)
    return marked or alone or not Register.load().is_ordinary(name)


def _with_programme(text: str, named: Named, end: int) -> _Phrase:
    outlet, stop = named.outlet, named.end
    if outlet.kind in {"broadcaster", "platform"}:
        inner = regex.match(r"['’]s?\s+", text, pos=named.end)
        programme = Register.load().name_at(text, inner.end()) if inner else None
        if programme and programme.outlet.kind == "programme":
            stop = programme.end
    return _Phrase(named.start, stop, outlet.name, outlet.kind)


def _known_or_not(text: str, start: int, end: int, frames: Frames) -> _Phrase:
    outlet = Register.load().by_name(text[start:end], frames.code)
    return _Phrase(
        start, end, outlet.name if outlet else text[start:end], outlet.kind if outlet else "", outlet is not None
    )


def _unknown(text: str, place: int, end: int, frames: Frames) -> _Phrase | None:
    """`X magazine`: a capitalised name before the kind of outlet."""
    article = regex.match(rf"\s*(?:(?:{'|'.join(frames.articles)})(?:\s|['’]))?", text, pos=place)
    name = _NAME.match(text, article.end(), end) if article else None
    noun = _NOUN_AFTER.match(text, name.end(), end) if name else None
    if not name or not noun or noun["noun"].casefold() not in frames.nouns:
        return None
    return _known_or_not(text, name.start(), noun.end(), frames)


def _by_verb(text: str, start: int, end: int, frames: Frames) -> Iterator[OutletMention]:
    for platform, pattern in frames.verbs:
        for match in pattern.finditer(text, start, end):
            yield OutletMention(match.start(), match.end(), match.group(), platform, "platform")


def _bare(text: str, start: int, end: int, frames: Frames) -> Iterator[OutletMention]:
    """A name alone as the paragraph's last sentence: `… of the town. New York Times.`"""
    line_end = text.find("\n", end)
    for match in _BARE.finditer(text, start, len(text) if line_end < 0 else line_end):
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
