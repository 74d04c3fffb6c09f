"""Participles without their auxiliary, and whose words they report: `described by Miller as “…”`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said
from quotes.extract.line import Line
from quotes.extract.phrases import can_speak, flags_at, starting_at

_NEAR = 3
"""Tokens between a participle and the quotation that it takes ("qualifié de", "décrit comme un")."""


def is_reduced(line: Line, v: int, low: int) -> bool:
    """`the threat posed by the river`: a participle with its agent, right behind the noun that it describes."""
    noun = flags_at(line, v - 1) & (wc.PLAIN | wc.NOUN_CUE) and not flags_at(line, v - 1) & wc.CUE
    return bool(v > low and noun and line.word[v].endswith(line.participle_endings or ("\0",)) and _by(line, v + 1))


def opens_aside(line: Line, v: int, i: int, low: int) -> bool:
    """`Berg, once described by Miller as “…”`: a participle opens an aside, and its agent comes before the marks."""
    k = v - 1
    while k > low and line.flags[k] & wc.ADVERB and not line.flags[k] & wc.NAME:
        k -= 1
    opens = k > low and line.flags[k] & wc.COMMA and line.word[v].endswith(line.participle_endings or ("\0",))
    by = starting_at(line, v + 2, i) if opens and _by(line, v + 1) and not line.flags[v] & wc.GERUND else None
    return bool(by and by[1] == i - bool(line.flags[i - 1] & wc.INQUIT_OPENER))


def agent_behind(line: Line, i: int, high: int) -> Said | None:
    """`le port, qualifié de « … » par Anne Meunier`, `Described as “…” by the mayor, …`: a participle without
    auxiliary, its agent behind the quotation."""
    if not flags_at(line, i + 1) & wc.AGENT:
        return None
    called = (v for v in range(i - 1, max(line.first[i], i - _NEAR) - 1, -1) if line.flags[v] & wc.CALL)
    v = next((v for v in called if line.flags[v] & wc.PARTICIPLE or _opens(line, v)), None)
    phrase = starting_at(line, i + 2, high) if v is not None else None
    return Said("passive", (v, v + 1), phrase) if v is not None and phrase and can_speak(line, phrase) else None


def _opens(line: Line, v: int) -> bool:
    """Whether a word with a participle's ending opens its sentence."""
    return v == line.first[v] and line.word[v].endswith(line.participle_endings or ("\0",))


def _by(line: Line, k: int) -> bool:
    return bool(flags_at(line, k) & wc.AGENT)
