"""An article as attribution reads it, and what it has found of each quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.extract.cues import UNNAMED, Said
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase
from quotes.extract.tokenising import NEAR, read_line
from quotes.extract.values import Found, Segments
from quotes.model import Span

WEAK = frozenset({"", UNNAMED, "subject of the sentence", "carried over in the paragraph", "same words elsewhere"})
"""Rules that do not show that words were uttered at all."""


@dataclass(slots=True)
class Attribution:
    """Where a quotation's cue, mention and relayer stand; ``source`` is the quotation it carries on from.

    A carried quotation keeps the mention of its source: those are the words that the attribution rests on.
    ``topic`` is whom the sentence before tells of, where the subject is only in the verb.
    """

    rule: str = ""
    cue: Span | None = None
    mention: Span | None = None
    relayer: Span | None = None
    source: int | None = None
    continues: bool = False
    near: bool = False
    topic: Span | None = None


@dataclass(slots=True)
class Reading:
    """An article as attribution reads it: its quotations, the lines they stand in, and what was found of each.

    ``line_of`` is the line of a quotation that stands in no other, ``last_paragraph`` the line that a paragraph ends,
    ``lifted`` the quotation that a heading is lifted from.
    """

    text: str
    segments: Segments
    found: Sequence[Found]
    lexicon: Lexicon
    attributions: list[Attribution]
    lines: list[Line] = field(default_factory=list)
    line_of: dict[int, Line] = field(default_factory=dict)
    last_paragraph: dict[int, Line | None] = field(default_factory=dict)
    lifted: dict[int, int] = field(default_factory=dict)

    def is_read(self, paragraph: int) -> bool:
        """Whether a paragraph has been cut into words already."""
        return paragraph in self.last_paragraph

    def before(self, index: int) -> Line | None:
        """The end of the paragraph before a quotation, as a line of tokens."""
        paragraph = self.found[index].paragraph - 1
        if paragraph not in self.last_paragraph:
            before = self.segments.paragraphs[paragraph] if paragraph >= 0 else None
            line = None
            if before is not None and before.place is None:
                line = read_line(self.text, max(before.start, before.end - NEAR), before.end, [], self.lexicon)
            self.last_paragraph[paragraph] = line
        return self.last_paragraph[paragraph]


def fills(desk: Reading, index: int) -> bool:
    """Whether a quotation is all that its paragraph holds."""
    f, p = desk.found[index], desk.segments.paragraphs[desk.found[index].paragraph]
    before = desk.text[p.start : min(f.outer_start, p.start + NEAR)]
    if any(map(str.isalnum, before)):
        return False
    return not any(map(str.isalnum, desk.text[f.outer_end : min(f.outer_end + NEAR - len(before), p.end)]))


def span_of(line: Line, phrase: Phrase | None) -> Span | None:
    return Span(line.start[phrase[0]], line.end[phrase[1] - 1]) if phrase else None


def attribution(line: Line, said: Said) -> Attribution:
    return Attribution(
        said.rule, span_of(line, said.cue), span_of(line, said.mention), span_of(line, said.relayer), near=said.near
    )
