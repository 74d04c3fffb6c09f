"""The inquit after a quotation: `“…,” Miller said`, `said Miller`, `according to Miller`, `“…”: Ann Miller`."""

from __future__ import annotations

from dataclasses import replace

from quotes.extract import wordclass as wc
from quotes.extract.cues.ascribed import viewed_by
from quotes.extract.cues.cited import cited, past_dative, without_outlet
from quotes.extract.cues.clause import own_clause
from quotes.extract.cues.final import clause_final
from quotes.extract.cues.labels import labelled
from quotes.extract.cues.late import late_subject
from quotes.extract.cues.others import of_other, turned
from quotes.extract.cues.reduced import agent_behind
from quotes.extract.cues.said import (
    REACH,
    Said,
    agent,
    clause_end,
    names,
    object_alone,
    particled,
    past_adverbs,
    subject_like,
)
from quotes.extract.cues.summed_up import summed_up
from quotes.extract.cues.topic import topic_behind
from quotes.extract.cues.unknown import governed, inverted, unknown_verb
from quotes.extract.cues.verbs import is_verb
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, can_speak, flags_at, starting_at, subject_before

_SHORT = wc.NAME | wc.TITLE | wc.PRONOUN | wc.DETERMINER | wc.ROLE | wc.AUXILIARY | wc.ADVERB
_TIMED = wc.AUXILIARY | wc.BE | wc.CALENDAR | wc.TEMPORAL
"""What a day stands behind in a compound verb: `a mardi soir déclaré`."""
_SUBJECT = wc.NAME | wc.PRONOUN | wc.DETERMINER | wc.POSSESSOR | wc.ROLE | wc.GROUP | wc.TITLE | wc.PLAIN
_SUBJECT |= wc.CAPITAL | wc.NUMBER
"""What a subject right behind a quotation begins with."""
_IN_VERB = wc.AUXILIARY | wc.BE | wc.REFLEXIVE | wc.ADVERB | wc.OBJECT
_SAYS, _SAYS_NOT = wc.SAY | wc.CALL, wc.GERUND | wc.NAMING | wc.NAME
_PASSED = wc.PREPOSITION | wc.ADVERB | wc.CALENDAR | wc.TEMPORAL


def said_after(line: Line, i: int, lexicon: Lexicon) -> Said | None:
    """The inquit after the quotation: `“…,” Miller said`, `said Miller`, `according to Miller`."""
    flags, high = line.flags, clause_end(line, i)
    j = i + 1
    while j < high and flags[j] & (wc.COMMA | wc.DASH):
        j += 1
    if j >= high:
        return None
    if (flags[j] & wc.ASCRIBE_AFTER and _so_says(line, j + 1, high)) or _as_told(line, j, high):
        j += 1
    elif flags[j] & (wc.ASCRIBE | wc.ASCRIBE_AFTER):
        start = j + 1
        while flags[j] & wc.ASCRIBE_AFTER and start < high and flags[start] & _PASSED:
            start += 1
        if pronoun := object_alone(line, start, high):
            return Said("according to", (j, j + 1), pronoun, near=True)
        phrase = particled(line, start, high, lexicon) or starting_at(line, start, high)
        phrase = phrase and without_outlet(line, phrase, lexicon)
        return Said("according to", (j, j + 1), phrase, near=True) if phrase and names(line, phrase) else None
    if flags[j] & wc.INQUIT_OPENER and j + 1 < high:
        j += 1
    return (
        labelled(line, i, lexicon)
        or agent_behind(line, i, high)
        or cited(line, j, high, lexicon)
        or (clause_final(line, i, j, high, lexicon) if lexicon.verb_last else None)
        or (topic_behind(line, i, high) if lexicon.verb_final and lexicon.caseless else None)
        or _verb_first(line, j, high, lexicon)
        or _subject_first(line, j, high, lexicon)
        or governed(line, i, j, high, lexicon)
        or _later(line, j, high, lexicon)
        or inverted(line, i, j, high, lexicon)
        or _past_inner(line, i, j, high, lexicon)
        or summed_up(line, i, j, high)
        or viewed_by(line, i, j, high, lexicon)
    )


def _past_inner(line: Line, i: int, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`“…,” Miller, in a “Free Ohio” shirt, said`: past words in marks that are part of the subject's aside."""
    last = line.last[i]
    woven = high < last and not line.flags[high - 1] & (wc.PUNCTUATION | wc.CUE | wc.THAT | wc.AUXILIARY | wc.BE)
    if not woven or not any(f & wc.COMMA for f in line.flags[j:high]) or line.subject_in_verb or line.verb_second:
        return None
    end = next((k for k in range(high + 1, last) if line.flags[k] & wc.QUOTE), last)
    said = _subject_first(line, j, end, lexicon)
    return said if said and said.near else None


def _as_told(line: Line, j: int, high: int) -> bool:
    """`«…», según ha explicado a los medios Ana Molina`: a clause of saying behind the word that ascribes."""
    if not line.subject_in_verb or not line.flags[j] & wc.ASCRIBE:
        return False
    v = j + 1
    while v < high and line.flags[v] & (wc.AUXILIARY | wc.REFLEXIVE) and not line.flags[v] & wc.NAME:
        v += 1
    return v < high and bool(line.flags[v] & wc.SAY) and not line.flags[v] & (wc.GERUND | wc.NAME | wc.ROLE | wc.GROUP)


def _so_says(line: Line, v: int, high: int) -> bool:
    """`„…“, so sagte Meier`, `„…“, so analysierte er`: a verb behind the word that else stands for one."""
    if v + 1 >= high:
        return False
    finite = line.flags[v] & wc.CUE and not line.flags[v] & (wc.GERUND | wc.NAME)
    followed = line.flags[v + 1] & (wc.PRONOUN | wc.DETERMINER)
    return bool(finite or (line.flags[v] & wc.PLAIN and followed))


def _verb_first(line: Line, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`said Miller`, `a déclaré Miller`, `affirme-t-elle`, `said to police by the victim`, `dijo`."""
    flags, v = line.flags, j
    while v < high and v - j < 5 and not flags[v] & wc.CUE and _before_verb(line, v):
        v += 1
    if v < high and v > j and flags[v] & wc.PRONOUN and v + 1 < high:
        u = v + 1
        while u < high and flags[u] & (wc.ADVERB | wc.AUXILIARY | wc.BE) and not flags[u] & wc.CUE and u - v < 4:
            u += 1
        read = line.word[v] in lexicon.impersonal and u < high and line.word[u] in lexicon.impersonal_verbs
        if u < high and (flags[u] & wc.CUE or read):
            return Said("verb, subject", (j, u + 1), (v, v + 1), near=True)
    if v + 1 < high and flags[v] & wc.STANCE and flags[v + 1] & wc.CUE and flags[v + 1] & wc.INFINITIVE:
        v += 1
    if v >= high or not flags[v] & wc.CUE or (flags[v] & (wc.GERUND | wc.INFINITIVE) and not flags[v] & wc.SAY):
        return None
    if flags[v] & wc.GERUND or _infinite(line, v, lexicon):
        return None
    if lexicon.subject_in_verb and v == j and flags[v] & wc.PARTICIPLE and _goes_with(line, j):
        return None
    if v == j and flags[v] & wc.SAY and (surname := particled(line, v + 1, high, lexicon)):
        return Said("verb, subject", (j, v + 1), surname, near=True)
    phrase = starting_at(line, past_dative(line, past_adverbs(line, v + 1, high), high, lexicon), high)
    phrase = phrase and without_outlet(line, phrase, lexicon)
    if phrase and flags[v] & wc.HEAR and (passed_on := _passed_on(line, j, v, phrase, high)):
        return passed_on
    if phrase and own_clause(line, phrase, lexicon) and not line.flags[phrase[0]] & (wc.PRONOUN | wc.PLAIN):
        return None
    joined = lexicon.subject_in_verb and not flags_at(line, j - 1) & (wc.COMMA | wc.DASH)
    if phrase and subject_like(line, phrase) and (can_speak(line, phrase) or not joined):
        return Said("verb, subject", (j, v + 1), phrase, near=True)
    if by := _by_whom(line, j, v, high, lexicon):
        return Said("passive", (j, v + 1), by, near=True)
    if late := late_subject(line, past_adverbs(line, v + 1, high), high, lexicon):
        return Said("verb, subject", (j, v + 1), late, near=True)
    if lexicon.subject_in_verb and not (joined and phrase and subject_like(line, phrase)):
        return Said("subject in the verb", (j, v + 1), None, near=True)
    return None


def _passed_on(line: Line, j: int, v: int, phrase: Phrase, high: int) -> Said | None:
    """`zitiert ihn die Zeitung`, `cite Le Monde le maire`: whom the subject of a verb of hearing passes on."""
    if line.verb_second and line.flags[v + 1] & wc.OBJECT:
        return Said("relayed", (j, v + 1), (v + 1, v + 2), phrase, near=True)
    quoted = None if line.flags[v] & wc.SAY else starting_at(line, phrase[1], high)
    return Said("relayed", (j, v + 1), quoted, phrase, near=True) if quoted and can_speak(line, quoted) else None


def _infinite(line: Line, v: int, lexicon: Lexicon) -> bool:
    """`« … » toujours, demander le programme`: an infinitive, where its form is no other."""
    known = lexicon.inverted_endings and not lexicon.verb_second and not flags_at(line, v - 1) & wc.STANCE
    return bool(known and line.flags[v] & wc.INFINITIVE and not line.word[v].endswith(lexicon.inverted_endings))


def _by_whom(line: Line, j: int, v: int, high: int, lexicon: Lexicon) -> Phrase | None:
    """`said to police by the victim`; a verb that has its subject in it ("dijo") has no agent besides."""
    participle = line.flags[v] & wc.PARTICIPLE if lexicon.verb_second else line.flags[v] & (wc.PARTICIPLE | wc.EITHER)
    active = (lexicon.subject_in_verb or lexicon.verb_second) and not participle
    return None if active and not any(f & wc.BE for f in line.flags[j:v]) else agent(line, v, high)


def _goes_with(line: Line, j: int) -> bool:
    """`Vega “no entra en el juego” planteado por la oposición`: no comma before a participle, a sentence around."""
    return bool(line.flags[j - 1] & wc.QUOTE) and j - 1 > line.first[j]


def _before_verb(line: Line, v: int) -> bool:
    """An auxiliary, an adverb or an object pronoun: `l'a`, `s'est`, `comme le` raconte."""
    if line.flags[v] & _IN_VERB:
        return True
    if line.flags[v] & (wc.CALENDAR | wc.TEMPORAL) and flags_at(line, v - 1) & _TIMED:
        return not line.flags[v] & wc.NAME
    return bool(line.flags[v] & wc.DETERMINER and flags_at(line, v + 1) & wc.CUE)


def _subject_first(line: Line, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`Miller said`, `he would later add`, `Miller, a former judge, said`; an unknown verb may do."""
    flags = line.flags
    if not flags[j] & _SUBJECT:
        return None
    further: Said | None = None
    for v in range(j + 1, min(high, j + REACH)):
        flag = flags[v]
        if flag & _SAYS and not flag & _SAYS_NOT and is_verb(line, v):
            phrase = subject_before(line, v, j)
            if phrase and phrase[0] - j <= 2 and subject_like(line, phrase) and not turned(line, v, phrase, high):
                return Said("subject, verb", (v, v + 1), phrase, near=True)
            if flag & wc.SAY and phrase and can_speak(line, phrase) and not of_other(line, v, phrase, high):
                further = further or Said("subject, verb", (v, v + 1), phrase)
        elif flag & wc.HEAR and flags_at(line, v - 1) & wc.BE and flags_at(line, v + 1) & wc.GERUND:
            phrase = subject_before(line, v, j)
            if phrase and phrase[0] - j <= 2 and subject_like(line, phrase):
                return Said("subject, verb", (v, v + 2), phrase, near=True)
        if flag & wc.COLON:
            break
    return further or unknown_verb(line, j, high, lexicon)


def _later(line: Line, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """The inquit at the end of the sentence that goes on: `… “at risk” in their plan, Miller said`."""
    flags = line.flags
    for k in range(j, min(high - 1, j + REACH)):
        if flags[k] & wc.ASCRIBE:
            phrase = starting_at(line, k + 1, high)
            return Said("according to", (k, k + 1), phrase) if phrase and names(line, phrase) else None
        if flags[k] & wc.COMMA and flags[k + 1] & wc.ASCRIBE_AFTER:
            start = k + 2
            while start < high and flags[start] & (wc.ASCRIBE_AFTER | _PASSED):
                start += 1
            phrase = starting_at(line, start, high)
            return Said("according to", (k + 1, k + 2), phrase) if phrase and names(line, phrase) else None
        if flags[k] & wc.COMMA:
            begins = k + 1 + bool(line.verb_second and flags[k + 1] & wc.INQUIT_OPENER)
            said = _verb_first(line, begins, high, lexicon) or _short_inquit(line, begins, high)
            if said and said.mention:
                return replace(said, near=False)
    return None


def _short_inquit(line: Line, j: int, high: int) -> Said | None:
    """`Miller said`, `he added on Monday`, and no more than that before the verb."""
    end = j
    while end < high and line.flags[end] & _SHORT:
        end += 1
    if end == j or end >= high or not line.flags[end] & wc.SAY or line.flags[end] & wc.GERUND:
        return None
    phrase = subject_before(line, end, j)
    return Said("subject, verb", (end, end + 1), phrase) if phrase and can_speak(line, phrase) else None
