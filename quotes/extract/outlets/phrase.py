"""The outlet that the words after a frame name: known, or unknown and shown by the word for its kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import regex

from quotes.extract.outlets.frames import Frames
from quotes.model import Outlet
from quotes.register import Named, Register

STEPS = 7
"""Words that may stand between a frame and a name, at most; more is another clause."""
BACK = 2000
"""How far back "the paper" looks for the paper it means, in code points."""

_OPEN = "“\"«„‘'‹「『《»”¡"
_CLOSE = "”\"»“’'›」』》«"
_STEP = regex.compile(rf"[{_OPEN}’\s]*+(?P<word>[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}.-]*+)(?P<gap>['’]s?\s*|,?\s*)")
_NAME = regex.compile(
    r"""
      \p{Lu}[\p{L}\p{N}&+-]*+                                          # a capitalised word
      (?: \s (?:(?:of|de|du|des|della|del|do|da|y|and|et|&|und|the|la)\s){0,2}?
          \p{Lu}[\p{L}\p{N}&+-]*+ ){0,4}                               # and more of them
    """,
    regex.VERBOSE,
)
_QUOTED_NAME = regex.compile(
    rf"\s*(?:\p{{Ll}}+\s){{0,2}}[{_OPEN}]\s?(?P<name>\p{{L}}[^{_CLOSE}\n]{{1,40}}?)\s?[{_CLOSE}]"
)
_SERIES = regex.compile(r"(?:['’]s?)?(?:\s\p{Lu}[\p{L}\p{N}’'-]*+){0,4}\s(?P<noun>\p{Ll}[\p{L}-]+)")
"""What makes a known name a programme's: `the POLITICO Money podcast`."""
_OWNED = regex.compile(r"(?<=\s)\p{L}[\p{L}-]*")
_OWN = 30
"""Code points behind an owner in which the word for a programme is looked for."""
_APOSTROPHES = ("'", "’")
_NOUN_AFTER = regex.compile(r"\s(?P<noun>\p{Ll}[\p{L}-]+)")
_CAPITAL_AFTER = regex.compile(r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|I\b)\p{Lu}\p{Ll}")
_CAPITAL_BEFORE = regex.compile(r"(?P<word>\p{Lu}[\p{L}.-]*)\s$")
_ARTICLES = frozenset({"the", "le"})
_OF = regex.compile(r"\s(?:of|du|de|des|der|del)\s")
_MARKED = regex.compile(rf"(?<![\p{{L}}\p{{N}}])[{_OPEN}]\s?$")
_INNER = regex.compile(r"['’]s?\s+")
_DOMAIN = regex.compile(
    r"""(?:[\p{L}\p{N}-]+\.)+
        (?:com|org|net|info|tv|fm|co\.uk|fr|de|es|it|pt|nl|pl|ru|ua|cz|be|ch|at|eu|news|io|br|mx|ar|jp|cn|tr)\b""",
    regex.IGNORECASE | regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an outlet; ``outlet`` is canonical where ``known``, ``kind`` is empty where it is not."""

    start: int
    end: int
    outlet: str
    kind: str = ""
    known: bool = True


def phrase_at(text: str, place: int, end: int, frames: Frames) -> Phrase | None:
    """The outlet that the words from ``place`` name, past articles, adjectives, a person and the kind of outlet."""
    noun, kind, capitals, first = False, "", 0, place
    named_from: int | None = None
    for _ in range(STEPS):
        match = _STEP.match(text, place, end)
        if not match:
            break
        word, begin = match["word"], match.start("word")
        if word in frames.skipped and word not in frames.nouns:
            place = match.end()
            continue
        if found := _named(text, begin, end, noun, bool(capitals), frames):
            return found
        if word.casefold() in frames.nouns:
            noun, kind = True, word.casefold()
            named_from = begin if frames.skips and word[0].isupper() else None
            if quoted := _QUOTED_NAME.match(text, match.end(), end):
                return _of_kind(_known_or_not(text, quoted.start("name"), quoted.end("name"), frames), kind, frames)
        elif noun and kind not in frames.weak and word[0].isupper() and (name := _NAME.match(text, begin, end)):
            found = _known_or_not(text, begin if named_from is None else named_from, name.end(), frames)
            return _of_kind(found, kind, frames)
        elif word[0].isupper() and capitals < frames.skips and "," not in match["gap"]:
            capitals += 1
        elif word.casefold() not in frames.skipped and not (capitals and word in frames.links):
            break
        place = match.end()
    return _unknown(text, first, end, frames) or _meant(text, first, end, frames)


def _named(text: str, begin: int, end: int, noun: bool, capital: bool, frames: Frames) -> Phrase | None:
    register = Register.load()
    if domain := _DOMAIN.match(text, begin, end):
        outlet = register.by_domain(domain.group())
        return Phrase(begin, domain.end(), outlet.name if outlet else domain.group(), "website", outlet is not None)
    named = register.name_at(text, begin, frames.code)
    called = _called(text, begin, end, frames)
    if not named or named.end > end or not _is_it(text, named, noun, capital, frames):
        return called
    return _with_programme(text, named, frames) if called is None or called.end <= named.end else called


def _called(text: str, begin: int, end: int, frames: Frames) -> Phrase | None:
    """A name whose own words tell that it is an outlet's: `Harbour Herald`, `Radio Vantor`."""
    for kind, pattern in frames.names if text[begin].isupper() else ():
        match = pattern.match(text, begin, end)
        if match and (frames.skips or match.group().split()[0].casefold() not in frames.nouns):
            return replace(_known_or_not(text, begin, match.end(), frames), kind=kind)
    return None


def _is_it(text: str, named: Named, noun: bool, capital: bool, frames: Frames) -> bool:
    """An everyday word is a name beside a noun or between marks, or where no other capital stands beside it."""
    name = text[named.start : named.end]
    doubt = Register.load().doubt(name)
    if name.casefold() in frames.nouns and _OF.match(text, named.end):
        return False
    if (
        noun
        or _MARKED.search(text, max(0, named.start - 3), named.start)
        or (not capital and _noun_after(text, named.end, frames))
    ):
        return True
    if name.casefold() in frames.needs_marks or doubt == "homonym" or (capital and _is_tail(text, named, frames)):
        return False
    return not doubt or not (capital or _CAPITAL_AFTER.match(text, named.end))


def _is_tail(text: str, named: Named, frames: Frames) -> bool:
    """Whether a one-word name is but the end of a longer one: `the Springfield Informer`, not `Russian Kommersant`."""
    name = text[named.start : named.end]
    before = _CAPITAL_BEFORE.search(text, max(0, named.start - 30), named.start)
    if before is None or " " in name or name.isupper():
        return False
    return not frames.nationality.fullmatch(before["word"])


def _noun_after(text: str, place: int, frames: Frames) -> bool:
    match = _NOUN_AFTER.match(text, place)
    return match is not None and match["noun"].casefold() in frames.nouns


def _with_programme(text: str, named: Named, frames: Frames) -> Phrase:
    """A network with its programme ("MSNBC’s Morning Joe") is one phrase, and the network is the outlet."""
    outlet, stop = named.outlet, named.end
    if outlet.kind in {"broadcaster", "platform"} and (inner := _INNER.match(text, named.end)):
        programme = Register.load().name_at(text, inner.end())
        stop = programme.end if programme and programme.outlet.kind == "programme" else stop
    outlet = _fuller(text, named, frames) or outlet
    series = _SERIES.match(text, stop)
    if series and series["noun"].casefold() in frames.aired:
        return Phrase(named.start, series.end(), outlet.name, "programme")
    return Phrase(named.start, stop, outlet.name, outlet.kind)


def _of_kind(phrase: Phrase, noun: str, frames: Frames) -> Phrase:
    """An unknown name is a programme where the word for its kind says so."""
    return phrase if phrase.kind or noun not in frames.aired else replace(phrase, kind="programme")


def _fuller(text: str, named: Named, frames: Frames) -> Outlet | None:
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


def _known_or_not(text: str, start: int, end: int, frames: Frames) -> Phrase:
    outlet = Register.load().by_name(text[start:end], frames.code)
    if outlet:
        return Phrase(start, end, outlet.name, outlet.kind)
    return Phrase(start, end, text[start:end], known=False)


def _unknown(text: str, place: int, end: int, frames: Frames) -> Phrase | None:
    """`X magazine`: a capitalised name before the kind of outlet."""
    match = _STEP.match(text, place, end)
    article = match and match["word"].casefold() in frames.articles
    begin = match.end() if match and article else match.start("word") if match else place
    name = _NAME.match(text, begin, end)
    while name:
        noun = _NOUN_AFTER.match(text, name.end(), end)
        if noun and noun["noun"].casefold() in frames.nouns:
            return _of_kind(_known_or_not(text, name.start(), noun.end(), frames), noun["noun"].casefold(), frames)
        if owned := _owned(text, name.start(), name.end(), end, frames):
            return owned
        inner = _INNER.match(text, name.end(), end)
        name = _NAME.match(text, inner.end(), end) if inner else None
    return None


def _owned(text: str, start: int, place: int, end: int, frames: Frames) -> Phrase | None:
    """`Tom Lee’s weekly podcast`: a programme that is called by whose it is."""
    for word in _OWNED.finditer(text, place, min(end, place + _OWN)) if text[place : place + 1] in _APOSTROPHES else ():
        if word.group().casefold() in frames.aired:
            return Phrase(start, word.end(), text[start : word.end()], "programme", known=False)
        if word.group()[:1].isupper():
            break
    return None


def _meant(text: str, place: int, end: int, frames: Frames) -> Phrase | None:
    """`the paper`: the outlet named last before it."""
    begin = None
    for _ in range(3):
        match = _STEP.match(text, place, end)
        if not match:
            return None
        begin = match.start("word") if begin is None else begin
        word = match["word"].rstrip(".")
        if word.casefold() in frames.anaphors:
            return _last_before(text, begin, match.start("word") + len(word), frames)
        if match["word"].casefold() not in frames.skipped:
            return None
        place = match.end()
    return None


def _last_before(text: str, begin: int, end: int, frames: Frames) -> Phrase | None:
    register = Register.load()
    for named in reversed(list(register.names_in(text, max(0, begin - BACK), begin, frames.code))):
        doubt = register.doubt(text[named.start : named.end])
        if named.outlet.kind != "platform" and (not doubt or (doubt == "ordinary" and _shown(text, named, frames))):
            outlet = _fuller(text, named, frames) or named.outlet
            return Phrase(begin, end, outlet.name, outlet.kind)
    return None


def _shown(text: str, named: Named, frames: Frames) -> bool:
    """Whether the word before a name, or the marks around it, show that it is an outlet."""
    before = text[max(0, named.start - 30) : named.start]
    amid = frames.skips and before[-2:-1].islower()
    return bool(amid or _MARKED.search(before)) or not frames.nouns.isdisjoint(before.casefold().split()[-1:])
