"""What changed between two wordings, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from quotes.plugin.words import visible
from quotes.text import fold

DIFFERENCE_CELLS = 40_000
"""Words times words that are compared one by one; beyond, the changed stretch is shown whole (3 ms a comparison)."""

BESIDE = 40
"""Code points of unchanged words that are shown on either side of a change where there is little room."""

PIECE = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+|\s+|[^\w\s]"
)
"""A word (a character, in scripts without spaces), white space, or one other character."""

SAME_MARK = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


def pieces(text: str) -> list[str]:
    """The text cut into words, spaces and single marks, nothing lost.

    >>> pieces("Don’t go. 走吧")
    ['Don', '’', 't', ' ', 'go', '.', ' ', '走', '吧']
    """
    return PIECE.findall(text)


@lru_cache(maxsize=20_000)
def _key(piece: str) -> str:
    return " " if piece.isspace() else fold(piece.translate(SAME_MARK))


def _bare(keys: list[str]) -> list[str]:
    """The pieces without the mark that closes them, which belongs to the sentence around as often as to the words."""
    end = len(keys)
    while end and keys[end - 1] in {" ", ",", ".", ";", "،", "。", "，", "、"}:
        end -= 1
    return keys[:end]


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many pieces two sequences have in common at their beginning."""
    length = min(len(a), len(b))
    return next((i for i in range(length) if a[i] != b[i]), length)


def _changes(a: list[str], b: list[str]) -> Iterable[tuple[int, int, int, int, bool]]:
    """Stretches (a from, a to, b from, b to, same) that cover both; common ends are taken off before comparing."""
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    yield 0, head, 0, head, True
    if len(inner_a) * len(inner_b) > DIFFERENCE_CELLS:
        yield head, head + len(inner_a), head, head + len(inner_b), False
    else:
        for op, i1, i2, j1, j2 in difflib.SequenceMatcher(None, inner_a, inner_b, autojunk=False).get_opcodes():
            yield head + i1, head + i2, head + j1, head + j2, op == "equal"
    yield len(a) - tail, len(a), len(b) - tail, len(b), True


def difference(old: str, new: str) -> Markup | None:
    """The new words with what went out in ``<del>`` and what came in in ``<ins>``; None where they are identical.

    Case, accents, the shape of marks and a comma or full stop at the end do not count as a change.

    >>> difference("We will win it", "We shall win it")
    Markup('We <del>will</del><ins>shall</ins> win it')
    >>> difference("Don't", "don’t,") is None
    True
    """
    found = _stretches(old, new)
    if found is None:
        return None
    return Markup("").join(escape(come) if same else _changed(gone, come) for gone, come, same in found)


@lru_cache(maxsize=2048)
def _stretches(old: str, new: str) -> tuple[tuple[str, str, bool], ...] | None:
    """What went out, what came in (or stayed), and whether it stayed; None where they are identical."""
    a, b = pieces(visible(old)), pieces(visible(new))
    keys_a, keys_b = [_key(p) for p in a], [_key(p) for p in b]
    if _bare(keys_a) == _bare(keys_b):
        return None
    changes = _changes(keys_a, keys_b)
    return tuple(("".join(a[i1:i2]), "".join(b[j1:j2]), same) for i1, i2, j1, j2, same in changes)


def condensed(old: str, new: str, room: int) -> Markup | None:
    """The same in at most about ``room`` bytes of HTML: of what stayed only the words beside a change, and an ellipsis
    where something is left out.

    >>> condensed("one two three " * 20 + "we will win it", "one two three " * 20 + "we shall win it", 200)
    Markup('… three one two three one two three we <del>will</del><ins>shall</ins> win it')
    """
    found = _stretches(old, new)
    if found is None:
        return None
    out = Markup("")
    for i, (gone, come, same) in enumerate(found):
        left = room - weight(out)
        if left <= 0:
            return out + "…"
        kept = _beside(come, i > 0, i + 1 < len(found)) if same else ""
        out += escape(fitting(kept, left)) if same else _changed(fitting(gone, left // 2), fitting(come, left // 2))
    return out


def _beside(text: str, before: bool, after: bool) -> str:
    """Of words that stayed, those beside the change before and the change after them."""
    if len(text) <= BESIDE * (before + after):
        return text
    head, tail = text[:BESIDE] if before else "", text[-BESIDE:] if after else ""
    head, tail = head[: head.rfind(" ") + 1] or head, tail[tail.find(" ") :]
    return f"{head}…{tail}"


def weight(text: str) -> int:
    """Bytes of HTML that a text takes.

    >>> weight("<é"), weight(Markup("<b>"))
    (6, 3)
    """
    return len(escape(text).encode("utf8", "replace"))


def fitting(text: str, room: int) -> str:
    """The beginning of a text that takes at most ``room`` bytes of HTML, with an ellipsis.

    >>> fitting("ninety-nine", 20), fitting("<<<<<<", 12)
    ('ninety-nine', '<<…')
    """
    size = weight(text)
    if size <= room:
        return text
    kept = text[: max(0, len(text) * room // size)]
    while kept and weight(kept) > room - 3:
        kept = kept[: max(0, min(len(kept) - 1, len(kept) * (room - 3) // weight(kept)))]
    return kept + "…"


def _changed(gone: str, come: str) -> Markup:
    out = Markup("<del>{}</del>").format(gone) if gone else Markup("")
    return out + (Markup("<ins>{}</ins>").format(come) if come else Markup(""))
