"""Where the sentences of a line end, and whether what follows a quotation is its inquit or a sentence of its own."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line

LONGEST = 200
"""Tokens after which a sentence is cut, so that a text without stops stays linear; PolNeAR's longest has 180."""
_DATELINE = 14
"""Tokens of a dateline at most."""
_OF_DATE = wc.NAME | wc.CALENDAR | wc.NUMBER | wc.COMMA | wc.OPEN | wc.CLOSE | wc.ABBREVIATION | wc.STOP
_MAY_END = wc.STOP | wc.QUOTE | wc.DASH | wc.COLON | wc.SUBORDINATOR
_BEGINS = wc.CAPITAL | wc.NUMBER | wc.QUOTE | wc.DASH
_ENDS = frozenset(".!?…。！？؟।")
_ASKS = frozenset("!?…！？؟")


def cut_sentences(line: Line, text: str, lexicon: Lexicon) -> None:
    """Gives every token the bounds of its sentence."""
    begin, last = 0, len(line.flags) - 1
    for i in [i for i, flag in enumerate(line.flags) if flag & _MAY_END]:
        while i - begin > LONGEST:
            begin = _close(line, begin, begin + LONGEST + 1)
        if i == last or i - begin == LONGEST or _ends_here(line, i, text, lexicon):
            begin = _close(line, begin, i + 1)
    while begin <= last:
        begin = _close(line, begin, min(begin + LONGEST, last) + 1)


def _close(line: Line, begin: int, end: int) -> int:
    """Makes one sentence of the tokens from ``begin`` to ``end``, where the next begins."""
    line.first += [begin] * (end - begin)
    line.last += [end] * (end - begin)
    return end


def _ends_here(line: Line, i: int, text: str, lexicon: Lexicon) -> bool:
    flag = line.flags[i]
    if flag & wc.STOP:
        return _stop_ends(line, i, lexicon)
    if flag & wc.QUOTE:
        return _ends_quoted(line, i, text, lexicon)
    if flag & wc.SUBORDINATOR:
        return bool(flag & wc.COMMA) and _somebody_else(line, i + 1)
    if i >= _DATELINE:
        return False
    return _dateline(line, i, text) if flag & wc.DASH else _dated(line, i)


def _ends_quoted(line: Line, i: int, text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence ends with a quotation: one does before another, or before what is no inquit."""
    following = line.flags[i + 1]
    if following & wc.QUOTE:
        return _closing(line, i, text) in _ENDS
    if not following & (wc.CAPITAL | wc.NUMBER) and not lexicon.caseless:
        return False
    closing = _closing(line, i, text)
    if closing not in _ENDS:
        return False
    return not is_inquit(line, i + 1, strict=closing not in _ASKS or bool(following & wc.DETERMINER))


def _somebody_else(line: Line, k: int) -> bool:
    """`…; and the mayor, Ann Miller, welcomed them`: a semicolon before an office with its article ends a sentence."""
    flags = line.flags
    while k < len(flags) and flags[k] & (wc.CONJUNCTION | wc.ADVERB) and not flags[k] & wc.NAME:
        k += 1
    if k + 2 >= len(flags) or not flags[k] & wc.DETERMINER:
        return False
    return bool(flags[k + 1] & wc.ROLE or (flags[k + 1] & wc.PLAIN and flags[k + 2] & wc.ROLE))


def _dateline(line: Line, i: int, text: str) -> bool:
    """`HALIFAX, Nov. 3 (AP) — The council said …`: a place in capitals, and no verb before the dash."""
    place = text[line.start[0] : line.end[0]]
    return len(place) > 2 and place.isupper() and all(f & _OF_DATE for f in line.flags[:i])


def _dated(line: Line, i: int) -> bool:
    """`Update July 17, 10:35 p.m.: The council said …`: a date or an hour before the colon, and no verb."""
    flags = line.flags[:i]
    dated = any(f & wc.NUMBER for f in flags) and not line.flags[i + 1] & (wc.NUMBER | wc.QUOTE)
    return dated and all(f & (_OF_DATE | wc.COLON | wc.TEMPORAL) or "." in line.word[k] for k, f in enumerate(flags))


def _closing(line: Line, i: int, text: str) -> str:
    """The last character of the quoted words that is no mark."""
    inner = text[max(line.start[i], line.end[i] - 6) : line.end[i]].rstrip("\"“”„‟«»‹›‘’'`)]」』 \u00a0\u202f")
    return inner[-1:] or " "


def _stop_ends(line: Line, i: int, lexicon: Lexicon) -> bool:
    if line.word[i] != "." or line.flags[i] & wc.GAP:
        return True
    if line.flags[i + 1] & wc.DASH and i + 2 < len(line.flags):
        return bool(line.flags[i + 2] & (wc.CAPITAL | wc.QUOTE))
    if line.end[i] == line.start[i + 1] and not line.flags[i + 1] & wc.QUOTE:
        return bool(line.flags[i + 1] & wc.CAPITAL) and i > 0 and len(line.word[i - 1]) > 3
    following = line.flags[i + 1]
    if following & wc.OPEN and i + 2 < len(line.flags):
        return bool(line.flags[i + 2] & (wc.CAPITAL | wc.QUOTE))
    return bool(following & _BEGINS) or lexicon.caseless


def is_inquit(line: Line, i: int, *, strict: bool) -> bool:
    """Whether an inquit begins at token i: a short subject and a cue, in either order.

    ``strict`` asks that nothing but its own end follow it: `“It is late.” Miller said.`
    """
    flags, count = line.flags, len(line.flags)
    j, named, cue = i, False, False
    while j < count and j < i + 8 and not flags[j] & (wc.PUNCTUATION | wc.QUOTE):
        flag = flags[j]
        if flag & wc.SAY and not flag & (wc.GERUND | wc.INFINITIVE):
            cue = True
        elif flag & (wc.NAME | wc.PRONOUN) or (flag & wc.ROLE and (j == i or named or flags[j - 1] & wc.DETERMINER)):
            named = True
        elif flag & wc.GROUP and j + 1 < count and flags[j + 1] & (wc.TITLE | wc.ROLE):
            pass  # `工会主席`: whose office it is
        elif flag & wc.COVERB and named:
            pass  # `高志强对士兵们说`: what stands between subject and verb
        elif not flag & (wc.ADVERB | wc.TITLE | wc.AUXILIARY) and not (j == i and flag & wc.DETERMINER):
            break
        j += 1
        if named and cue and not strict:
            return True
    if named and not cue and j < count and flags[j] & wc.COMMA:
        return _cue_after_aside(flags, j + 1, strict=strict)
    return named and cue and (j == count or bool(flags[j] & (wc.STOP | wc.COMMA)))


def _cue_after_aside(flags: list[int], i: int, *, strict: bool) -> bool:
    """`Miller, a retired driver from Ohio, said`; strictly not `Miller, of Ohio, disagreed, saying it was “…”`."""
    for j in range(i, min(len(flags) - 1, i + 20)):
        if flags[j] & (wc.STOP | wc.QUOTE):
            return False
        if flags[j] & wc.COMMA:
            says = flags[j + 1] & wc.SAY and not flags[j + 1] & wc.GERUND
            goes_on = strict and j + 3 < len(flags) and flags[j + 2] & wc.COMMA and flags[j + 3] & wc.GERUND
            return bool(says and not goes_on)
    return False
