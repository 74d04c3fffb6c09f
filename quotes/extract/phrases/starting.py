"""Noun phrases by their first token, with the apposition behind them."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.phrases.phrase import (
    BREAKS,
    LONGEST,
    NOUNLIKE,
    OPENERS,
    Phrase,
    flags_at,
    head_named,
    is_name,
    stands_alone,
)
from quotes.register import Register

_DOMAIN = wc.PREPOSITION | wc.DETERMINER | wc.NAME | wc.PLAIN | wc.GROUP | wc.ROLE
_WHEN = wc.CALENDAR | wc.TEMPORAL
_PASSED = wc.ADVERB | _WHEN
_NAMES = wc.NAME | wc.GENITIVE
_ENDS_APPOSITION = (wc.PUNCTUATION & ~(wc.OPEN | wc.CLOSE)) | wc.QUOTE | wc.AUXILIARY | wc.BE | wc.RELATIVE
_HEADS = wc.ROLE | wc.GROUP | wc.NAME | wc.TITLE
_UNLISTED = wc.PLAIN | wc.STANCE
_OBJECTS = OPENERS | wc.NUMBER
_FINITE = wc.CUE | wc.AUXILIARY | wc.BE | wc.VERB
_BEGINS = wc.DETERMINER | wc.POSSESSOR | wc.NAME | wc.TITLE


def starting_at(line: Line, i: int, high: int) -> Phrase | None:
    """The noun phrase that begins at token i, with its apposition: `Ann Miller, a former judge`."""
    flags = line.flags
    while i < high and flags[i] & _PASSED and not flags[i] & (wc.NAME | wc.DETERMINER):
        i += 1
    if i + 2 < high and flags[i] & wc.DETERMINER and flags[i + 1] & _WHEN and flags[i + 2] & _BEGINS:
        return starting_at(line, i + 2, high)
    if i >= high:
        return None
    if flags[i] & wc.PRONOUN:
        return i, i + 1
    end = phrase_end(line, i, high)
    if end == i:
        closed = flags_at(line, i + 1) & (wc.PUNCTUATION | wc.QUOTE) and stands_alone(line, i)
        return (i, i + 1) if closed else None
    return i, past_domain(line, i, end, high) or with_apposition(line, i, end, high)


def owner_behind(line: Line, noun: int, high: int) -> Phrase | None:
    """Whose a noun is, behind it: `das Fazit von Anna Berger`, `das Urteil des Richters`."""
    k = noun + 1
    if flags_at(line, k) & wc.OF:
        return starting_at(line, k + 1, high)
    genitive = line.capital_nouns and flags_at(line, k) & wc.DETERMINER and not line.flags[k] & (wc.APART | wc.OBLIQUE)
    return starting_at(line, k, high) if genitive else None


def past_domain(line: Line, first: int, end: int, high: int) -> int | None:
    """`the head of press for Nordal in Spain, Ann Miller,`: to the name behind an office and where it is held."""
    flags, k = line.flags, end
    head = next((j for j in range(first, end) if flags[j] & wc.PREPOSITION), end)
    office = any(f & wc.ROLE for f in flags[first:end]) and not any(is_name(f) for f in flags[first:head])
    if not office or k >= high or not flags[k] & wc.PREPOSITION:
        return None
    while k < high and k - end < LONGEST and flags[k] & _DOMAIN and not flags[k] & (wc.CUE | wc.AUXILIARY):
        k += 1
    name = k + 1
    while name < high and flags[name] & wc.NAME:
        name += 1
    named = k < high and flags[k] & wc.COMMA and name > k + 2
    closed = named and (name == high or flags[name] & (wc.COMMA | wc.STOP | wc.QUOTE))
    return name if closed else None


def phrase_end(line: Line, i: int, high: int) -> int:
    flags, k = line.flags, i
    while k < high and k - i < LONGEST and _goes_on(line, i, k):
        k += 1
    while k > i and flags[k - 1] & (wc.DETERMINER | wc.PREPOSITION | wc.CONJUNCTION) and not flags[k - 1] & wc.NAME:
        k -= 1
    return k


def before_predicate(line: Line, first: int, end: int) -> int:
    """Where a subject ends before a verb that nobody has listed: `The minister | left the room`, `| drew laughter`.

    Behind an office an article or a number begins the object of such a verb; where adjectives stand before their noun,
    any plain word behind the office is one, unless the verb is known and still to come.
    """
    flags = line.flags
    head = next((k for k in range(end - 1, first - 1, -1) if flags[k] & _HEADS), end)
    behind = head + 1
    if behind >= end or flags[behind] & ~_UNLISTED or not flags[head] & (wc.ROLE | wc.GROUP):
        return end
    opened = next((k for k in range(behind + 1, end) if flags[k] & _OBJECTS and not flags[k - 1] & ~_UNLISTED), None)
    if opened is not None:
        return opened - 1
    adjectives_first = flags[head] & wc.ROLE and (line.capital_nouns or line.participle_endings)
    return behind if adjectives_first and not flags_at(line, end) & _FINITE else end


def _goes_on(line: Line, i: int, k: int) -> bool:
    """Whether the token at k belongs to the noun phrase that began at i."""
    flag, before, after = line.flags[k], line.flags[k - 1] if k > i else 0, flags_at(line, k + 1)
    if flag & wc.DOMAIN and before & wc.ROLE:
        return bool(after & wc.CAPITAL) and Register.load().by_name(line.word[k + 1]) is None
    if flag & wc.PREPOSITION and not flag & wc.NAME:
        return bool(
            k > i and flag & wc.OF and before & (NOUNLIKE | wc.CAPITAL | wc.DETERMINER) and after & (NOUNLIKE | OPENERS)
        )
    if flag & wc.NOUN_CUE and before & wc.DETERMINER and not line.subject_in_verb:
        return True
    if flag & (wc.ALSO_NOUN | wc.STANCE) and before & wc.NAME and after & wc.THAT and not line.subject_in_verb:
        return False
    if flag & wc.CONJUNCTION and not flag & wc.NAME:
        return bool(after & wc.NAME and before & wc.NAME) or bool(before & after & wc.ROLE and _one_of(line, i))
    if flag & _WHEN and k > i:
        return bool(before & wc.DETERMINER) and k == i + 1
    if flag & wc.PLAIN and before & wc.NAME:
        return not line.capital_nouns and _describes(line, i, k)
    if flag & _NAMES:
        return True
    if flag & wc.DETERMINER and (goes := _opens_within(line, i, k)) is not None:
        return goes
    if flag & wc.ADVERB and before & wc.DETERMINER and after & (wc.PLAIN | wc.ROLE) and not after & wc.ADVERB:
        return True
    if flag & wc.DETERMINER and after & wc.ADVERB and flags_at(line, k + 2) & wc.ROLE:
        return k == i
    if flag & wc.ALSO_NOUN and after & (wc.ROLE | wc.TITLE):
        return k > i
    return not (flag & BREAKS or (flag & wc.CUE and not flag & (wc.ROLE | wc.GROUP | wc.PLAIN)) or flag & wc.ADVERB)


def _opens_within(line: Line, i: int, k: int) -> bool | None:
    """Whether the article at k opens what the phrase that began at i goes on with: `the head of | the port`; None where
    no noun is behind it."""
    flag, before, after = line.flags[k], line.flags[k - 1] if k > i else 0, flags_at(line, k + 1)
    that = line.subject_in_verb or flag & wc.THAT
    if that and before & wc.NAME and not before & (wc.OF | wc.ROLE | wc.GROUP):
        return False
    if flag & wc.DEFINITE and before & wc.PLAIN and any(f & wc.GENITIVE for f in line.flags[i:k]):
        return False
    if line.capital_nouns and k > i + 1 and _named_in_full(line, k):
        return False
    if not after & (NOUNLIKE | wc.DETERMINER):
        return None
    office = before & (wc.ROLE | wc.GROUP | wc.TITLE)
    another = line.capital_nouns and k > i and not line.flags[i] & OPENERS and not office
    return not (another or (flag & (wc.OBLIQUE | wc.APART) and before & wc.NAME))


def _named_in_full(line: Line, k: int) -> bool:
    """`sein Anwalt Karl Meier der Zeitung`: an office and two names end right before k."""
    return _full_name(line, k) and (k < 3 or bool(line.flags[k - 3] & (wc.ROLE | wc.GROUP | wc.TITLE)))


def _full_name(line: Line, k: int) -> bool:
    return is_name(line.flags[k - 2]) and is_name(line.flags[k - 1])


def _one_of(line: Line, i: int) -> bool:
    """`el director y fundador de la empresa`: one article for two offices, which one person has."""
    return bool(line.flags[i] & wc.DETERMINER) and not line.word[i].endswith(line.plural_endings or ("\0",))


def _describes(line: Line, i: int, k: int) -> bool:
    """Whether the plain word at k, behind a name, goes with a noun to come: `the Republican presidential nominee`, `UCL
    political scientist Ann Miller`, `глава Ровеньского района Анна Зимина`."""
    if flags_at(line, k + 1) & flags_at(line, k + 2) & wc.NAME and line.flags[i] & wc.ROLE:
        return not line.flags[i] & wc.NAME
    for j in (k + 1, k + 2):
        if flags_at(line, j) & (wc.ROLE | wc.TITLE | wc.GROUP):
            determined = line.flags[i] & (wc.DETERMINER | wc.POSSESSOR)
            return bool(determined or flags_at(line, j + 1) & wc.NAME)
    return False


def _owned(line: Line, first: int, end: int) -> int:
    """Where the head begins: behind its owner in `Miller’s agent`."""
    return next((k + 1 for k in range(end - 2, first, -1) if line.flags[k] & wc.GENITIVE), first)


def _is_named(line: Line, first: int, end: int) -> bool:
    """Whether a phrase names somebody: words with an article in them do not (`وزير الصناعة`)."""
    prefix = line.definite_prefix
    while prefix and end > first and line.word[end - 1].startswith(prefix):
        end -= 1
    return head_named(line, first, end)


def with_apposition(line: Line, first: int, end: int, high: int) -> int:
    """Past `, a former judge` or `, who led the inquiry`, as far as the next comma or stop."""
    flags = line.flags
    if end + 1 >= high or not flags[end] & wc.COMMA:
        return end
    opens = flags[end + 1]
    described = opens & (wc.DETERMINER | wc.ROLE | wc.NUMBER | wc.TITLE | wc.PLAIN)
    if not described and not (opens & wc.NAME and not _is_named(line, _owned(line, first, end), end)):
        return end
    k = end + 1
    while (
        k < high
        and k - end < LONGEST
        and not flags[k] & _ENDS_APPOSITION
        and not (flags[k] & wc.CONJUNCTION and flags_at(line, k + 1) & wc.PRONOUN)
        and not (line.capital_nouns and flags[k] & wc.DETERMINER and k > end + 2 and _full_name(line, k))
    ):
        if flags[k] & wc.CUE and not flags[k] & (wc.ROLE | wc.GROUP | wc.NAME):
            return end
        k += 1
    if k < high and flags[k] & (wc.AUXILIARY | wc.BE):
        return end
    words = range(end + 1, k)
    if line.subject_in_verb and opens & wc.DETERMINER:
        words = range(end + 1, next((w for w in words if flags[w] & wc.PREPOSITION), k))
    if any(flags[w] & (wc.ROLE | wc.NAME | wc.TITLE | wc.GROUP | wc.NUMBER) for w in words):
        return k
    return end
