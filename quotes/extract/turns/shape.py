"""Whether an article is a transcript or an interview, by the shape of its paragraphs, and which are whose turn.

From the [turns] table of a language file: ``question`` and ``answer``, the labels before those; ``interview``, patterns
of what the head of an interview says; ``by``, words behind which the name of whoever asks stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from quotes import language
from quotes.extract.find.trim import trimmed
from quotes.extract.values import Paragraph, Segments
from quotes.model import Span

_LABEL = re.compile(r"[:*•–—\s-]{0,4}([^\W\d_][^\n:：?!“”\"«»„。]{0,40}?)\s?[:：](?=\s|[^\x00-\u02ff])\s*")
"""What may be the name of whoever speaks, before a colon."""
_LETTER = re.compile(r"[*•–—\s-]{0,4}([^\W\d_])(?:[.)][-–—]?|\s?[-–—])\s+")
"""A label of one letter without a colon: `P. ¿Quién paga?`, `R.- La ciudad.`"""
_MARKS = frozenset('“"«„‘‹「『')
_ASKS = ("?", "？", "؟")
_SMALL = 3
"""Letters of a word in a name that may have no capital: `Ursula von der Heide`."""
_WORDS = 5
"""Words of a label at most: `Dr. Ann Miller-Berg, trader` has four."""
_AGAIN = 2
"""So often each of two must speak in a transcript, and be asked and answer in an interview."""
_QUESTIONS = 3
"""So many paragraphs that ask are the questions of an interview without labels, where its head says that it is one."""
_UNANSWERED = 0.25
"""The share of questions that another follows at once."""
_LONGEST = 600
"""Code points of a question; a longer paragraph that ends in a question mark is rather an answer."""
_DENSE = 0.2
"""The share of questions, or of labels, among the paragraphs of an interview."""
_SHORT = 3
"""Blanks in a turn or a question at least; lists with labels (`Miller: 1,769`) have fewer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph that somebody says: its words, the label before the speech it belongs to, and which speech it is."""

    start: int
    end: int
    label: Span | None
    number: int


class Interview(NamedTuple):
    """Where the questions begin, behind the head of the article, and what is said from there on."""

    begins: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """Who is named before a paragraph's words, what two labels of one speaker share, and where the words begin."""

    span: Span
    key: str
    words: int


@dataclass(frozen=True)
class _Manners:
    question: frozenset[str]
    answer: frozenset[str]
    interview: re.Pattern[str]

    def label(self, text: str, p: Paragraph) -> _Label | None:
        """The words before a paragraph's first colon, where they are written as a name is; in a headline as a label."""
        match, letter = _LABEL.match(text, p.start, p.end), _LETTER.match(text, p.start, p.end)
        if letter and letter[1].lower() in self.question | self.answer:
            match = letter
        if not match or match.end() >= p.end:
            return None
        words = match[1].split()
        label = _Label(Span(match.start(1), match.end(1)), words[-1].strip(".,").lower(), match.end())
        named = len(words) <= _WORDS and all(not w[0].islower() or len(w) <= _SMALL for w in words)
        title = p.place is not None and not match[1].isupper() and text[p.end - 1] not in _ASKS
        return label if named and not title else None


@cache
def _manners(code: str) -> _Manners:
    table = language.load(code).tables.get("turns") or language.load("en").tables["turns"]
    question, answer = (frozenset(table[name].split()) for name in ("question", "answer"))
    return _Manners(question, answer, re.compile("|".join(table["interview"]), re.IGNORECASE))


def interview(text: str, segments: Segments, title: str | None, code: str) -> Interview | None:
    """The turns of a transcript or an interview, in order; None where the article is neither.

    >>> from quotes.extract.segment import segment
    >>> from quotes.model import Article
    >>> text = "BERG: Did you see the letter at all?\\n\\nMILLER: I saw it on Tuesday.\\n\\n"
    >>> text += "BERG: Who signed it in the end?\\n\\nMILLER: You would have to ask the mayor."
    >>> found = interview(text, segment(Article("a", text)), None, "en")
    >>> [(text[t.label.start : t.label.end], text[t.start : t.end]) for t in found.turns][1]
    ('MILLER', 'I saw it on Tuesday.')
    """
    if sum(map(text.count, _ASKS)) < _AGAIN:
        return None
    manners = _manners(code)
    paragraphs = [p for p in segments.paragraphs if p.place not in ("teaser", "caption")]
    found = _labelled(text, paragraphs, manners) or _unlabelled(text, paragraphs, title, manners)
    return found if found and found.turns else None


def _labelled(text: str, paragraphs: Sequence[Paragraph], manners: _Manners) -> Interview | None:
    """`MILLER: I saw it.`, `Q: Who signed it?`: labels that come again, of two at least, one of whom asks."""
    labels = _alike(text, [manners.label(text, p) for p in paragraphs])
    often = Counter(label.key for label in labels if label)
    again = {key for key, times in often.items() if times >= _AGAIN}
    rows = [k for k, label in enumerate(labels) if label and label.key in again]
    if len(again) < 2 or 3 * len(rows) < 2 * often.total():
        return None
    asked = any(text[paragraphs[k].end - 1] in _ASKS for k in rows)
    long = sum(
        text.count(" ", label.words, p.end) >= _SHORT for label, p in zip(labels, paragraphs, strict=True) if label
    )
    if not asked or 2 * long < len(rows):
        return None
    first, last = rows[0], rows[-1] + 1
    if len(rows) < _DENSE * (last - first):
        return None
    return Interview(
        paragraphs[first].start, tuple(_speeches(text, paragraphs[first:last], labels[first:last], manners))
    )


def _alike(text: str, labels: Sequence[_Label | None]) -> Sequence[_Label | None]:
    """Those in capitals alone, where most are: beside `MILLER: I saw it.` the title `Governor Miller: No` has none."""
    capitals = [label and text[label.span.start : label.span.end].isupper() for label in labels]
    if 2 * sum(map(bool, capitals)) <= sum(map(bool, labels)):
        return labels
    return [label if upper else None for label, upper in zip(labels, capitals, strict=True)]


def _speeches(
    text: str, paragraphs: Sequence[Paragraph], labels: Sequence[_Label | None], manners: _Manners
) -> Iterator[Turn]:
    """Every paragraph from the first label to the last; one without a label goes on with the speech before it."""
    label: _Label | None = None
    number = 0
    for p, own in zip(paragraphs, labels, strict=True):
        if own:
            label, number = own, number + 1
        elif text[p.end - 1].isalnum():  # a heading between two speeches
            continue
        start, end = trimmed(text, own.words if own else p.start, p.end)
        if label and label.key not in manners.question and _is_said(text, start, end):
            yield Turn(start, end, None if label.key in manners.answer else label.span, number)


def _unlabelled(text: str, paragraphs: Sequence[Paragraph], title: str | None, manners: _Manners) -> Interview | None:
    """The paragraphs between those that ask, where the head says that it is an interview."""
    asks = [k for k, p in enumerate(paragraphs) if _is_question(text, p)]
    at_once = sum(other - one < 2 for one, other in pairwise(asks))
    if len(asks) - at_once < _QUESTIONS or at_once > _UNANSWERED * len(asks):
        return None
    begins = paragraphs[asks[0]].start
    if len(asks) < _DENSE * (asks[-1] - asks[0]) or not manners.interview.search(f"{title or ''}\n{text[:begins]}"):
        return None
    return Interview(begins, tuple(_answers(text, paragraphs, asks)))


def _answers(text: str, paragraphs: Sequence[Paragraph], asks: Sequence[int]) -> Iterator[Turn]:
    """What stands behind each question, up to the next; behind the last, one paragraph."""
    for number, (k, following) in enumerate(zip(asks, [*asks[1:], asks[-1] + 2], strict=True)):
        for p in paragraphs[k + 1 : following]:
            start, end = trimmed(text, p.start, p.end)
            if p.place is None and not text[p.end - 1].isalnum() and _is_said(text, start, end):
                yield Turn(start, end, None, number)


def _is_said(text: str, start: int, end: int) -> bool:
    """Not what stands between marks, which is found for them, nor a note: `(End of the clip.)`."""
    noted = start < end and text[start] in "([" and text[end - 1] in ")]"
    return start < end and text[start] not in _MARKS and not noted


def _is_question(text: str, p: Paragraph) -> bool:
    asks = p.end - p.start < _LONGEST and text[p.end - 1] in _ASKS and p.place in (None, "headline")
    return asks and text.count(" ", p.start, p.end) >= _SHORT and text[p.start] not in _MARKS
