"""The cue of one quotation and the words that name its source, from the sentence it stands in.

Each finder looks at one place (after the quotation, before it) and answers with a ``Said`` or nothing; ``decide`` asks
them in order of certainty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import (
    Phrase,
    before_relative,
    can_speak,
    clause_subject,
    ending_at,
    flags_at,
    has_name,
    head_named,
    starting_at,
    subject_before,
)

_PASSED = wc.PREPOSITION | wc.ADVERB | wc.CALENDAR | wc.TEMPORAL
_CLOSE = 8
"""Tokens within which a verb of naming ("called it a “…”") takes the quotation."""
_REACH = 30
"""Tokens between a quotation and the cue of its inquit."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of a quotation: token ranges of cue, mention and relayer, and the rule that found them."""

    rule: str
    cue: Phrase | None = None
    mention: Phrase | None = None
    relayer: Phrase | None = None
    near: bool = False


def decide(line: Line, i: int, lexicon: Lexicon, closed_by_comma: bool) -> Said | None:
    """Who said the quotation at token i, as far as its own sentence tells."""
    after = said_after(line, i, lexicon)
    if after and after.near and closed_by_comma:
        return after
    before = said_before(line, i, lexicon)
    if after and after.near and after.rule == "according to" and not (before and before.near):
        return after
    return before or after


def said_after(line: Line, i: int, lexicon: Lexicon) -> Said | None:
    """The inquit after the quotation: `“…,” Miller said`, `said Miller`, `according to Miller`."""
    flags, high = line.flags, _clause_end(line, i)
    j = i + 1
    while j < high and flags[j] & (wc.COMMA | wc.DASH):
        j += 1
    if j >= high:
        return None
    if flags[j] & (wc.ASCRIBE | wc.ASCRIBE_AFTER):
        start = j + 1
        while flags[j] & wc.ASCRIBE_AFTER and start < high and flags[start] & _PASSED:
            start += 1
        phrase = starting_at(line, start, high)
        return Said("according to", (j, j + 1), phrase, near=True) if phrase and _names(line, phrase) else None
    if flags[j] & wc.INQUIT_OPENER and j + 1 < high:
        j += 1
    return (
        _label_after(line, i)
        or (_clause_final(line, i, j, high) if lexicon.verb_last else None)
        or _verb_first(line, j, high, lexicon)
        or _subject_first(line, j, high, lexicon)
        or _later(line, j, high, lexicon)
    )


def _clause_final(line: Line, i: int, j: int, high: int) -> Said | None:
    """`„…“, wird Meier zitiert`, `Meier hat „…“ gesagt`, `„…“, der Polizei zufolge`."""
    flags = line.flags
    if flags[j] & (wc.AUXILIARY | wc.BE):
        v = next((k for k in range(j + 1, min(high, j + _REACH)) if flags[k] & wc.CUE and flags[k] & wc.PARTICIPLE), 0)
        phrase = starting_at(line, j + 1, high)
        if v and phrase and _subject_like(line, phrase) and phrase[1] <= v:
            return Said("verb, subject", (j, v + 1), phrase, near=True)
    post = next((k for k in range(j + 1, min(high, j + _CLOSE)) if flags[k] & wc.ASCRIBE_POST), 0)
    if post:
        return Said("according to", (post, post + 1), ending_at(line, post - 1, j), near=True)
    if flags[j] & wc.CUE and flags[j] & (wc.PARTICIPLE | wc.INFINITIVE):
        subject = clause_subject(line, line.first[i], i)
        return Said("verb last", (j, j + 1), subject, near=True) if subject else None
    return None


def _label_after(line: Line, i: int) -> Said | None:
    """`“…”: Ann Miller`, `“…” – Ann Miller` and nothing more."""
    flags, last = line.flags, line.last[i]
    if i + 2 >= len(flags) or not flags[i + 1] & (wc.COLON | wc.DASH):
        return None
    k = i + 2
    while k < last and flags[k] & (wc.NAME | wc.TITLE) and not flags[k] & wc.CUE:
        k += 1
    alone = k == last or (k == last - 1 and flags[k] & wc.STOP)
    return Said("label", (i + 1, i + 2), (i + 2, k), near=True) if alone and k > i + 2 else None


def _clause_end(line: Line, i: int) -> int:
    """The next quotation or the end of the sentence; a stop right after the closing mark is passed over."""
    end = line.last[i]
    for j in range(i + 1, end):
        if line.flags[j] & wc.QUOTE:
            return j
    return end


def _names(line: Line, phrase: Phrase) -> bool:
    return can_speak(line, phrase) or bool(line.flags[phrase[0]] & (wc.DETERMINER | wc.POSSESSOR | wc.PLAIN))


def _verb_first(line: Line, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`said Miller`, `a déclaré Miller`, `affirme-t-elle`, `said to police by the victim`, `dijo`."""
    flags, v = line.flags, j
    while v < high and v - j < 5 and not flags[v] & wc.CUE and _before_verb(line, v):
        v += 1
    if v < high and v > j and flags[v] & wc.PRONOUN and v + 1 < high:
        u = v + 1
        while u < high and flags[u] & (wc.ADVERB | wc.AUXILIARY | wc.BE) and not flags[u] & wc.CUE and u - v < 4:
            u += 1
        if u < high and flags[u] & wc.CUE:
            return Said("verb, subject", (j, u + 1), (v, v + 1), near=True)
    if v >= high or not flags[v] & wc.CUE or (flags[v] & (wc.GERUND | wc.INFINITIVE) and not flags[v] & wc.SAY):
        return None
    if flags[v] & wc.GERUND and not _is_finite(flags[v], lexicon):
        return None
    phrase = starting_at(line, _past_adverbs(line, v + 1, high), high)
    if phrase and flags[v] & wc.HEAR and not flags[v] & wc.SAY:
        quoted = starting_at(line, phrase[1], high)
        if quoted and can_speak(line, quoted):
            return Said("relayed", (j, v + 1), quoted, phrase, near=True)
    if phrase and _subject_like(line, phrase):
        return Said("verb, subject", (j, v + 1), phrase, near=True)
    agent = _agent(line, v, high)
    if agent:
        return Said("passive", (j, v + 1), agent, near=True)
    if lexicon.subject_in_verb:
        return Said("subject in the verb", (j, v + 1), None, near=True)
    return None


def _is_finite(flag: int, lexicon: Lexicon) -> bool:
    return not flag & wc.GERUND


def _before_verb(line: Line, v: int) -> bool:
    """An auxiliary, an adverb or an object pronoun: `l'a`, `s'est`, `comme le` raconte."""
    if line.flags[v] & (wc.AUXILIARY | wc.BE | wc.REFLEXIVE | wc.ADVERB | wc.OBJECT):
        return True
    return bool(line.flags[v] & wc.DETERMINER and flags_at(line, v + 1) & wc.CUE)


def _past_adverbs(line: Line, k: int, high: int) -> int:
    while (
        k < high
        and line.flags[k] & (wc.ADVERB | wc.REFLEXIVE)
        and not line.flags[k] & (wc.NAME | wc.DETERMINER | wc.PRONOUN)
    ):
        k += 1
    return k


def _subject_like(line: Line, phrase: Phrase) -> bool:
    first = line.flags[phrase[0]]
    return can_speak(line, phrase) or bool(first & (wc.DETERMINER | wc.POSSESSOR) and phrase[1] - phrase[0] > 1)


def _agent(line: Line, v: int, high: int) -> Phrase | None:
    for k in range(v + 1, min(high, v + 12)):
        if line.flags[k] & wc.AGENT:
            phrase = starting_at(line, k + 1, high)
            return phrase if phrase and can_speak(line, phrase) else None
    return None


def _subject_first(line: Line, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`Miller said`, `he would later add`, `Miller, a former judge, said`; an unknown verb may do."""
    flags = line.flags
    if not flags[j] & (
        wc.NAME | wc.PRONOUN | wc.DETERMINER | wc.POSSESSOR | wc.ROLE | wc.GROUP | wc.TITLE | wc.PLAIN | wc.CAPITAL
    ):
        return None
    for v in range(j + 1, min(high, j + _REACH)):
        flag = flags[v]
        if flag & (wc.SAY | wc.CALL) and not flag & (wc.GERUND | wc.NAMING | wc.NAME) and _is_verb(line, v):
            phrase = subject_before(line, v, j)
            if phrase and phrase[0] - j <= 2 and _subject_like(line, phrase):
                return Said("subject, verb", (v, v + 1), phrase, near=True)
            if flag & wc.SAY and phrase and can_speak(line, phrase):
                return Said("subject, verb", (v, v + 1), phrase)
        if flag & wc.COLON:
            break
    return _unknown_verb(line, j, high, lexicon)


def _unknown_verb(line: Line, j: int, high: int, lexicon: Lexicon) -> Said | None:
    flags = line.flags
    if not lexicon.inquit_endings or not flags[j] & (wc.NAME | wc.PRONOUN | wc.TITLE):
        return None
    phrase = starting_at(line, j, high)
    if not phrase:
        return None
    v = phrase[1]
    end = j
    while end < high and flags[end] & (wc.NAME | wc.TITLE):
        end += 1
    v = j + 1 if flags[j] & wc.PRONOUN else end
    while v < high and flags[v] & wc.ADVERB and not line.word[v].endswith(lexicon.inquit_endings):
        v += 1
    if v < high and flags[v] & wc.PLAIN and line.word[v].endswith(lexicon.inquit_endings):
        return Said("subject, unknown verb", (v, v + 1), (j, v if flags[j] & wc.PRONOUN == 0 else j + 1), near=True)
    return None


def _later(line: Line, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """The inquit at the end of the sentence that goes on: `… “at risk” in their plan, Miller said`."""
    flags = line.flags
    for k in range(j, min(high - 1, j + _REACH)):
        if flags[k] & wc.ASCRIBE:
            phrase = starting_at(line, k + 1, high)
            return Said("according to", (k, k + 1), phrase) if phrase and _names(line, phrase) else None
        if flags[k] & wc.COMMA:
            said = _verb_first(line, k + 1, high, lexicon) or _short_inquit(line, k + 1, high)
            if said and said.mention:
                return replace(said, near=False)
    return None


def _short_inquit(line: Line, j: int, high: int) -> Said | None:
    """`Miller said`, `he added on Monday`, and no more than that before the verb."""
    end = j
    while end < high and line.flags[end] & (
        wc.NAME | wc.TITLE | wc.PRONOUN | wc.DETERMINER | wc.ROLE | wc.AUXILIARY | wc.ADVERB
    ):
        end += 1
    if end == j or end >= high or not line.flags[end] & wc.SAY or line.flags[end] & wc.GERUND:
        return None
    phrase = subject_before(line, end, j)
    return Said("subject, verb", (end, end + 1), phrase) if phrase and can_speak(line, phrase) else None


def said_inside(line: Line) -> Said | None:
    """The inquit inside the marks: `« C’est trop tard, affirme-t-elle. Partons »`, `« C’est fini, dit Anne Meunier »`."""
    flags, count = line.flags, len(line.flags)
    for v in range(1, count):
        flag = flags[v]
        if not flag & wc.SAY or flag & wc.GERUND:
            continue
        if v + 1 < count and flags[v + 1] & wc.ENCLITIC:
            return Said("inside the marks", (v, v + 1), (v + 1, v + 2), near=True)
        if flags[v - 1] & wc.ENCLITIC and v > 1 and flags[v - 2] & (wc.AUXILIARY | wc.BE):
            return Said("inside the marks", (v - 2, v + 1), (v - 1, v), near=True)
        first = v - 1
        while first > 0 and flags[first] & (wc.AUXILIARY | wc.BE | wc.REFLEXIVE):
            first -= 1
        if flags[first] & (wc.COMMA | wc.DASH) and not flag & wc.INFINITIVE:
            phrase = starting_at(line, _past_adverbs(line, v + 1, count), count)
            named = phrase and has_name(line, phrase) and not flags[phrase[0]] & wc.PRONOUN
            if phrase and named and (phrase[1] == count or flags[phrase[1]] & (wc.COMMA | wc.STOP | wc.DASH)):
                return Said("inside the marks", (first + 1, v + 1), phrase, near=True)
        if flag & wc.INFINITIVE and any(flags[k] & wc.ENCLITIC for k in range(max(0, v - 2), v)):
            k = next(k for k in range(max(0, v - 2), v) if flags[k] & wc.ENCLITIC)
            return Said("inside the marks", (v, v + 1), (k, k + 1), near=True)
    return None


def said_before(line: Line, i: int, lexicon: Lexicon) -> Said | None:
    """The cue before the quotation: `Miller said that …`, `Miller: “…”`, `called it “…”`, `according to Miller`."""
    flags, low = line.flags, line.first[i] if i < len(line.flags) else line.first[i - 1]
    if i == low:
        return None
    label = _label(line, i, low)
    if label:
        return label
    noun: Said | None = None
    called: Said | None = None
    for v in range(i - 1, low - 1, -1):
        flag = flags[v]
        if flag & wc.CUE and _reports(line, v, low):
            if called and not flag & wc.SAY:
                continue
            said = _of_verb(line, v, i, low, lexicon)
            if said and (flag & wc.SAY or i - v <= _CLOSE):
                outer = _outer(line, said, low, lexicon, i)
                if outer:
                    return outer
                return replace(said, near=_adjacent(line, v, i, said.mention))
            called = called or said
        elif flag & wc.NOUN_CUE and i - v <= 4:
            noun = noun or _of_noun(line, v, i, low)
        if flag & wc.ASCRIBE_POST and v > low:
            return Said("according to", (v, v + 1), ending_at(line, v - 1, low))
        if flag & (wc.ASCRIBE | wc.ASCRIBE_START) and v + 1 < i and flags[v + 1] & wc.RELATIVE:
            phrase = before_relative(line, v, low)
            phrase = phrase if phrase and can_speak(line, phrase) else clause_subject(line, low, v)
            return Said("according to", (v, v + 1), phrase) if phrase else None
        if flag & wc.ASCRIBE_START and _opens_ascribed(line, v, i, low):
            phrase = starting_at(line, v + 1, i) or (v + 1, v + 2)
            return Said("according to", (v, v + 1), phrase, near=True)
        if flag & wc.ASCRIBE and v + 1 < i:
            phrase = starting_at(line, v + 1, i)
            if phrase and _names(line, phrase):
                return Said("according to", (v, v + 1), phrase)
    if not noun and not called and flags[i - 1] & wc.COLON:
        subject = clause_subject(line, low, i - 1)
        return Said("subject before a colon", (i - 1, i), subject) if subject and can_speak(line, subject) else None
    return noun or called


def _opens_ascribed(line: Line, v: int, i: int, low: int) -> bool:
    """`Pour Anne Meunier, …` at the start of the sentence, `pour lui : “…”`."""
    if flags_at(line, v + 1) & (wc.OBJECT | wc.PRONOUN | wc.REFLEXIVE) and v + 3 == i and line.flags[v + 2] & wc.COLON:
        return True
    if v != low:
        return False
    phrase = starting_at(line, v + 1, i)
    return bool(phrase and can_speak(line, phrase) and flags_at(line, phrase[1]) & (wc.COMMA | wc.COLON))


def _outer(line: Line, said: Said, low: int, lexicon: Lexicon, i: int) -> Said | None:
    """`The senator said he rarely asks …`: the pronoun's own clause is what the senator said."""
    if not said.mention or not line.flags[said.mention[0]] & wc.PRONOUN:
        return None
    v = said.mention[0] - 1
    if v > low and line.flags[v] & wc.THAT:
        v -= 1
    if v > low and line.flags[v] & wc.SAY and _reports(line, v, low):
        return _of_verb(line, v, i, low, lexicon)
    return None


def _reports(line: Line, v: int, low: int) -> bool:
    flag = line.flags[v]
    return _is_verb(line, v) and not (flag & wc.NAME and v > low) and not _names_before(line, v)


def _names_before(line: Line, v: int) -> bool:
    """`a soldier named Marty`: part of the description, no cue."""
    return bool(
        line.flags[v] & wc.NAMING and flags_at(line, v - 1) & (wc.ROLE | wc.PLAIN) and flags_at(line, v + 1) & wc.NAME
    )


def _is_verb(line: Line, v: int) -> bool:
    """Not the noun of the same letters ("his claims", "the call")."""
    before = flags_at(line, v - 1) if v else 0
    if line.flags[v] & (wc.NOUN_CUE | wc.ALSO_NOUN) and not line.flags[v] & wc.GERUND and _in_noun_phrase(line, v):
        return False
    if line.flags[v] & wc.PARTICIPLE and not _has_auxiliary(line, v):
        return False
    if before & wc.TO or line.flags[v] & wc.GERUND:
        return True
    if before & (wc.PRONOUN | wc.ENCLITIC | wc.AUXILIARY | wc.REFLEXIVE):
        return True
    return not before & (wc.DETERMINER | wc.POSSESSOR | wc.GENITIVE | wc.PREPOSITION) or bool(
        before & (wc.NAME | wc.CONJUNCTION)
    )


def _has_auxiliary(line: Line, v: int) -> bool:
    """`a … déclaré`, `s'est exclamé`: a participle alone describes a noun."""
    k = v - 1
    if line.verb_second:
        return _bracket(line, v) is not None
    while k >= 0 and v - k < 5 and line.flags[k] & (wc.ADVERB | wc.PRONOUN | wc.REFLEXIVE):
        k -= 1
    return k >= 0 and bool(line.flags[k] & (wc.AUXILIARY | wc.BE))


def _bracket(line: Line, v: int) -> int | None:
    """Where the auxiliary of a clause-final participle stands: `hatte … kritisiert`, `… erklärt hatte`."""
    if flags_at(line, v + 1) & (wc.AUXILIARY | wc.BE):
        return v + 1
    for k in range(v - 1, max(-1, v - _REACH), -1):
        if line.flags[k] & (wc.AUXILIARY | wc.BE):
            return k
        if line.flags[k] & (wc.STOP | wc.COLON):
            return None
    return None


def _in_noun_phrase(line: Line, v: int) -> bool:
    """`the private server email`, `her husband’s record`: a determiner stands shortly before, with no name between."""
    for k in range(v - 1, max(-1, v - 5), -1):
        flag = line.flags[k]
        if flag & (wc.DETERMINER | wc.POSSESSOR | wc.GENITIVE):
            return True
        if not flag & (wc.PLAIN | wc.PREPOSITION) or flag & wc.NAME:
            return False
    return False


def _adjacent(line: Line, v: int, i: int, mention: Phrase | None) -> bool:
    """Nothing but punctuation, "that" and the inverted subject between cue and quotation."""
    k = v + 1
    if mention and mention[0] >= v:
        k = mention[1]
    while k < i and line.flags[k] & (wc.COMMA | wc.COLON | wc.THAT | wc.DASH):
        k += 1
    return k == i or bool(line.flags[i - 1] & wc.COLON)


def _of_verb(line: Line, v: int, i: int, low: int, lexicon: Lexicon) -> Said | None:
    flag = line.flags[v]
    before = flags_at(line, v - 1) if v > low else 0
    cue = (v, v + 1)
    if flag & wc.GERUND or flag & wc.INFINITIVE or before & wc.TO:
        return _of_nonfinite(line, v, low, before)
    if line.verb_second and flag & wc.PARTICIPLE:
        return _bracketed(line, v, low)
    if _passive(line, v, low):
        if flag & wc.HEAR or (flag & wc.SAY and lexicon.verb_last):
            subject = subject_before(line, v, low) or clause_subject(line, low, v)
            return Said("quoted", cue, subject) if subject and can_speak(line, subject) else None
        agent = _agent(line, v, i) or (_agent(line, i, line.last[i]) if i < len(line.flags) else None)
        return Said("passive", cue, agent) if agent else None
    phrase = subject_before(line, v, low) if v > low else None
    if line.verb_second and flags_at(line, v + 1) & wc.PRONOUN:
        phrase = None
    if phrase and _names(line, phrase) and not _not_subject(line, phrase, low):
        if flag & wc.HEAR and not flag & wc.SAY:
            return _heard(line, v, i, phrase)
        return Said("subject, verb, quotation", _with_auxiliary(line, v, low), phrase)
    phrase = starting_at(line, _past_adverbs(line, v + 1, i), i)
    if phrase and can_speak(line, phrase):
        return Said("verb, subject, quotation", _with_auxiliary(line, v, low), phrase)
    if lexicon.subject_in_verb:
        return Said("subject in the verb", cue, None)
    return None


def _bracketed(line: Line, v: int, low: int) -> Said | None:
    """The subject of a clause-final participle: before its auxiliary, behind it, or where the subclause begins."""
    auxiliary = _bracket(line, v)
    if auxiliary is None:
        return None
    if auxiliary > v:
        comma = next((k for k in range(v, low, -1) if line.flags[k] & wc.COMMA), low)
        phrase = starting_at(line, comma + 2, v)
    else:
        phrase = subject_before(line, auxiliary, low) if auxiliary > low else None
        if not phrase or _not_subject(line, phrase, low):
            phrase = starting_at(line, _past_adverbs(line, auxiliary + 1, v), v)
    return Said("subject, verb, quotation", (v, v + 1), phrase) if phrase and can_speak(line, phrase) else None


def _with_auxiliary(line: Line, v: int, low: int) -> Phrase:
    first = v
    while first > low and line.flags[first - 1] & (wc.AUXILIARY | wc.BE):
        first -= 1
    return first, v + 1


def _not_subject(line: Line, phrase: Phrase, low: int) -> bool:
    """The object of a preposition ("In a letter"), or in a verb-second language no first part of its clause."""
    if phrase[0] == low:
        return line.verb_second and bool(line.flags[low] & wc.OBLIQUE)
    before = line.flags[phrase[0] - 1]
    if line.verb_second:
        if line.flags[phrase[0]] & wc.OBLIQUE:
            return True
        if phrase[0] - 1 == low and before & wc.ADVERB:
            return False
        return not before & (
            wc.PUNCTUATION | wc.CONJUNCTION | wc.QUOTE | wc.THAT | wc.RELATIVE | wc.SUBORDINATOR | wc.INQUIT_OPENER
        )
    return bool(before & (wc.PREPOSITION | wc.INQUIT_OPENER)) and not head_named(line, *phrase)


def _passive(line: Line, v: int, low: int) -> bool:
    k = v - 1
    while k >= low and line.flags[k] & wc.ADVERB and not line.flags[k] & wc.BE:
        k -= 1
    return (
        k >= low
        and bool(line.flags[k] & wc.BE)
        and not flags_at(line, k - 1) & wc.REFLEXIVE
        and not line.flags[v] & wc.GERUND
    )


def _of_nonfinite(line: Line, v: int, low: int, before: int) -> Said | None:
    """`overheard a tank unit saying`, `a video of Miller saying`; after a comma the sentence's own subject."""
    flags, cue = line.flags, (v, v + 1)
    if before & (wc.NAME | wc.PLAIN | wc.ROLE | wc.GROUP) and not before & (wc.PUNCTUATION | wc.ADVERB):
        phrase = ending_at(line, v - 1, low)
        if phrase and not before & wc.NOUN_CUE:
            u = phrase[0] - 1
            if u >= low and flags[u] & wc.HEAR:
                return Said("relayed", cue, phrase, _whose(line, subject_before(line, u, low), low))
            if has_name(line, phrase) or can_speak(line, phrase):
                return Said("subject, participle", cue, phrase)
    subject = clause_subject(line, low, v)
    return Said("participle" if flags[v] & wc.GERUND else "infinitive", cue, subject) if subject else None


def _whose(line: Line, phrase: Phrase | None, low: int) -> Phrase | None:
    """Who passes on what "his unit" heard."""
    if phrase and line.flags[phrase[0]] & wc.POSSESSOR:
        return clause_subject(line, low, phrase[0]) or phrase
    return phrase


def _heard(line: Line, v: int, i: int, subject: Phrase) -> Said | None:
    """`quoted Miller as saying`: the source is the object."""
    phrase = starting_at(line, v + 1, i)
    if phrase and can_speak(line, phrase) and not line.flags[phrase[0]] & wc.PRONOUN:
        return Said("relayed", (v, v + 1), phrase, subject)
    return Said("subject, verb, quotation", (v, v + 1), subject)


def _of_noun(line: Line, v: int, i: int, low: int) -> Said | None:
    """`Miller’s claim that “…”`, `his answer: “…”`."""
    flags, k = line.flags, v - 1
    while k > low and flags[k] & wc.PLAIN and not flags[k] & (wc.PUNCTUATION | wc.CUE) and v - k < 4:
        k -= 1
    if k >= low and flags[k] & wc.GENITIVE:
        phrase = ending_at(line, k - 1, low)
        return Said("noun of saying", (v, v + 1), phrase) if phrase and can_speak(line, phrase) else None
    if k >= low and flags[k] & wc.POSSESSOR:
        return Said("noun of saying", (v, v + 1), (k, k + 1))
    return None


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
