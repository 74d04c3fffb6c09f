"""The wordings whose neighbours changed, weighed anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from quotes.match.across.newcomers import candidates_of, dirty, rows_needed
from quotes.match.across.space import Place, Space
from quotes.match.across.translate import searchable, wording_key
from quotes.match.across.whole import alone
from quotes.match.crossing.change import Change
from quotes.match.crossing.shelf import Sides, ends
from quotes.model import Crossing, Witness


def weigh(
    change: Change,
    space: Space,
    new: Mapping[str, set[int]],
    fresh: Iterable[Witness],
    touched: Mapping[Place, set[int]],
) -> set[Sides]:
    """Weighs anew the wordings whose neighbours or whose first quotation changed; the articles between which
    candidates came or went."""
    came = {w.id for w in fresh}
    said = {code: change.shelf.phrased(code, keys) for code, keys in keys_of(fresh, space.codes).items()}
    other = {c: {k for k, ids in found.items() if ids[0] in came} for c, found in said.items()}
    rows: dict[Place, set[int]] = defaultdict(set, {place: set(found) for place, found in touched.items()})
    for code, keys in other.items():
        for place in ((code, there) for there in space.codes if there != code):
            rows[place] |= {*space.rows(code, keys), *new[code]}
    found = dirty(space, rows)
    needed = {code: set(r) for code, r in rows_needed(space, found).items()}
    for (code, _), r in rows.items():
        needed.setdefault(code, set()).update(r)
    first, former = _first(change, space, needed, came)
    old = _old(change, rows, former, space)
    now = [alone(c) for c in candidates_of(space, found, first)]
    return change.between(change.put(old, now))


def _first(
    change: Change, space: Space, needed: Mapping[str, set[int]], came: Collection[str]
) -> tuple[dict[str, dict[int, Witness]], dict[str, dict[int, str]]]:
    """By language and row the first quotation of a wording, and that which was the first before."""
    ids: dict[str, dict[int, str]] = {}
    former: dict[str, dict[int, str]] = {}
    for code, rows in needed.items():
        by_key = {int(space.keys[code][row]): row for row in rows}
        found = change.shelf.phrased(code, by_key)
        ids[code] = {by_key[key]: said[0] for key, said in found.items()}
        before = ((by_key[key], [i for i in said if i not in came]) for key, said in found.items())
        former[code] = {row: said[0] for row, said in before if said}
    held = change.shelf.of({i for found in ids.values() for i in found.values()})
    return {code: {row: held[i] for row, i in found.items()} for code, found in ids.items()}, former


def _old(
    change: Change, rows: Mapping[Place, set[int]], former: Mapping[str, Mapping[int, str]], space: Space
) -> list[Crossing]:
    """The candidates that these wordings had in these languages."""
    places: dict[str, set[str]] = defaultdict(set)
    for (code, other), found in rows.items():
        for row in found & former.get(code, {}).keys():
            places[former[code][row]].add(other)
    held = [c for c in change.shelf.touching(places) if c.by == "alone"]
    language = {i: w.language for i, w in change.shelf.of({i for c in held for i in ends(c)}).items()}
    return [
        c for c in held
        if language[c.pair.b] in places.get(c.pair.a, ()) or language[c.pair.a] in places.get(c.pair.b, ())
    ]  # fmt: skip


def keys_of(witnesses: Iterable[Witness], codes: Collection[str]) -> dict[str, set[int]]:
    """By language the keys of what can be searched."""
    found: dict[str, set[int]] = defaultdict(set)
    for witness in witnesses:
        if witness.language in codes and searchable(witness):
            found[witness.language].add(wording_key(witness.text))
    return found
