"""Which quotations are asked again what they repeat, when a wording gained or lost one: most need not be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from quotes.match.placed import Placed
from quotes.match.shelf import Shelf
from quotes.match.stitched import MOST_LOOKED_AT, pieces
from quotes.match.voices import by_voice
from quotes.match.wording import in_a_row
from quotes.model import Witness

Asked = Mapping[int, set[str] | None]
"""Wording → those of its quotations that are asked; None for all."""

Voices = Sequence[Sequence[Witness]]


def asked_again(shelf: Shelf, placed: Placed, fresh: Mapping[str, Witness]) -> Asked:
    """Whose proposals may be others now.

    All of a wording that lost a quotation or hangs on another; where one was gained, those whose voice has another
    first, or is one; and of wordings that hang on one whose voices have others first, the first of each voice.
    """
    asked: dict[int, set[str] | None] = {}
    turned = set(placed.lost)
    for number, said in shelf.heard(placed.gained - placed.lost).items():
        before, after = by_voice([w for w in said if w.id not in fresh]), by_voice(said)
        asked[number] = _moved(before, after)
        if _firsts(before) != _firsts(after):
            turned.add(number)
    hanging = shelf.hanging(turned) - placed.lost - placed.moved
    for number, said in shelf.heard(hanging).items():
        asked[number] = (asked.get(number) or set()) | set(_firsts(by_voice(said)))
    return asked | dict.fromkeys((placed.lost | placed.moved) - placed.dead)


def _firsts(voices: Voices) -> list[str]:
    return [voice[0].id for voice in voices]


def _moved(before: Voices, after: Voices) -> set[str]:
    """Those who propose another than before, the first of a voice proposing the first of all."""
    old, new = _proposed(before), _proposed(after)
    return {quote for quote in new if new[quote] != old.get(quote)}


def _proposed(voices: Voices) -> dict[str, tuple[str, bool]]:
    """Quotation → whom it proposes, and whether it speaks for its voice."""
    found = {w.id: (voice[0].id, False) for voice in voices for w in voice}
    return found | {voice[0].id: (voices[0][0].id, True) for voice in voices}


def sewn_again(shelf: Shelf, placed: Placed, fresh: Mapping[str, Witness]) -> set[str]:
    """The quotations put together from pieces, one of which a quotation that came holds, or one that went may have
    held; or of which other wordings are looked at."""
    touched: dict[int, set[int]] = defaultdict(set)
    for key, number in placed.keys:
        touched[key].add(number)
    near: dict[str, set[int]] = defaultdict(set)
    by_key: dict[str, set[int]] = defaultdict(set)
    for quote, key in shelf.sewn(touched.keys()):
        near[quote] |= touched[key]
        by_key[quote].add(key)
    old = {quote: pieces(w.text) for quote, w in shelf.of(near.keys() - fresh.keys()).items()}
    crowded = _crowded(shelf, placed, {key for keys in by_key.values() for key in keys})
    turned = {quote for quote in old if near[quote] & placed.lost or not crowded.isdisjoint(by_key[quote])}
    return turned | _holding(shelf, old, near, fresh)


def _crowded(shelf: Shelf, placed: Placed, keys: Set[int]) -> set[int]:
    """The keys with more wordings than are looked at, some of which came or went."""
    came = Counter(key for key, number in placed.keys if number in placed.new)
    went = Counter(key for key, number in placed.keys if number in placed.dead)
    sizes = shelf.postings.sizes(keys & (came.keys() | went.keys()))
    return {key for key, size in sizes.items() if size + went[key] > MOST_LOOKED_AT}


def _holding(
    shelf: Shelf, old: Mapping[str, Sequence[str]], near: Mapping[str, set[int]], fresh: Mapping[str, Witness]
) -> set[str]:
    """Those one of whose pieces a quotation that came says, of the wordings that share a key with it."""
    said: dict[int, list[str]] = defaultdict(list)
    for number, witnesses in shelf.heard({n for quote in old for n in near[quote]}).items():
        said[number] = [in_a_row(w.text) for w in witnesses if w.id in fresh]
    return {q for q, parts in old.items() if _says(map(in_a_row, parts), [t for n in near[q] for t in said[n]])}


def _says(parts: Iterable[str], texts: Sequence[str]) -> bool:
    return any(part in text for part in parts for text in texts)
