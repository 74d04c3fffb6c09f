"""Names that follow a quotation with nothing but a mark between: `“…”: Ann Miller`, `“…” – Ann Miller, a trader`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import flags_at, starting_at

_VERBAL = wc.CUE | wc.AUXILIARY | wc.BE


def labelled(line: Line, i: int, lexicon: Lexicon) -> Said | None:
    """The name behind the quotation at token i, which nothing but a mark introduces."""
    return _label_after(line, i) or _in_brackets(line, i, lexicon)


def bracketed_behind(line: Line, i: int, low: int, lexicon: Lexicon) -> Said | None:
    """`so did Ann Miller (“It is late.”) and others`: the quotation fills the bracket behind a full name."""
    if not line.flags[i - 1] & wc.OPEN or not flags_at(line, i + 1) & wc.CLOSE or i - 2 <= low:
        return None
    k = i - 1
    while k > low and line.flags[k - 1] & wc.NAME and not line.flags[k - 1] & wc.CUE:
        k -= 1
    named = any(word in lexicon.first_names for word in line.word[k : i - 2])
    return Said("label", (i - 1, i), (k, i - 1), near=True) if named else None


def _label_after(line: Line, i: int) -> Said | None:
    """`“…”: Ann Miller`, `“…” – Ann Miller, a trader` and nothing more."""
    flags, last = line.flags, line.last[i]
    if i + 2 >= len(flags) or not flags[i + 1] & (wc.COLON | wc.DASH):
        return None
    k = i + 2
    while k < last and flags[k] & (wc.NAME | wc.TITLE) and not flags[k] & wc.CUE:
        k += 1
    end = k
    if k > i + 3 and k < last and flags[k] & wc.COMMA and i - line.first[i] <= 1:
        end = next((j for j in range(k, last) if flags[j] & (_VERBAL | wc.QUOTE | wc.DASH)), last)
    if office := _office_alone(line, i + 2, last):
        k = end = office
    alone = end == last or (end == last - 1 and flags[end] & wc.STOP)
    return Said("label", (i + 1, i + 2), (i + 2, k), near=True) if alone and k > i + 2 else None


def _office_alone(line: Line, k: int, last: int) -> int:
    """`«…»: глава района Анна Зимина`: where the full name ends that an office brings in; 0 where none does."""
    phrase = starting_at(line, k, last) if line.flags[k] & (wc.ROLE | wc.GROUP | wc.DETERMINER) else None
    full = phrase and phrase[1] - phrase[0] > 2 and line.flags[phrase[1] - 1] & line.flags[phrase[1] - 2] & wc.NAME
    return phrase[1] if phrase and full else 0


def _in_brackets(line: Line, i: int, lexicon: Lexicon) -> Said | None:
    """`“…” (Ann Miller, trader)`, `“…” (MP Ann Miller)`: a full name in the bracket right behind the quotation."""
    flags, k = line.flags, i + 2
    while k < line.last[i] and flags[k] & (wc.ROLE | wc.TITLE) and line.word[k] not in lexicon.first_names:
        k += 1
    if flags_at(line, i + 1) & wc.OPEN == 0 or k >= line.last[i]:
        return None
    if line.word[k] not in lexicon.first_names and not (k > i + 2 and flags[k] & flags_at(line, k + 1) & wc.NAME):
        return None
    first = k
    while k < line.last[i] and flags[k] & wc.NAME:
        k += 1
    closed = k > first + 1 and flags_at(line, k) & (wc.COMMA | wc.CLOSE)
    return Said("label", (i + 1, i + 2), (i + 2, k), near=True) if closed else None
