"""The cue of one quotation and the words that name its source, from the sentence it stands in.

Each finder looks at one place (after the quotation, before it, inside its marks) and answers with a ``Said`` or None;
``decide`` asks them in order of certainty.
"""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.after import said_after
from quotes.extract.cues.before import said_before
from quotes.extract.cues.inside import said_inside
from quotes.extract.cues.said import CLOSE, Said, somebody
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line

__all__ = ["Said", "decide", "said_before", "said_inside", "somebody"]


_OPENING = 2
"""Tokens within which a conjunction opens a subordinate clause (`Even as`, `But when`)."""


def decide(line: Line, i: int, lexicon: Lexicon, closed_by_comma: bool) -> Said | None:
    """Who said the quotation at token i, as far as its own sentence tells."""
    after = said_after(line, i, lexicon)
    if after and after.near and closed_by_comma:
        return _of_subclause(line, i, lexicon) or after
    before = said_before(line, i, lexicon)
    if after and after.near and after.rule == "according to" and not (before and before.near):
        return after
    return before or after


def _of_subclause(line: Line, i: int, lexicon: Lexicon) -> Said | None:
    """`When Miller called it “a disgrace,” Berg left`: the clause that opens the sentence reports its own quotation."""
    low, flags = line.first[i], line.flags
    opens = any(f & wc.SUBORDINATOR and not f & wc.COMMA for f in flags[low : min(i, low + _OPENING)])
    if not opens or any(f & (wc.COMMA | wc.QUOTE) for f in flags[low : i - 1]):
        return None
    said = said_before(line, i, lexicon)
    reported = said and said.cue and said.mention and i - said.cue[1] <= CLOSE and said.cue[0] > said.mention[0]
    return said if reported else None
