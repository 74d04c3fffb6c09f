"""Whom the narration around a quotation speaks of, where no cue reports it."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.extract import wordclass as wc
from quotes.extract.attribute.reading import Attribution, Reading, attribution, span_of
from quotes.extract.attribute.reported import is_reported
from quotes.extract.cues import said_before, somebody
from quotes.extract.cues.colon import governed_alone
from quotes.extract.lexicon import Lexicon, flag_of
from quotes.extract.line import Line
from quotes.extract.phrases import (
    Phrase,
    can_speak,
    clause_subject,
    flags_at,
    has_name,
    head_speaks,
    is_name,
    past_domain,
    starting_at,
    subject_before,
    subject_behind,
)
from quotes.model import Span

OF_SENTENCE = "subject of the sentence"
_SURNAME = 10_000
"""Code points back to which a surname is looked for behind a first name; a window, so that long texts stay linear."""
_LAST = 2
"""Commas from a sentence's end behind which an inquit is looked for: one more where its speaker is described."""
_REPORTED = 4
"""Sentences that may go on in reported speech behind the one that says whose it is."""
_SOMEBODY = wc.PRONOUN | wc.OBJECT
_ASKED = 20
"""So many of its occurrences are asked."""
_WORD = 30
"""Code points of a word before it."""


def turned_to(
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
    first, end = _before_reported(intro, end, desk.lexicon) if any_verb else (intro.first[end - 1], end)
    if not any_verb and any(g & wc.QUOTE for g in intro.flags[first:end]):
        return None
    if not intro.flags[end - 1] & wc.STOP:
        return None
    ascribed = said_before(intro, end - 1, desk.lexicon) if end - 1 > first else None
    if ascribed and ascribed.rule == "according to" and ascribed.mention and has_name(intro, ascribed.mention):
        return Attribution("subject of the sentence before", None, span_of(intro, ascribed.mention))
    if view := _view(intro, first, end):
        return Attribution("subject of the sentence before", None, span_of(intro, view))
    if not any_verb and not any(f & wc.CUE for f in intro.flags[first:end]):
        return None
    said = said_before(intro, end, desk.lexicon) if intro is not line else None
    if said and not said.mention and desk.lexicon.subject_in_verb:
        return attribution(intro, said)
    subject = said.mention if said and said.mention else _ending_inquit(intro, first, end)
    told = subject or _subject(desk, intro, first, end)
    if not told or not _told_of(intro, told, any_verb or _utters(intro, told, end)):
        return None
    if not (somebody(intro, told, desk.lexicon) if subject else _known(desk, intro, told)):
        return None
    return Attribution("subject of the sentence before", None, span_of(intro, told))


def _subject(desk: Reading, line: Line, first: int, end: int) -> Phrase | None:
    """The subject of a sentence: behind its verb where what opens it is nobody: `Vorwürfe erhob der Trainer.`"""
    opening = clause_subject(line, first, end)
    if not line.verb_second or not opening or _known(desk, line, opening):
        return opening
    behind = subject_behind(line, first, end)
    return behind if behind and _known(desk, line, behind) else opening


def _before_reported(line: Line, end: int, lexicon: Lexicon) -> Phrase:
    """The sentence before token ``end``, or before those there that go on reporting what it says: `Sie gehe nicht.`"""
    for _ in range(_REPORTED):
        first = line.first[end - 1]
        inside = line.flags[first:end]
        if not first or any(f & (wc.QUOTE | wc.SAY) for f in inside) or not is_reported(line, first, end, lexicon):
            break
        end = first
    return line.first[end - 1], end


def _view(line: Line, low: int, end: int) -> Phrase | None:
    """`Selon elle, le rapport ne tient pas.`: the pronoun to whom the sentence before ascribes what it says."""
    flags = line.flags
    views = (k for k in range(low, end - 1) if flags[k] & wc.ASCRIBE and flags[k + 1] & _SOMEBODY)
    return next(((k + 1, k + 2) for k in views), None)


def office_told_of(desk: Reading, line: Line, index: int) -> Span | None:
    """Whom the sentence before a quotation tells of by an office alone: `El alcalde llegó. «…», dijo.`"""
    token = line.token_of[index]
    first = line.first[token]
    cue = desk.attributions[index].cue
    behind = desk.lexicon.subject_in_verb and cue is not None and cue.start >= desk.found[index].outer_end
    if behind and (own := _office(line, first, token, desk.lexicon)):
        return own
    intro = line if first else desk.before(index)
    if intro is None or not (end := first or len(intro.flags)):
        return None
    low = intro.first[end - 1]
    said = _ending_inquit(intro, low, end) or _ascribed(intro, low, end) if desk.lexicon.subject_in_verb else None
    return span_of(intro, said) if said else _office(intro, low, end, desk.lexicon)


def _ascribed(intro: Line, low: int, end: int) -> Phrase | None:
    """`Según un testigo, …`: whose words a sentence passes on."""
    phrase = starting_at(intro, low + 1, end) if intro.flags[low] & wc.ASCRIBE else None
    return phrase if phrase and can_speak(intro, phrase) else None


def _office(intro: Line, low: int, end: int, lexicon: Lexicon) -> Span | None:
    """The subject of a sentence that is an office without a name, or a body."""
    subject = clause_subject(intro, low, end)
    if not subject or any(f & wc.QUOTE for f in intro.flags[low : subject[0]]):
        return None
    if past_domain(intro, *subject, end):
        return None
    if flags_at(intro, subject[0] - 1) & wc.COMMA and flags_at(intro, subject[0] - 2) & wc.NAME:
        return None
    flags = intro.flags[subject[0] : subject[1]]
    head = next((k for k, f in enumerate(flags) if f & (wc.ROLE | wc.GROUP | wc.TITLE)), None)
    office = head is not None and bool(flags[0] & wc.DETERMINER)
    unnamed = office and (not any(is_name(f) for f in flags) or _of_another(intro, subject, lexicon))
    alone = flags_at(intro, subject[1]) & wc.STOP and not (intro.capital_nouns or intro.subject_in_verb)
    if head and alone and flags[-1] & wc.PLAIN:
        subject = (subject[0], max(subject[1] - 1, subject[0] + head + 1))  # `Son avocat temporise.`: the verb
    return span_of(intro, subject) if unnamed or _is_she(intro, subject, lexicon) else None


def _of_another(line: Line, subject: Phrase, lexicon: Lexicon) -> bool:
    """`el abogado de Luis Vega`, `el alcalde de Nordal`: the name in a phrase is of whom or where the office serves."""
    of = (k for k in range(subject[0] + 1, subject[1] - 1) if line.flags[k] & wc.PREPOSITION)
    k = next(of, subject[1])
    served = k + 1 < subject[1] and all(f & wc.NAME for f in line.flags[k + 1 : subject[1]])
    closed = not flags_at(line, subject[1]) & (wc.CONJUNCTION | wc.COMMA)
    return served and (line.word[k + 1] in lexicon.first_names or (closed and lexicon.subject_in_verb))


def _is_she(line: Line, subject: Phrase, lexicon: Lexicon) -> bool:
    """`Ella no calló. «…», dijo`: a pronoun with a gender, where a verb does without one."""
    gender = lexicon.gender.get(line.word[subject[0]], "") if line.flags[subject[0]] & wc.PRONOUN else ""
    return lexicon.subject_in_verb and gender in ("m", "f")


def _utters(line: Line, subject: Phrase, end: int) -> bool:
    """Whether a verb of saying follows a subject at once: `The driver recalls waiting. “…”`."""
    v = subject[1] if head_speaks(line, subject) else end
    while v < end and line.flags[v] & (wc.AUXILIARY | wc.BE | wc.REFLEXIVE | wc.ADVERB) and not line.flags[v] & wc.CUE:
        v += 1
    return v < end and bool(line.flags[v] & wc.SAY) and not line.flags[v] & (wc.STANCE | wc.NAME | wc.NOUN_CUE)


def _told_of(line: Line, subject: Phrase, any_verb: bool) -> bool:
    """Whether a sentence is about its subject: a name, a pronoun, a body that says something, or else an office."""
    flags = line.flags[subject[0] : subject[1]]
    body = flags[0] & wc.DEFINITE and flags[-1] & wc.GROUP and flags_at(line, subject[1]) & wc.SAY
    bare = line.subject_in_verb and len(flags) == 1 and not flags[0] & wc.CAPITAL
    known = (any_verb and any(f & wc.ROLE for f in flags) and not bare) or body
    return bool(known) or has_name(line, subject) or bool(line.flags[subject[0]] & wc.PRONOUN)


def _known(desk: Reading, line: Line, subject: Phrase) -> bool:
    """Whether a subject without a cue can be trusted to be somebody; among nouns with capitals ("Bedenken") a single
    word must be short for a body or a surname elsewhere in the article: `Anna Berger`, `Richterin Berger`."""
    if not somebody(line, subject, desk.lexicon):
        return False
    first, flags = subject[0], line.flags[subject[0] : subject[1]]
    bare = line.capital_nouns and len(flags) == 1 and flags[0] & wc.NAME
    if not bare or flags[0] & (wc.PRONOUN | wc.ROLE | wc.GROUP) or line.word[first] in desk.lexicon.first_names:
        return True
    if desk.text[line.start[first] : line.end[first]].isupper():
        return True
    return any(_given(word, desk.lexicon) for word in _words_before(desk.text, line.start[first], line.end[first]))


def _words_before(text: str, start: int, end: int) -> Iterator[str]:
    """The words right before other occurrences of a word, nearby."""
    word, at, low = " " + text[start:end], end, max(0, start - _SURNAME)
    for _ in range(_ASKED):
        at = text.rfind(word, low, at)
        if at < 0:
            return
        if not text[at + len(word) : at + len(word) + 1].isalnum():
            yield text[max(0, at - _WORD) : at].split(" ")[-1].strip('„“"»«(\n')


def _given(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a surname is a first name, an office or a name that nobody knows."""
    folded = word.lower()
    known = folded in lexicon.first_names or flag_of(folded, lexicon) & (wc.TITLE | wc.ROLE)
    return bool(known or (word[:1].isupper() and not lexicon.flags.get(folded)))


def _ending_inquit(line: Line, first: int, end: int) -> Phrase | None:
    """`The bridge was old, said Miller. It was …`, `…, Miller says.`: who said the sentence that ends in an inquit."""
    flags = line.flags
    commas = [k for k in range(end - 2, first, -1) if flags[k] & wc.COMMA][:_LAST]
    for k in commas:
        if flags[k + 1] & (wc.SAY | wc.ASCRIBE_AFTER) and not flags[k + 1] & wc.GERUND:
            speaker = starting_at(line, k + 2, end)
            closed = speaker and flags_at(line, speaker[1]) & (wc.STOP | wc.CALENDAR | wc.TEMPORAL | wc.PREPOSITION)
            return speaker if speaker and closed and can_speak(line, speaker) else None
    if not commas:
        return None
    k = commas[0]
    v = next((v for v in range(k + 2, end) if flags[v] & wc.SAY and not flags[v] & (wc.GERUND | wc.NAME)), None)
    subject = subject_before(line, v, k + 1) if v is not None else None
    return subject if subject and subject[0] == k + 1 and can_speak(line, subject) else None


def sentence_subject(desk: Reading, line: Line, token: int, any_noun: bool = False) -> Attribution | None:
    subject = clause_subject(line, line.first[token], token)
    nobody = subject and (line.word[subject[0]] in desk.lexicon.impersonal or line.flags[subject[0]] & wc.SPOKEN_OF)
    if subject and _only_where(line, subject, token):
        return None
    known = subject and not nobody and head_speaks(line, subject) and (any_noun or _known(desk, line, subject))
    if subject and known and not all(f & wc.PLACE for f in line.flags[slice(*subject)]):
        return Attribution(OF_SENTENCE, None, span_of(line, subject))
    return None


def _only_where(line: Line, phrase: Phrase, token: int) -> bool:
    """`Then, two days after on Channel Nine: “…”`: words that say when and where, and nobody who speaks there."""
    low, colon = line.first[token], flags_at(line, token - 1) & wc.COLON
    opened = line.flags[low] & (wc.ADVERB | wc.PREPOSITION | wc.TEMPORAL | wc.CALENDAR)
    return bool(colon and opened and not line.verb_second) and governed_alone(line, phrase, low, token)
