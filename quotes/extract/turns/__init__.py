"""Speech without marks: the turns of a transcript, the answers of an interview.

They are found by the shape of the article alone (``shape``), and whoever answers unnamed questions by its head
(``answering``). What stands between marks inside a turn is found as anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes import language
from quotes.extract.confidence import confidence
from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions import Cast
from quotes.extract.resolve import Resolved, Room, resolve_mention
from quotes.extract.turns.answering import who_answers
from quotes.extract.turns.shape import Interview, Turn, interview
from quotes.model import Place, Quotation, Span
from quotes.register import Register

__all__ = ["Interview", "interview", "utterances"]

PLACE: Place = "interview"
_LABEL, _ANSWER = "label", "answer"
"""The rules that say who speaks: a name before a colon, the article's head."""


def utterances(text: str, found: Interview, people: Cast, lexicon: Lexicon) -> Iterator[Quotation]:
    """Each turn as a direct quotation, with its speaker; the outlet that asks under its own name is who it was said to.

    The questions that an outlet asks are nobody's quotation; nor is anything where it stays open who answers.
    """
    room = Room(text, people, lexicon)
    labels = [turn.label for turn in found.turns]
    asked_by = next((outlet for label in labels if label and (outlet := _outlet(text, label, lexicon))), None)
    answers = None in labels
    by = language.load(lexicon.code).tables.get("turns", {}).get("by", ())
    host = who_answers(text, found.begins, people, by) if answers else None
    if answers and host is None:
        return
    for turn, goes_on in zip(found.turns, _going_on(found.turns), strict=True):
        if turn.label and _outlet(text, turn.label, lexicon):
            continue
        mention = turn.label or host
        said = resolve_mention(mention, room) if mention else Resolved()
        yield _quotation(text, turn, mention, said, asked_by, goes_on, lexicon.code)


def _going_on(found: Sequence[Turn]) -> list[bool]:
    """Whether each turn goes on with the one before it: a paragraph of the same speech."""
    return [False, *(one.label == other.label and one.number == other.number for one, other in pairwise(found))]


def _outlet(text: str, label: Span, lexicon: Lexicon) -> str | None:
    outlet = Register.load().by_name(text[label.start : label.end], lexicon.code)
    return outlet.name if outlet else None


def _quotation(
    text: str, turn: Turn, mention: Span | None, said: Resolved, outlet: str | None, goes_on: bool, code: str
) -> Quotation:
    rule = _LABEL if turn.label else _ANSWER
    return Quotation(
        turn.start,
        turn.end,
        text[turn.start : turn.end],
        speaker=said.speaker,
        speaker_text=text[mention.start : mention.end] if mention else None,
        speaker_start=mention.start if mention else None,
        speaker_end=mention.end if mention else None,
        outlet=outlet,
        continues=goes_on,
        place=PLACE,
        rule=rule,
        confidence=confidence(rule, said.how, language=code, outlet=outlet is not None) if said.speaker else 0.0,
    )
