"""Noun phrases around a cue: the subject before it, the subject after it, the subject of its sentence.

A phrase is a range of tokens (first, end). No parser: a phrase ends where a word that cannot stand in it begins.
"""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line

Phrase = tuple[int, int]
LONGEST = 16
"""Tokens in a noun phrase without its appositions; longer ones are runs of something else."""
_ASIDE = 40
"""Tokens in an apposition or relative clause between a subject and its verb."""

_NOUNLIKE = wc.NAME | wc.PLAIN | wc.ROLE | wc.GROUP | wc.TITLE | wc.NUMBER | wc.GENITIVE
_BREAKS = (
    wc.PUNCTUATION
    | wc.QUOTE
    | wc.SUBORDINATOR
    | wc.RELATIVE
    | wc.THAT
    | wc.AUXILIARY
    | wc.BE
    | wc.PRONOUN
    | wc.OBJECT
    | wc.REFLEXIVE
    | wc.TO
)
_NO_SUBJECT = wc.PREPOSITION | wc.ADVERB | wc.TEMPORAL | wc.CALENDAR | wc.SUBORDINATOR | wc.GERUND | wc.OBLIQUE
"""What opens a clause whose subject then stands behind the verb, where the verb comes second."""
_OPENERS = wc.DETERMINER | wc.POSSESSOR
_HEAD = wc.NAME | wc.ROLE | wc.GROUP | wc.PRONOUN


def subject_before(line: Line, verb: int, low: int) -> Phrase | None:
    """The subject of the verb at token ``verb``, looked for back to token ``low``."""
    flags = line.flags
    j = _skip_verbal(line, verb - 1, low)
    if j < low:
        return None
    if flags[j] & (wc.COMMA | wc.DASH | wc.CLOSE):
        return _before_aside(line, j, low)
    if flags[j] & wc.RELATIVE:
        return before_relative(line, j, low)
    if flags[j] & wc.QUOTE and j > low and flags[j - 1] & (wc.GROUP | wc.NAMING):
        return ending_at(line, j - 1, low)
    if flags[j] & wc.CONJUNCTION or flags[j] & wc.TO:
        return clause_subject(line, low, j)
    return ending_at(line, j, low)


def _skip_verbal(line: Line, j: int, low: int) -> int:
    """Past auxiliaries, adverbs and pronouns between subject and verb ("has also", "l'a", "se")."""
    flags = line.flags
    while (
        j >= low
        and flags[j] & (wc.AUXILIARY | wc.BE | wc.ADVERB | wc.REFLEXIVE)
        and not flags[j] & (wc.NAME | wc.ENCLITIC | wc.PRONOUN)
    ):
        j -= 1
    return j


def _before_aside(line: Line, j: int, low: int) -> Phrase | None:
    """The phrase before an aside that ends at token j: `Miller, who had watched the vote, said`."""
    flags = line.flags
    if flags[j] & wc.COMMA and j - 1 > low and flags[j - 1] & wc.CLOSE:
        j -= 1
    closing = flags[j] & (wc.COMMA | wc.DASH | wc.CLOSE)
    wanted = wc.OPEN if closing & wc.CLOSE else closing
    for k in range(j - 1, max(low, j - _ASIDE) - 1, -1):
        if flags[k] & wc.QUOTE:
            continue
        if flags[k] & wanted:
            if k > low and flags[k - 1] & wc.RELATIVE:
                return before_relative(line, k - 1, low)
            found = ending_at(line, k - 1, low) if k > low else None
            if found and _can_speak(line, found):
                if (
                    not head_named(line, *found)
                    and flags[k + 1] & wc.NAME
                    and all(f & (wc.NAME | wc.TITLE) for f in flags[k + 1 : j])
                ):
                    return found[0], j
                return _with_name_before(line, found, low)
    found = ending_at(line, j - 1, low)
    return _with_name_before(line, found, low) if found and _can_speak(line, found) else None


def _with_name_before(line: Line, phrase: Phrase, low: int) -> Phrase:
    """Widens a description to the name it explains: `Ann Miller, a former judge, 61, said`."""
    flags, (first, end) = line.flags, phrase
    if (
        first - 1 > low
        and flags[first - 1] & wc.COMMA
        and (not has_name(line, phrase) or (line.capital_nouns and flags[first] & wc.DETERMINER))
        and flags[first] & (wc.DETERMINER | wc.PLAIN | wc.ROLE)
    ):
        name = ending_at(line, first - 2, low)
        if name and has_name(line, name):
            return name[0], end
    return phrase


def before_relative(line: Line, j: int, low: int) -> Phrase | None:
    """Whom a relative pronoun at token j takes up: the nearest name or noun phrase."""
    k = j - 1
    while k >= low and flags_at(line, k) & (wc.COMMA | wc.PREPOSITION):
        k -= 1
    found = ending_at(line, k, low)
    if not found or not line.flags[k] & wc.NAME:
        return found
    while k > found[0] and line.flags[k - 1] & (wc.NAME | wc.TITLE | wc.ROLE):
        k -= 1
    return k, found[1]


def flags_at(line: Line, i: int) -> int:
    return line.flags[i] if 0 <= i < len(line.flags) else 0


def ending_at(line: Line, j: int, low: int) -> Phrase | None:
    """The noun phrase whose last token is j."""
    flags = line.flags
    if j < low:
        return None
    if flags[j] & wc.PRONOUN:
        return j, j + 1
    k = j
    while k >= low and flags[k] & wc.TEMPORAL and not flags[k] & wc.NAME and k > low and j - k < 3:
        k -= 1
    if k != j and flags[k] & (_NOUNLIKE) and not flags[k] & wc.DETERMINER:
        j = k
    k = j
    while k >= low and j - k < LONGEST and _belongs(line, k, low, j):
        k -= 1
    return _trim(line, k + 1, j + 1)


def _belongs(line: Line, k: int, low: int, end: int) -> bool:
    flag = line.flags[k]
    if flag & wc.CONJUNCTION and not flag & wc.NAME:
        return k > low and bool(line.flags[k - 1] & wc.NAME) and bool(flags_at(line, k + 1) & (wc.NAME | wc.TITLE))
    if flag & wc.NAME and not flag & (wc.SUBORDINATOR | wc.RELATIVE):
        return True
    if flag & (wc.DETERMINER | wc.POSSESSOR) and not flag & wc.PREPOSITION:
        return not (k < end and flags_at(line, k + 1) & wc.DETERMINER and not flag & wc.PLAIN)
    if flag & wc.PREPOSITION:
        return k > low and bool(line.flags[k - 1] & _NOUNLIKE) and not line.flags[k - 1] & wc.CUE
    if flag & wc.CUE and not flag & (wc.ROLE | wc.GROUP):
        if flag & wc.NAMING and flags_at(line, k + 1) & wc.NAME:
            return True
        return k == end and k > low and bool(line.flags[k - 1] & (wc.DETERMINER | wc.POSSESSOR | wc.GENITIVE))
    return not flag & _BREAKS


def _trim(line: Line, first: int, end: int) -> Phrase | None:
    """Without adverbs, dates and what stands before the last determiner at its edges."""
    flags = line.flags
    while (
        first < end
        and flags[first] & (wc.ADVERB | wc.PREPOSITION | wc.CONJUNCTION | wc.SUBORDINATOR)
        and not flags[first] & wc.NAME
    ):
        first += 1
    while (
        end > first
        and flags[end - 1] & (wc.ADVERB | wc.PREPOSITION | wc.DETERMINER)
        and not flags[end - 1] & (wc.NAME | wc.NUMBER | wc.PLAIN & 0)
    ):
        end -= 1
    while line.capital_nouns and end > first + 1 and flags[end - 1] == wc.PLAIN and flags[end - 2] & wc.NAME:
        end -= 1
    return (first, end) if first < end else None


def starting_at(line: Line, i: int, high: int) -> Phrase | None:
    """The noun phrase that begins at token i, with its apposition: `Ann Miller, a former judge`."""
    flags = line.flags
    while i < high and flags[i] & wc.ADVERB and not flags[i] & (wc.NAME | wc.DETERMINER):
        i += 1
    if i >= high:
        return None
    if flags[i] & wc.PRONOUN:
        return i, i + 1
    end = _phrase_end(line, i, high)
    if end == i:
        return None
    return i, _with_apposition(line, i, end, high)


def _phrase_end(line: Line, i: int, high: int) -> int:
    flags, k = line.flags, i
    while k < high and k - i < LONGEST and _goes_on(line, i, k):
        k += 1
    while k > i and flags[k - 1] & (wc.DETERMINER | wc.PREPOSITION | wc.CONJUNCTION) and not flags[k - 1] & wc.NAME:
        k -= 1
    return k


def _goes_on(line: Line, i: int, k: int) -> bool:
    """Whether the token at k belongs to the noun phrase that began at i."""
    flag, before, after = line.flags[k], line.flags[k - 1] if k > i else 0, flags_at(line, k + 1)
    if flag & wc.PREPOSITION and not flag & wc.NAME:
        return bool(
            k > i
            and flag & wc.OF
            and before & (_NOUNLIKE | wc.CAPITAL | wc.DETERMINER)
            and after & (_NOUNLIKE | _OPENERS)
        )
    if flag & wc.CONJUNCTION and not flag & wc.NAME:
        return bool(after & wc.NAME and before & wc.NAME)
    if flag & (wc.CALENDAR | wc.TEMPORAL) and k > i:
        return bool(before & wc.DETERMINER)
    if flag & wc.PLAIN and before & wc.NAME:
        return not line.capital_nouns and _describes(line, i, k)
    if flag & (wc.NAME | wc.GENITIVE):
        return True
    if flag & wc.DETERMINER and after & (_NOUNLIKE | wc.DETERMINER):
        return not (
            line.capital_nouns
            and k > i
            and not line.flags[i] & _OPENERS
            and not before & (wc.ROLE | wc.GROUP | wc.TITLE)
        )
    return not (flag & _BREAKS or (flag & wc.CUE and not flag & (wc.ROLE | wc.GROUP | wc.PLAIN)) or flag & wc.ADVERB)


def head_named(line: Line, first: int, end: int) -> bool:
    """Whether the head itself is a name; in "the minister of Defence" it is not."""
    stop = next((k for k in range(first, end) if line.flags[k] & wc.PREPOSITION), end)
    return has_name(line, (first, stop))


def _describes(line: Line, i: int, k: int) -> bool:
    """Whether the plain word at k, behind a name, goes with a noun to come: `the Republican presidential nominee`."""
    return bool(line.flags[i] & (wc.DETERMINER | wc.POSSESSOR)) and any(
        flags_at(line, j) & (wc.ROLE | wc.GROUP) for j in (k + 1, k + 2)
    )


def _with_apposition(line: Line, first: int, end: int, high: int) -> int:
    """Past `, a former judge` or `, who led the inquiry`, as far as the next comma or stop."""
    flags = line.flags
    if end + 1 >= high or not flags[end] & wc.COMMA:
        return end
    opens = flags[end + 1]
    if not (
        opens & (wc.DETERMINER | wc.ROLE | wc.NUMBER | wc.TITLE | wc.PLAIN) and not opens & (wc.POSSESSOR & 0)
    ) and not (opens & wc.NAME and not head_named(line, first, end)):
        return end
    k = end + 1
    while (
        k < high
        and k - end < LONGEST
        and not flags[k]
        & (wc.COMMA | (wc.PUNCTUATION & ~(wc.OPEN | wc.CLOSE)) | wc.QUOTE | wc.AUXILIARY | wc.BE | wc.RELATIVE)
    ):
        if flags[k] & wc.CUE and not flags[k] & (wc.ROLE | wc.GROUP | wc.NAME):
            return end
        k += 1
    words = range(end + 1, k)
    if any(flags[w] & (wc.ROLE | wc.NAME | wc.TITLE | wc.GROUP | wc.NUMBER) for w in words):
        return k
    return end


def clause_subject(line: Line, low: int, high: int) -> Phrase | None:
    """The subject of the sentence that begins at ``low``, for a verb further on ("…, adding", "and said")."""
    flags, i = line.flags, low
    if low < high and flags[low] & wc.INQUIT_OPENER:
        low = i = low + 1
    elif line.verb_second and low < high and flags[low] & _NO_SUBJECT:
        return _after_verb(line, low, high)
    while i < high:
        flag = flags[i]
        if flag & wc.NAME or flag & wc.PRONOUN:
            return _full(line, i, low, high)
        if line.subject_in_verb and flag & (wc.CUE | wc.AUXILIARY | wc.BE):
            found = starting_at(line, i + 1, high)
            return found if found and has_name(line, found) else None
        if flag & (wc.PREPOSITION | wc.SUBORDINATOR | wc.TEMPORAL | wc.CALENDAR) or (flag & wc.GERUND):
            i = _after_comma(line, i, high)
            continue
        if flag & (wc.DETERMINER | wc.POSSESSOR | wc.ROLE | wc.GROUP | wc.TITLE) or flag & wc.PLAIN:
            found = _lower_subject(line, i, high)
            if found:
                return found
        i += 1
    return None


def _after_verb(line: Line, low: int, high: int) -> Phrase | None:
    """`In Berlin hat Meier …`: the subject stands behind the first finite verb."""
    flags = line.flags
    for v in range(low + 1, high):
        plain_verb = flags[v] & wc.PLAIN and flags[v - 1] & (wc.NAME | wc.ADVERB) and not flags[v] & wc.CAPITAL
        if flags[v] & (wc.AUXILIARY | wc.BE | wc.CUE) or plain_verb:
            while v + 1 < high and flags[v + 1] & (wc.REFLEXIVE | wc.ADVERB):
                v += 1
            found = starting_at(line, v + 1, high)
            return found if found and _can_speak(line, found) else None
    return None


def _full(line: Line, i: int, low: int, high: int) -> Phrase | None:
    if line.flags[i] & wc.PRONOUN:
        return i, i + 1
    end = _phrase_end(line, i, high)
    phrase = _trim(line, i, max(end, i + 1))
    return (phrase[0], _with_apposition(line, phrase[0], phrase[1], high)) if phrase else None


def _lower_subject(line: Line, i: int, high: int) -> Phrase | None:
    end = _phrase_end(line, i, high)
    phrase = _trim(line, i, end)
    if not phrase or not _can_speak(line, phrase):
        return None
    return phrase[0], _with_apposition(line, phrase[0], phrase[1], high)


def _after_comma(line: Line, i: int, high: int) -> int:
    """Past a leading `In a speech,`; without a comma only past the one word."""
    for k in range(i + 1, min(high, i + _ASIDE)):
        if line.flags[k] & wc.COMMA:
            return k + 1
        if line.flags[k] & wc.PRONOUN and k > i + 1:
            return k
    return i + 1


def has_name(line: Line, phrase: Phrase) -> bool:
    return any(f & wc.NAME and not f & wc.CALENDAR for f in line.flags[phrase[0] : phrase[1]])


def _can_speak(line: Line, phrase: Phrase) -> bool:
    return any(f & _HEAD and not f & wc.CALENDAR for f in line.flags[phrase[0] : phrase[1]])


can_speak = _can_speak
