"""Whether a known name is an outlet's where it stands: many are everyday words ("Time"), people's or places' too."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from quotes.extract.lexicon import lexicon
from quotes.extract.outlets.frames import Frames
from quotes.extract.outlets.words import MARKED, NOUN_AFTER
from quotes.register import Named, Register
from quotes.register.lines import keyed
from quotes.register.words import bare

_CAPITAL_AFTER = regex.compile(r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|I\b)(?P<word>\p{Lu}\p{Ll}[\p{L}-]*+)")
_CAPITAL_BEFORE = regex.compile(r"(?P<word>\p{Lu}[\p{L}.-]*)\s$")
OF = regex.compile(r"\s(?:of|du|de|des|der|del)\s")
_OF_PLACE = regex.compile(r"\s(?:du|de|des|der|del|di)\s(?:l[ao]s?\s|l['’])?\p{Lu}")
_THE = "The "
_OTHER = regex.compile(r"\s(?:und|oder|y|e|et|and)\s")
_ARTICLE = 10
"""Code points before a name in which its article stands."""
_APOSTROPHES = ("'", "’")


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a name: the word for its kind, another capital, an article right before it."""

    noun: bool = False
    capital: bool = False
    article: bool = False


def may_be_it(text: str, named: Named, frames: Frames) -> bool:
    """Whether anything before a name could make it an outlet, as far as no word for its kind stands before it."""
    doubt = Register.load().doubt(text[named.start : named.end])
    if not doubt or _is_marked(text, named) or noun_after(text, named.end, frames):
        return True
    if text.startswith(_APOSTROPHES, named.end):
        return True
    if doubt == "homonym" or _goes_on(text, named.end, frames):
        return False
    before = text[max(0, named.start - _ARTICLE) : named.start].split()[-1:]
    article = Before(article=not frames.articles.isdisjoint(before))
    return not _lacks_article(named, text[named.start : named.end], article, frames)


def is_it(text: str, named: Named, before: Before, frames: Frames) -> bool:
    """An everyday word is a name beside a noun or between marks, or where no other capital stands beside it.

    Behind the word for its kind a name goes on to its place: `au journal local Le Courrier de Nordal`.
    """
    name = text[named.start : named.end]
    doubt = Register.load().doubt(name)
    if name.casefold() in frames.nouns and OF.match(text, named.end):
        return False
    if before.noun and _OF_PLACE.match(text, named.end) and bare(keyed(name)) != keyed(name):
        return False
    if before.noun or _is_marked(text, named) or (not before.capital and noun_after(text, named.end, frames)):
        return True
    if name.casefold() in frames.needs_marks and (before.article or _OTHER.match(text, named.end)):
        return False
    if doubt == "homonym" or (before.capital and _is_tail(text, named, frames)):
        return False
    if doubt and _lacks_article(named, name, before, frames):
        return False
    return not doubt or not (before.capital or _goes_on(text, named.end, frames))


def _goes_on(text: str, place: int, frames: Frames) -> bool:
    """Whether a name goes on at a place; a first name begins the subject there: `ha detto a Repubblica Paolo Berg`."""
    behind = _CAPITAL_AFTER.match(text, place)
    return behind is not None and behind["word"].casefold() not in lexicon(frames.code).first_names


def _lacks_article(named: Named, name: str, before: Before, frames: Frames) -> bool:
    """Whether an everyday word is written without the article that makes it a name: `told Hill`."""
    own = named.outlet.language == frames.code and named.outlet.name.startswith(_THE)
    return own and not before.article and not name.casefold().startswith(_THE.casefold())


def _is_tail(text: str, named: Named, frames: Frames) -> bool:
    """Whether a one-word name is but the end of a longer one: `the Springfield Informer`, not `Russian Kommersant`."""
    name = text[named.start : named.end]
    before = _CAPITAL_BEFORE.search(text, max(0, named.start - 30), named.start)
    if before is None or " " in name or name.isupper():
        return False
    return not frames.nationality.fullmatch(before["word"])


def noun_after(text: str, place: int, frames: Frames) -> bool:
    """Whether the word behind a place is one for a kind of outlet."""
    match = NOUN_AFTER.match(text, place)
    return match is not None and match["noun"].casefold() in frames.nouns


def _is_marked(text: str, named: Named) -> bool:
    return MARKED.search(text, max(0, named.start - 3), named.start) is not None
