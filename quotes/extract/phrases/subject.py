"""The subject before a verb, past auxiliaries and asides."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.phrases.apposed import with_name_before
from quotes.extract.phrases.clause import clause_subject
from quotes.extract.phrases.ending import (
    before_bracket,
    before_relative,
    before_restriction,
    ending_at,
    governed_office,
)
from quotes.extract.phrases.phrase import (
    ASIDE,
    Phrase,
    can_speak,
    flags_at,
    head_named,
    nominal,
    short_auxiliary,
    that_is_who,
)
from quotes.extract.phrases.relative import taken_up, within_relative
from quotes.register import Register

_GOVERNS = wc.PREPOSITION | wc.CALENDAR
_VERBAL = wc.AUXILIARY | wc.BE | wc.ADVERB | wc.REFLEXIVE
_WHEN = wc.CALENDAR | wc.TEMPORAL
_APPOSED = 6
"""Tokens in an apposition that is a name with its description."""


def subject_before(line: Line, verb: int, low: int) -> Phrase | None:
    """The subject of the verb at token ``verb``, looked for back to token ``low``."""
    found = _subject_before(line, verb, low)
    if found and _participle(line, found, low):
        return None
    if found and not nominal(line, found):
        other = clause_subject(line, low, found[0])
        return other if other and can_speak(line, other) else None
    return found


def _participle(line: Line, phrase: Phrase, low: int) -> bool:
    """`Consultada por el juez, dijo …`: a word that opens the sentence and has an agent is no name for its capital."""
    opens = phrase[0] == low and bool(line.flags[low] & wc.NAME) and not line.capital_nouns
    return opens and bool(flags_at(line, low + 1) & wc.AGENT)


def _subject_before(line: Line, verb: int, low: int) -> Phrase | None:
    flags = line.flags
    j = _skip_verbal(line, verb - 1, low)
    if j < low:
        return None
    if flags[j] & (wc.COMMA | wc.DASH | wc.CLOSE):
        return _before_aside(line, j, low)
    if flags[j] & wc.RELATIVE or (j > low and that_is_who(line, j)):
        return taken_up(line, j, low)
    if flags[j] & wc.QUOTE and j > low and flags[j - 1] & (wc.GROUP | wc.NAMING):
        return ending_at(line, j - 1, low)
    if flags[j] & wc.CONJUNCTION or flags[j] & wc.TO:
        return said_by(line, j, low) or clause_subject(line, low, j)
    found = ending_at(line, j, low)
    while found and _adverbial(line, found, low):
        found = ending_at(line, found[0] - 2, low)
    if found and (relative := within_relative(line, found[0], low)):
        return before_relative(line, relative, low)
    if found and line.subject_in_verb and _has_object(line, found, j, low):
        return None
    office = found and (flags[found[0]] | flags[found[1] - 1]) & wc.ROLE
    office = office and not (found and flags[found[0]] & (wc.DETERMINER | wc.GROUP))
    return with_name_before(line, found, low) if found and office else found


def _adverbial(line: Line, phrase: Phrase, low: int) -> bool:
    """`市长在会上说`: whether a phrase is the object of a preposition between subject and verb; what is said of a noun
    behind it (`住在附近的陈伟东`) is part of its phrase."""
    governed = phrase[0] > low and line.flags[phrase[0] - 1] & wc.COVERB
    return bool(governed) and not any(f & wc.OF for f in line.flags[phrase[0] : phrase[1]])


def said_by(line: Line, end: int, low: int) -> Phrase | None:
    """`…, sagte er und fügte hinzu`, `…, a-t-il dit, ajoutant`: the pronoun of an inquit that ends at a token."""
    flags, k = line.flags, end - 1
    while k > low and flags[k] & (wc.COMMA | wc.ADVERB | wc.CALENDAR):
        k -= 1
    if k - 1 > low and flags[k] & wc.PRONOUN and flags[k - 1] & wc.SAY and not flags[k - 1] & wc.GERUND:
        return (k, k + 1) if line.verb_second or flags[k] & wc.ENCLITIC else None
    if k - 2 >= low and flags[k] & wc.SAY and flags[k - 1] & wc.ENCLITIC and flags[k - 2] & (wc.AUXILIARY | wc.BE):
        return k - 1, k
    return None


def _skip_verbal(line: Line, j: int, low: int) -> int:
    """Past auxiliaries, adverbs and pronouns between subject and verb ("has also", "l'a", "se", "a mardi soir")."""
    flags, k = line.flags, j
    while k > low and flags[k] & _WHEN and not flags[k] & wc.NAME:
        k -= 1
    j = k if flags[k] & (wc.AUXILIARY | wc.BE) else j
    if short_auxiliary(line, j):
        return j - 1
    while j >= low and flags[j] & _VERBAL and not flags[j] & (wc.NAME | wc.ENCLITIC | wc.PRONOUN):
        j -= 1
    return j


def _before_aside(line: Line, j: int, low: int) -> Phrase | None:
    """The phrase before an aside that ends at token j: `Miller, who had watched the vote, said`."""
    flags = line.flags
    if flags[j] & wc.COMMA and j - 1 > low and flags[j - 1] & wc.CLOSE:
        j -= 1
    closing = flags[j] & (wc.COMMA | wc.DASH | wc.CLOSE)
    wanted = wc.OPEN if closing & wc.CLOSE else closing
    for k in range(j - 1, max(low, j - ASIDE) - 1, -1):
        if flags[k] & wc.QUOTE:
            continue
        if flags[k] & wanted:
            if k > low and flags[k - 1] & wc.RELATIVE:
                return before_relative(line, k - 1, low)
            found = _ending_before(line, k, low)
            if found and wanted & wc.DASH and (relative := within_relative(line, found[0], low)):
                return before_relative(line, relative, low)
            if found and flags_at(line, found[0] - 1) & wc.PREPOSITION and found[0] > low and not wanted & wc.OPEN:
                if governed_office(line, k) and _name_apposed(line, k + 1, j):
                    return None
                continue
            if found and _state(line, found, low):
                continue
            if found and line.subject_in_verb and _opening_word(line, found, low):
                return None
            if found and (can_speak(line, found) or _stands_apart(line, found, k)):
                if _describes(line, found) and _name_apposed(line, k + 1, j):
                    return with_name_before(line, (found[0], j), low)
                return with_name_before(line, found, low)
    if closing & wc.COMMA and (restricted := before_restriction(line, j, low)):
        return restricted
    found = ending_at(line, j - 1, low)
    if found and closing & wc.COMMA and found[0] > low and flags[found[0] - 1] & wc.PREPOSITION and _apart(line, found):
        return None
    if found and closing & wc.COMMA and line.subject_in_verb:
        if _opening_word(line, found, low):
            return None
        if found[0] > low and flags[found[0] - 1] & wc.PREPOSITION and not flags[found[0] - 1] & wc.SOURCE:
            found = clause_subject(line, low, found[0] - 1)
    return with_name_before(line, found, low) if found and can_speak(line, found) else None


def _has_object(line: Line, phrase: Phrase, end: int, low: int) -> bool:
    """`A Ana Ruiz le reprochó …`: whom the preposition that opens the sentence governs, and a pronoun takes up."""
    governed = phrase[0] == low + 1 and bool(line.flags[low] & wc.PREPOSITION) and not line.flags[low] & wc.SOURCE
    return governed and bool(flags_at(line, end + 1) & wc.REFLEXIVE)


def _opening_word(line: Line, phrase: Phrase, low: int) -> bool:
    """`Primero, dijo …`, `Lejos de ceder, dijo …`: what opens a sentence and a comma closes off is no subject, and has
    its capital from there; a name in full is one, as careless writers have it."""
    first = line.flags[low]
    single = first & wc.NAME and not first & (wc.ROLE | wc.GROUP | wc.TITLE | wc.NOT_PERSON)
    return phrase[0] == low and bool(single) and not flags_at(line, low + 1) & wc.NAME


def _state(line: Line, phrase: Phrase, low: int) -> bool:
    """`of Salem, N.H.,`: the state that a place lies in, behind a comma."""
    flags, k = line.flags, phrase[0] - 2
    if phrase[1] - phrase[0] > 2 or k <= low or not flags[k + 1] & wc.COMMA or not flags[k] & wc.NAME:
        return False
    while k > low and flags[k] & wc.NAME:
        k -= 1
    return bool(flags[k] & wc.OF)


def _stands_apart(line: Line, phrase: Phrase, comma: int) -> bool:
    """`The care home’s cook, from Ohio, said`: a noun with its determiner before an aside that a preposition opens, or
    a relative: `the 34-year-old, who joined in June, said`."""
    if line.verb_second or line.subject_in_verb or not line.flags[comma] & wc.COMMA:
        return False
    determined = line.flags[phrase[0]] & (wc.DETERMINER | wc.POSSESSOR)
    participle = line.word[comma + 1].endswith(line.participle_endings or ("\0",))
    participle = participle and bool(flags_at(line, comma + 2) & _GOVERNS)
    return bool(determined and (line.flags[comma + 1] & (wc.OF | wc.RELATIVE) or participle))


def _apart(line: Line, phrase: Phrase) -> bool:
    """`Poco después, en la emisora Sur, dijo …`: the object of a preposition that opens its clause, or an outlet:
    `En el programa de Radio Sur, dijo …`."""
    k = phrase[0] - 2
    if line.flags[phrase[0] - 1] & (wc.OF | wc.SOURCE):
        return False
    return k < 0 or bool(line.flags[k] & wc.PUNCTUATION) or _is_outlet(line, phrase)


def _is_outlet(line: Line, phrase: Phrase) -> bool:
    return Register.load().by_name(" ".join(line.word[slice(*phrase)])) is not None


def _describes(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase's head is an office and no name: `El ministro de Hacienda`, `Der Anwalt von Karl Meier`."""
    if not line.capital_nouns:
        owned = next((k + 1 for k in range(phrase[1] - 2, phrase[0], -1) if line.flags[k] & wc.GENITIVE), phrase[0])
        head = next((k for k in range(owned, phrase[1]) if line.flags[k] & wc.PREPOSITION), phrase[1]) - 1
        by_office = bool(line.flags[head] & (wc.ROLE | wc.TITLE))
        return by_office or not head_named(line, owned, phrase[1])
    office = any(f & (wc.ROLE | wc.TITLE) for f in line.flags[phrase[0] + 1 : phrase[0] + 3])
    return office and bool(line.flags[phrase[0]] & (wc.DETERMINER | wc.POSSESSOR))


def _name_apposed(line: Line, first: int, end: int) -> bool:
    """`Pablo Vega`, `a nurse named Ann Miller`, `Rep. Ann Miller of Ohio`: whom the phrase before describes."""
    of = (k for k in range(first + 1, end) if line.flags[k] & wc.OF and line.flags[k - 1] & wc.NAME)
    flags = line.flags[first : next(of, end)]
    described = wc.NAME | wc.TITLE | wc.ROLE | wc.DETERMINER | wc.PLAIN | wc.NAMING
    apart = [f & described and (f & wc.NAMING or not f & (wc.CUE | wc.PREPOSITION)) for f in flags]
    short = 0 < len(flags) <= _APPOSED and all(apart)
    return short and bool(flags[-1] & wc.NAME) and (len(flags) == 1 or bool(flags[-2] & (wc.NAME | wc.TITLE | wc.ROLE)))


def _ending_before(line: Line, k: int, low: int) -> Phrase | None:
    """The noun phrase that ends before token k, which opens an aside."""
    if k <= low:
        return None
    return before_bracket(line, k - 1, low) if line.flags[k - 1] & wc.CLOSE else ending_at(line, k - 1, low)
