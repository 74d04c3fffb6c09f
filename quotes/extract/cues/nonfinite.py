"""The source of a cue that is no finite verb: participles and infinitives, and who is made to say what."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said
from quotes.extract.line import Line
from quotes.extract.phrases import (
    Phrase,
    can_speak,
    clause_subject,
    ending_at,
    flags_at,
    has_name,
    head_speaks,
    said_by,
    starting_at,
    subject_before,
)

_SUBJECT = wc.NAME | wc.PRONOUN | wc.DETERMINER | wc.TITLE
_OPENING = 3
"""Tokens before the verb of a clause without a subject that opens the sentence ("Après avoir affirmé")."""
_AROUND_INQUIT = wc.COMMA | wc.CALENDAR | wc.TEMPORAL | wc.PREPOSITION | wc.ADVERB | wc.NUMBER | wc.DETERMINER


def made_to(line: Line, v: int, i: int) -> Said | None:
    """`Une décision qui fait dire à Anne Meunier que …`: who is made to say it stands behind the infinitive."""
    k = v + 1 if flags_at(line, v + 1) & wc.PREPOSITION and not flags_at(line, v + 1) & wc.DETERMINER else v
    phrase = starting_at(line, k + 1, i)
    return Said("infinitive", (v, v + 1), phrase) if phrase and can_speak(line, phrase) else None


def of_nonfinite(line: Line, v: int, i: int, low: int, before: int) -> Said | None:
    """`overheard a tank unit saying`, `a video of Miller saying`; after a comma the sentence's own subject."""
    flags, cue = line.flags, (v, v + 1)
    if accompanying := _accompanying(line, v, low):
        return Said("subject, participle", cue, accompanying)
    if before & wc.INQUIT_OPENER and (passed_on := _as_saying(line, v, low)):
        return passed_on
    if before & (wc.NAME | wc.PLAIN | wc.ROLE | wc.GROUP) and not before & (wc.PUNCTUATION | wc.ADVERB):
        phrase = ending_at(line, v - 1, low)
        if phrase and not before & wc.NOUN_CUE:
            u = phrase[0] - 1
            if u >= low and flags[u] & wc.HEAR:
                return Said("relayed", cue, phrase, _whose(line, subject_before(line, u, low), low))
            if line.subject_in_verb and flags[v] & wc.GERUND and (main := _of_main_clause(line, phrase, v, low)):
                return main
            if has_name(line, phrase) or can_speak(line, phrase):
                return Said("subject, participle", cue, _sender(line, phrase, v, low) or phrase)
    if not flags[v] & wc.GERUND:
        subject = clause_subject(line, low, v) or _behind_quotation(line, v, i, low)
        if subject is None and line.subject_in_verb:
            return Said("subject in the verb", cue, None)
        return Said("infinitive", cue, subject) if subject and head_speaks(line, subject) else None
    if line.subject_in_verb and _bare_inquit(line, v, low):
        return Said("subject in the verb", cue, None)
    subject = of_inquit(line, v, low) or clause_subject(line, low, v) or _behind_quotation(line, v, i, low)
    if subject is None and line.subject_in_verb:
        return Said("subject in the verb", cue, None)
    return Said("participle", cue, subject) if subject and head_speaks(line, subject) else None


def _of_main_clause(line: Line, phrase: Phrase, v: int, low: int) -> Said | None:
    """`El alcalde negó los cargos de Luis Soto asegurando que …`: a gerund has the subject of its sentence, not the
    object that stands before it; nor whom a preposition governs: `Criticó a Luis Soto diciendo que …`."""
    subject = clause_subject(line, low, phrase[0]) if phrase[0] > low else None
    if subject and head_speaks(line, subject):
        return Said("participle", (v, v + 1), subject)
    before = flags_at(line, phrase[0] - 1) if phrase[0] > low else 0
    governed = before & wc.PREPOSITION and not before & (wc.OF | wc.SOURCE)
    return Said("subject in the verb", (v, v + 1), None) if governed else None


def is_perfect(line: Line, v: int, low: int) -> bool:
    """`après avoir dénoncé`, `tras haber denunciado`: a participle behind the infinitive of its auxiliary."""
    k = v - 1
    while k > low and line.flags[k] & wc.ADVERB and not line.flags[k] & (wc.AUXILIARY | wc.BE):
        k -= 1
    return k >= low and bool(line.flags[k] & wc.INFINITIVE and line.flags[k] & (wc.AUXILIARY | wc.BE))


def _sender(line: Line, phrase: Phrase, v: int, low: int) -> Phrase | None:
    """`Her campaign sent an email to supporters stating “…”`: not whom or where the words went, nor by
    whom they were sent: `Der Minister ließ über seinen Sprecher mitteilen: „…“`."""
    before = line.flags[phrase[0] - 1] if phrase[0] - 1 > low else 0
    form = wc.INFINITIVE if line.verb_second else wc.GERUND
    if not before & wc.PREPOSITION or before & wc.OF or not line.flags[v] & form or line.subject_in_verb:
        return None
    subject = clause_subject(line, low, phrase[0] - 1)
    return subject if subject and can_speak(line, subject) else None


def _as_saying(line: Line, v: int, low: int) -> Said | None:
    """`Berg quoted Miller as saying`: the source is the object of the verb, its subject passes the words on."""
    phrase = ending_at(line, v - 2, low)
    u = phrase[0] - 1 if phrase else low - 1
    if not phrase or u < low or not line.flags[u] & wc.HEAR or not can_speak(line, phrase):
        return None
    return Said("relayed", (v, v + 1), phrase, subject_before(line, u, low))


def _behind_quotation(line: Line, v: int, i: int, low: int) -> Phrase | None:
    """`Tras afirmar que «…», Pablo Vega se fue`, `Calling it “…,” Ann Miller left`: the subject of the main clause,
    which a preposition or a gerund opens; the comma before it may stand inside the marks."""
    gerund = line.flags[v] & wc.GERUND and all(f & wc.REFLEXIVE for f in line.flags[low:v])
    opens = (gerund or line.flags[low] & wc.PREPOSITION) and v - low <= _OPENING and i < len(line.flags)
    k = i + 1 + bool(flags_at(line, i + 1) & wc.COMMA)
    if not opens or (k == i + 1 and not (line.flags[low] & wc.GERUND and flags_at(line, k) & _SUBJECT)):
        return None
    phrase = starting_at(line, k, line.last[i])
    return phrase if phrase and can_speak(line, phrase) else None


def _bare_inquit(line: Line, v: int, low: int) -> bool:
    """`El puente es viejo, dijo, añadiendo que …`: a verb alone between commas."""
    flags = line.flags
    inquit = v - 3 > low and flags[v - 1] & wc.COMMA and flags[v - 2] & wc.SAY and flags[v - 3] & wc.COMMA
    return bool(inquit and not flags[v - 2] & (wc.GERUND | wc.INFINITIVE))


def _accompanying(line: Line, v: int, low: int) -> Phrase | None:
    """`The road is shut, with Mayor Ann Miller earlier telling them …`: whom a preposition brings in with her verb."""
    flags, k = line.flags, v - 1
    while k > low and flags[k] & wc.ADVERB and not flags[k] & wc.NAME:
        k -= 1
    phrase = ending_at(line, k, low) if k < v - 1 and flags[k] & (wc.NAME | wc.ROLE | wc.GROUP) else None
    brought = phrase and phrase[0] > low and flags[phrase[0] - 1] & wc.OF
    return phrase if phrase and brought and can_speak(line, phrase) else None


def of_inquit(line: Line, v: int, low: int) -> Phrase | None:
    """`The vote is on Friday, Miller said, adding “…”`: the subject of the inquit between the commas."""
    if by := said_by(line, v, low):
        return by
    flags, k = line.flags, v - 1
    while k > low and flags[k] & _AROUND_INQUIT and not flags[k] & wc.SAY:
        k -= 1
    if k == v - 1 or not flags[k] & wc.SAY or flags[k] & wc.GERUND or not any(f & wc.COMMA for f in flags[low:k]):
        return None
    subject = subject_before(line, k, low) if k > low else None
    return subject if subject and can_speak(line, subject) and flags_at(line, subject[0] - 1) & wc.COMMA else None


def of_inverted(line: Line, end: int, low: int) -> Phrase | None:
    """`“It fell,” said an officer who saw it and called it “…”`: the subject of the inquit behind the marks."""
    flags = line.flags
    for u in range(end - 1, low, -1):
        if flags[u] & (wc.QUOTE | wc.COLON):
            return None
        if flags[u] & wc.SAY and flags[u - 1] & wc.QUOTE and not flags[u] & wc.GERUND:
            subject = starting_at(line, u + 1, end)
            return subject if subject and can_speak(line, subject) else None
    return None


def _whose(line: Line, phrase: Phrase | None, low: int) -> Phrase | None:
    """Who passes on what "his unit" heard."""
    if phrase and line.flags[phrase[0]] & wc.POSSESSOR:
        return clause_subject(line, low, phrase[0]) or phrase
    return phrase
