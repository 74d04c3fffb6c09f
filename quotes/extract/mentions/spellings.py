"""What a name is looked up by: its first word, its surname, and what the spellings of the surname share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions.cases import root
from quotes.extract.tokens import split_words
from quotes.register import Register

_DOUBLED = re.compile(r"(.)\1")
_MIDDLE = (3, 4)
"""Words of a name whose middle ones name its bearer too; two of them where people have two surnames."""
_TWO_CAPITALS = re.compile("([A-Z][a-z]+)[A-Z]")
_PREFIXES = frozenset({"mc", "mac", "fitz"})
"""What may stand in a surname before its second capital, beside particles; `PortReview` is nobody."""
_SAINTS = ("saint-", "sainte-")
"""What a town called after a saint begins with: `Saint-Maurin`; a person's surname seldom does and no first name."""
_INSIDE_TOWN = frozenset(
    {"sur", "sous", "en", "les", "lès", "la", "le", "aux", "on", "upon", "under", "am", "an", "der", "im"}
)
"""What stands between the hyphens of a town's name: `Vaubrun-sur-Orle`."""
_BODY = wc.NOT_PERSON | wc.GROUP
SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})


def bearer_of(
    words: Sequence[str], folded: list[str], lexicon: Lexicon
) -> tuple[tuple[str, ...], str, str, str, bool, bool]:
    """What a name alone tells of its bearer: the keys to look it up by, with the root of its first word and what its
    spellings share; gender, whether it is a person or a body.

    >>> from quotes.extract.lexicon import lexicon
    >>> bearer_of(["Ann", "Millers"], ["ann", "millers"], lexicon("en"))
    (('ann', 'millers', '~miler'), 'ann', '~miler', 'f', True, False)
    """
    many, names, given = len(folded) > 1, lexicon.first_names, folded[0]
    given = given if given in names else given.partition("-")[0]
    named, kinds = given in names, 0
    for word in folded[1:] if named and many else folded:
        kinds |= lexicon.flags.get(word, 0)
    body = bool(kinds & (_BODY if named else _BODY | wc.PLACE)) or (not named and _made_up(words, lexicon))
    nobody = not named and (folded[-1].endswith(lexicon.noun_endings) or _is_outlet(" ".join(words)))
    body = body or folded[-1] in lexicon.parties or nobody
    person = named and not body and (many or lexicon.subject_in_verb)
    last = surname(folded)
    drift = _drifting(last, lexicon.code)
    named_by_middle = 2 < len(folded) <= _MIDDLE[lexicon.subject_in_verb] and len(folded[1]) > 2
    middle = folded[1:-1] if person and named_by_middle else ()
    keys = dict.fromkeys((folded[0], *middle, last, drift) if many or lexicon.cases else folded)
    return tuple(keys), root(folded[0], lexicon.code), drift, names.get(given, ""), person, body


def _is_outlet(name: str) -> bool:
    """Whether nobody but an outlet is called so: `she told Good Housekeeping. He …`"""
    register = Register.load()
    return register.by_name(name) is not None and not register.doubt(name)


def is_place(folded: list[str], lexicon: Lexicon) -> bool:
    """Whether a name is a town's or a country's.

    >>> from quotes.extract.lexicon import lexicon
    >>> [is_place(words, lexicon("en")) for words in (["spain"], ["new", "hampshire"], ["stoke-on-trent"], ["tom"])]
    [True, True, True, False]
    """
    if folded[0].startswith(_SAINTS) or ("-" in folded[0] and not _INSIDE_TOWN.isdisjoint(folded[0].split("-")[1:-1])):
        return True
    if len(folded) > 1:
        return " ".join(folded) in _places(lexicon.code)
    bare = folded[0].removesuffix("s") if lexicon.nouns_capital else folded[0]
    flags = lexicon.flags.get(folded[0], 0) | lexicon.flags.get(bare, 0)
    return bool(flags & wc.PLACE) or folded[0] in _places(lexicon.code)


@cache
def _places(code: str) -> frozenset[str]:
    """The places of a language whose names have several words: `New Hampshire`."""
    return frozenset(split_words(language.load(code).tables.get("resolve", {}).get("places", "")))


def _made_up(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word has a capital inside, as names of firms and sites have: `PortReview`, not `McMiller`, `DeLuca`."""
    for word in words:
        if not word[1:].islower() and (match := _TWO_CAPITALS.match(word)):
            before = match[1].lower()
            if not (before in _PREFIXES or before in lexicon.particles or before in lexicon.first_names):
                return True
    return False


def surname(folded: Sequence[str]) -> str:
    """The last word that is no suffix.

    >>> surname(["ann", "miller"]), surname(["tom", "berg", "jr"])
    ('miller', 'berg')
    """
    return folded[-2] if folded[-1] in SUFFIX and len(folded) > 1 else folded[-1]


def _drifting(word: str, code: str) -> str:
    """The key of a name without what its spellings drift in: Meyer, Meyers; Zelensky, Zelenskyy; Савин, Савину."""
    rest = root(word, code)
    return "~" + (rest if rest != word else _DOUBLED.sub(_single, word).removesuffix("s"))


def _single(letters: re.Match[str]) -> str:
    return letters[1]
