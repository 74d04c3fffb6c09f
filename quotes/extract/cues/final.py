"""The verb that ends its clause behind a quotation, as German has it: `„…“, wird Meier zitiert`."""

from __future__ import annotations

from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.cues.objects import object_first
from quotes.extract.cues.said import CLOSE, REACH, Said, agent, subject_like
from quotes.extract.cues.somewhere import source_at
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import (
    Phrase,
    before_relative,
    can_speak,
    clause_subject,
    ending_at,
    flags_at,
    starting_at,
)


@cache
def called_as(code: str) -> frozenset[str]:
    """The words of a language before what something is called.

    >>> sorted(called_as("de")), called_as("en")
    (['als'], frozenset())
    """
    return frozenset(language.load(code).tables.get("attribute", {}).get("called_as", "").split())


_PARTICIPLES = ("t", "en", "an")
"""How the participles of Germanic languages end: gewertet, verworfen, abgetan."""


def clause_final(line: Line, i: int, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`„…“, wird Meier zitiert`, `Meier hat „…“ gesagt`, `„…“, der Polizei zufolge`."""
    flags = line.flags
    if flags[j] & (wc.AUXILIARY | wc.BE):
        behind = range(j + 1, min(high, j + REACH))
        v = next((k for k in behind if flags[k] & wc.CUE and flags[k] & (wc.PARTICIPLE | wc.EITHER)), 0)
        phrase = starting_at(line, j + 1, high)
        if v and phrase and subject_like(line, phrase) and phrase[1] <= v:
            return Said("verb, subject", (j, v + 1), phrase, near=True)
        if convinced := _convinced(line, j, high):
            return convinced
    if source := _spoken_of(line, i, j, high, lexicon):
        return source
    if flags[j] & wc.CUE and (subject := _of_subclause(line, i, j) or _of_relative(line, i, j)):
        return Said("verb last", (j, j + 1), subject, near=True)
    post = next((k for k in range(j + 1, min(high, j + CLOSE)) if flags[k] & wc.ASCRIBE_POST), 0)
    if post:
        return Said("according to", (post, post + 1), ending_at(line, post - 1, j), near=True)
    if flags[j] & (wc.PARTICIPLE | wc.EITHER) and (opens := _passive_since(line, i, j)) is not None:
        by = agent(line, opens, i) or agent(line, line.first[i] - 1, opens)
        return Said("passive", (j, j + 1), by, near=True)
    if flags[j] & wc.CUE and flags[j] & (wc.PARTICIPLE | wc.INFINITIVE) and not _inquit(line, j + 1):
        subject = clause_subject(line, line.first[i], i)
        return Said("verb last", (j, j + 1), subject, near=True) if subject else None
    return _called(line, i, j, lexicon)


def _inquit(line: Line, comma: int) -> bool:
    """`…„…“ setzen, kritisierte Meier`: an inquit closes the sentence, whatever verb ends its clause."""
    behind = flags_at(line, comma + 1)
    says = behind & (wc.SAY | wc.ASCRIBE_AFTER) and not behind & wc.PARTICIPLE
    return bool(flags_at(line, comma) & wc.COMMA and says)


def _called(line: Line, i: int, j: int, lexicon: Lexicon) -> Said | None:
    """`Hamann hat das Gutachten als „…“ abgetan`: a participle that no table has, behind what something is called."""
    flags, low = line.flags, line.first[i]
    participle = flags[j] & wc.PLAIN and not flags[j] & wc.CAPITAL and line.word[j].endswith(_PARTICIPLES)
    closed = flags_at(line, j + 1) & (wc.STOP | wc.COMMA | wc.CONJUNCTION) or j + 1 == len(flags)
    if not participle or not closed or line.word[i - 1] not in called_as(lexicon.code):
        return None
    auxiliary = next((k for k in range(i - 1, low, -1) if flags[k] & (wc.AUXILIARY | wc.BE)), None)
    if auxiliary is None:
        subject = _of_subclause(line, i, j)
        return Said("verb last", (j, j + 1), subject, near=True) if subject else None
    if flags[auxiliary] & wc.BE:
        last = next((k for k in range(i - 1, low - 1, -1) if flags[k] & wc.AGENT), None)
        by = agent(line, last - 1, i) if last is not None else None
        return Said("passive", (j, j + 1), by, near=True) if by else None
    behind, subject = starting_at(line, auxiliary + 1, i), clause_subject(line, low, auxiliary)
    if behind and subject and object_first(line, auxiliary, subject, behind, lexicon):
        subject = behind
    return Said("verb last", (j, j + 1), subject, near=True) if subject and can_speak(line, subject) else None


def _convinced(line: Line, j: int, high: int) -> Said | None:
    """`„…“, ist sich Meier sicher`, `„…“, ist Anna Berger überzeugt`: who is sure of what stands in the marks."""
    flags, k = line.flags, j + 1
    while k < high and flags[k] & wc.REFLEXIVE:
        k += 1
    phrase = starting_at(line, k, high) if flags[j] & wc.BE else None
    v = phrase[1] if phrase else high
    while v < high and flags[v] & wc.ADVERB and not flags[v] & wc.SURE:
        v += 1
    sure = phrase and v < high and flags[v] & wc.SURE and subject_like(line, phrase)
    return Said("verb, subject", (j, v + 1), phrase, near=True) if sure else None


def _passive_since(line: Line, i: int, j: int) -> int | None:
    """`Der Verein wurde von Meier als „…“ bezeichnet`: where the auxiliary of a passive stands in the clause."""
    flags = line.flags
    if flags_at(line, j + 1) & wc.AUXILIARY:
        return None
    for k in range(i - 1, line.first[i] - 1, -1):
        if flags[k] & (wc.BE | wc.AUXILIARY | wc.COMMA):
            return k if flags[k] & wc.BE else None
    return None


def _spoken_of(line: Line, i: int, j: int, high: int, lexicon: Lexicon) -> Said | None:
    """`In dem Bericht ist von „…“ die Rede`: the source is the object of the sentence's first preposition."""
    flags, low = line.flags, line.first[i]
    cue = next((k for k in range(j, min(high, j + CLOSE)) if flags[k] & wc.SPOKEN_OF), None)
    if cue is not None and (behind := source_at(line, j + 1, cue, lexicon)):
        return Said("according to", (cue, cue + 1), behind)
    inside = next((k for k in range(low, i) if flags[k] & wc.PREPOSITION and not flags[k] & wc.OF), None)
    source = starting_at(line, inside + 1, i) if cue is not None and inside is not None else None
    return Said("according to", (cue or 0, (cue or 0) + 1), source) if source and can_speak(line, source) else None


def _of_subclause(line: Line, i: int, j: int) -> Phrase | None:
    """`Was der Minister „…“ nennt, …`: the subject behind what opens a subclause that the verb ends."""
    flags, low = line.flags, line.first[i]
    verb = flags[j] & (wc.PARTICIPLE | wc.EITHER) and flags_at(line, j + 1) & (wc.AUXILIARY | wc.BE)
    if not flags_at(line, j + 1 + bool(verb)) & (wc.COMMA | wc.STOP) and j + 1 < len(flags):
        return None
    opener = next((k + 1 for k in range(i - 1, low, -1) if flags[k] & wc.COMMA), low)
    if opener + 1 >= i or not flags[opener] & (wc.SUBORDINATOR | wc.RELATIVE | wc.THAT | wc.INQUIT_OPENER):
        return None
    if opener == low and flags[low] & wc.DETERMINER:  # an article, of the same letters as the pronoun
        return None
    subject = starting_at(line, opener + 1, i)
    return subject if subject and can_speak(line, subject) else None


def _of_relative(line: Line, i: int, j: int) -> Phrase | None:
    """`…, hilft die Kammer, die von „…“ sprach`: whom the relative pronoun of a clause that the verb ends takes up."""
    flags, low = line.flags, line.first[i]
    comma = next((k for k in range(i - 1, low, -1) if flags[k] & (wc.COMMA | wc.QUOTE)), low)
    closed = flags_at(line, j + 1) & (wc.COMMA | wc.STOP) or j + 1 >= len(flags)
    if comma == low or not closed or not flags[comma] & wc.COMMA or flags[j] & (wc.PARTICIPLE | wc.INFINITIVE):
        return None
    pronoun = flags[comma + 1] & wc.DEFINITE and not flags[comma + 1] & wc.OBLIQUE
    article = flags[comma + 2] & (wc.CAPITAL | wc.PLAIN) and not flags[comma + 2] & wc.ADVERB
    found = before_relative(line, comma + 1, low) if pronoun and not article else None
    return found if found and can_speak(line, found) else None
