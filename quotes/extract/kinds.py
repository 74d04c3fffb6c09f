"""Whether marks hold an utterance (direct), part of one (fragment) or none at all (scare)."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.attribute import WEAK, Reading
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.values import DIALOGUE
from quotes.model import Kind
from quotes.text import tokens

_FEW = 3
"""Up to so many words, marks that nobody is said to have uttered are irony, a title or a word mention."""
_NOUN = 4
"""Up to so many words after an article are a noun put between marks, unless the cue stands right before."""
_CHARGED = 10
"""Tokens before the marks in which a charge is spoken of."""
_NAME = 7
"""Up to so many words that open with a capital, end without a stop and are reported by no verb are a name: of 11 such
of four to seven words in the German and French gold, 9 are no quotation."""
_ROW = 20
"""Tokens back to the bracket that a row of quotations stands in."""
_ADJECTIVES = 3
"""Tokens of a noun with its adjectives."""
_BEFORE_NAMES = wc.DETERMINER | wc.POSSESSOR | wc.GENITIVE | wc.PREPOSITION | wc.CONJUNCTION | wc.GROUP
_UNMARKED = frozenset({DIALOGUE, "blockquote", "q", "embed"})
"""What is found without marks is no irony and no title."""
_FURNITURE = frozenset({"teaser", "caption"})


def kind_of(reading: Reading, index: int) -> Kind:
    """The kind of a quotation, from its words and from what was found about it.

    A sentence of its own is direct; what is woven into the article's sentence is a fragment.
    """
    f, a = reading.found[index], reading.attributions[index]
    words = _split(reading, index)
    if f.place in _FURNITURE or (f.place == "headline" and len(words) <= _FEW):
        return "scare"
    if f.convention in _UNMARKED:
        return "direct"
    ends = words[-1][-1] in ".!?…"
    if (
        a.rule in WEAK
        and not (ends and words[0][0].isupper())
        and (len(words) <= _FEW or _title(words, reading.lexicon))
    ):
        return "scare"
    if a.rule in WEAK and _as_name(reading, index, words):
        return "scare"
    if a.rule in WEAK and _listed(reading, index):
        return "scare"
    if (a.rule in WEAK or not a.near) and _charged(reading, index):
        return "scare"
    if _named(reading, index) or _part_of_name(reading, index, words):
        return "scare"
    if len(words) <= _NOUN and _mere_noun(reading, index):
        return "scare"
    return "direct" if a.rule and _sentence(reading.text, f.start, f.end, words, reading.lexicon) else "fragment"


def _listed(reading: Reading, index: int) -> bool:
    """`workshops (“How to hold a meeting?”, “How to draw a poster”)`: in a bracket or a row of such, said by nobody."""
    line = reading.line_of.get(index)
    if line is None:
        return False
    token, flags = line.token_of[index], line.flags
    k = token - 1
    while k > 0 and flags[k] & (wc.COMMA | wc.CONJUNCTION | wc.QUOTE) and token - k < _ROW:
        k -= 1
    if k >= 0 and flags[k] & wc.OPEN:
        return True
    joined = [k for k in (token - 1, token + 1) if 0 < k < len(flags) - 1 and flags[k] & (wc.COMMA | wc.CONJUNCTION)]
    others = [line.quotes.get(2 * k - token) for k in joined]
    told = reading.attributions[index].rule or reading.text[reading.found[index].end - 1] in ".!?…"
    return not told and any(other is not None and not reading.attributions[other].rule for other in others)


def _charged(reading: Reading, index: int) -> bool:
    """`poursuivi pour « mise en danger de la vie d’autrui »`: the wording of a charge."""
    line = reading.line_of.get(index)
    if line is None:
        return False
    token = line.token_of[index]
    around = line.flags[max(line.first[token], token - _CHARGED) : token]
    return bool(around) and bool(around[-1] & wc.PREPOSITION) and any(f & wc.CHARGE for f in around)


def _split(reading: Reading, index: int) -> list[str]:
    """The words; in scripts without spaces two characters are about one."""
    f = reading.found[index]
    words = reading.text[f.start : f.end].split()
    return words if any(map(str.isascii, words[0])) else _unspaced(words)


def _unspaced(words: list[str]) -> list[str]:
    single = tokens(" ".join(words))
    return single[::2] if len(single) > 2 * len(words) else words


def _named(reading: Reading, index: int) -> bool:
    """`the book “…”`, `nicknamed “…”`: what stands before says that this is a name."""
    line = reading.line_of.get(index)
    if line is None or reading.attributions[index].near:
        return False
    token = line.token_of[index]
    before = line.flags[token - 1] if token > line.first[token] else 0
    cue = reading.attributions[index].cue
    called = before & wc.CALL and not (cue and cue.end == line.end[token - 1])
    return bool(before & wc.NAMING and (called or not before & wc.CUE))


def _as_name(reading: Reading, index: int, words: list[str]) -> bool:
    """`the parliament changed the “Act on the Building of Bridges”`: a noun of the article's, with its own capital."""
    line = reading.line_of.get(index)
    if line is None or len(words) > _NAME or not (words[0][0].isupper() and words[-1][-1].isalnum()):
        return False
    token = line.token_of[index]
    before = line.flags[token - 1] if token > line.first[token] else 0
    return bool(before & _BEFORE_NAMES) or (reading.found[index].place != "headline" and _behind_noun(line, token))


def _behind_noun(line: Line, token: int) -> bool:
    """`le plan « Une forêt pour tous »`: right behind a noun with its article, perhaps with an adjective between."""
    flags, k, low = line.flags, token - 1, line.first[token]
    noun = wc.PLAIN | wc.NAMING | (wc.NAME if line.capital_nouns else 0)
    while k > low and token - k < _ADJECTIVES and flags[k] & noun and not flags[k] & (wc.CUE | wc.NOUN_CUE):
        k -= 1
    return k < token - 1 and bool(flags[k] & (wc.DETERMINER | wc.POSSESSOR | wc.OF))


def _part_of_name(reading: Reading, index: int, words: list[str]) -> bool:
    """`Joe “the Hat” Miller said`, `the party “Free List” asks`: a name goes on behind the marks or begins before."""
    line = reading.line_of.get(index)
    if line is None or len(words) > _FEW or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    if not words[-1][-1].isalnum():
        return False
    token = line.token_of[index]
    before = line.flags[token - 1] if token > line.first[token] else wc.STOP
    after = line.flags[token + 1] if token + 1 < line.last[token] else 0
    if after & wc.NAME and not after & wc.CUE and not line.capital_nouns:
        return bool(before & (wc.NAME | wc.TITLE | wc.ROLE | wc.STOP | wc.COMMA)) and not before & wc.CUE
    return bool(before & wc.GROUP and not before & wc.CUE and after and not after & wc.PUNCTUATION)


def _mere_noun(reading: Reading, index: int) -> bool:
    """`at the “point of no return” of`: a noun of the article's own sentence, its cue further off."""
    line, f, a = reading.line_of.get(index), reading.found[index], reading.attributions[index]
    if line is None or a.near:
        return False
    weak = a.rule in WEAK or a.rule in {"infinitive", "subject, participle"}
    token = line.token_of[index]
    before = line.flags[token - 1] if token > line.first[token] else 0
    ends = reading.text[f.end - 1] in ".!?…"
    if (
        before & (wc.GENITIVE | wc.PREPOSITION | wc.GROUP)
        and not ends
        and _title(_split(reading, index), reading.lexicon)
    ):
        return True
    if (
        not weak
        or not before & (wc.DETERMINER | wc.POSSESSOR | wc.PREPOSITION)
        or before & wc.TO
        or not reading.text[f.start].islower()
    ):
        return False
    after = line.flags[token + 1] if token + 1 < line.last[token] else 0
    called = any(g & wc.CALL for g in line.flags[max(line.first[token], token - 6) : token])
    return bool(after & (wc.PREPOSITION | wc.PLAIN)) and not called


def _sentence(text: str, start: int, end: int, words: list[str], lexicon: Lexicon) -> bool:
    first = text[start]
    if len(words) < 2 and not lexicon.caseless:
        return first.isupper() and text[end - 1] in ".!?…,"
    return not first.islower() and (first.isupper() or first.isdigit() or not first.isalnum() or lexicon.caseless)


def _title(words: list[str], lexicon: Lexicon) -> bool:
    """Every word but the small ones has a capital: the name of a work, a programme, a law."""
    big = [w for w in words if not lexicon.flags.get(w.lower().strip(",."), 0) & wc.DETERMINER and len(w) > 3]
    return bool(big) and all(w[:1].isupper() for w in big) and words[-1][-1:] not in "!?"
