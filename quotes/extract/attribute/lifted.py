"""Quotations between paragraphs that are headings: lifted from the text, or said by whoever speaks below."""

from __future__ import annotations

from quotes.extract.attribute.carrying import FORWARD, TOLD_OF
from quotes.extract.attribute.elsewhere import REPEATS, folded, runs_to_end
from quotes.extract.attribute.reading import Attribution, Reading, fills
from quotes.extract.values import DIALOGUE

LIFTED = "heading lifted from the text"
_HEADING = 120
"""Code points of a heading between paragraphs; a speech that goes on is longer."""
_TERSE = 2
"""Blanks in a heading whose words are too few to be lifted from the middle of a sentence."""
_BELOW = 3
"""Paragraphs between a heading and the quotation that it is the heading of."""
_STOPS = ".,;:!?…"
_DOUBTFUL = frozenset({"", "carried over", TOLD_OF, "subject of the sentence before"})
"""Rules that give a heading to whoever speaks before it."""


def lift(desk: Reading) -> None:
    """Marks the headings that hold words of another quotation, before or behind them."""
    for i in range(min(len(desk.found), REPEATS)):
        if not _is_heading(desk, i):
            continue
        heading = folded(desk, i) if (sharing := _sharing(desk, i)) else ""
        source = next((k for k in sharing if _within(heading, folded(desk, k))), None)
        if source is not None and heading.count(" ") > 1:
            desk.lifted[i] = source


def _sharing(desk: Reading, index: int) -> list[int]:
    """The quotations that hold the longest word of a heading or how it begins, and are no heading before or shorter."""
    f, text = desk.found[index], desk.text
    words = text[f.start : f.end].split()
    shared = (max((word.strip(_STOPS) for word in words), key=len), " ".join(words[1:3]).strip(_STOPS))
    if all(text.find(part, 0, f.start) < 0 and text.find(part, f.end) < 0 for part in shared):
        return []
    others = [(k, g) for k, g in enumerate(desk.found[:REPEATS]) if k != index]
    holding = (k for k, g in others if any(text.find(part, g.start, g.end) >= 0 for part in shared))
    return [k for k in holding if not _is_heading(desk, k) or (_size(desk, k), k) > (_size(desk, index), index)]


def _size(desk: Reading, index: int) -> int:
    return desk.found[index].end - desk.found[index].start


def _is_heading(desk: Reading, index: int) -> bool:
    return not desk.attributions[index].rule and _heads(desk, index)


def of_headings(desk: Reading) -> None:
    """Whose the words of headings are: of whom they are lifted from, else of who speaks next, as the heading of a
    section is said in it. In French pages five of five such were."""
    for index, source in desk.lifted.items():
        root = _root(desk, source)
        if desk.attributions[root].rule:
            desk.attributions[index] = Attribution(LIFTED, None, None, None, root)
    for index in range(len(desk.found) - 1):
        if index in desk.lifted or desk.attributions[index].rule not in _DOUBTFUL or not _heads(desk, index):
            continue
        said = desk.attributions[index + 1]
        if _is_above(desk, index) and said.rule and said.source is None:
            desk.attributions[index] = Attribution(FORWARD, None, said.mention, None, index + 1, True)


def _heads(desk: Reading, index: int) -> bool:
    """Whether a quotation may be a heading: short, and all that its paragraph holds."""
    f = desk.found[index]
    spoken = f.continues or f.inside is not None or f.convention == DIALOGUE
    return not spoken and f.end - f.start < _HEADING and fills(desk, index)


def _is_above(desk: Reading, index: int) -> bool:
    """Whether a quotation ends without a stop, goes on with none above it, and another stands in one of the next
    paragraphs; what is asked may be answered there."""
    f, following = desk.found[index], desk.found[index + 1]
    last = desk.text[f.end - 1]
    ahead = following.inside is None and 0 < following.paragraph - f.paragraph <= _BELOW
    goes_on = index > 0 and desk.found[index - 1].paragraph == f.paragraph - 1 and fills(desk, index - 1)
    return ahead and not goes_on and f.place is None and (last.isalnum() or last in "!…")


def _within(heading: str, told: str) -> bool:
    """Whether a heading is part of other words, or goes on behind them; of three words only where they begin or end."""
    inside = heading.count(" ") > _TERSE and f" {heading} " in f" {told} "
    return inside or (told.count(" ") > 1 and runs_to_end(heading, told))


def _root(desk: Reading, index: int) -> int:
    """The quotation that a chain of carried ones begins with."""
    while (source := desk.attributions[index].source) is not None:
        index = source
    return index
