"""Marks that hold the name of something and nobody's words: a work, a plan, a law, a nickname.

From the [attribute] table of a language file: ``makes``, the forms of verbs that make or show a work, and ``by``, what
stands before its author and between a noun for a name and that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.attribute import WEAK, Reading
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line

_FEW = 3
"""Up to so many words in marks are part of the name around them."""
_NOUN = 4
"""Up to so many words after an article are a noun put between marks, unless the cue stands right before."""
_NAME = 7
"""Up to so many words that open with a capital, end without a stop and are reported by no verb are a name: of 11 such
of four to seven words in the German and French gold, 9 are no quotation."""
_TITLE = 12
"""Words of a title that stands behind its author."""
_AUTHOR = 3
"""Tokens of an author with a comma."""
_ADJECTIVES = 3
"""Tokens of a noun with its adjectives."""
_CALLED = 6
"""Tokens back in which a verb of calling takes a noun in marks for its own."""
_BEFORE_NAMES = wc.DETERMINER | wc.POSSESSOR | wc.GENITIVE | wc.PREPOSITION | wc.CONJUNCTION | wc.GROUP
_NO_OBJECT = wc.PREPOSITION | wc.TO
_UTTERS = wc.OF | wc.AGENT | wc.ASCRIBE | wc.ASCRIBE_START


def holds_name(reading: Reading, index: int, words: Sequence[str]) -> bool:
    """Whether marks hold the name of something, by what stands around them and how it is written."""
    line, a = reading.line_of.get(index), reading.attributions[index]
    if line is None:
        return False
    token, weak = line.token_of[index], a.rule in WEAK
    titled = len(words) <= _NAME and words[0][0].isupper() and words[-1][-1].isalnum()
    if titled and (_made(line, token, reading.lexicon.code) or (weak and _subject_of_be(line, token))):
        return True
    if (
        weak
        and len(words) <= _TITLE
        and words[0][0].isupper()
        and words[-1][-1].isalnum()
        and _referred_to(line, token)
    ):
        return True
    if titled and (weak or not a.near) and _by_author(line, token, reading.lexicon.code):
        return True
    if titled and weak and _as_name(line, token, reading.found[index].place == "headline"):
        return True
    if titled and not (weak or a.near or line.capital_nouns) and _of_the_sentence(line, token):
        return True
    if not a.near and (_named(reading, index, line, token) or (titled and _apposed(line, token))):
        return True
    if len(words) <= _FEW and _part_of_name(line, token, words):
        return True
    return len(words) <= _NOUN and not a.near and _mere_noun(reading, index, line, token, words)


def is_title(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Every word but the small ones has a capital: the name of a work, a programme, a law.

    >>> from quotes.extract.lexicon import lexicon
    >>> is_title(["Morning", "Harbour"], lexicon("en")), is_title(["Morning", "traffic"], lexicon("en"))
    (True, False)
    """
    big = [w for w in words if not lexicon.flags.get(w.lower().strip(",."), 0) & wc.DETERMINER and len(w) > _FEW]
    return bool(big) and all(w[:1].isupper() for w in big) and words[-1][-1:] not in "!?"


@cache
def _words(code: str, key: str) -> frozenset[str]:
    return frozenset(language.load(code).tables.get("attribute", {}).get(key, "").split())


def _before(line: Line, token: int) -> int:
    return line.flags[token - 1] if token > line.first[token] else 0


def _after(line: Line, token: int) -> int:
    return line.flags[token + 1] if token + 1 < line.last[token] else 0


def _made(line: Line, token: int, code: str) -> bool:
    """`Ana Sauvel présente « Le bruit des autres maisons »`: what a verb makes or shows is a work."""
    return token > line.first[token] and line.word[token - 1] in _words(code, "makes")


def _subject_of_be(line: Line, token: int) -> bool:
    """`« La petite boîte à couture » a fermé`: what opens its clause and has its verb right behind it."""
    before = _before(line, token)
    return bool(_after(line, token) & (wc.AUXILIARY | wc.BE)) and (not before or bool(before & wc.COMMA))


def _referred_to(line: Line, token: int) -> bool:
    """`Ana Sauvel, « Les ponts du nord », Revue des ponts`: the title behind its author, between commas."""
    flags, after = line.flags, _after(line, token)
    authors = token - _AUTHOR > line.first[token] - 1 and flags[token - 1] & wc.COMMA
    return bool(authors and flags[token - 2] & flags[token - 3] & wc.NAME and after & (wc.COMMA | wc.STOP))


def _by_author(line: Line, token: int, code: str) -> bool:
    """`elle a choisi « Les étés perdus » de Luc Sauvel`: behind the marks stands whose work it is."""
    k = token + 2
    return k < line.last[token] and bool(line.flags[k] & wc.NAME) and line.word[k - 1] in _words(code, "by")


def _as_name(line: Line, token: int, headline: bool) -> bool:
    """`the parliament changed the “Act on the Building of Bridges”`: a noun of the article's, with its own capital."""
    return bool(_before(line, token) & _BEFORE_NAMES) or (not headline and _behind_noun(line, token) is not None)


def _of_the_sentence(line: Line, token: int) -> bool:
    """`La ville a annoncé son plan « Une forêt » mardi`, `raconte son enfance dans « Les étés perdus »`: where a verb
    reports, the name of its object or of what a preposition has, with which the sentence goes on."""
    before = _before(line, token)
    if before & wc.PREPOSITION and not before & _UTTERS:
        return True
    noun, after = _behind_noun(line, token), _after(line, token)
    if noun is None or not after or after & wc.PUNCTUATION:
        return noun is not None and bool(line.flags[noun] & wc.OPEN and after & wc.CLOSE)
    return noun > line.first[token] and not (line.flags[noun] | line.flags[noun - 1]) & _NO_OBJECT


def _behind_noun(line: Line, token: int) -> int | None:
    """`le plan « Une forêt pour tous »`: the article of a noun right before the marks, perhaps with an adjective."""
    flags, k, low = line.flags, token - 1, line.first[token]
    noun = wc.PLAIN | wc.NAMING | wc.GROUP | (wc.NAME if line.capital_nouns else 0)
    while k > low and token - k < _ADJECTIVES and flags[k] & noun and not flags[k] & (wc.CUE | wc.NOUN_CUE):
        k -= 1
    return k if k < token - 1 and flags[k] & (wc.DETERMINER | wc.POSSESSOR | wc.OF | wc.OPEN) else None


def _named(reading: Reading, index: int, line: Line, token: int) -> bool:
    """`the book “…”`, `nicknamed “…”`, `le titre de « … »`: what stands before says that this is a name; not `ist das
    Projekt „ein Gewinn“`, in small letters where nouns have capitals."""
    before, cue = _before(line, token), reading.attributions[index].cue
    if token - 1 > line.first[token] and line.word[token - 1] in _words(reading.lexicon.code, "by"):
        token, before = token - 1, line.flags[token - 2] & ~wc.CALL
    called = before & wc.CALL and not (cue and cue.end == line.end[token - 1])
    said_of = line.capital_nouns and before & wc.CAPITAL and reading.text[reading.found[index].start].islower()
    return bool(before & wc.NAMING and (called or not before & wc.CUE) and not said_of)


def _apposed(line: Line, token: int) -> bool:
    """`Son premier roman, « Les étés perdus », s'est vendu`: between commas behind a noun for a work."""
    k, after = token - 2, _after(line, token)
    if k <= line.first[token] or not line.flags[k + 1] & wc.COMMA or not after & (wc.COMMA | wc.STOP):
        return False
    k -= bool(line.flags[k] & wc.PLAIN)
    return bool(line.flags[k] & wc.NAMING and not line.flags[k] & wc.CUE)


def _part_of_name(line: Line, token: int, words: Sequence[str]) -> bool:
    """`Joe “the Hat” Miller said`, `the party “Free List” asks`: a name goes on behind the marks or begins before."""
    if not (words[0][0].isupper() and words[-1][0].isupper() and words[-1][-1].isalnum()):
        return False
    before = line.flags[token - 1] if token > line.first[token] else wc.STOP
    after = _after(line, token)
    if after & wc.NAME and not after & wc.CUE and not line.capital_nouns:
        return bool(before & (wc.NAME | wc.TITLE | wc.ROLE | wc.STOP | wc.COMMA)) and not before & wc.CUE
    return bool(before & wc.GROUP and not before & wc.CUE and after and not after & wc.PUNCTUATION)


def _mere_noun(reading: Reading, index: int, line: Line, token: int, words: Sequence[str]) -> bool:
    """`at the “point of no return” of`: a noun of the article's own sentence, its cue further off."""
    f, a, before = reading.found[index], reading.attributions[index], _before(line, token)
    ends = reading.text[f.end - 1] in ".!?…"
    if before & (wc.GENITIVE | wc.PREPOSITION | wc.GROUP) and not ends and is_title(words, reading.lexicon):
        return True
    weak = a.rule in WEAK or a.rule in {"infinitive", "subject, participle"}
    governed = before & (wc.DETERMINER | wc.POSSESSOR | wc.PREPOSITION) and not before & wc.TO
    if not weak or not governed or not reading.text[f.start].islower():
        return False
    called = any(g & wc.CALL for g in line.flags[max(line.first[token], token - _CALLED) : token])
    return bool(_after(line, token) & (wc.PREPOSITION | wc.PLAIN)) and not called
