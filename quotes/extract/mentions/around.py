"""What stands around a name: the office, the apposition, the age of its bearer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon, flag_of
from quotes.extract.lexicon import lexicon as lexicon_of
from quotes.extract.mentions.people import Person

_AROUND = 60
"""Code points on either side of a full name in which it is described ("the senator Ann Lee", "Ann Lee, a judge")."""
_LONG = 100
"""As many where offices have all their domains behind them ("la portavoz del grupo en el Parlamento, Ana Ruiz")."""
_DESCRIBED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[,.;:]")
_AGE = re.compile(r"(?:, | \()\d\d[,.;)]")
_COMMA = re.compile(r"(?:[^\w,.;:]|[\d_])*+,")
"""A comma before any word or other mark."""
_BE = 8
"""Code points behind a name in which a form of "to be" stands with the space after it."""
_MOST = 1 << 14
"""So many stretches are remembered."""
_PERSON = wc.ROLE | wc.TITLE
_VERB = wc.AUXILIARY | wc.BE | wc.CUE
_ENDS_OFFICE = wc.FUNCTION & ~wc.DETERMINER | wc.CUE
_DESCRIBES = wc.ROLE | wc.TITLE | wc.GROUP | wc.NOT_PERSON | wc.PLACE
_SOUGHT = 3
"""Words before an office that tell who seeks it: his party, what he is, a preposition."""
_OFFICE = 7
"""Words back from a name in which its office is looked for ("le ministre de la Santé et du Travail")."""
_OFFICE_HELD = 12
"""As many where it says before a comma where or for whom the office is held."""


def describe(text: str, start: int, end: int, who: Person, lexicon: Lexicon) -> None:
    """What stands around a name: "the Republican senator Ann Lee", "Ann Lee, a judge from Ohio"."""
    if who.body and lexicon.flags.get(who.words[0], 0) & wc.NOT_PERSON:
        return
    before = _words_before(text, start, lexicon)
    told = _told_before(before, lexicon) if before else []
    if _COMMA.match(text, end, end + _AROUND) or _is(text, end, lexicon):
        after = _DESCRIBED.findall(text, end, end + _AROUND)
        if _opens_apposition(after, lexicon):
            told = [*told, *_apposed(after, lexicon)]
        elif len(after) > 1 and after[0] == "," and not (who.body or who.place):
            who.person = who.person or bool(lexicon.flags.get(after[1].lower(), 0) & wc.RELATIVE)
    for word in told:
        if flag_of(word, lexicon) & _PERSON and not who.body:
            who.person = True
            who.gender = who.gender or lexicon.gender.get(word, "")
        who.heads.add(word)


def _is(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a form of "to be" follows a name: `Ann Miller is a judge`."""
    return bool(lexicon.flags.get(text[end + 1 : end + _BE].partition(" ")[0], 0) & wc.BE)


def aged(text: str, end: int) -> bool:
    """Whether an age stands behind a name that ends there: `Miller, 31, …`, `Miller (31)`.

    >>> aged("Miller, 31, said", 6), aged("Miller, 31 miles off", 6)
    (True, False)
    """
    return _AGE.match(text, end) is not None


def related(text: str, start: int, who: Person, lexicon: Lexicon) -> None:
    """What a first name alone is to somebody: `his wife Ann`, `her father, Tom`."""
    before = [w.lower() for w in _DESCRIBED.findall(text, max(0, start - _AROUND // 2), start) if w != ","]
    kin = len(before) > 1 and lexicon.flags.get(before[-2], 0) & wc.POSSESSOR
    gender = lexicon.gender.get(before[-1], "") if kin else ""
    if gender in ("m", "f") and lexicon.flags[before[-1]] & wc.ROLE and who.gender in ("", gender):
        who.person, who.gender = True, gender
        who.heads.add(before[-1])


def _words_before(text: str, start: int, lexicon: Lexicon) -> list[str]:
    """The words and marks before a name, none where the last of them ends no description."""
    around = _LONG if lexicon.subject_in_verb else _AROUND
    before = text[max(0, start - around) : start]
    nearest = before.rstrip().rpartition(" ")[2]
    if _ends_none(lexicon.code)[nearest]:
        return []
    words = _DESCRIBED.findall(before)
    return words[1:] if start > around and before[:1].isalpha() else words


class _EndsNone(dict[str, bool]):
    """Whether a stretch without a blank ends no description: with a mark, a letter, a function word, a verb of saying;
    forgotten when they are too many."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.flags = lexicon.flags

    def __missing__(self, nearest: str) -> bool:
        if len(self) > _MOST:
            self.clear()
        words = [w.lower() for w in _DESCRIBED.findall(nearest)] or [","]
        shortened = words[-1] == "." and len(words) > 1 and self.flags.get(words[-2], 0) & wc.TITLE
        word = words[-2] if shortened else words[-1]
        flag = self.flags.get(word, 0)
        ends = len(word) == 1 or bool(flag & (wc.FUNCTION | wc.CUE) and not flag & _PERSON)
        self[nearest] = ends and word != ","
        return self[nearest]


@cache
def _ends_none(code: str) -> _EndsNone:
    return _EndsNone(lexicon_of(code))


def _told_before(before: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words of the description that runs up to a name, last first: with a noun for a person, or "el uruguayo"."""
    told: list[str] = []
    comma = plain = False
    for k in range(len(before) - 1, -1, -1):
        folded = before[k].lower()
        flag = lexicon.flags.get(folded, 0) or lexicon.flags.get(folded + "'", 0)
        if told and not flag & _DESCRIBES and _does(before, k, lexicon):
            told.pop()
            break
        if folded == "," and not told and not comma:
            comma = True
            continue
        if folded == "." and not told and k and lexicon.flags.get(before[k - 1].lower(), 0) & wc.TITLE:
            continue
        if len(folded) == 1 and flag & wc.DETERMINER:
            plain = bool(flag & wc.DEFINITE) and len(told) == 1 and not comma
            break
        if len(folded) == 1 or (flag & _ENDS_OFFICE and not flag & _PERSON):
            break
        if flag & wc.DETERMINER:
            plain = bool(flag & wc.DEFINITE) and len(told) == 1 and not comma
            break
        told.append(folded)
    office = _office_before(before, lexicon) if told else []
    if office:
        return [*office[::-1], *told]
    heads = told if comma else told[:1]
    return told if plain or any(flag_of(w, lexicon) & _PERSON for w in heads) else []


def _does(before: Sequence[str], k: int, lexicon: Lexicon) -> bool:
    """`Mayor Ann Miller met Governor`: what somebody with a name of their own does is no description."""
    if not k or lexicon.nouns_capital or not before[k + 1].islower() or not before[k][0].isupper():
        return False
    return before[k - 1][0].isupper() and not lexicon.flags.get(before[k + 1], 0) & _DESCRIBES


def _opens_apposition(after: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name is followed by a comma and the words of a description, or by "is" and those of one."""
    if len(after) < 3 or not (after[0] == "," or lexicon.flags.get(after[0], 0) & wc.BE):
        return False
    return bool(lexicon.flags.get(after[1].lower(), 0) & (wc.DETERMINER | wc.ROLE | wc.TITLE))


def _apposed(after: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words of the apposition behind a name, as far as its next mark; none where they hold a verb."""
    words: list[str] = []
    for word in after[1:-1]:
        folded = word.lower()
        flag = lexicon.flags.get(folded, 0)
        if word in ",.;:" or flag & wc.RELATIVE:
            break
        if flag & _VERB and not flag & _PERSON:
            return []
        if not flag & wc.FUNCTION:
            words.append(folded)
    return words


def _office_before(before: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words of an office with its domain: `le ministre de la Santé Paul Garnier`, `ambassador to Chad, Ann Lee`."""
    words: list[str] = []
    held = before[-1] == "," and lexicon.subject_in_verb
    before = before[:-1] if before[-1] == "," else before
    sent = flag_of(before[-1].lower(), lexicon) & wc.PLACE if before else 0
    passed = wc.OF | wc.DETERMINER | (wc.TO if sent else 0) | (wc.PREPOSITION if held else 0)
    ends = lexicon.finite_endings if held else ()
    for k, word in enumerate(reversed(before[-_OFFICE_HELD if held else -_OFFICE :])):
        folded = word.lower()
        flag = flag_of(folded, lexicon)
        if flag & _PERSON:
            return [*words, folded, *_sought(before[: -k - 1], lexicon)]
        if flag & (wc.PUNCTUATION | wc.CUE) or (flag & wc.FUNCTION and not flag & passed) or folded.endswith(ends):
            break
        if len(folded) > 1 and not flag & wc.FUNCTION:
            words.append(folded)
    return []


def _sought(before: Sequence[str], lexicon: Lexicon) -> list[str]:
    """`the Republican nominee for governor, Tom Berg`: what somebody is who only seeks or serves the office."""
    flags = [flag_of(word.lower(), lexicon) for word in before[-_SOUGHT:]]
    if len(flags) < 2 or not flags[-1] & wc.OF or not flags[-2] & wc.ROLE:
        return []
    words = [before[-2].lower()]
    if len(flags) > 2 and before[-3][0].isupper() and not flags[-3] & wc.FUNCTION:
        words.append(before[-3].lower())
    return words
