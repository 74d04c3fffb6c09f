"""The cue of one quotation and the words that name its source, from the sentence it stands in.

Each finder looks at one place (after the quotation, before it, inside its marks) and answers with a ``Said`` or None;
``decide`` asks them in order of certainty.
"""

from __future__ import annotations

from quotes.extract.cues.after import said_after
from quotes.extract.cues.before import said_before
from quotes.extract.cues.inside import said_inside
from quotes.extract.cues.said import Said, somebody
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line

__all__ = ["Said", "decide", "said_before", "said_inside", "somebody"]


def decide(line: Line, i: int, lexicon: Lexicon, closed_by_comma: bool) -> Said | None:
    """Who said the quotation at token i, as far as its own sentence tells."""
    after = said_after(line, i, lexicon)
    if after and after.near and closed_by_comma:
        return after
    before = said_before(line, i, lexicon)
    if after and after.near and after.rule == "according to" and not (before and before.near):
        return after
    return before or after
