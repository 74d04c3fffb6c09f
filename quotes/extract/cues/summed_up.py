"""What a sentence says of the quotation that is its subject: `“Never again” is Miller’s motto`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said
from quotes.extract.line import Line
from quotes.extract.phrases import can_speak, flags_at, starting_at


def summed_up(line: Line, i: int, j: int, high: int) -> Said | None:
    """`“A hard year” is how Ann Miller described it`, `“Never again,” is Miller’s motto`: the quotation is the subject,
    and what is said of it says whose words it is."""
    if not flags_at(line, j) & wc.BE or line.subject_in_verb:
        return None
    how = bool(flags_at(line, j + 1) & wc.SUBORDINATOR)
    phrase = starting_at(line, j + 1 + how, high)
    if how and j == i + 1:
        cued = phrase and can_speak(line, phrase) and flags_at(line, phrase[1]) & wc.CUE
        return Said("taken up behind", (phrase[1], phrase[1] + 1), phrase, near=True) if phrase and cued else None
    owner = next((k for k in range(*phrase) if line.flags[k] & wc.GENITIVE), 0) if phrase else 0
    whose = phrase and owner and flags_at(line, owner + 1) & wc.NOUN_CUE and can_speak(line, (phrase[0], owner))
    return Said("taken up behind", (owner + 1, owner + 2), (phrase[0], owner), near=True) if phrase and whose else None
