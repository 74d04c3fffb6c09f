"""Whether marks hold an utterance (direct), part of one (fragment) or none at all (scare).

From the [attribute] table of a language file: ``offences``, how the law's names of offences begin.
"""

from __future__ import annotations

from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.attribute import WEAK, Reading
from quotes.extract.kinds.names import holds_name, is_title
from quotes.extract.lexicon import Lexicon
from quotes.extract.values import DIALOGUE
from quotes.model import Kind
from quotes.text import tokens

_FEW = 3
"""Up to so many words, marks that nobody is said to have uttered are irony, a title or a word mention."""
_CHARGED = 10
"""Tokens before the marks in which a charge is spoken of."""
_ROW = 20
"""Tokens back to the bracket that a row of quotations stands in."""
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
        and (len(words) <= _FEW or is_title(words, reading.lexicon))
    ):
        return "scare"
    if a.rule in WEAK and _listed(reading, index):
        return "scare"
    if (a.rule in WEAK or not a.near) and (_is_offence(reading, index) or _charged(reading, index)):
        return "scare"
    if holds_name(reading, index, words):
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


def _is_offence(reading: Reading, index: int) -> bool:
    """Whether the words begin as the law names an offence: `mise en danger de la vie d’autrui`."""
    return reading.text.startswith(_offences(reading.lexicon.code), reading.found[index].start)


@cache
def _offences(code: str) -> tuple[str, ...]:
    return tuple(language.load(code).tables.get("attribute", {}).get("offences", ()))


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


def _sentence(text: str, start: int, end: int, words: list[str], lexicon: Lexicon) -> bool:
    first = text[start]
    if len(words) < 2 and not lexicon.caseless:
        return first.isupper() and text[end - 1] in ".!?…,"
    return not first.islower() and (first.isupper() or first.isdigit() or not first.isalnum() or lexicon.caseless)
