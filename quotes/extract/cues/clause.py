"""The source of a cue before a quotation, by the form of the verb: finite, participle, infinitive, passive."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.bracketed import bracketed, closing_bracket
from quotes.extract.cues.cited import in_nominative, past_dative
from quotes.extract.cues.late import late_subject
from quotes.extract.cues.nonfinite import is_perfect, made_to, of_inquit, of_inverted, of_nonfinite
from quotes.extract.cues.objects import object_first
from quotes.extract.cues.reduced import is_reduced, opens_aside
from quotes.extract.cues.said import Said, agent, names, past_adverbs
from quotes.extract.cues.verbs import bracket, not_subject, passive, reports
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import (
    Phrase,
    brings_in_a_thing,
    can_speak,
    clause_subject,
    flags_at,
    has_name,
    head_speaks,
    starting_at,
    subject_before,
    that_is_who,
)

_VERBAL = wc.AUXILIARY | wc.BE | wc.REFLEXIVE | wc.ADVERB


def of_verb(line: Line, v: int, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """Who says what follows at token ``i`` by the verb ``v`` before it, by the form that the verb has."""
    flag = line.flags[v]
    before = flags_at(line, v - 1) if v > low else 0
    cue = (v, v + 1)
    if flag & wc.INFINITIVE and v > low and line.word[v - 1] in lexicon.causative:
        return made_to(line, v, i)
    if flag & wc.GERUND or before & wc.TO or (flag & wc.INFINITIVE and not _plural(line, v, i)):
        return of_nonfinite(line, v, i, low, before)
    if before & _VERBAL and (governing := _governing(line, v, low)) is not None:
        return of_verb(line, governing, i, low, lexicon)
    if is_perfect(line, v, low):
        return of_nonfinite(line, v, i, low, before)
    if is_reduced(line, v, low):
        return None
    if line.verb_second and flag & wc.PARTICIPLE:
        return bracketed(line, v, low, lexicon)
    if flag & wc.EITHER and (said := closing_bracket(line, v, low, lexicon)):
        return said
    if line.subject_in_verb and v > low and flags_at(line, v - 1) & flags_at(line, v + 1) & wc.COMMA:
        return Said("subject in the verb", cue, None)
    if passive(line, v, low) or opens_aside(line, v, i, low):
        return _of_passive(line, v, i, low, lexicon)
    if before & wc.CONJUNCTION and (by := of_inquit(line, v - 1, low) or of_inverted(line, v - 1, low)):
        return Said("subject, verb, quotation", cue, by)
    return _of_active(line, v, i, low, lexicon)


def _of_passive(line: Line, v: int, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """`was quoted as saying`: its own subject; `said to police by the driver`: the agent."""
    if line.flags[v] & wc.HEAR or (line.flags[v] & wc.SAY and lexicon.verb_last):
        subject = subject_before(line, v, low) or clause_subject(line, low, v)
        return Said("quoted", (v, v + 1), subject) if subject and can_speak(line, subject) else None
    by = agent(line, v, i) or (agent(line, i, line.last[i]) if i < len(line.flags) else None)
    return Said("passive", (v, v + 1), by) if by else None


def _of_active(line: Line, v: int, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """The subject of a finite verb: before it, behind it, or in the verb alone."""
    flag, phrase = line.flags[v], subject_before(line, v, low) if v > low else None
    if phrase and brings_in_a_thing(line, phrase):
        return None
    following = flags_at(line, v + 1)
    if line.verb_second and following & wc.PRONOUN and not following & wc.OBJECT:
        phrase = None
    joined = phrase and _joined(line, v, phrase)
    if phrase and lexicon.cases:
        phrase = in_nominative(line, phrase, lexicon)
    place = past_dative(line, past_adverbs(line, v + 1, i), i, lexicon)
    behind = None if flags_at(line, place) & wc.THAT or _who(line, v) else starting_at(line, place, i)
    opens = lexicon.cases and phrase == (low, low + 1) and line.word[low] not in lexicon.first_names
    if phrase and behind and object_first(line, v, phrase, behind, lexicon):
        phrase = None
    if phrase and behind and (opens or not can_speak(line, phrase)) and _free(line, lexicon) and _closes(line, behind):
        phrase = None
    if behind and phrase and _inserted(line, v, behind, low):
        return Said("verb, subject, quotation", (v, v + 1), behind)
    if phrase and names(line, phrase) and (joined or not not_subject(line, phrase, low)):
        if flag & wc.HEAR and not flag & wc.SAY:
            return _heard(line, v, i, phrase)
        return Said("subject, verb, quotation", _with_auxiliary(line, v, low), _whose(line, phrase, v))
    if behind and head_speaks(line, behind) and not own_clause(line, behind, lexicon) and _opens(line, v, low, lexicon):
        return Said("verb, subject, quotation", _with_auxiliary(line, v, low), behind)
    if not lexicon.subject_in_verb:
        return None
    named = phrase and names(line, phrase)
    if late := None if named else late_subject(line, place, i, lexicon):
        return Said("verb, subject, quotation", _with_auxiliary(line, v, low), late)
    return Said("subject in the verb", (v, v + 1), None)


def _governing(line: Line, v: int, low: int) -> int | None:
    """`… reproche à Luc Berthier de ne pas avoir appelé à « … »`: its auxiliary is an infinitive."""
    k = v - 1
    while k > low and line.flags[k] & wc.ADVERB and not line.flags[k] & (wc.AUXILIARY | wc.BE):
        k -= 1
    if k <= low or not line.flags[k] & wc.INFINITIVE or not line.flags[k] & (wc.AUXILIARY | wc.BE):
        return None
    return next((u for u in range(k - 1, low, -1) if line.flags[u] & wc.SAY and reports(line, u, low)), None)


def _whose(line: Line, phrase: Phrase, v: int) -> Phrase:
    """`Son ambition s'exprime ainsi : « … »`: of one thing that somebody has, whose it is."""
    owned = line.flags[phrase[0]] & wc.POSSESSOR and line.flags[v - 1] & wc.REFLEXIVE and phrase[1] - phrase[0] > 1
    plural = line.word[phrase[1] - 1].endswith(line.plural_endings or ("\0",))
    return (phrase[0], phrase[0] + 1) if owned and not plural and not can_speak(line, phrase) else phrase


def _who(line: Line, v: int) -> bool:
    """`« … » qui admirait Anne Meunier`: the relative pronoun is the subject, and what stands behind the object."""
    k = v - 1
    if line.subject_in_verb or not flags_at(line, k) & (_VERBAL | wc.RELATIVE):
        return False
    while k > 0 and line.flags[k] & _VERBAL and not line.flags[k] & wc.RELATIVE:
        k -= 1
    alone = k >= 0 and line.flags[k] & wc.RELATIVE and not line.flags[k] & (wc.SUBORDINATOR | wc.THAT)
    return bool(alone) and not flags_at(line, k - 1) & wc.PREPOSITION


def _inserted(line: Line, v: int, behind: Phrase, low: int) -> bool:
    """`Nobody, says Miller, “…”`: the one comma before the verb closes no aside, so that its subject stands behind."""
    aside = wc.COMMA | wc.OPEN | wc.DASH
    closed = has_name(line, behind) and flags_at(line, behind[1]) & wc.COMMA and line.flags[v - 1] & wc.COMMA
    return bool(closed) and not any(f & aside for f in line.flags[low : v - 1])


def _joined(line: Line, v: int, subject: Phrase) -> bool:
    """Whether a conjunction or a relative stands between a subject and its verb: `Miller came late and said`."""
    near, behind = line.flags[max(subject[1], v - 3) : v], line.flags[subject[1] : min(v, subject[1] + 2)]
    return (
        (subject[1] < v and that_is_who(line, subject[1]))
        or any(f & (wc.CONJUNCTION | wc.RELATIVE) for f in near)
        or any(f & wc.RELATIVE for f in behind)
    )


def _closes(line: Line, phrase: Phrase) -> bool:
    """`Lo mismo opina Pablo Vega: «…»`: a name behind the verb that ends its clause, whatever a language with cases has
    before it."""
    return has_name(line, phrase) and bool(flags_at(line, phrase[1]) & (wc.COLON | wc.COMMA | wc.QUOTE))


def own_clause(line: Line, phrase: Phrase, lexicon: Lexicon) -> bool:
    """`22 percent say he is “…”`: a pronoun behind the verb begins a clause where verbs do not go before subjects.

    So does a plain word (`suggested outright closing the homes of families`), and what has a verb of its own (`said
    Miller has been “…”`).
    """
    if _free(line, lexicon):
        return False
    first, verb = line.flags[phrase[0]], flags_at(line, phrase[1]) & (wc.AUXILIARY | wc.BE)
    pronoun = first & wc.PRONOUN and not first & wc.ENCLITIC
    return bool(first & wc.THAT or pronoun or first & ~wc.ADVERB == wc.PLAIN or verb)


def _opens(line: Line, v: int, low: int, lexicon: Lexicon) -> bool:
    """Whether a verb opens its clause: `an ad released Thursday accuses Miller` does not say that Miller accuses."""
    if _free(line, lexicon):
        return True
    before = flags_at(line, v - 1) if v > low else wc.STOP
    if before & wc.OPEN and line.flags[v] & wc.STANCE:
        return False
    return not before & (wc.CALENDAR | wc.TEMPORAL | wc.PLAIN | wc.NUMBER) or bool(before & wc.PUNCTUATION)


def _free(line: Line, lexicon: Lexicon) -> bool:
    """Whether a language's verbs go before their subjects anywhere, not in inquits alone."""
    return bool(line.verb_second or lexicon.subject_in_verb or lexicon.inverted_endings)


def _plural(line: Line, v: int, i: int) -> bool:
    """`In dem Brief schreiben die Anwohner, …`: letters of an infinitive, finite right before a subject of its own."""
    if not line.verb_second or bracket(line, v) is not None:
        return False
    phrase = starting_at(line, v + 1, i)
    return bool(
        phrase and line.flags[v + 1] & (wc.DETERMINER | wc.NUMBER | wc.ROLE | wc.GROUP) and can_speak(line, phrase)
    )


def _with_auxiliary(line: Line, v: int, low: int) -> Phrase:
    first = v
    while first > low and line.flags[first - 1] & (wc.AUXILIARY | wc.BE):
        first -= 1
    return first, v + 1


def _heard(line: Line, v: int, i: int, subject: Phrase) -> Said | None:
    """`quoted Miller as saying`: the source is the object."""
    phrase = starting_at(line, v + 1, i)
    if phrase and can_speak(line, phrase) and not line.flags[phrase[0]] & wc.PRONOUN:
        return Said("relayed", (v, v + 1), phrase, subject)
    return Said("subject, verb, quotation", (v, v + 1), subject)
