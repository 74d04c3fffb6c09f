"""A run of capitals as read: the name in it, without title, office or the word that opens a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon, flag_of
from quotes.extract.lexicon import lexicon as lexicon_of
from quotes.extract.mentions.cases import as_far_as_suffix, bodies_before, is_given, root, without_outlet
from quotes.extract.mentions.people import Name

_APOSTROPHE = re.compile("['’]")
_DOUBLED = re.compile(r"(.)\1")
_JOINS = wc.OF | wc.CONJUNCTION
"""What joins nouns in a title with capitals, and no name's words: `Wealth Of Nations Miller`."""
_NO_NAME = wc.OF | wc.ROLE | wc.GROUP | wc.NOUN_CUE | wc.PLACE
_LETTERS = frozenset(
    {"QC", "KC", "MP", "MEP", "MSP", "PhD", "Ph.D", "MD", "M.D", "Esq", "CBE", "OBE", "MBE", "KBE", "DBE", "FRS"}
)
"""What stands behind a name for an honour or an office, and is no part of it."""
_MOST = 1 << 16
"""So many runs of capitals are remembered."""
_TWO_CAPITALS = re.compile("([A-Z][a-z]+)[A-Z]")
_PREFIXES = frozenset({"mc", "mac", "fitz"})
"""What may stand in a surname before its second capital, beside particles; `PortReview` is nobody."""
SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})


class Names(dict[str, "Name | None"]):
    """The name in each run of capitals of a language, read once; forgotten when they are too many."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, run: str) -> Name | None:
        if len(self) > _MOST:
            self.clear()
        name = self[run] = _name_of(run, self.lexicon)
        return name


@cache
def names(code: str) -> Names:
    """The names of a language.

    >>> name = names("en")["Mayor Ann Miller"]
    >>> (name.words, name.offset) if name else None
    (('Ann', 'Miller'), 6)
    """
    return Names(lexicon_of(code))


def _name_of(run: str, lexicon: Lexicon) -> Name | None:
    """The name in a run of capitals, without the title, office or sentence-opening word before it."""
    elided = lexicon.elided.match(run)
    start = elided.end() if elided else _behind_picture_agency(run, lexicon)
    run = run[start:]
    words = _bare(run.replace("\u00a0", " ").replace("\u202f", " ").split(" "))
    behind = bodies_before(words, lexicon)
    start, words = start + sum(len(w) + 1 for w in words[:behind]), without_outlet(words[behind:], lexicon)
    words = as_far_as_suffix(words, lexicon.code)
    folded = [w.lower().rstrip(".") for w in words]
    flags = [flag_of(w, lexicon) for w in folded]
    k = _office_ends(folded, flags, lexicon)
    if lexicon.nouns_capital:
        k, end = _among_nouns(folded, flags, k, lexicon)
        words, folded, flags = words[:end], folded[:end], flags[:end]
    title = next((w for w, f in zip(folded[:k], flags[:k], strict=True) if f & wc.TITLE), "")
    rest = tuple(w for w in words[k:] if w)
    if not rest or not rest[0][:1].isupper() or (len(rest) == 1 and flags[k] & (wc.CALENDAR | wc.FUNCTION | wc.GROUP)):
        return None
    if (
        flags[-1] & wc.TITLE
        and len(rest) > 1
        and not flags[-1] & wc.NOT_PERSON
        and folded[k] not in lexicon.first_names
    ):
        return None
    if len(rest) > 3 and _is_title(folded[k + 1 :], flags[k + 1 :], lexicon):
        return None
    head = _APOSTROPHE.split(folded[k], 1)[0]
    if head != folded[k] and lexicon.flags.get(head, 0) & wc.FUNCTION:
        return None
    offset = start + sum(len(w) + 1 for w in words[:k])
    return Name(
        rest,
        tuple(folded[k : k + len(rest)]),
        title,
        offset,
        len(" ".join(rest)),
        *_bearer_of(rest, folded[k : k + len(rest)], lexicon),
    )


def _behind_picture_agency(run: str, lexicon: Lexicon) -> int:
    """Where a run goes on behind the credit of a picture: `AP Photo Ann Miller` at Ann."""
    folded = run.lower()
    first = folded.partition(" ")[0]
    if lexicon.flags.get(first, 0) & wc.STOP:
        return len(first) + 1
    credit = (p for p, flag in lexicon.phrases.get(first, ()) if flag & wc.STOP and folded.startswith(f"{p} "))
    found = next(credit, None)
    return len(found) + 1 if found else 0


def _is_title(folded: list[str], flags: list[int], lexicon: Lexicon) -> bool:
    """Whether the words behind the first are a title's, and no person's nor body's."""
    joins = any(f & _JOINS and w not in lexicon.particles for w, f in zip(folded, flags, strict=True))
    return joins and not any(f & (wc.NOT_PERSON | wc.GROUP) for f in flags)


def _among_nouns(folded: list[str], flags: list[int], first: int, lexicon: Lexicon) -> tuple[int, int]:
    """Where a name begins and ends among nouns, which have capitals too.

    `Büro von Karl Meier` begins behind its particle; `Karl Meier vom Amt`, `Karl Meier Vorwürfe` end with the surname.
    """
    count = len(folded)
    of = next((j for j in range(first + 1, count - 1) if flags[j] & wc.OF), 0)
    if of and folded[first] not in lexicon.first_names:
        return of + 1, count
    k = first
    while k < count and (folded[k] in lexicon.first_names or len(folded[k]) == 1):
        k += 1
    if k == first or (k < count and flags[k] & wc.OF):
        return first, count
    nouns = (j for j in range(k + 1, count) if flags[j] & _NO_NAME or folded[j].endswith(lexicon.noun_endings))
    return first, next(nouns, count)


def _bare(words: list[str]) -> list[str]:
    """Without the letters of an honour; a byline that runs into the line of its own author is one name, not two:
    `Ann Miller Ann Miller`."""
    while len(words) > 2 and words[-1].rstrip(".") in _LETTERS:
        words = words[:-1]
    size = next((n for n in (3, 2) if words[-n:] == words[-2 * n : -n]), 0) if len(words) > 3 else 0
    return words[:-size] if size else words


def _bearer_of(
    words: Sequence[str], folded: list[str], lexicon: Lexicon
) -> tuple[tuple[str, ...], str, str, str, bool, bool]:
    """What a name alone tells of its bearer: the keys to look it up by, gender, whether it is a person or a body."""
    given = folded[0] if folded[0] in lexicon.first_names else folded[0].split("-")[0]
    own = folded[1:] if len(folded) > 1 and given in lexicon.first_names else folded
    body = any(lexicon.flags.get(w, 0) & (wc.NOT_PERSON | wc.GROUP) for w in own)
    body = body or (given not in lexicon.first_names and any(lexicon.flags.get(w, 0) & wc.PLACE for w in folded))
    body = body or (given not in lexicon.first_names and any(_made_up(w, lexicon) for w in words))
    person = given in lexicon.first_names and not body and (len(folded) > 1 or lexicon.subject_in_verb)
    middle = [w for w in folded[1:-1] if len(w) > 2] if person and len(folded) == 3 else []
    keys = dict.fromkeys((folded[0], *middle, surname(folded)))
    drift = drifting(surname(folded), lexicon.code)
    keys |= {drift: None} if len(folded) > 1 or lexicon.cases else {}
    return tuple(keys), root(folded[0], lexicon.code), drift, lexicon.first_names.get(given, ""), person, body


def _made_up(word: str, lexicon: Lexicon) -> bool:
    """Whether a word has a capital inside, as names of firms and sites have: `PortReview`, not `McMiller`, `DeLuca`."""
    match = _TWO_CAPITALS.match(word)
    before = match[1].lower() if match else ""
    return (
        bool(before)
        and before not in _PREFIXES
        and before not in lexicon.particles
        and before not in lexicon.first_names
    )


def surname(folded: Sequence[str]) -> str:
    if folded[-1] in SUFFIX and len(folded) > 1:
        return folded[-2]
    return folded[-1]


@lru_cache(maxsize=1 << 16)
def drifting(word: str, code: str) -> str:
    """The key of a name without what its spellings drift in: Meyer, Meyers; Zelensky, Zelenskyy; Савин, Савину."""
    rest = root(word, code)
    return "~" + (rest if rest != word else _DOUBLED.sub(_single, word).removesuffix("s"))


def _single(letters: re.Match[str]) -> str:
    return letters[1]


def _office_ends(folded: list[str], flags: list[int], lexicon: Lexicon) -> int:
    """Where the name begins: "Senate Minority Leader Harry Reid" at Harry."""
    count = len(folded)
    office = k = 0
    for i in range(count - 1):
        office = i + 1 if flags[i] & (wc.TITLE | wc.ROLE) else office
    if not any(f & (wc.GROUP | wc.NOT_PERSON) for f in flags[max(office, 1) :]):
        given = next((i for i in range(office, count - 1) if is_given(folded[i], lexicon)), office)
        k = given if office or folded[0] not in lexicon.first_names else 0
    skipped = wc.FUNCTION | wc.CALENDAR | wc.CUE | wc.GERUND | wc.TITLE | wc.ROLE
    while k + 1 < count and flags[k] & wc.TEMPORAL:
        k += 1
    while k < count and flags[k] & skipped and not (k + 1 < count and folded[k] in lexicon.first_names):
        k += 1
    return k
