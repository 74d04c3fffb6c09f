"""The name in a mention, and its bearer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from quotes.extract import wordclass as wc
from quotes.extract.in_sentence import by_place
from quotes.extract.lexicon import Lexicon, flag_of, lexicon
from quotes.extract.line import Line
from quotes.extract.mentions import Person
from quotes.extract.mentions.cases import office_of
from quotes.extract.mentions.unspaced import fuller_name, without_predicate
from quotes.extract.resolve.room import Resolved, Room
from quotes.extract.stand_ins import stand_ins
from quotes.model import Span
from quotes.register import Register

_BODY = wc.NAME | wc.GROUP | wc.NOT_PERSON
_NAME = wc.NAME | wc.CAPITAL
_IN_MARKS = re.compile(r"(?:\w+ )?[„“”\"«»]\s?(\w[^„“”\"«»]*?)\s?[“”\"«»]")
_MARKS = re.compile(r"[„“”\"«»]\s?")
_TWO_NOUNS = 4
"""Tokens of a trade that is called by two nouns, with its article and a preposition."""
_ENDS = wc.COMMA | wc.OPEN | wc.RELATIVE
_ENDS_HEAD = _ENDS | wc.PREPOSITION


def body_in(line: Line) -> bool:
    """Whether a phrase names a body by whom it belongs to: `Ann Miller’s office`, `the Sheriff’s Office`."""
    flags = line.flags
    end = next((k for k, f in enumerate(flags) if f & _ENDS and not f & wc.NAME), len(flags))
    owner = next((k for k in range(end - 1) if flags[k] & wc.GENITIVE), None)
    return owner is not None and bool(flags[owner + 1] & wc.GROUP and not flags[owner + 1] & (wc.ROLE | wc.TITLE))


def in_nominative(line: Line, room: Room) -> None:
    """Tells of offices in other cases that they are: `по словам министра`, `nach Angaben des Ministers`."""
    lexicon = room.lexicon
    known = stand_ins(lexicon.code)
    oblique = line.word[0] in known.oblique_articles or room.behind_article(line.start[0])
    for k, word in enumerate(line.word if oblique else ()):
        if line.flags[k] & wc.NAME and not line.flags[k] & wc.ROLE and not room.cast.by_surname(word):
            bases = (word.removesuffix(ending) for ending in known.office_endings if word.endswith(ending))
            if base := next((base for base in bases if flag_of(base, lexicon) & wc.ROLE), None):
                line.word[k], line.flags[k] = base, wc.ROLE | wc.CAPITAL
    for k, word in enumerate(line.word if lexicon.cases else ()):
        office = office_of(word, lexicon) if not line.flags[k] & (wc.CAPITAL | wc.ROLE | wc.FUNCTION) else None
        if office:
            line.word[k], line.flags[k] = office, line.flags[k] | lexicon.flags[office]


def name_in(line: Line) -> tuple[int, int] | None:
    """The tokens of the name of the one described: the names that end the phrase's head or its apposition.

    "Trump spokesman Jason Miller" is Jason Miller, "a soldier from Ohio" nobody, "a soldier, Ann Lee" is Ann Lee.
    """
    flags, begin, k = line.flags, 0, 0
    while k <= len(flags):
        served = k < len(flags) and _served(line, k)
        if k == len(flags) or served or (flags[k] & _ENDS_HEAD and not flags[k] & wc.NAME):
            found = _run_ending(line, begin, k)
            if found:
                return found
            while k < len(flags) and (served or flags[k] & (wc.PREPOSITION | wc.RELATIVE)) and not flags[k] & wc.COMMA:
                k = next((j for j in range(k, len(flags)) if flags[j] & wc.COMMA), len(flags))
            begin = k + 1
        k += 1
    return None


def _served(line: Line, k: int) -> bool:
    """`Der Sprecher des Präsidenten Karl Meier`: the article of whom or what an office serves."""
    office = line.flags[k - 1] & (wc.ROLE | wc.TITLE) if k else 0
    return bool(line.capital_nouns and k > 1 and line.flags[k] & wc.DETERMINER and office)


def _run_ending(line: Line, begin: int, end: int) -> tuple[int, int] | None:
    flags, k = line.flags, end
    while k > begin and (
        (flags[k - 1] & wc.NAME and not flags[k - 1] & wc.CALENDAR) or (line.word[k - 1] == "." and k < end)
    ):
        k -= 1
    while k < end and (flags[k] & (wc.TITLE | wc.ROLE) or line.word[k] == "."):
        k += 1
    if line.capital_nouns and end - k == 1 and k > begin and flags[k - 1] & (wc.DETERMINER | wc.POSSESSOR | wc.PLAIN):
        return None
    if k >= end or flags[end - 1] & (wc.TITLE | wc.ROLE) or all(flags[j] & wc.GROUP for j in range(k, end)):
        return None
    return k, end


def office_holder(line: Line, lexicon: Lexicon) -> tuple[int, int] | None:
    """`Secretary of State John Kerry`: a first name further on, behind the office's own words."""
    flags = line.flags
    for k in range(2, len(flags) - 1):
        if flags[k] & wc.COMMA:
            return None
        given = line.word[k] in lexicon.first_names and flags[k] & wc.NAME and flags[k + 1] & wc.NAME
        if (
            given
            and not _office_of_office(flags[:k])
            and not flags[k - 1] & (wc.PREPOSITION | wc.TITLE | wc.ROLE | wc.DETERMINER)
            and (_in_two_nouns(flags[:k]) or _has_office(flags[:k]))
        ):
            return k, next((j for j in range(k, len(flags)) if not flags[j] & wc.NAME), len(flags))
    return None


def _has_office(flags: Sequence[int]) -> bool:
    """Whether a title stands there, or an office whose own words end in a name's or a body's."""
    return any(f & wc.TITLE or (f & wc.ROLE and flags[-1] & _BODY) for f in flags)


def _in_two_nouns(flags: Sequence[int]) -> bool:
    """`la metteuse en scène`: a trade whose second noun has no article, so that it names nobody's thing."""
    if len(flags) != _TWO_NOUNS or not flags[1] & wc.ROLE:
        return False
    return bool(flags[2] & wc.PREPOSITION and not flags[2] & wc.DETERMINER and flags[3] & wc.PLAIN)


def _office_of_office(flags: Sequence[int]) -> bool:
    """`un conseiller du chef de groupe Jean Morel`: the name is that of whom the office serves."""
    offices = [k for k, f in enumerate(flags) if f & (wc.ROLE | wc.TITLE)]
    between = flags[offices[0] : offices[-1]] if len(offices) > 1 else ()
    return any(f & wc.PREPOSITION for f in between)


def named(line: Line, name: tuple[int, int], room: Room) -> Resolved:
    """The person behind a name: whoever bears it where it stands, else the fullest form of it in the article."""
    start, end = line.start[name[0]], line.end[name[1] - 1]
    behind_article = bool(name[0] and line.flags[name[0] - 1] & wc.DEFINITE)
    gender = "n" if behind_article and is_outlet(room.text[start:end], room.lexicon) else ""
    k = bisect_left(room.cast.starts, end) - 1
    if k >= 0 and room.cast.mention(k).end > start:
        person = room.cast.bearers[k]
        _describe(line, person, room.lexicon)
        whole = room.text[line.start[name[0] - 1] : end] if gender and person.name == room.text[start:end] else ""
        return Resolved(_titled(whole, room.lexicon) or person.name, person, gender or person.gender, how="name")
    if room.lexicon.caseless:
        start, end = without_predicate(room.text, start, end, room.lexicon)
        fuller = fuller_name(room.text, start, end, room.lexicon)
        return Resolved(fuller or room.text[start:end], gender=gender, how="name")
    if name[1] - name[0] == 1 and (who := room.cast.by_surname(line.word[name[0]])):
        return Resolved(who.name, who, who.gender, how="name")
    return Resolved(room.text[start:end], gender=gender, how="name")


def cast_alone(span: Span, room: Room) -> Resolved | None:
    """Whom the cast has at a span, where nothing but unknown words is written there: seen without looking at each."""
    cast = room.cast
    k = bisect_left(cast.starts, span.start)
    if k == len(cast.starts) or cast.starts[k] != span.start:
        return None
    name = cast.runs[k].name
    if span.start + name.length != span.end or not _unknown(name.words, room.lexicon.code):
        return None
    person = cast.bearers[k]
    return Resolved(person.name, person, person.gender, how="name")


@lru_cache(maxsize=1 << 12)
def _unknown(words: tuple[str, ...], code: str) -> bool:
    """Whether no table has any word of a name, so that it is a name wherever it stands; never where nouns have cases
    or capitals of their own."""
    known = lexicon(code)
    if known.caseless or known.cases or known.nouns_capital:
        return False
    folded = [word.lower() for word in words]
    if any(len(word) == 1 or not word.isalpha() or flag_of(word, known) for word in folded):
        return False
    return known.phrases.keys().isdisjoint(folded) and by_place(_NAME, folded[0], wc.STOP, known) == _NAME


def joined(line: Line, span: Span, room: Room) -> Resolved | None:
    """`Ann Miller and Tom Berg`: two people in one mention are both of them, as they are written."""
    flags = line.flags
    both = (k for k in range(1, len(flags) - 1) if flags[k] & wc.CONJUNCTION and flags[k - 1] & flags[k + 1] & wc.NAME)
    if next(both, None) is None or any(f & _ENDS for f in flags):
        return None
    people = {id(m.person) for m in room.cast.between(span.start, span.end) if not (m.person.body or m.person.place)}
    return Resolved(room.text[span.start : span.end], None, "p", how="name") if len(people) > 1 else None


def is_outlet(name: str, lexicon: Lexicon) -> bool:
    """Whether a name behind its article is an outlet's: `the Express` is nobody whom "she" means."""
    return Register.load().by_name(name, lexicon.code) is not None


def in_marks(words: str, lexicon: Lexicon) -> Resolved | None:
    """The name in `the “Harbour News”`, with its article where that is part of it: `«El País»`, `der „Zeit“`."""
    found = _IN_MARKS.fullmatch(words)
    return Resolved(_titled(words, lexicon) or found[1], gender="n", how="name") if found else None


def _titled(words: str, lexicon: Lexicon) -> str | None:
    """What an outlet calls itself, where its name begins with the article that stands there: `El País`, `the Sun`."""
    written = _MARKS.sub("", words)
    outlet = Register.load().by_name(written, lexicon.code)
    return outlet.name if outlet and outlet.name.lower() == written.lower() else None


def _describe(line: Line, person: Person, lexicon: Lexicon) -> None:
    """Keeps what the phrase says of the person: nouns, gender."""
    for word, flag in zip(line.word, line.flags, strict=True):
        if flag & (wc.ROLE | wc.TITLE) and not flag & wc.GROUP:
            person.heads.add(word)
            person.gender = person.gender or lexicon.gender.get(word, "")
            person.person = True
