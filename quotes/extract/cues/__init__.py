"""The cue of one quotation and the words that name its source, from the sentence it stands in.

Each finder looks at one place (after the quotation, before it, inside its marks) and answers with a ``Said`` or None;
``decide`` asks them in order of certainty.
"""

from __future__ import annotations

from dataclasses import replace

from quotes.extract import wordclass as wc
from quotes.extract.cues.after import said_after
from quotes.extract.cues.before import said_before
from quotes.extract.cues.bracketed import UNNAMED
from quotes.extract.cues.cited import is_outlet
from quotes.extract.cues.impersonal import WRITTEN, placed
from quotes.extract.cues.inside import said_inside
from quotes.extract.cues.said import CLOSE, Said, agent, somebody
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, clause_subject, flags_at, has_name, head_named, head_speaks, starting_at

__all__ = ["UNNAMED", "WRITTEN", "Said", "decide", "said_before", "said_inside", "somebody"]


_OF_ITS_OWN = frozenset({"according to", "label"})
"""Rules by which what stands right behind a quotation says whose it is, whatever is before."""
_INTRODUCED = 14
"""Tokens before a colon in which the full name of whom it introduces stands."""
_ASIDE = 2
"""Tokens at least from a sentence's start to the marks that are an aside of its subject: a name and a comma."""
_OPENING = 3
"""Tokens within which a conjunction opens a subordinate clause (`Even as`, `But when`)."""


def decide(line: Line, i: int, lexicon: Lexicon, closed_by_comma: bool) -> Said | None:
    """Who said the quotation at token i, as far as its own sentence tells."""
    said = _decide(line, i, lexicon, closed_by_comma)
    return placed(line, said, line.first[i], line.last[i], lexicon) if lexicon.impersonal else said


def _decide(line: Line, i: int, lexicon: Lexicon, closed_by_comma: bool) -> Said | None:
    after = said_after(line, i, lexicon)
    if after and after.near and closed_by_comma and lexicon.caseless and _of_next(line, i, after):
        return said_before(line, i, lexicon) or after
    if after and after.near and closed_by_comma:
        aside = after.rule == "verb, subject" and _in_relative(line, i)
        own = _of_subclause(line, i, lexicon, aside) or _introduced(line, i, after, lexicon)
        own = own or _of_subject(line, i, after, lexicon)
        return own or _passed_on(line, i, after, lexicon) or after
    if after and not closed_by_comma and _goes_on(line, i, after):
        after = None
    before = said_before(line, i, lexicon)
    if after and _closes_introduced(line, i, before, after):
        return after
    if after and after.near and after.rule in _OF_ITS_OWN and not (before and before.near):
        return after
    if before and after and (_vaguely(line, before, after) or _of_own_clause(line, i, before, after)):
        return after
    return before or after


def _of_subject(line: Line, i: int, after: Said, lexicon: Lexicon) -> Said | None:
    """`La chanteuse, « très touchée », a remercié son public`: marks between commas behind the subject of the verb."""
    low, flags = line.first[i], line.flags
    if not lexicon.inverted_endings or line.verb_second or not flags[i - 1] & flags_at(line, i + 1) & wc.COMMA:
        return None
    named = after.mention is not None and has_name(line, after.mention)
    subject = None if named or i - low < _ASIDE else clause_subject(line, low, i - 1)
    own = subject == (low, i - 1) and after.cue and head_speaks(line, subject)
    return Said("subject, verb", after.cue, subject, near=True) if own else None


def _of_own_clause(line: Line, i: int, before: Said, after: Said) -> bool:
    """`Meier nannte die Frau, die „…“ forderte`: the verb that ends the quotation's own clause, not that of another."""
    if after.rule != "verb last" or not before.cue or not after.cue:
        return False
    finite = not line.flags[after.cue[0]] & (wc.PARTICIPLE | wc.INFINITIVE)
    return finite and not before.near and any(f & wc.COMMA for f in line.flags[before.cue[1] : i])


def _passed_on(line: Line, i: int, after: Said, lexicon: Lexicon) -> Said | None:
    """`Miller told donors it was “a mistake,” reports the Courier`: an outlet passes on what a clause reports; anybody,
    what a colon right behind a verb of saying does: `Many told us: “I want to join,” says Miller`.

    Not `the Courier reported`: people who read PolNeAR's articles took the outlet for the source there.
    """
    low = line.first[i]
    if not after.mention or after.rule != "verb, subject" or not any(f & wc.SAY for f in line.flags[low:i]):
        return None
    first = after.mention[0] + bool(line.flags[after.mention[0]] & wc.DETERMINER)
    outlet = first < after.mention[1] and is_outlet(line, first, after.mention[1], lexicon)
    if not outlet and (not line.flags[i - 1] & wc.COLON or line.flags[after.mention[0]] & wc.PRONOUN):
        return None
    said = said_before(line, i, lexicon)
    if not said or not said.cue or not said.mention or said.mention[0] >= i or not line.flags[said.cue[1] - 1] & wc.SAY:
        return None
    at_once = all(f & wc.OBJECT for f in line.flags[said.cue[1] : i - 1])
    told = outlet or (at_once and set(_words(line, said.mention)).isdisjoint(_words(line, after.mention)))
    return replace(said, relayer=after.mention) if told else None


def _words(line: Line, phrase: Phrase) -> list[str]:
    return [w for w, f in zip(line.word[slice(*phrase)], line.flags[slice(*phrase)], strict=True) if f & wc.NAME]


def _closes_introduced(line: Line, i: int, before: Said | None, after: Said) -> bool:
    """`Le maire prépare la suite : « … » assure son adjoint, Luc Berthier`: an inquit right behind the marks, without
    its comma, says who speaks what a colon introduces; unless a verb of saying stands right before the colon."""
    if after.rule != "verb, subject" or not after.cue or after.cue[0] != i + 1 or line.verb_second:
        return False
    own = before and before.cue and before.cue[1] == i - 1
    return i > line.first[i] and bool(line.flags[i - 1] & wc.COLON) and not own


def _vaguely(line: Line, before: Said, after: Said) -> bool:
    """`The board did not find “a fault,” beside rust, said Ann Miller`: a stance in what somebody says at the end."""
    if after.near or not before.cue or not after.cue or not after.mention:
        return False
    stance = line.flags[before.cue[1] - 1] & wc.STANCE
    verb = line.flags[after.cue[1] - 1]
    return bool(stance and verb & wc.SAY and not verb & wc.STANCE)


def _in_relative(line: Line, i: int) -> bool:
    """`Miller, who says it cost “a lot,” described …`: a relative clause behind a comma holds the quotation."""
    low, flags = line.first[i], line.flags
    comma = next((k for k in range(i - 1, low, -1) if flags[k] & (wc.COMMA | wc.QUOTE)), low)
    return comma > low and bool(flags[comma] & wc.COMMA and flags[comma + 1] & wc.RELATIVE)


def _of_next(line: Line, i: int, after: Said) -> bool:
    """`她说“…”，又强调“…”`: a cue right before the next quotation, where one stands before this one."""
    k = after.cue[1] if after.cue else i + 1
    while k < line.last[i] and line.flags[k] & (wc.COLON | wc.COMMA | wc.THAT):
        k += 1
    return bool(
        flags_at(line, k) & wc.QUOTE and i > line.first[i] and any(f & wc.CUE for f in line.flags[line.first[i] : i])
    )


def _introduced(line: Line, i: int, after: Said, lexicon: Lexicon) -> Said | None:
    """`Altra la versione di Dario Costa: «…», racconta`: the inquit has no subject, and a colon introduces somebody."""
    if i == line.first[i] or not line.flags[i - 1] & wc.COLON:
        return None
    if after.mention:
        return _named_before(line, i, after, lexicon)
    if lexicon.subject_in_verb and (before := said_before(line, i, lexicon)) and before.near and before.mention:
        return replace(after, mention=before.mention)
    flags, low = line.flags, max(line.first[i], i - _INTRODUCED)
    pairs = (k for k in range(i - 3, low - 1, -1) if flags[k] & flags[k + 1] & wc.NAME)
    k = next((k for k in pairs if line.word[k] in lexicon.first_names), None)
    return replace(after, mention=starting_at(line, k, i)) if k is not None else None


def _named_before(line: Line, i: int, after: Said, lexicon: Lexicon) -> Said | None:
    """`Ana Molina no lo duda: «…», dice la alcaldesa`: whom the clause before the colon is about by first name."""
    if not after.mention or head_named(line, *after.mention) or not line.flags[after.mention[0]] & wc.DEFINITE:
        return None
    office = any(f & wc.ROLE for f in line.flags[slice(*after.mention)])
    subject = clause_subject(line, line.first[i], i) if office else None
    named = subject and subject[0] == line.first[i] and line.word[subject[0]] in lexicon.first_names
    return replace(after, mention=subject) if named else None


def _goes_on(line: Line, i: int, after: Said) -> bool:
    """`its “easy come” wave, which few saw, has said much`: the marks are part of the noun phrase that follows them."""
    if after.rule != "subject, verb" or not after.mention or after.mention[0] != i + 1:
        return False
    first = line.flags[i + 1]
    plural = line.word[i + 1].endswith(line.plural_endings or ("\0",))
    return bool(first & wc.PLAIN) and not (first & (wc.NAME | wc.ROLE | wc.GROUP | wc.CAPITAL)) and not plural


def _of_subclause(line: Line, i: int, lexicon: Lexicon, aside: bool) -> Said | None:
    """`When Miller called it “a disgrace,” Berg left`: the clause that opens the sentence reports its own quotation."""
    low, flags = line.first[i], line.flags
    if flags[low] & wc.SAY and flags_at(line, low + 1) & wc.AGENT and not any(f & wc.COMMA for f in flags[low:i]):
        asker = agent(line, low, i)
        return Said("passive", (low, low + 1), asker) if asker else None
    opens = not flags[i - 1] & wc.COLON and any(
        f & (wc.SUBORDINATOR | wc.INQUIT_OPENER) and not f & wc.COMMA for f in flags[low : min(i, low + _OPENING)]
    )
    if not aside and (not opens or any(f & (wc.COMMA | wc.QUOTE) for f in flags[low : i - 1])):
        return None
    said = said_before(line, i, lexicon)
    reported = said and said.cue and said.mention and i - said.cue[1] <= CLOSE and said.cue[0] > said.mention[0]
    return said if reported else None
