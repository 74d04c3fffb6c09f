"""Whether a name can be the subject of its clause where it stands.

From the [attribute] table of a language file: ``infinitive_endings``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions.cases import is_given, oblique, root

_BEFORE = re.compile(r"([\w.]+|[^\w\s])\s*$")
_JOINED = re.compile(r"([^\W\d_]\w*)\s+(?:[^\W\d_a-zß-öø-ÿа-яё-џґ]\w+\s+){1,3}\w+\s*$")
"""The word before a name that another is joined to: `blamed` in `blamed Ann Miller and`."""
_NOUN_BEHIND = re.compile(r" ([^\W\d_]+)")
"""The word behind a name, which may be the noun that it goes with: `the Miller campaign`, `Miller aide Tom Berg`."""
_WORDS = re.compile(r"[^\W\d_](?:['’]|[\w-]*)|[^\w\s]")
_DESCRIPTION = 5
"""Words before a name that are looked at for a verb that it is the object of."""
_ASCRIBES = wc.ASCRIBE | wc.ASCRIBE_START
_ELIDED = frozenset("'’")
_ELISION = 2
"""Code points of an article or preposition that lost its vowel ("l’", "d’")."""


def is_oblique(written: str, bearer: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name stands in another case than a subject: `журналисту Карлу Вагнеру`, `Савину` of Олег Савин.

    >>> from quotes.extract.lexicon import lexicon
    >>> is_oblique("Савину", ["олег", "савин"], lexicon("ru"))
    True
    """
    words = written.lower().split()
    if words[-1] != bearer[-1] and root(words[-1], lexicon.code) == root(bearer[-1], lexicon.code):
        return True
    if words[0] in lexicon.first_names:
        return False
    return oblique(words, lexicon.code) or (len(words) > 1 and is_given(words[0], lexicon))


def _is_object(back: str, lexicon: Lexicon) -> bool:
    """Whether a verb stands right before a name: `has beaten`, `pour battre`, `Brest recrute`."""
    words = _WORDS.findall(back)[-_DESCRIPTION:]
    flags = [lexicon.flags.get(w.lower(), 0) for w in words]
    k = len(words) - 1
    while k > 1 and not flags[k] & (wc.DETERMINER | wc.PUNCTUATION) and words[k][0].isupper():
        k -= 1
    if k > 1 and flags[k] & wc.DETERMINER:
        k -= 1
    if k < 1 or flags[k] or not (words[k][0].isalpha() and words[k][0].islower()):
        return False
    return bool(flags[k - 1] & (wc.AUXILIARY | wc.BE)) or _is_verb(words[k], words[k - 1], flags[k - 1], lexicon)


def _is_verb(word: str, before: str, flag: int, lexicon: Lexicon) -> bool:
    """Whether an unknown word is a verb by what stands before it, where no noun stands before another without a mark:
    an infinitive behind a preposition, or a finite form behind a body or a name."""
    endings = _infinitives(lexicon.code)
    if not endings:
        return False
    if flag & wc.PREPOSITION:
        return word.endswith(endings) and not flag & (wc.OF | wc.DETERMINER)
    return bool(flag & wc.GROUP) or (before[0].isupper() and not flag)


@cache
def _infinitives(code: str) -> tuple[str, ...]:
    return tuple(language.load(code).tables.get("attribute", {}).get("infinitive_endings", ()))


def _brought_in(back: str, lexicon: Lexicon) -> bool:
    """`en una cena con su homólogo, Pablo Vega`: behind a comma the name of whom a preposition brings in."""
    if not back.endswith(", "):
        return False
    words = iter(_WORDS.findall(back)[-2 : -_DESCRIPTION - 2 : -1])
    office = False
    for word in words:
        flag = lexicon.flags.get(word.lower(), 0)
        if flag & (wc.DETERMINER | wc.POSSESSOR) or not word[0].isalpha():
            break
        if flag & wc.DOMAIN:
            return office
        office = office or bool(flag & wc.ROLE)
    flag = lexicon.flags.get(next(words, "").lower(), 0)
    return office and bool(flag & wc.PREPOSITION) and not flag & wc.AGENT


def _office_governed(back: str, lexicon: Lexicon) -> bool:
    """Whether a preposition stands before the office or demonym before a name: `with Soviet leader`, `après les
    Australiens`."""
    words = _WORDS.findall(back)[-_DESCRIPTION:]
    flags = [lexicon.flags.get(word.lower(), 0) for word in words]
    k = len(words) - 1
    while k >= 0 and (flags[k] & (wc.ROLE | wc.TITLE) or (words[k][0].isupper() and not flags[k] & wc.FUNCTION)):
        k -= 1
    if k > 0 and flags[k] & wc.DEFINITE and not flags[k] & wc.PREPOSITION:
        k -= 1
    domain = flags[-1:] and not flags[-1] & (wc.ROLE | wc.TITLE) and flags[k] & wc.OF
    return k >= 0 and bool(flags[k] & wc.PREPOSITION) and not flags[k] & _ASCRIBES and not domain


def may_be_subject(text: str, start: int, end: int, title: str, lexicon: Lexicon) -> bool:
    """Not the object of a preposition, not a possessor, not an adjective.

    >>> from quotes.extract.lexicon import lexicon
    >>> may_be_subject("Berg left", 0, 4, "", lexicon("en")), may_be_subject("with Berg", 5, 9, "", lexicon("en"))
    (True, False)
    """
    after = text[end : end + 2]
    if after[:1] in "'’" and after[1:2] == "s":
        return False
    if (
        (noun := _NOUN_BEHIND.match(text, end))
        and lexicon.flags.get(noun[1], 0) & (wc.ROLE | wc.GROUP | wc.TITLE)
        and not (lexicon.flags[noun[1]] & wc.CUE)
    ):
        return False
    back = text[max(0, start - 60 - len(title)) : start]
    if title:
        back = back[: back.lower().rfind(title)] if title in back.lower() else back
    if back[-1:] in _ELIDED and (elided := lexicon.elided.search(back, len(back) - _ELISION)):
        flag = lexicon.flags.get(elided.group().lower(), 0)
        return not flag & wc.DETERMINER
    if lexicon.subject_in_verb and _brought_in(back, lexicon):
        return False
    before = _BEFORE.search(back, back.rstrip().rfind(" ") + 1)
    if not before or "\n" in before.group() or not before.group(1)[0].isalnum():
        return True
    flag = lexicon.flags.get(before.group(1).lower(), 0)
    if flag & wc.CONJUNCTION and (joined := _JOINED.search(back)):
        flag = lexicon.flags.get(joined.group(1).lower(), 0)
    if flag & (wc.ASCRIBE | wc.ASCRIBE_START):
        return True
    if title and flag & wc.DETERMINER and not flag & wc.OBLIQUE and before.group(1)[0].isupper():
        return True
    if before.group(1).isdigit() or _is_object(back, lexicon):
        return False
    if flag & (wc.ROLE | wc.TITLE) or (not flag and before.group(1)[0].isupper()):
        return not _office_governed(back, lexicon)
    return not flag & (wc.PREPOSITION | wc.DETERMINER | wc.GENITIVE | wc.CUE)
