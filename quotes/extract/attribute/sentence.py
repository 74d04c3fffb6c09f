"""What the quotation's own sentence says of it, or an introduction before a colon."""

from __future__ import annotations

from itertools import pairwise

from quotes.extract import wordclass as wc
from quotes.extract.attribute.heading import headed, named_alone
from quotes.extract.attribute.narration import office_told_of
from quotes.extract.attribute.reading import Attribution, Reading, attribution, fills, span_of
from quotes.extract.attribute.reported import is_reported
from quotes.extract.cues import Said, decide, said_before, said_inside
from quotes.extract.cues.late import late_subject
from quotes.extract.cues.topic import topic_of
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, can_speak, clause_subject, flags_at, has_name, owner_behind, starting_at
from quotes.extract.tokenising import NEAR, read_line, tokenise
from quotes.extract.values import Found

TAKEN_UP = "taken up behind"
_MARKS = 2
"""Tokens behind a quotation that its sentence ends with: marks alone."""
_NOUN = 5
"""Tokens in which a noun of saying takes a quotation up ("tel est le message de")."""
_BEFORE_NOUN = wc.DETERMINER | wc.REFLEXIVE | wc.BE | wc.ADVERB | wc.PLAIN | wc.RESUMES
_VERBAL = wc.CUE | wc.AUXILIARY | wc.BE | wc.VERB | wc.REFLEXIVE | wc.ADVERB
BEFORE_COLON = "subject before a colon"
_PARTICIPLE = wc.PARTICIPLE | wc.EITHER
FOLLOWS = "named behind"
SIGNED = "signed below"
SHARED = "inquit behind the next"
_SHARED = 8
"""Tokens between two quotations that one inquit reports."""
_SENTENCE_ENDS = frozenset(".!?…")
_DASHES = frozenset("—–―-")
_COMMAS = frozenset(",，、–—-")


def by_sentence(desk: Reading, line: Line) -> None:
    """Attributes the quotations of a paragraph whose own sentence says who speaks."""
    for index, token in line.token_of.items():
        if not line.flags[token] & wc.QUOTE:
            continue
        said = decide(line, token, desk.lexicon, closed_by_comma(desk.text, desk.found[index]))
        if desk.lexicon.inquit_inside and not (said and said.near):
            inner, f = Line(), desk.found[index]
            tokenise(inner, desk.text, f.start, min(f.end, f.start + 2 * NEAR), desk.lexicon)
            inside = said_inside(inner, desk.lexicon)
            if inside:
                desk.attributions[index] = attribution(inner, inside)
                continue
        if said and said.rule == BEFORE_COLON and is_reported(line, line.first[token], token, desk.lexicon):
            said = None  # its subject is told of: `Die Zeit sei hart gewesen: „…“`
        if said:
            desk.attributions[index] = attribution(line, said)
        if said and (not said.mention if desk.lexicon.subject_in_verb else _pronoun(line, said)):
            desk.attributions[index].topic = office_told_of(desk, line, index)


def _pronoun(line: Line, said: Said) -> bool:
    return said.mention is not None and said.near and bool(line.flags[said.mention[0]] & wc.PRONOUN)


def by_shared_inquit(desk: Reading, line: Line) -> None:
    """`The toll “was too high” and “hurt everybody,” Miller said`: one inquit behind several quotations."""
    if len(line.token_of) < 2:
        return
    items = sorted(item for item in line.token_of.items() if line.flags[item[1]] & wc.QUOTE)
    for (index, token), (following, behind) in reversed(list(pairwise(items))):
        a, said = desk.attributions[index], desk.attributions[following]
        if a.rule or line.last[token] != line.last[behind] or behind - token > _SHARED:
            continue
        f = desk.found[following]
        behind_it = said.cue is not None and said.cue.start >= f.outer_end
        cue = behind_it and (not said.near or closed_by_comma(desk.text, f))
        between = line.flags[token + 1 : behind]
        if (cue or said.source is not None) and not any(f & (wc.CUE | wc.STOP | wc.COLON) for f in between):
            source = following if said.source is None else said.source
            desk.attributions[index] = Attribution(SHARED, None, said.mention, None, source, True)


def by_what_takes_it_up(desk: Reading, line: Line) -> None:
    """`« … » C'est par ces mots que Claire Morel a ouvert la séance`: what stands behind says whose they were."""
    for index, token in line.token_of.items():
        k = line.last[token]
        if not desk.attributions[index].rule and desk.lexicon.verb_final and k < len(line.flags):
            phrase = topic_of(line, k, line.last[k])
            if phrase:
                desk.attributions[index] = Attribution(TAKEN_UP, None, span_of(line, phrase))
        if desk.attributions[index].rule:
            continue
        k, high = line.last[token], len(line.flags)
        if k - token > _MARKS or flags_at(line, token + 1) & wc.COLON:
            k = next((k for k in range(token + 1, k) if not line.flags[k] & wc.PUNCTUATION), k)
        if k + 2 >= high:
            continue
        high = line.last[k]
        if whose := _whose_words(line, k, high):
            desk.attributions[index] = Attribution(TAKEN_UP, span_of(line, (k, whose[0])), span_of(line, whose))
            continue
        if said := _demonstrated(line, k, high):
            desk.attributions[index] = Attribution(TAKEN_UP, span_of(line, said[0]), span_of(line, said[1]))
            continue
        if not line.flags[k] & wc.RESUMES:
            continue
        v = k + 1
        while v + 1 < high and line.flags[v] & _VERBAL and not line.flags[v] & wc.NAME:
            v += 1
        if line.flags[v] & wc.PLAIN and v + 1 < high and line.flags[v + 1] & (wc.NAME | wc.DETERMINER | wc.TITLE):
            v += 1
        phrase = starting_at(line, v, high)
        phrase = phrase if phrase and can_speak(line, phrase) else late_subject(line, v, high, desk.lexicon)
        if phrase:
            desk.attributions[index] = Attribution(TAKEN_UP, span_of(line, (k, k + 1)), span_of(line, phrase))


def _demonstrated(line: Line, k: int, high: int) -> tuple[Phrase, Phrase] | None:
    """`„…“ Das hat ein Sprecher bestätigt`, `„…“ Das sagte Anna Berger am Montag`: the cue, and who said it."""
    flags, v = line.flags, k + 1
    alone = line.verb_second and flags[k] & wc.DETERMINER and flags[v] & (wc.SAY | wc.AUXILIARY)
    if not alone or flags[v] & wc.BE or any(f & (wc.COLON | wc.QUOTE) for f in flags[k:high]):
        return None
    phrase = starting_at(line, v + 1, high)
    if not phrase or not can_speak(line, phrase):
        return None
    if not flags[v] & wc.SAY:
        v = next((u for u in range(phrase[1], high) if flags[u] & wc.SAY and flags[u] & _PARTICIPLE), 0)
    return ((v, v + 1), phrase) if v else None


def by_who_follows(desk: Reading, line: Line) -> None:
    """`“We had to win.” Coach Ann Miller praised her team`: a quotation opens its paragraph, its speaker comes next."""
    index = min(line.token_of)
    f, flags = desk.found[index], line.flags
    k = line.last[line.token_of[index]]
    stopped = desk.text[f.end - 1] in _SENTENCE_ENDS and k == 1
    stopped = stopped or (k == _MARKS and bool(flags[1] & wc.STOP))
    if line.token_of[index] or not stopped or f.continues or desk.attributions[index].rule or k >= len(flags):
        return
    phrases = (starting_at(line, k, line.last[k]), clause_subject(line, k, line.last[k]))
    named = (
        p for p in phrases if p and (_full_name(desk, line, p) or _apposed(line, p) or _opens(desk, index, line, p))
    )
    if phrase := next(named, None):
        desk.attributions[index] = Attribution(FOLLOWS, None, span_of(line, phrase))


def _opens(desk: Reading, index: int, line: Line, phrase: Phrase) -> bool:
    """`“We had to win.” She sits in her kitchen`: an article opens with the words of whom it tells of next."""
    if index or desk.found[index].paragraph > 1:
        return False
    first, word = line.flags[phrase[0]], line.word[phrase[0]]
    pronoun = first & wc.PRONOUN and not first & wc.DETERMINER and desk.lexicon.gender.get(word) in ("m", "f")
    return phrase[1] - phrase[0] == 1 and bool(pronoun or word in desk.lexicon.first_names)


def _full_name(desk: Reading, line: Line, phrase: tuple[int, int]) -> bool:
    """Whether a phrase names somebody in full: a first name and what follows it."""
    given = (k for k in range(phrase[0], phrase[1] - 1) if line.word[k] in desk.lexicon.first_names)
    return any(line.flags[k] & line.flags[k + 1] & wc.NAME for k in given)


def _apposed(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase is a name with an office behind it: `Ouali, un locataire`."""
    flags = line.flags[phrase[0] : phrase[1]]
    comma = next((k for k, f in enumerate(flags) if f & wc.COMMA), 0)
    named = bool(flags[0] & wc.NAME) and all(f & wc.NAME for f in flags[:comma])
    return comma > 0 and named and any(f & wc.ROLE for f in flags[comma:])


def _whose_words(line: Line, k: int, high: int) -> Phrase | None:
    """Whose a noun of saying is: `Le constat de Claire Morel est sans appel`, `c'est le mot que lance Claire Morel`."""
    flags = line.flags
    noun = next((j for j in range(k, min(high - 2, k + _NOUN)) if flags[j] & wc.NOUN_CUE), None)
    before = 0 if noun is None else flags[noun - 1] | (flags[noun - 2] if flags[noun - 1] & wc.PLAIN else 0)
    if noun is None or any(not f & _BEFORE_NOUN for f in flags[k:noun]) or not before & wc.DETERMINER:
        return None
    if phrase := owner_behind(line, noun, high):
        if not flags_at(line, phrase[1]) & (wc.BE | wc.AUXILIARY | wc.STOP | wc.COMMA):
            return None
    else:
        phrase = starting_at(line, noun + 3, high) if flags[noun + 1] & wc.THAT else None
    return phrase if phrase and can_speak(line, phrase) else None


def closed_by_comma(text: str, f: Found) -> bool:
    return text[f.end - 1] in _COMMAS or text[f.outer_end : f.outer_end + 2].lstrip()[:1] in _COMMAS


def by_signature(desk: Reading, line: Line) -> None:
    """A quotation that fills its paragraph, before one of a dash and a name: `“It is shut.” ¶ —Ann Miller`."""
    index = max(line.token_of)
    f, paragraphs = desk.found[index], desk.segments.paragraphs
    following = paragraphs[f.paragraph + 1] if f.paragraph + 1 < len(paragraphs) else None
    if following is None or following.place or desk.attributions[index].rule or not fills(desk, index):
        return
    if _is_quoted(desk, index + 1, following.start):
        return
    if desk.text[following.start] not in _DASHES:
        _signed_below(desk, index)
        return
    signed = read_line(desk.text, following.start, min(following.end, following.start + NEAR), [], desk.lexicon)
    phrase = starting_at(signed, 1, len(signed.flags))
    alone = phrase and not flags_at(signed, phrase[1]) & (wc.CUE | wc.AUXILIARY | wc.BE | wc.THAT)
    if phrase and alone and has_name(signed, phrase):
        desk.attributions[index] = Attribution("label", None, span_of(signed, phrase), near=True)


def _signed_below(desk: Reading, index: int) -> None:
    """`“It is shut.” ¶ Ann Miller, head of the port`: a name with its office and nothing more, and none above."""
    paragraph = desk.found[index].paragraph
    above = headed(desk, index)
    before = desk.attributions[index - 1] if index else None
    if above and not (before and before.rule == SIGNED and before.mention == above.mention):
        return
    below = desk.segments.paragraphs[paragraph + 1]
    name = named_alone(desk, below.start, below.end, described=True)
    if name and "," in desk.text[below.start : below.end]:
        desk.attributions[index] = Attribution(SIGNED, None, name, near=True)


def _is_quoted(desk: Reading, index: int, start: int) -> bool:
    """Whether a quotation opens at a place: a dash there is a dialogue's."""
    return index < len(desk.found) and desk.found[index].outer_start <= start


def by_introduction(desk: Reading, line: Line) -> None:
    """A quotation that opens its paragraph after one that ends in a colon, or in a comma that the cue stands before:
    `He went on:`, `Miller said,`."""
    index, token = next(iter(line.token_of.items()))
    if token or desk.attributions[index].rule:
        return
    intro = desk.before(index)
    if intro is None or not intro.flags or not intro.flags[-1] & (wc.COLON | wc.COMMA):
        return
    end = len(intro.flags)
    said = said_before(intro, end, desk.lexicon)
    subject = clause_subject(intro, intro.first[end - 1], end)
    if said and (intro.flags[-1] & wc.COLON or desk.lexicon.verb_final or said.cue):
        desk.attributions[index] = attribution(intro, said)
    elif subject and can_speak(intro, subject) and intro.flags[-1] & wc.COLON:
        desk.attributions[index] = Attribution("introduced before a colon", None, span_of(intro, subject))
