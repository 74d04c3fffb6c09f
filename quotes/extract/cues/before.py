"""What stands before a quotation: `Miller said that “…”`, `MILLER: “…”`, `Miller’s claim that “…”`."""

from __future__ import annotations

from dataclasses import replace

from quotes.extract import wordclass as wc
from quotes.extract.cues.ascribed import ASCRIBING, NOBODY, ascribed, ascribed_before
from quotes.extract.cues.clause import of_verb
from quotes.extract.cues.colon import before_colon, last_of_clauses
from quotes.extract.cues.embedded import embedded
from quotes.extract.cues.labels import bracketed_behind
from quotes.extract.cues.said import CLOSE, REACH, Said, agent, names
from quotes.extract.cues.somewhere import heard, source_at, stands
from quotes.extract.cues.topic import topic
from quotes.extract.cues.verbs import reports
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import (
    Phrase,
    can_speak,
    clause_subject,
    ending_at,
    flags_at,
    head_speaks,
    owner_behind,
    starting_at,
)

TRIED = 8
"""So many verbs of saying are tried before one quotation, so that a sentence of nothing else stays linear."""
_OWN = 2
"""Tokens from a verb to a quotation behind a comma; more are an object."""
_NOUN_WITHIN = 4
"""Tokens within which a noun of saying takes the quotation ("his claim that “…”")."""
_QUALIFIES = wc.PLAIN | wc.CALENDAR | wc.TEMPORAL | wc.NOT_PERSON
_TAKES = wc.THAT | wc.COLON
_AT_ONCE = wc.COLON | wc.QUOTE
_HEARD = wc.ASCRIBE_AFTER | wc.SPOKEN_OF
_REPORTING = wc.CUE | wc.NOUN_CUE | wc.SPOKEN_OF | ASCRIBING


def said_before(line: Line, i: int, lexicon: Lexicon) -> Said | None:
    """The cue before the quotation: `Miller said that …`, `Miller: “…”`, `called it “…”`, `according to Miller`."""
    flags, low = line.flags, line.first[i] if i < len(line.flags) else line.first[i - 1]
    if i == low:
        return None
    label = _label(line, i, low) or (bracketed_behind(line, i, low, lexicon) if flags[i - 1] & wc.OPEN else None)
    if opening := label or (_opened(line, i, low, lexicon) if lexicon.verb_last else None):
        return opening
    if opening := last_of_clauses(line, i, low, lexicon):
        return opening
    if lexicon.verb_final and (found := ascribed_before(line, i, low) or topic(line, i, low, lexicon)):
        return found
    noun: Said | None = None
    called: Said | None = None
    tried = 0
    for v in range(i - 1, low - 1, -1):
        flag = flags[v]
        if not flag & _REPORTING:
            continue
        if flag & wc.CUE and reports(line, v, low) and not embedded(line, v, i, low):
            tried += 1
            if tried > TRIED:
                break
            if called and not flag & wc.SAY:
                continue
            said = _by_somebody(line, of_verb(line, v, i, low, lexicon))
            vague = flag & wc.STANCE and said and said.mention and not can_speak(line, said.mention)
            if said and not vague and (flag & wc.SAY or i - v <= CLOSE):
                return _outer(line, said, v, low, lexicon, i) or replace(said, near=_adjacent(line, v, i, said.mention))
            called = called or (None if vague and _elsewhere(line, v, i) else said)
        elif flag & wc.NOUN_CUE and i - v <= _reach(flags, i, v, v == low):
            noun = noun or _of_noun(line, v, i, low)
            if noun and (flags[i - 1] & _TAKES or flags[v + 1] & wc.THAT) and _owned(line, noun, low):
                return noun
        if flag & _HEARD and (source := heard(line, v, i, low, lexicon)):
            return source
        if found := ascribed(line, v, i, low):
            return None if found is NOBODY else found
    said = noun or called or _equated(line, i, low) or stands(line, i, low, lexicon)
    return said or before_colon(line, i, low, lexicon)


def _reach(flags: list[int], i: int, v: int, opens: bool) -> int:
    """How near a noun of saying must be to a quotation, as its clause or the colon of what it opens tells."""
    taken = (flags[i - 1] | flags[v + 1]) & wc.THAT or (opens and flags[i - 1] & wc.COLON)
    return CLOSE if taken else _NOUN_WITHIN


def _by_somebody(line: Line, said: Said | None) -> Said | None:
    """None where the subject is a pronoun that is an object too, and says nothing: `es habe Drohungen gegeben`."""
    if said and said.mention and line.flags[said.mention[0]] & wc.OBJECT and line.flags[said.mention[0]] & wc.PRONOUN:
        return None
    return said


def _equated(line: Line, i: int, low: int) -> Said | None:
    """`Miller’s motto was, “…”`, `Her verdict is that “…”`: the owner of the noun that the quotation is."""
    k = i - 1
    while k > low and line.flags[k] & (wc.COMMA | wc.THAT | wc.ADVERB):
        k -= 1
    if k <= low + 1 or not line.flags[k] & wc.BE:
        return None
    noun = next((n for n in range(low, k) if line.flags[n] & wc.NOUN_CUE), None)
    return _of_noun(line, noun, i, low) if noun else None


def _opened(line: Line, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """`Wie Anna Berger gestern erklärte, sei die Brücke „…“`, `Wie es aus dem Amt heißt, …`: the clause of saying opens
    the sentence."""
    flags = line.flags
    if not flags[low] & wc.INQUIT_OPENER:
        return None
    for v in range(low + 2, min(i, low + REACH)):
        if flags[v] & wc.SAY and flags_at(line, v + 1) & (wc.COMMA | wc.AUXILIARY):
            phrase = starting_at(line, low + 1, v)
            if phrase and _by_somebody(line, Said("", None, phrase)) is None:
                phrase = source_at(line, low + 2, v, lexicon)
            return Said("subject, verb, quotation", (v, v + 1), phrase) if phrase and names(line, phrase) else None
    return None


def _outer(line: Line, said: Said, verb: int, low: int, lexicon: Lexicon, i: int) -> Said | None:
    """`The senator said he rarely asks …`: the pronoun's own clause is what the senator said.

    So is what anybody wants, hopes or believes in a clause that another's verb of saying governs.
    """
    if not said.mention or said.mention[0] > verb:
        return None
    v, stance = said.mention[0] - 1, line.flags[verb] & wc.STANCE
    if v > low and line.flags[v] & wc.THAT:
        v -= 1
    elif line.flags[said.mention[0]] & wc.PRONOUN and (told := _told(line, v, low)):
        v = told
    elif stance:
        v = next((k for k in range(v, max(low, v - CLOSE), -1) if line.flags[k] & (wc.SAY | wc.PUNCTUATION)), v)
    if stance and line.flags[v + 1] & wc.THAT:
        v = next((k for k in range(v, max(low, v - REACH), -1) if line.flags[k] & wc.SAY), v)
    thing = bool(line.flags[said.mention[0] - 1] & wc.THAT) and not head_speaks(line, said.mention)
    own = line.flags[said.mention[0]] & wc.PRONOUN or stance or thing
    if v > low and own and line.flags[v] & wc.SAY and reports(line, v, low):
        return of_verb(line, v, i, low, lexicon)
    return None


def _elsewhere(line: Line, v: int, i: int) -> bool:
    """`When freedom poses a problem, “…”`: a clause with an object of its own."""
    return i - v > (_OWN if line.flags[i - 1] & wc.COMMA else CLOSE)


def _told(line: Line, k: int, low: int) -> int | None:
    """`told Tom Berg he …`: the verb of saying before the name of whom it is said to."""
    name = k
    while k > low and name - k < CLOSE and line.flags[k] & (wc.NAME | wc.TITLE):
        k -= 1
    return k if k < name and line.flags[k] & wc.SAY else None


def _adjacent(line: Line, v: int, i: int, mention: Phrase | None) -> bool:
    """Nothing but punctuation, "that" and the inverted subject between cue and quotation."""
    k = v + 1
    if mention and mention[0] >= v:
        k = mention[1]
    while k < i and line.flags[k] & (wc.COMMA | wc.COLON | wc.THAT | wc.DASH):
        k += 1
    return k == i or bool(line.flags[i - 1] & wc.COLON)


def _of_noun(line: Line, v: int, i: int, low: int) -> Said | None:
    """`Miller’s claim that “…”`, `his answer: “…”`, `Miller closed with these words: “…”`."""
    flags, k = line.flags, v - 1
    while k > low and flags[k] & _QUALIFIES and not flags[k] & (wc.PUNCTUATION | wc.CUE) and v - k < 4:
        k -= 1
    if flags_at(line, v + 1) & wc.AGENT and flags[i - 1] & (wc.THAT | wc.PLAIN | wc.AUXILIARY | wc.BE):
        phrase = starting_at(line, v + 2, i)
        put = phrase and any(f & wc.THAT for f in flags[phrase[1] : phrase[1] + 2])
        if phrase and put and can_speak(line, phrase):
            return Said("noun of saying", (v, v + 1), phrase)
    if k >= low and flags[k] & wc.GENITIVE:
        phrase = ending_at(line, k - 1, low)
        return Said("noun of saying", (v, v + 1), phrase) if phrase and can_speak(line, phrase) else None
    if k >= low and flags[k] & wc.POSSESSOR:
        return Said("noun of saying", (v, v + 1), (k, k + 1))
    if k > low and flags[k] & wc.DETERMINER and flags[k - 1] & wc.PREPOSITION and flags_at(line, v + 1) & _AT_ONCE:
        passive = any(f & wc.BE for f in flags[low:k]) and not flags_at(line, i + 1) & wc.HEAR
        subject = (agent(line, low - 1, k - 1) if passive else None) or clause_subject(line, low, k - 1)
        return Said("noun of saying", (v, v + 1), subject) if subject and can_speak(line, subject) else None
    if line.flags[i - 1] & wc.COLON and (phrase := owner_behind(line, v, i - 1)):
        source = _ends(line, phrase[1], i - 1) and (can_speak(line, phrase) or flags[phrase[0]] & wc.PRONOUN)
        return Said("noun of saying", (v, v + 1), phrase) if source else None
    return None


def _ends(line: Line, k: int, colon: int) -> bool:
    """Whether nothing but where it was said stands before a colon: `Réaction de Paul Garnier sur X :`."""
    aside = line.flags[k] & wc.PREPOSITION and colon - k < CLOSE
    return k == colon or bool(aside and not any(f & (wc.CUE | wc.AUXILIARY | wc.BE) for f in line.flags[k:colon]))


def _owned(line: Line, said: Said, low: int) -> bool:
    """`… over her claim that “…”`: a noun with its owner, which no verb of its clause has ("said in her note") but as
    its object: `denied Miller’s claim that “…”`."""
    if not said.mention:
        return False
    if not (line.flags[said.mention[0]] & wc.POSSESSOR or line.flags[said.mention[1]] & wc.GENITIVE):
        return False
    k = said.mention[0] - 1
    k -= bool(flags_at(line, k) & wc.TO)
    k -= bool(flags_at(line, k) & wc.CUE and not line.subject_in_verb)
    while k >= low and not line.flags[k] & wc.PUNCTUATION:
        if line.flags[k] & wc.CUE:
            return False
        k -= 1
    return True


def _label(line: Line, i: int, low: int) -> Said | None:
    """`WHEELER: “…”`, `Dr. Miller: “…”`, `A first look - Ann Miller: “…”`."""
    flags = line.flags
    if not flags[i - 1] & wc.COLON or i - 1 == low:
        return None
    k = i - 1
    while k > low and flags[k - 1] & (wc.NAME | wc.TITLE) and not flags[k - 1] & wc.CALENDAR:
        k -= 1
    if k == i - 1 or (k > low and not flags[k - 1] & wc.DASH):
        return None
    return Said("label", (i - 1, i), (k, i - 1), near=True)
