"""The forms of one name in languages that inflect names: Савин, Савина, Савиным.

From the [resolve] table of a language file: ``case_endings`` are all endings that a name loses to its root, those of
the nominative too; ``oblique`` are the ones that no nominative has.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.lexicon import lexicon as lexicon_of
from quotes.register import Register

_ROOT = 3
"""Letters that are left of a name at least; shorter roots are of too many names."""


@cache
def _endings(code: str, which: str) -> tuple[str, ...]:
    words = language.load(code).tables.get("resolve", {}).get(which, "").split()
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def root(word: str, code: str) -> str:
    """A folded name without its longest case ending; the word itself where its language has none.

    >>> root("савиным", "ru"), root("савин", "ru"), root("kowalskiego", "pl"), root("millers", "en")
    ('савин', 'савин', 'kowalsk', 'millers')
    """
    return _without_ending(word, code) if _endings(code, "case_endings") else word


@lru_cache(maxsize=1 << 16)
def _without_ending(word: str, code: str) -> str:
    endings = (e for e in _endings(code, "case_endings") if word.endswith(e) and len(word) - len(e) >= _ROOT)
    return word.removesuffix(next(endings, ""))


def is_given(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded word is a first name, in whatever case.

    >>> from quotes.extract.lexicon import lexicon
    >>> is_given("сергея", lexicon("ru")), is_given("реки", lexicon("ru"))
    (True, False)
    """
    return word in lexicon.first_names or (lexicon.cases and root(word, lexicon.code) in _given_roots(lexicon.code))


@cache
def _given_roots(code: str) -> frozenset[str]:
    return frozenset(root(name, code) for name in lexicon_of(code).first_names)


def bodies_before(words: Sequence[str], lexicon: Lexicon) -> int:
    """How many words of a run are acronyms of bodies, whose officer is named behind them: `МИД РФ Сергей Лавров`."""
    k = 0
    while lexicon.cases and k + 1 < len(words) and len(words[k]) > 1 and words[k].isupper() and "." not in words[k]:
        k += 1
    return k if k < len(words) and not words[k].isupper() else 0


def without_outlet(words: list[str], lexicon: Lexicon) -> list[str]:
    """A run of capitals without the outlet that relays the words or got them: `Ивана Зимина РИА Новости`."""
    if len(words) < 2 or not (lexicon.cases or cut_by_apostrophe(lexicon.code)):
        return words
    known = (k for k in range(1, len(words)) if Register.load().by_name(" ".join(words[k:]), lexicon.code))
    return words[: next(known, len(words))]


def is_domain(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name behind an office tells whose office it is: `главред RT`, `министр Германии`, `Präsident Perus`."""
    if not lexicon.cases:
        bases = (word.lower().removesuffix("s") for word in words)
        return lexicon.nouns_capital and all(lexicon.flags.get(base, 0) & wc.PLACE for base in bases)
    body = len(words) == 1 and words[0].isupper() and len(words[0]) > 1
    folded = [word.lower() for word in words]
    place = all(lexicon.flags.get(word, 0) & wc.PLACE for word in folded)
    return body or place or Register.load().by_name(" ".join(words), lexicon.code) is not None


@cache
def _nouns(code: str) -> dict[str, list[str]]:
    """The nouns of offices and bodies by their roots."""
    found: dict[str, list[str]] = {}
    for word, flag in lexicon_of(code).flags.items():
        if flag & (wc.ROLE | wc.TITLE | wc.GROUP):
            found.setdefault(root(word, code), []).append(word)
    return found


def _shared(a: str, b: str) -> int:
    """Letters with which both words begin."""
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def office_of(word: str, lexicon: Lexicon) -> str | None:
    """The nominative of an office in another case; a body may have the same root (`мэрии` is of no `мэр`).

    >>> from quotes.extract.lexicon import lexicon
    >>> office_of("министра", lexicon("ru")), office_of("мэрии", lexicon("ru"))
    ('министр', None)
    """
    nouns = _nouns(lexicon.code).get(root(word, lexicon.code)) if lexicon.cases else None
    noun = max(nouns, key=lambda n: (_shared(n, word), n)) if nouns else ""
    return noun if lexicon.flags.get(noun, 0) & (wc.ROLE | wc.TITLE) else None


def oblique(words: Sequence[str], code: str) -> bool:
    """Whether all words of a folded name have endings that no nominative has.

    >>> oblique(["карлу", "вагнеру"], "ru"), oblique(["карл", "вагнер"], "ru")
    (True, False)
    """
    endings = _endings(code, "oblique")
    return bool(endings) and all(word.endswith(endings) for word in words)


@cache
def cut_by_apostrophe(code: str) -> bool:
    """Whether an apostrophe parts a name from the ending of its case: `Yılmaz'ın`."""
    return bool(language.load(code).tables.get("resolve", {}).get("apostrophe_suffixes", False))


def as_far_as_suffix(words: list[str], code: str) -> list[str]:
    """A run of capitals as far as its first name in a case that an apostrophe marks, without that case.

    >>> as_far_as_suffix(["Ali", "Yılmaz'ın", "Köyü"], "tr"), as_far_as_suffix(["O'Neill"], "en")
    (['Ali', 'Yılmaz'], ["O'Neill"])
    """
    if not cut_by_apostrophe(code):
        return words
    end = next((k for k, word in enumerate(words) if "'" in word or "’" in word), None)
    return words if end is None else [*words[:end], words[end].replace("’", "'").partition("'")[0]]
