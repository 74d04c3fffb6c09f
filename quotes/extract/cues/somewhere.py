"""Where words stand or are heard, of which nobody is the subject: `In dem Bericht heißt es`, `Auf dem Plakat stand`.

The quotation itself is the subject there, or "es". What stands behind the preposition is the nearest to a speaker that
the sentence names: a paper, a body, the people of a place.
"""

from __future__ import annotations

from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said, past_adverbs
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, can_speak, ending_at, flags_at, starting_at

_WHEN = wc.CALENDAR | wc.TEMPORAL
_VERBAL = wc.AUXILIARY | wc.BE | wc.ADVERB
_INTRODUCES = wc.COLON | wc.THAT | wc.QUOTE
_RELATIVE = 5
"""Tokens of a relative clause that says where words stand (`auf dem in Rot geschrieben stand`)."""


@cache
def places(code: str) -> frozenset[str]:
    """The prepositions of a language between what reports words and where they come from (`aus`, `in`).

    >>> "aus" in places("de"), places("en")
    (True, frozenset())
    """
    return frozenset(language.load(code).tables.get("attribute", {}).get("source_places", "").split())


def source_at(line: Line, k: int, high: int, lexicon: Lexicon) -> Phrase | None:
    """The body, paper or group that the preposition at token k governs; no day, no town, no occasion."""
    if k >= high or line.word[k] not in places(lexicon.code):
        return None
    phrase = starting_at(line, k + 1, high)
    if not phrase or any(f & _WHEN for f in line.flags[slice(*phrase)]):
        return None
    known, last = line.flags[slice(*phrase)], line.word[phrase[1] - 1]
    if any(f & (wc.ROLE | wc.GROUP | wc.NOUN_CUE) for f in known):
        return phrase
    other = any(f & (wc.PLACE | wc.OCCASION) for f in known) or last.endswith(lexicon.noun_endings)
    determined = known[0] & wc.DETERMINER or line.flags[k] & wc.DETERMINER or line.word[k].endswith("m")
    return phrase if determined and not other and can_speak(line, phrase) else None


def heard(line: Line, v: int, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """`In Berlin hieß es aus dem Ministerium …`, `In dem Papier ist die Rede von …`: by what follows, or what opens."""
    if not line.flags[v] & wc.SPOKEN_OF and " es" not in line.word[v]:
        return None
    behind = source_at(line, past_adverbs(line, v + 1, i), i, lexicon)
    opens = low + bool(line.flags[low] & wc.INQUIT_OPENER)
    if where := behind or source_at(line, opens, v, lexicon) or _dative(line, v, low):
        return Said("according to", (v, v + 1), where)
    if line.word[low] in places(lexicon.code) and low + 1 < v and not line.flags[v] & wc.SPOKEN_OF:
        town = starting_at(line, low + 1, v)
        return Said("according to", (v, v + 1), town) if town and not _dated(line, town) else None
    return None


def _dated(line: Line, phrase: Phrase) -> bool:
    return any(f & (_WHEN | wc.OCCASION) for f in line.flags[slice(*phrase)])


def _dative(line: Line, v: int, low: int) -> Phrase | None:
    """`Dem Bericht ist zu entnehmen, dass …`: a paper in the dative opens the sentence."""
    if not line.flags[v] & wc.SPOKEN_OF or not line.flags[low] & wc.OBLIQUE or not line.flags[v - 1] & wc.BE:
        return None
    phrase = starting_at(line, low, v - 1)
    return phrase if phrase and can_speak(line, phrase) else None


def stands(line: Line, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """`Auf einem Banner stand: „…“`, `ein Zettel, auf dem geschrieben stand: „…“`: a verb without a subject."""
    v = i - 2
    if v <= low or not line.flags[i - 1] & _INTRODUCES or not _bare_verb(line.flags[v]):
        return None
    where = source_at(line, low, v, lexicon)
    if where and where[1] < v and not all(f & wc.ADVERB for f in line.flags[where[1] : v]):
        where = None
    where = where or _on_which(line, v, low, lexicon)
    return Said("according to", (v, v + 1), where, near=True) if where else None


def _bare_verb(flag: int) -> bool:
    return bool(flag & wc.PLAIN) and not flag & (wc.CAPITAL | wc.ADVERB | wc.CUE)


def _on_which(line: Line, v: int, low: int, lexicon: Lexicon) -> Phrase | None:
    """The noun before a relative clause whose verb at v ends it: `ein Zettel, auf dem (geschrieben) stand`."""
    flags = line.flags
    comma = next((k for k in range(v - 1, max(low, v - _RELATIVE), -1) if flags[k] & wc.COMMA), None)
    if comma is None or line.word[comma + 1] not in places(lexicon.code) or not flags[comma + 2] & wc.DEFINITE:
        return None
    inside = flags[comma + 3 : v]
    return ending_at(line, comma - 1, low) if all(f & wc.PLAIN and not f & wc.CAPITAL for f in inside) else None


def passed(line: Line, v: int, auxiliary: int, low: int, lexicon: Lexicon) -> Phrase | None:
    """`In der Studie wird gewarnt`, `Gestern wurde aus dem Amt bestätigt`: where a passive without agent is of."""
    first, second = source_at(line, low, auxiliary, lexicon), source_at(line, auxiliary + 1, v, lexicon)
    alone = first and all(f & _VERBAL for f in line.flags[first[1] : v])
    return first if alone else second if second and second[1] == v and flags_at(line, low) & wc.ADVERB else None
