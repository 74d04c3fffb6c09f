"""Whether a verb of saying behind a quotation is somebody else's inquit, or says when."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at, has_name, starting_at


def turned(line: Line, v: int, phrase: Phrase, high: int) -> bool:
    """`Dies wird „bald“ der Fall sein, versichert Meier`: where the verb comes second, its subject is behind it."""
    return line.verb_second and _inquit_of_another(line, v, phrase, high)


def of_other(line: Line, v: int, phrase: Phrase, high: int) -> bool:
    """`“lo primero” que dijo, cuando la oposición pidió …`: whose clause says when, or an inquit of somebody else."""
    when = line.subject_in_verb and flags_at(line, phrase[0] - 1) & wc.SUBORDINATOR
    return bool(when) or _inquit_of_another(line, v, phrase, high)


def _inquit_of_another(line: Line, v: int, phrase: Phrase, high: int) -> bool:
    """`“It may,” that they catch Miller, said Tom Berg`: a comma before the verb, a name behind it that ends there.

    Not `the driver, Ann Miller, told Tom Berg`: a name between commas is whom the words before it describe.
    """
    closed = flags_at(line, v - 1) & wc.COMMA and not any(f & wc.COMMA for f in line.flags[phrase[0] - 1 : v - 1])
    behind = starting_at(line, v + 1, high) if closed else None
    return bool(behind and has_name(line, behind) and flags_at(line, behind[1]) & (wc.STOP | wc.COMMA))
