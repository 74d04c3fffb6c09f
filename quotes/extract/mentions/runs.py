"""A run of capitals as read: the name in it, without title, office or the word that opens a sentence."""

from __future__ import annotations

from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon, flag_of
from quotes.extract.lexicon import lexicon as lexicon_of
from quotes.extract.mentions.cases import as_far_as_suffix, bodies_before, cut_by_apostrophe, is_given, without_outlet
from quotes.extract.mentions.people import Name
from quotes.extract.mentions.spellings import bearer_of, is_place
from quotes.extract.stand_ins import stand_ins

_JOINS = wc.OF | wc.CONJUNCTION
"""What joins nouns in a title with capitals, and no name's words: `Wealth Of Nations Miller`."""
_NO_NAME = wc.OF | wc.ROLE | wc.GROUP | wc.NOUN_CUE | wc.PLACE
_MOST = 1 << 16
"""So many runs of capitals are remembered."""
_OFFICE = wc.TITLE | wc.ROLE
_BODY = wc.GROUP | wc.NOT_PERSON
_NO_WORD = wc.CALENDAR | wc.FUNCTION | wc.GROUP
_SKIPPED = wc.FUNCTION | wc.CALENDAR | wc.CUE | wc.GERUND | _OFFICE
_ARTICLE = "A"
"""What opens the caption that a name has run into: `Ann Miller A street under water`."""


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
    start, words = _own_words(run, lexicon)
    folded = [w.lower().rstrip(".") for w in words]
    if len(words) > 1 and folded[0] in lexicon.parties:
        start, words, folded = start + len(words[0]) + 1, words[1:], folded[1:]
    flags = [lexicon.flags.get(w) or flag_of(w, lexicon) for w in folded]
    k = _past_demonym(folded, _office_ends(folded, flags, lexicon), lexicon)
    if lexicon.nouns_capital:
        k, end = _among_nouns(folded, flags, k, lexicon)
        words, folded, flags = words[:end], folded[:end], flags[:end]
    if k == len(words) or not words[k][:1].isupper() or _no_name(folded, flags, k, lexicon):
        return None
    title = next((w for w, f in zip(folded[:k], flags, strict=False) if f & wc.TITLE), "") if k else ""
    offset, own, folded = start + sum(map(len, words[:k])) + k, words[k:], folded[k:]
    written, place, bearer = " ".join(own), is_place(folded, lexicon), bearer_of(own, folded, lexicon)
    return Name(tuple(own), tuple(folded), written, title, offset, len(written), place, *bearer)


def _past_demonym(folded: list[str], k: int, lexicon: Lexicon) -> int:
    """`le Lillois Paul Garnier`: where somebody is from is no part of the full name behind it."""
    named = len(folded) - k > 2 and folded[k + 1] in lexicon.first_names and folded[k] not in lexicon.first_names
    return k + (named and stand_ins(lexicon.code).demonym(folded[k]) is not None)


def _own_words(run: str, lexicon: Lexicon) -> tuple[int, list[str]]:
    """The words of a run without those of others around them, and where they begin."""
    elided = lexicon.elided.match(run)
    start = elided.end() if elided else _behind_picture_agency(run, lexicon)
    words = run[start:].replace("\u00a0", " ").replace("\u202f", " ").split(" ")
    if len(words) > 2:
        words = _bare(words)
    if lexicon.cases or cut_by_apostrophe(lexicon.code):
        behind = bodies_before(words, lexicon)
        start += sum(map(len, words[:behind])) + behind
        words = as_far_as_suffix(without_outlet(words[behind:], lexicon), lexicon.code)
    return start, words


def _behind_picture_agency(run: str, lexicon: Lexicon) -> int:
    """Where a run goes on behind the credit of a picture: `AP Photo Ann Miller` at Ann."""
    first = run.partition(" ")[0].lower()
    if lexicon.flags.get(first, 0) & wc.STOP:
        return len(first) + 1
    for credit, flag in lexicon.phrases.get(first, ()):
        if flag & wc.STOP and run.lower().startswith(f"{credit} "):
            return len(credit) + 1
    return 0


def _no_name(folded: list[str], flags: list[int], k: int, lexicon: Lexicon) -> bool:
    """Whether the words from k on are none: a word of another kind, a title, a function word that is cut short."""
    if k + 1 == len(folded) and flags[k] & _NO_WORD:
        return True
    title = k + 1 < len(folded) and flags[-1] & wc.TITLE and not flags[-1] & wc.NOT_PERSON
    if title and folded[k] not in lexicon.first_names:
        return True
    if k + 3 < len(folded) and _is_title(folded[k + 1 :], flags[k + 1 :], lexicon):
        return True
    head = folded[k].replace("’", "'").partition("'")[0]
    return head != folded[k] and bool(lexicon.flags.get(head, 0) & wc.FUNCTION)


def _is_title(folded: list[str], flags: list[int], lexicon: Lexicon) -> bool:
    """Whether the words behind the first are a title's, and no person's nor body's."""
    joins = any(f & _JOINS and w not in lexicon.particles for w, f in zip(folded, flags, strict=True))
    return joins and not any(f & _BODY for f in flags)


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
    while len(words) > 2 and (words[-1] == _ARTICLE or words[-1].rstrip(".") in language.honours()):
        words = words[:-1]
    size = next((n for n in (3, 2) if words[-n:] == words[-2 * n : -n]), 0) if len(words) > 3 else 0
    return words[:-size] if size else words


def _office_ends(folded: list[str], flags: list[int], lexicon: Lexicon) -> int:
    """Where the name begins: "Senate Minority Leader Harry Reid" at Harry."""
    count = len(folded)
    k = _given_behind_office(folded, flags, lexicon) if count > 1 else 0
    while k + 1 < count and flags[k] & wc.TEMPORAL:
        k += 1
    while k < count and flags[k] & _SKIPPED and not (k + 1 < count and folded[k] in lexicon.first_names):
        k += 1
    return k


def _given_behind_office(folded: list[str], flags: list[int], lexicon: Lexicon) -> int:
    """The first name behind the last office, else what follows the office; 0 where a body's words stand there."""
    office = 0
    for i, flag in enumerate(flags[:-1], 1):
        if flag & _OFFICE and not (office and folded[i - 1] in lexicon.first_names):
            office = i
    behind = zip(folded[office or 1 :], flags[office or 1 :], strict=True)
    if any(f & _BODY and w not in lexicon.first_names for w, f in behind) or (
        not office and folded[0] in lexicon.first_names
    ):
        return 0
    return next((i for i in range(office, len(folded) - 1) if is_given(folded[i], lexicon)), office)
