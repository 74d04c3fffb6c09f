"""Cue and speaker mention of every quotation, and what carries over from one quotation to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.extract.cues import Said, decide
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line, read_line
from quotes.extract.phrases import Phrase, can_speak, clause_subject
from quotes.extract.values import Found, Segments
from quotes.model import Span


@dataclass(slots=True)
class Attribution:
    """Where a quotation's cue, mention and relayer stand; ``source`` is the quotation it carries on from."""

    rule: str = ""
    cue: Span | None = None
    mention: Span | None = None
    relayer: Span | None = None
    source: int | None = None
    continues: bool = False


def attribute(text: str, segments: Segments, found: Sequence[Found], lexicon: Lexicon) -> list[Attribution]:
    """One attribution a quotation, in the same order."""
    result = [Attribution() for _ in found]
    lines = list(_lines(text, segments, found, lexicon))
    for line in lines:
        for index, token in line.token_of.items():
            said = decide(line, token, lexicon, _comma(text, found[index]))
            if said:
                result[index] = _spans(line, said)
    for line in lines:
        _carry_in_line(line, result, text, found)
    _carry_over(result, found, segments)
    return result


def _lines(text: str, segments: Segments, found: Sequence[Found], lexicon: Lexicon) -> Iterator[Line]:
    paragraphs = segments.paragraphs
    i, count = 0, len(found)
    while i < count:
        if found[i].inside is not None:
            i += 1
            continue
        p = found[i].paragraph
        end, quoted = paragraphs[p].end, []
        while i < count and (found[i].outer_start < end):
            f = found[i]
            if f.inside is None:
                quoted.append((i, f.outer_start, f.outer_end))
                while f.outer_end > end and p + 1 < len(paragraphs):
                    p += 1
                    end = paragraphs[p].end
            i += 1
        yield read_line(text, paragraphs[found[quoted[0][0]].paragraph].start, max(end, quoted[-1][2]), quoted, lexicon)


def _comma(text: str, f: Found) -> bool:
    return text[f.end - 1 : f.end] in (",", "，") or text[f.outer_end : f.outer_end + 2].lstrip()[:1] in (
        ",",
        "，",
        "–",
        "—",
        "-",
    )


def _span(line: Line, phrase: Phrase | None) -> Span | None:
    return Span(line.start[phrase[0]], line.end[phrase[1] - 1]) if phrase else None


def _spans(line: Line, said: Said) -> Attribution:
    return Attribution(said.rule, _span(line, said.cue), _span(line, said.mention), _span(line, said.relayer))


def _carry_in_line(line: Line, result: list[Attribution], text: str, found: Sequence[Found]) -> None:
    previous = None
    for index, token in sorted(line.token_of.items()):
        a = result[index]
        if not a.rule and previous is not None and result[previous].rule:
            result[index] = Attribution("carried over in the paragraph", None, None, None, previous, True)
        if not result[index].rule:
            subject = clause_subject(line, line.first[token], token)
            if subject and can_speak(line, subject):
                result[index] = Attribution("subject of the sentence", None, _span(line, subject))
        previous = index


def _carry_over(result: list[Attribution], found: Sequence[Found], segments: Segments) -> None:
    last = None
    for i, f in enumerate(found):
        if f.inside is not None:
            continue
        if not result[i].rule and last is not None and result[last].rule and f.paragraph - found[last].paragraph <= 2:
            result[i] = Attribution("carried over", None, None, None, last, True)
        last = i
