"""The mood of reported speech: `Meier verteidigte das Paket. Die Opposition betreibe „nichts als Panikmache“.`"""

from __future__ import annotations

from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import flags_at, starting_at

_OPENS = wc.CONJUNCTION | wc.PREPOSITION
_DETERMINED = wc.DETERMINER | wc.POSSESSOR | wc.PRONOUN


@cache
def endings(code: str) -> tuple[str, ...]:
    """What ends a verb in the mood of reported speech and no verb else.

    >>> "lasse".endswith(endings("de")), "lasste".endswith(endings("de")), endings("en")
    (True, False, ())
    """
    return tuple(language.load(code).tables.get("attribute", {}).get("reported_endings", "").split())


def is_reported(line: Line, low: int, high: int, lexicon: Lexicon) -> bool:
    """Whether the finite verb of the main clause between two tokens, in second place, is in that mood."""
    if not endings(lexicon.code):
        return False
    flags, k = line.flags, low + bool(line.flags[low] & _OPENS)
    determined = flags_at(line, k) & _DETERMINED
    if flags_at(line, k) & wc.PRONOUN and not _noun(flags_at(line, k + 1)):
        v = k + 1
    else:
        phrase = None if flags_at(line, k) & wc.ADVERB and not determined else starting_at(line, k, high)
        v = phrase[1] if phrase else k
    while v < high and flags[v] & (wc.ADVERB | wc.REFLEXIVE) and not flags[v] & wc.PRONOUN:
        v += 1
    if v >= high or flags[v] & wc.CAPITAL:
        return False
    if flags[v] & wc.REPORTED:
        return True
    adjective = not determined and _noun(flags_at(line, v + 1))
    return bool(flags[v] & wc.PLAIN) and not adjective and line.word[v].endswith(endings(lexicon.code))


def _noun(flag: int) -> bool:
    return bool(flag & wc.CAPITAL)
