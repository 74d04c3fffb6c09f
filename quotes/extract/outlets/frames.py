"""A language's [outlets] table, compiled: which words make an outlet of the name that follows them.

    articles, adjectives   words skipped before a name
    links                  words between a person and the outlet ("told Ann Miller of the BBC")
    nouns                  kinds of outlet; beside one an unknown name is an outlet too ("the weekly X", "X magazine")
    weak                   kinds that make no outlet of an unknown name, since others have them too ("the agency Fitch")
    aired                  kinds that one speaks "on", whatever is called so
    aired_by               what stands between a programme and its network ("on the")
    local                  what stands between a network and its local station ("affiliate")
    press                  adjectives that make a weak kind an outlet's ("the news site X")
    askers                 who asks for an outlet ("told a reporter for X"), before one of the words of ``of``
    generic                common nouns that stand for an outlet ("state television")
    drops                  words that are no part of an unknown name ("The")
    hosted                 words between a programme and the name of its host ("with")
    anaphors               kinds of outlet that alone mean the outlet named before ("told the paper")
    employers              before a loose frame they make it somebody's job ("journaliste au Monde")
    needs_marks            names that in this language are outlets only between marks, beside a noun or without article
    nationality            capitalised words that do not belong to the name behind them ("Russian Kommersant")
    speaking               verbs without which a loose frame ("to", "au") means nothing
    elsewhere              another occasion of speaking ("at a rally"), behind which an outlet no longer holds
    stages                 so many of them, from the first, are places: a sentence before may name them too
    recent                 those of them that are still the article's occasion ("last week")
    posted                 what is put on a platform ("story", "message")
    occasion               words of which a sentence has one that tells of an occasion of speaking without quoting
    there                  the occasion named before ("in the interview")
    adding                 verbs of one who goes on ("added")
    posting                verbs of one who goes on with a post ("wrote")
    apart                  an interview that is another than the article's ("in a separate interview")
    several                people without a name of whom some are named later ("residents")
    together               words for several who speak without a name ("the couple")
    asking                 verbs whose subject is the outlet that gets the answer ("the BBC asked Lee")
    granting               words of the frame "granted", which show where an unknown outlet may stand
    writing                verbs of those who write for an outlet ("the Herald's Ann Miller wrote")
    reach                  where a genitive looks like a dative: the verb stands so many code points before, at most
    skips                  capitalised words that may stand before a name: 3, or 0 where all nouns are capitalised
    [names]                kind of outlet → words that open ("Radio …") or close ("… Herald") the names of unknown ones,
                           or are of a place ("Gazette des Dunes"), how one-word names end ("Hafenkurier"), call signs
                           ("WXYZ"), words before a number ("News 3")
    [frames]               frame → regular expressions that end where the outlet's words begin; "to" and "on" are loose
    [after]                frame → the same where the frame follows the name
    [verbs]                platform → verbs that name it ("tweeted"); stems are letters that all of them have

In an expression {words} stands for up to five words, {few} for up to two, {name} for a capitalised name, {skipped} for
an article, an adjective or a kind of outlet, {gap} for what stands between a verb and a bare dative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from quotes.extract.outlets.words import called, hints
from quotes.language import Language

_PLACES = {
    "{words}": r"[”\"»]?(?:\s[\p{L}\p{N}’'-]+){0,5}?",
    "{few}": r"(?:\s[\p{L}\p{N}’'-]+){0,2}?",
    "{name}": r"(?-i:\p{Lu})[\p{L}\p{N}&.’'-]*(?:\s[\p{L}\p{N}&.’'-]+){0,3}?",
}
_DOMAIN = r"[\p{L}\p{N}-]+\.(?=[a-z]{2,4}\b)[a-z]+"
_GAP = r"(?:,?\s[\p{L}-]+){0,5}?(?=,?\s(?:(?:%s)\s|[«\"„“”]?(?-i:\p{Lu})|[\p{L}\p{N}-]+\.[a-z]{2,4}\b))"
_AIRED_BY = r"\s?[”\"»“’‘']?,?\s(?:%s)\s?"
_GENERIC = r"\s*(?:\p{Ll}\p{L}*\s){0,2}?(?P<name>(?:\p{L}[\p{L}-]+\s)?(?:%s))(?![\p{L}-])"
_LOCAL = (
    r"(?:['’]s?)?\s(?:\p{L}+\s){0,2}?(?:%s)\s"
    r"(?P<name>\p{Lu}{3,4}(?:-\p{Lu}+)?(?:\s\d+)?|(?:\p{Lu}\p{L}+\s)?\p{Lu}\p{L}*\s?\d+)(?![\p{L}\p{N}])"
)
"""A station's own name is its call sign (`WXYZ`) or its number (`Channel 2`)."""
_PLACE = regex.compile(r"\{[a-z]+\}")
_NEVER = ["$."]
_LOOSE = {"granted": 1, "show": 2, "on": 2}
"""Frames that are read only where no other is: the unknown names behind "granted", and what may be aired."""
_ASKS = r"(?:['’]s?\s(?:\p{Ll}+\s){0,2}(?:\p{Lu}[\p{L}.’'-]+\s){1,3}|\s)(?:\p{Ll}+\s){0,1}?(?:%s)(?!\p{L})"
"""What stands between an asking outlet and its verb: nothing, or the person who asks for it."""
_WRITES = r"(?:['’]s?)?\s(?:\p{Ll}+\s){0,3}(?:\p{Lu}[\p{L}.’'-]+\s){1,3}(?:\p{Ll}+\s){0,1}?(?:%s)(?!\p{L})"
"""What stands between an outlet and the verb of one who writes there: `the Herald’s Ann Miller wrote`."""
UNSPACED = regex.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, eq=False)
class Frames:
    """A language's [outlets] table, compiled."""

    code: str
    frames: tuple[tuple[str, tuple[regex.Pattern[str], ...]], ...]
    anywhere: bool
    verbs: tuple[tuple[str, regex.Pattern[str]], ...]
    articles: frozenset[str]
    links: frozenset[str]
    skipped: frozenset[str]
    nouns: frozenset[str]
    weak: frozenset[str]
    aired: frozenset[str]
    aired_by: regex.Pattern[str] | None
    local: regex.Pattern[str] | None
    generic: regex.Pattern[str] | None
    press: frozenset[str]
    askers: frozenset[str]
    of: frozenset[str]
    drops: frozenset[str]
    hosted: frozenset[str]
    anaphors: frozenset[str]
    needs_marks: frozenset[str]
    nationality: regex.Pattern[str]
    shows: regex.Pattern[str]
    attached: bool
    stems: tuple[str, ...]
    elsewhere: regex.Pattern[str] | None
    stage: regex.Pattern[str] | None
    recent: regex.Pattern[str] | None
    posted: regex.Pattern[str] | None
    occasion: re.Pattern[str] | None
    there: regex.Pattern[str] | None
    adding: regex.Pattern[str] | None
    posting: regex.Pattern[str] | None
    apart: regex.Pattern[str] | None
    several: frozenset[str]
    together: frozenset[str]
    names: tuple[tuple[str, regex.Pattern[str]], ...]
    signs: regex.Pattern[str]
    telling: frozenset[str]
    ends: tuple[str, ...]
    employers: regex.Pattern[str]
    speaking: regex.Pattern[str]
    after: tuple[tuple[str, regex.Pattern[str]], ...]
    reach: int
    skips: int


@cache
def frames_of(language: Language) -> Frames:
    """The language's frames; none where it has no table."""
    table = language.tables.get("outlets", {})

    def words(key: str) -> frozenset[str]:
        return frozenset(table.get(key, "").split())

    def maybe(key: str) -> regex.Pattern[str] | None:
        return _pattern(table[key]) if key in table else None

    frames = [(frame, _filled(forms, table)) for frame, forms in _by_strength(table)]
    attached = any(form.startswith("(?<!") for _, forms in frames for form in forms)
    anywhere = attached or any(UNSPACED.search(form) for _, forms in frames for form in forms)
    return Frames(
        language.code,
        tuple((frame, tuple(_patterns(forms, anywhere))) for frame, forms in frames),
        anywhere,
        tuple((name, _pattern(_filled(forms, table))) for name, forms in table.get("verbs", {}).items()),
        words("articles"),
        words("links"),
        words("articles") | words("adjectives") | words("press"),
        words("nouns"),
        words("weak"),
        words("aired"),
        regex.compile(_AIRED_BY % table["aired_by"]) if "aired_by" in table else None,
        regex.compile(_LOCAL % table["local"]) if "local" in table else None,
        regex.compile(_GENERIC % table["generic"]) if "generic" in table else None,
        words("press"),
        words("askers"),
        words("of"),
        words("drops"),
        words("hosted"),
        words("anaphors"),
        words("needs_marks"),
        regex.compile(table.get("nationality", "$.")),
        _shows(words("weak"), words("press")),
        attached,
        tuple(table.get("stems", "").split()),
        maybe("elsewhere"),
        _pattern(table["elsewhere"][: table["stages"]]) if "stages" in table else None,
        maybe("recent"),
        maybe("posted"),
        hints(table["occasion"]) if "occasion" in table else None,
        maybe("there"),
        maybe("adding"),
        maybe("posting"),
        maybe("apart"),
        words("several"),
        words("together"),
        tuple((kind, called(**ends)) for kind, ends in table.get("names", {}).items()),
        regex.compile("|".join(way["signs"] for way in table.get("names", {}).values() if "signs" in way) or "(?!)"),
        _telling(table) | words("granting"),
        tuple(end for way in table.get("names", {}).values() for end in way.get("ends", "").split()),
        regex.compile(rf"(?:{'|'.join(table.get('employers', _NEVER))})\s+$", regex.IGNORECASE),
        _pattern(table.get("speaking", _NEVER)),
        tuple((frame, regex.compile("|".join(forms))) for frame, forms in _after(table).items()),
        table.get("reach", 0),
        table.get("skips", 3),
    )


def _shows(weak: frozenset[str], press: frozenset[str]) -> regex.Pattern[str]:
    """What shows that an outlet may be unknown: a weak word for its kind behind "news" or before marks, a domain."""
    kind, news = ("|".join(map(regex.escape, sorted(words))) or r"(?!)" for words in (weak, press))
    behind_news = rf"(?<=(?<![\p{{L}}\p{{N}}])(?:{news})\s)(?:{kind})"
    before_marks = rf"(?:{kind})(?=\s[«\"„“‘'])"
    ways = (behind_news, before_marks, rf"[\p{{L}}\p{{N}}.-]*?{_DOMAIN}")
    return regex.compile(rf"(?:{'|'.join(ways)})(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)


def _telling(table: Mapping[str, Any]) -> frozenset[str]:
    """The words that open or close the names of unknown outlets."""
    ways = (
        way for ends in table.get("names", {}).values() for key, way in ends.items() if key not in ("ends", "signs")
    )
    return frozenset(word for way in ways for word in way.split())


def _by_strength(table: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """The frames as written, the loose ones last: what can be read as said to an outlet is."""
    return sorted(table.get("frames", {}).items(), key=lambda item: _LOOSE.get(item[0], 0))


def _after(table: Mapping[str, Any]) -> dict[str, list[str]]:
    asks = [_ASKS % "|".join(table["asking"])] if "asking" in table else []
    writes = [_WRITES % "|".join(table["writing"])] if "writing" in table else []
    own = {"interview": asks, "wrote-in": writes}
    return {**table.get("after", {}), **{frame: forms for frame, forms in own.items() if forms}}


def _filled(forms: Iterable[str], table: Mapping[str, Any]) -> list[str]:
    """The expressions with their placeholders written out."""
    nouns = "|".join(map(regex.escape, table.get("nouns", "").split()))
    skipped = "|".join(
        map(regex.escape, f"{table.get('articles', '')} {table.get('adjectives', '')} {table.get('press', '')}".split())
    )
    places = _PLACES | {"{skipped}": f"(?:{skipped}|{nouns})", "{gap}": _GAP % nouns}
    return [_PLACE.sub(lambda m: places[m.group()], form) for form in forms]


def _patterns(forms: Sequence[str], anywhere: bool) -> Iterator[regex.Pattern[str]]:
    """Each expression of a frame by itself, so that only those that a word begins are tried there; all as one where
    frames begin within words: of scripts that do not part them, and behind endings."""
    yield from (_pattern(some) for some in ([forms] if anywhere else [[form] for form in forms]))


def _pattern(forms: Iterable[str]) -> regex.Pattern[str]:
    """Whole words, except in scripts that do not part them and where the expression says itself where it begins."""
    forms = list(forms)
    whole = r"(?<![\p{L}\p{N}])(?:%s)(?![\p{L}\p{N}])"
    own = [bool(UNSPACED.search(form)) or form.startswith("(?<!") for form in forms]
    said = (form if as_is else whole % form for form, as_is in zip(forms, own, strict=True))
    return regex.compile("|".join(said) if any(own) else whole % "|".join(forms), regex.IGNORECASE)
