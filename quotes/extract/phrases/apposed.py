"""The name that a description between commas explains: `Ann Miller, a former judge, 61, said`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.phrases.ending import ending_at
from quotes.extract.phrases.phrase import Phrase, has_name
from quotes.register import Register


def with_name_before(line: Line, phrase: Phrase, low: int) -> Phrase:
    """Widens a description to the name it explains: `Ann Miller, a former judge, 61, said`."""
    flags, (first, end) = line.flags, phrase
    if (
        first - 1 > low
        and flags[first - 1] & wc.COMMA
        and (not _named(line, phrase) or (line.capital_nouns and flags[first] & wc.DETERMINER))
        and flags[first] & (wc.DETERMINER | wc.PLAIN | wc.ROLE)
    ):
        name = ending_at(line, first - 2, low)
        if name and has_name(line, name) and not _governed_name(line, name, low):
            return name[0], end
    if first - 1 > low and flags[first] & wc.NAME and flags[first - 1] & wc.COMMA and _office_last(line, phrase):
        name = ending_at(line, first - 2, low)
        if name and name[1] - name[0] > 1 and all(f & (wc.NAME | wc.TITLE) for f in flags[slice(*name)]):
            return name[0], end
    return phrase


def _named(line: Line, phrase: Phrase) -> bool:
    """Whether the head has a name beside its office: `Mayor Ann Miller` has, `President of Acme` has none."""
    ends = wc.PREPOSITION | (wc.DETERMINER if line.capital_nouns else 0)
    stop = next((k for k in range(phrase[0] + 1, phrase[1]) if line.flags[k] & ends), phrase[1])
    return any(f & wc.NAME and not f & (wc.ROLE | wc.TITLE) for f in line.flags[phrase[0] : stop])


def _office_last(line: Line, phrase: Phrase) -> bool:
    """`Harbour County Council Cabinet Member for Health`, `Friends of the Coast campaign manager`: an office with its
    body before it, and no holder."""
    head = next((k for k in range(*phrase) if line.flags[k] & wc.PREPOSITION), phrase[1]) - 1
    ends = line.flags[phrase[1] - 1] & wc.ROLE and phrase[1] - phrase[0] > 1
    return bool(ends or (head > phrase[0] and line.flags[head] & wc.ROLE)) and not line.capital_nouns


def _governed_name(line: Line, name: Phrase, low: int) -> bool:
    """`Interrogé sur CNN, le maire a dit`: a name behind a preposition, but for whose something is; an outlet's too."""
    before = line.flags[name[0] - 1] if name[0] > low else 0
    if not before & wc.PREPOSITION or before & wc.SOURCE:
        return False
    return not before & wc.OF or Register.load().by_name(" ".join(line.word[slice(*name)])) is not None
