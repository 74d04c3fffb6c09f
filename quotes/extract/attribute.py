"""Cue and speaker mention of every quotation, and what carries over from one quotation to the next.

The steps go from certain to doubtful: what the quotation's own sentence says; an introduction before a colon; the
speaker of the quotation before, unless the article has turned to somebody else; the subject of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quotes.extract import wordclass as wc
from quotes.extract.cues import Said, decide, said_before, said_inside
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import NEAR, Line, read_line, tokenise
from quotes.extract.phrases import Phrase, can_speak, clause_subject, has_name, starting_at
from quotes.extract.values import Found, Segments
from quotes.model import Span
from quotes.text import tokens

CARRY = 2
"""Paragraphs over which a speaker carries to a quotation without a cue: one of narration may lie between."""
_SHORT = 6
"""Characters of a very short quotation in scripts without spaces: about three words."""
_REPEATS = 200
"""So many quotations of an article are compared with each other; more would not be linear."""
_COMMAS = frozenset(",，、–—-")


WEAK = frozenset({"", "subject of the sentence", "carried over in the paragraph", "same words elsewhere"})
"""Rules that do not show that words were uttered at all."""
FORWARD = "cue of the next"


@dataclass(slots=True)
class Attribution:
    """Where a quotation's cue, mention and relayer stand; ``source`` is the quotation it carries on from.

    A carried quotation keeps the mention of its source: those are the words that the attribution rests on.
    """

    rule: str = ""
    cue: Span | None = None
    mention: Span | None = None
    relayer: Span | None = None
    source: int | None = None
    continues: bool = False
    near: bool = False


@dataclass(slots=True)
class Reading:
    """An article as attribution reads it: its quotations, the lines they stand in, and what was found of each.

    ``line_of`` is the line of a quotation that stands in no other, ``last_paragraph`` the line that a paragraph ends.
    """

    text: str
    segments: Segments
    found: Sequence[Found]
    lexicon: Lexicon
    attributions: list[Attribution]
    lines: list[Line] = field(default_factory=list)
    line_of: dict[int, Line] = field(default_factory=dict)
    last_paragraph: dict[int, Line | None] = field(default_factory=dict)

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


def attribute(text: str, segments: Segments, found: Sequence[Found], lexicon: Lexicon) -> Reading:
    """One attribution a quotation, in the same order; rule "" where nothing was found."""
    desk = Reading(text, segments, found, lexicon, [Attribution() for _ in found])
    desk.lines = list(_lines(desk))
    for line in desk.lines:
        _by_sentence(desk, line)
        _by_introduction(desk, line)
    last: int | None = None
    for line in desk.lines:
        last = _carry(desk, line, last)
    _forward(desk)
    _nested(desk)
    _repeated(desk)
    return desk


def _lines(desk: Reading) -> Iterator[Line]:
    """The stretches that hold quotations: a paragraph, or several where a quotation runs over their ends."""
    paragraphs, found = desk.segments.paragraphs, desk.found
    i, count = 0, len(found)
    while i < count:
        p = found[i].paragraph
        start, end, quoted = paragraphs[p].start, paragraphs[p].end, []
        while i < count and found[i].outer_start < end:
            f = found[i]
            if f.inside is None:
                quoted.append((i, f.outer_start, f.outer_end))
                while f.outer_end > end and p + 1 < len(paragraphs):
                    p += 1
                    end = paragraphs[p].end
            i += 1
        if quoted:
            line = read_line(desk.text, start, max(end, quoted[-1][2]), quoted, desk.lexicon)
            desk.last_paragraph[p] = line
            desk.line_of.update((index, line) for index, _, _ in quoted)
            yield line
        elif i < count and found[i].inside is not None:
            i += 1


def _by_sentence(desk: Reading, line: Line) -> None:
    for index, token in line.token_of.items():
        said = decide(line, token, desk.lexicon, _closed_by_comma(desk.text, desk.found[index]))
        if desk.lexicon.inquit_inside and not (said and said.near):
            inner, f = Line(), desk.found[index]
            tokenise(inner, desk.text, f.start, min(f.end, f.start + 2 * NEAR), desk.lexicon)
            inside = said_inside(inner)
            if inside:
                desk.attributions[index] = _spans(inner, inside)
                continue
        if said:
            desk.attributions[index] = _spans(line, said)


def _closed_by_comma(text: str, f: Found) -> bool:
    return text[f.end - 1] in _COMMAS or text[f.outer_end : f.outer_end + 2].lstrip()[:1] in _COMMAS


def _span(line: Line, phrase: Phrase | None) -> Span | None:
    return Span(line.start[phrase[0]], line.end[phrase[1] - 1]) if phrase else None


def _spans(line: Line, said: Said) -> Attribution:
    return Attribution(
        said.rule, _span(line, said.cue), _span(line, said.mention), _span(line, said.relayer), near=said.near
    )


def _by_introduction(desk: Reading, line: Line) -> None:
    """A quotation that opens its paragraph after one that ends in a colon: `He went on:`."""
    index, token = next(iter(line.token_of.items()))
    if token or desk.attributions[index].rule:
        return
    intro = desk.before(index)
    if intro is None or not intro.flags or not intro.flags[-1] & wc.COLON:
        return
    end = len(intro.flags)
    said = said_before(intro, end, desk.lexicon)
    subject = clause_subject(intro, intro.first[end - 1], end)
    if said:
        desk.attributions[index] = _spans(intro, said)
    elif subject and can_speak(intro, subject):
        desk.attributions[index] = Attribution("introduced before a colon", None, _span(intro, subject))


def _carry(desk: Reading, line: Line, last: int | None) -> int | None:
    """Carries the speaker of the quotation before to those without one; answers with the last that has a speaker."""
    fresh = True
    for index, token in sorted(line.token_of.items()):
        a, f = desk.attributions[index], desk.found[index]
        if not a.rule and not _aside(desk, f):
            desk.attributions[index] = _without_cue(desk, line, index, token, last, fresh) or a
        if desk.attributions[index].rule and not _aside(desk, f):
            last, fresh = index, False
    return last


def _without_cue(
    desk: Reading, line: Line, index: int, token: int, last: int | None, fresh: bool
) -> Attribution | None:
    """A quotation whose own sentence reports nothing: whom the article speaks of, or who has been speaking."""
    around = line.flags[line.first[token] : line.last[token]]
    before = line.flags[line.first[token] : token]
    f = desk.found[index]
    if all(g & (wc.CONJUNCTION | wc.ADVERB | wc.PUNCTUATION) for g in before):
        return _turned_to(desk, line, index, token, fresh) or _from_last(desk, f, last, fresh)
    if any(g & wc.REPORTED for g in around):
        told = _turned_to(desk, line, index, line.first[token], fresh, any_verb=True) or _from_last(
            desk, f, last, fresh
        )
        if told:
            return told
    carried = None if fresh else _from_last(desk, f, last, fresh)
    return carried or _sentence_subject(desk, line, token) or _turned_to(desk, line, index, line.first[token], fresh)


def _forward(desk: Reading) -> None:
    """Quotations that fill their paragraphs, before one that has its cue: `“It rose.” ¶ “It fell,” Miller said.`

    Whose speaker is unknown, or carried past a paragraph of narration, has the speaker of the next.
    """
    whole = [i for i in sorted(desk.line_of) if desk.found[i].place is None]
    for index, following in zip(reversed(whole[:-1]), reversed(whole[1:]), strict=True):
        f, a, said = desk.found[index], desk.attributions[index], desk.attributions[following]
        own = said.rule == FORWARD or (said.near and said.mention is not None)
        if not own or desk.found[following].paragraph - f.paragraph != 1 or not _fills(desk, index):
            continue
        far = a.source is not None and f.paragraph - desk.found[a.source].paragraph > 1
        if _opens(desk, following) and (not a.rule or (a.rule == "carried over" and far)):
            source = following if said.source is None else said.source
            desk.attributions[index] = Attribution(FORWARD, None, said.mention, None, source, True)


def _fills(desk: Reading, index: int) -> bool:
    """Whether a quotation is all that its paragraph holds."""
    f, p = desk.found[index], desk.segments.paragraphs[desk.found[index].paragraph]
    around = desk.text[p.start : f.outer_start] + desk.text[min(f.outer_end, p.end) : p.end]
    return not any(map(str.isalnum, around[:NEAR]))


def _opens(desk: Reading, index: int) -> bool:
    """Whether a quotation opens its paragraph."""
    f, p = desk.found[index], desk.segments.paragraphs[desk.found[index].paragraph]
    return f.outer_start - p.start < NEAR and not any(map(str.isalnum, desk.text[p.start : f.outer_start]))


def _aside(desk: Reading, f: Found) -> bool:
    """Furniture and very short quotations neither take nor hand on a speaker without a cue."""
    short = desk.text.count(" ", f.start, f.end) < 2 and not (desk.lexicon.caseless and f.end - f.start > _SHORT)
    return f.place is not None or (short and not f.continues)


def _turned_to(
    desk: Reading, line: Line, index: int, token: int, fresh: bool, any_verb: bool = False
) -> Attribution | None:
    """The subject of the sentence right before, when that sentence is narration: `Miller disagreed. “…”`."""
    if desk.found[index].continues:
        return None
    if token:
        intro, end = line, token
    elif fresh and (before := desk.before(index)):
        intro, end = before, len(before.flags)
    else:
        return None
    if not end:
        return None
    first = intro.first[end - 1]
    if not any_verb and any(g & wc.QUOTE for g in intro.flags[first:end]):
        return None
    if not intro.flags[end - 1] & wc.STOP:
        return None
    ascribed = said_before(intro, end - 1, desk.lexicon) if end - 1 > first else None
    if ascribed and ascribed.rule == "according to" and ascribed.mention and has_name(intro, ascribed.mention):
        return Attribution("subject of the sentence before", None, _span(intro, ascribed.mention))
    if not any_verb and not any(f & wc.CUE for f in intro.flags[first:end]):
        return None
    said = said_before(intro, end, desk.lexicon) if intro is not line else None
    if said and not said.mention and desk.lexicon.subject_in_verb:
        return _spans(intro, said)
    subject = said.mention if said and said.mention else any_verb and _ending_inquit(intro, first, end)
    subject = subject or clause_subject(intro, first, end)
    if not subject or not (has_name(intro, subject) or intro.flags[subject[0]] & wc.PRONOUN):
        return None
    return Attribution("subject of the sentence before", None, _span(intro, subject))


def _ending_inquit(line: Line, first: int, end: int) -> Phrase | None:
    """`The bridge was old, said Miller. It was …`: who said the sentence that ends in an inquit."""
    for k in range(end - 2, first, -1):
        if line.flags[k] & wc.COMMA:
            inquit = line.flags[k + 1] & (wc.SAY | wc.ASCRIBE_AFTER) and not line.flags[k + 1] & wc.GERUND
            return starting_at(line, k + 2, end) if inquit else None
    return None


def _from_last(desk: Reading, f: Found, last: int | None, fresh: bool) -> Attribution | None:
    if last is None or f.paragraph - desk.found[last].paragraph > CARRY:
        return None
    sections = desk.segments.paragraphs
    if sections[f.paragraph].section != sections[desk.found[last].paragraph].section and not f.continues:
        return None
    rule = "carried over" if fresh else "carried over in the paragraph"
    return Attribution(rule, None, desk.attributions[last].mention, None, last, True)


def _sentence_subject(desk: Reading, line: Line, token: int) -> Attribution | None:
    subject = clause_subject(line, line.first[token], token)
    if subject and can_speak(line, subject):
        return Attribution("subject of the sentence", None, _span(line, subject))
    return None


def _nested(desk: Reading) -> None:
    """A quotation inside another: its own cue there, else it is the outer speaker's."""
    for index, f in enumerate(desk.found):
        if f.inside is None:
            continue
        outer = desk.found[f.inside]
        start, end = max(outer.start, f.outer_start - NEAR), min(outer.end, f.outer_end + NEAR)
        line = read_line(desk.text, start, max(end, f.outer_end), [(index, f.outer_start, f.outer_end)], desk.lexicon)
        said = decide(line, line.token_of[index], desk.lexicon, _closed_by_comma(desk.text, f))
        if said and said.mention and (said.near or not line.flags[said.mention[0]] & wc.NAME):
            desk.attributions[index] = _spans(line, said)
            desk.attributions[index].rule = f"inside another: {said.rule}"
        elif desk.attributions[f.inside].rule:
            around = desk.attributions[f.inside]
            desk.attributions[index] = Attribution("inside another", None, around.mention, None, f.inside)


def _repeated(desk: Reading) -> None:
    """The same words elsewhere in the article, attributed there, attribute them here."""
    unknown = [i for i, a in enumerate(desk.attributions) if a.rule in ("", "subject of the sentence")]
    doubtful = {*WEAK, "infinitive", "subject, participle"}
    if not unknown:
        return
    folded = [" ".join(tokens(desk.text[f.start : f.end][:NEAR])) for f in desk.found]
    known = [i for i, a in enumerate(desk.attributions) if a.rule not in doubtful and a.source is None]
    for i in unknown[:_REPEATS]:
        words = f" {folded[i]} "
        if words.count(" ") > 3:
            source = next((k for k in known[:_REPEATS] if _lifted(folded[i], folded[k])), None)
            if source is not None and folded[source].count(" ") > 1:
                desk.attributions[i] = Attribution("same words elsewhere", None, None, None, source)


def _lifted(words: str, source: str) -> bool:
    """Whether one runs to an end of the other: what is lifted from a sentence seldom has words left on both sides."""
    short, long = sorted((f" {words} ", f" {source} "), key=len)
    return long.startswith(short) or long.endswith(short)
