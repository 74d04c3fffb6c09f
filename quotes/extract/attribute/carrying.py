"""Carrying a speaker from one quotation to the next, or back from the next to those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.extract import wordclass as wc
from quotes.extract.attribute.heading import headed
from quotes.extract.attribute.narration import OF_SENTENCE, sentence_subject, turned_to
from quotes.extract.attribute.reading import Attribution, Reading, fills
from quotes.extract.attribute.reported import is_reported
from quotes.extract.line import Line
from quotes.extract.tokenising import NEAR
from quotes.extract.values import DIALOGUE, Found

CARRY = 2
"""Paragraphs over which a speaker carries to a quotation without a cue: one of narration may lie between."""
_LONGER = 2
"""So many more where the quotation before was left unclosed: its speech goes on behind captions."""
_SHORT = 6
"""Characters of a very short quotation in scripts without spaces: about three words."""
FORWARD = "cue of the next"
IN_VERB = "subject in the verb"
TOLD_OF = "whom the sentence before tells of"


def carry(desk: Reading, line: Line, last: int | None) -> int | None:
    """Carries the speaker of the quotation before to those without one; answers with the last that has a speaker."""
    fresh = True
    for index, token in sorted(line.token_of.items()):
        a, f = desk.attributions[index], desk.found[index]
        if not line.flags[token] & wc.QUOTE or index in desk.lifted:
            continue
        if not a.rule and not _aside(desk, f):
            told = headed(desk, index) if fresh and not token else None
            told = told or _without_cue(desk, line, index, token, last, fresh)
            desk.attributions[index] = told or (headed(desk, index) if fresh and token else None) or a
        if desk.attributions[index].rule and (not _aside(desk, f) or (_told(a) and f.place is None)):
            last, fresh = index, False
    return last


def _without_cue(
    desk: Reading, line: Line, index: int, token: int, last: int | None, fresh: bool
) -> Attribution | None:
    """A quotation whose own sentence reports nothing: whom the article speaks of, or who has been speaking."""
    around = line.flags[line.first[token] : line.last[token]]
    before = line.flags[line.first[token] : token]
    f = desk.found[index]
    token = 0 if all(line.flags[k] & wc.DASH for k in range(token)) else token
    if all(g & (wc.CONJUNCTION | wc.ADVERB | wc.PUNCTUATION) for g in before):
        told = turned_to(desk, line, index, token, fresh) or _turned_to_named(desk, line, index, token, fresh)
        told = told or _from_last(desk, f, last, fresh)
        if told or (not token and desk.lexicon.nouns_capital):
            return told
        told = turned_to(desk, line, index, token, fresh, any_verb=True)
        return told and replace(told, rule=TOLD_OF)
    own = sentence_subject(desk, line, token)
    named = own and _given_name(desk, own)
    reported = not named and any(g & wc.REPORTED for g in around)
    if reported or is_reported(line, line.first[token], token, desk.lexicon):
        goes_on = any(g & wc.QUOTE for g in before)
        told = None if goes_on else turned_to(desk, line, index, line.first[token], fresh, any_verb=True)
        if told := told or _from_last(desk, f, last, fresh):
            return told
    if _is_topic(before):
        told = _from_last(desk, f, last, fresh)
        return told or turned_to(desk, line, index, line.first[token], fresh, any_verb=True)
    carried = None if fresh or named else _from_last(desk, f, last, fresh)
    told = carried or own or turned_to(desk, line, index, line.first[token], fresh)
    if not told and desk.lexicon.nouns_capital:
        told = turned_to(desk, line, index, line.first[token], fresh, any_verb=True)
        told = told and replace(told, rule=OF_SENTENCE)
    told = told or (None if desk.lexicon.verb_final else sentence_subject(desk, line, token, any_noun=True))
    if not told and any(g & wc.INFINITIVE and g & wc.SAY for g in before):
        told = turned_to(desk, line, index, line.first[token], fresh, any_verb=True)
    return told or (_from_last(desk, f, last, fresh) if line.flags[token - 1] & wc.COLON else None)


def _turned_to_named(desk: Reading, line: Line, index: int, token: int, fresh: bool) -> Attribution | None:
    """`Auch Anna Berger war unzufrieden. „…“`: the sentence right before is about somebody by first name."""
    first = line.first[token - 1] if token else 0
    if not token or any(f & wc.QUOTE for f in line.flags[first:token]):
        return None
    told = turned_to(desk, line, index, token, fresh, any_verb=True)
    return told if told and _given_name(desk, told, _OFFICE) else None


_OFFICE = 3
"""Words before a first name at most where a sentence is about somebody: an article and an office."""


def _given_name(desk: Reading, own: Attribution, among: int | None = None) -> bool:
    """Whether the subject of a sentence has a first name (``among`` its first words): the article has turned to
    somebody."""
    words = desk.text[own.mention.start : own.mention.end].split() if own.mention else []
    return any(word.lower() in desk.lexicon.first_names for word in words[:among])


def _is_topic(before: Sequence[int]) -> bool:
    """`On the new bridge: “…”`: what is spoken about, with a preposition before it and no verb."""
    opened = bool(before and before[0] & wc.PREPOSITION and before[-1] & wc.COLON)
    return opened and not any(g & (wc.CUE | wc.AUXILIARY | wc.BE | wc.COMMA) for g in before)


def _aside(desk: Reading, f: Found) -> bool:
    """Furniture and very short quotations neither take nor hand on a speaker without a cue."""
    short = desk.text.count(" ", f.start, f.end) < 2 and not (desk.lexicon.caseless and f.end - f.start > _SHORT)
    return f.place is not None or (short and not f.continues and f.convention != DIALOGUE)


def _told(a: Attribution) -> bool:
    """Whether a quotation has a cue of its own, with whom it names."""
    return a.near or (a.cue is not None and a.mention is not None)


def _from_last(desk: Reading, f: Found, last: int | None, fresh: bool) -> Attribution | None:
    """Who has been speaking; in a dialogue each new dash is somebody else."""
    if last is None or f.paragraph - desk.found[last].paragraph > CARRY + _LONGER * desk.found[last].unclosed:
        return None
    if f.convention == DIALOGUE and f.paragraph != desk.found[last].paragraph:
        return None
    sections = desk.segments.paragraphs
    if sections[f.paragraph].section != sections[desk.found[last].paragraph].section and not f.continues:
        return None
    rule = "carried over" if fresh else "carried over in the paragraph"
    return Attribution(rule, None, desk.attributions[last].mention, None, last, True)


def from_next(desk: Reading) -> None:
    """Quotations that fill their paragraphs, before one that has its cue: `“It rose.” ¶ “It fell,” Miller said.`

    Whose speaker is unknown, or carried past a paragraph of narration, has the speaker of the next.
    """
    whole = [i for i in sorted(desk.line_of) if desk.found[i].place is None]
    for index, following in zip(reversed(whole[:-1]), reversed(whole[1:]), strict=True):
        f, a, said = desk.found[index], desk.attributions[index], desk.attributions[following]
        own = said.rule == FORWARD or (said.near and (said.mention is not None or said.rule == IN_VERB))
        if not own or desk.found[following].paragraph - f.paragraph != 1 or not fills(desk, index):
            continue
        if f.convention == DIALOGUE or index in desk.lifted:
            continue
        far = a.source is not None and f.paragraph - desk.found[a.source].paragraph > 1
        same = desk.found[following].continues and not _told(a)
        doubtful = same or a.rule in ("", TOLD_OF) or (a.rule == "carried over" and far)
        if _opens(desk, following) and doubtful:
            source = following if said.source is None else said.source
            desk.attributions[index] = Attribution(FORWARD, None, said.mention, None, source, True)


def _opens(desk: Reading, index: int) -> bool:
    """Whether a quotation opens its paragraph."""
    f, p = desk.found[index], desk.segments.paragraphs[desk.found[index].paragraph]
    return f.outer_start - p.start < NEAR and not any(map(str.isalnum, desk.text[p.start : f.outer_start]))
