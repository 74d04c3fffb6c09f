"""Matching by meaning kept up to date: what new articles change, without reading the rest.

A candidate depends on the nearest of two wordings; an alignment on two articles, where a candidate points to both; what
agrees on all that proposals join; a link through a third article on the links of both and on what they share. Each is
asked again where what it depends on changed. The result is that of ``across`` over all witnesses, in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from quotes.match.across import agreeing, alone, carried, counts
from quotes.match.articles import one_story, one_text
from quotes.match.encoder import Encoder
from quotes.match.newcomers import candidates_of, dirty, rows_needed
from quotes.match.paraphrase import NEAR, paraphrase, paraphrases, voice
from quotes.match.proposals import Nearby, leads
from quotes.match.sequences import sequences
from quotes.match.space import Place, Space
from quotes.match.translate import searchable, wording_key
from quotes.model import Crossing, Witness

Key = tuple[str, str, str]
Sides = tuple[str, str]
"""Two articles, the lesser id first."""


class Shelf(Protocol):
    """Where quotations and crossings are kept."""

    def of(self, quotes: Collection[str]) -> dict[str, Witness]:
        """Quotations by their ids."""

    def articles(self, articles: Collection[str]) -> dict[str, list[Witness]]:
        """The quotations of articles."""

    def phrased(self, language: str, keys: Iterable[int]) -> Mapping[int, list[str]]:
        """The quotations of wordings, in order of their ids."""

    def touching(self, quotes: Collection[str]) -> list[Crossing]:
        """The crossings of which a side is one of the quotations."""

    def change_crossings(self, gone: Iterable[Crossing], new: Iterable[Crossing]) -> None:
        """Takes crossings out and puts others in."""

    def speaking(self, languages: Collection[str]) -> list[Witness]:
        """The utterances in languages."""

    def vectors_for(self, witnesses: Iterable[Witness]) -> dict[str, bytes]:
        """Their vectors, by their ids."""


@dataclass(frozen=True)
class Recrossed:
    """The quotations whose pairs changed, and the articles whose alignments did, or what they may share with others."""

    quotes: set[str]
    articles: set[str]


def recrossed(
    shelf: Shelf,
    space: Space,
    new: Mapping[str, set[int]],
    fresh: Sequence[Witness],
    encoder: Encoder,
    pool: int,
    nearby: Iterable[Nearby] = (),
    nearer: Collection[str] = (),
) -> Recrossed:
    """Brings all crossings up to date; ``fresh`` are the utterances of new articles, ``new`` the rows of wordings that
    nobody had said before, ``pool`` counts all quotations; ``nearby`` are the articles nearest to those in languages
    that the encoder does not know, ``nearer`` those of whom it is another now."""
    work = _Work(shelf, encoder, pool)
    met = space.met(_asked(space, fresh), new, NEAR)
    changed = work.candidates(space, new, fresh, met.touched)
    work.align(changed)
    work.strangers(nearby, nearer)
    work.paraphrase(space, fresh, met.alike)
    joined = work.agree()
    return Recrossed(work.moved, {a for sides in work.realigned for a in sides} | joined)


def keys_of(witnesses: Iterable[Witness], codes: Collection[str]) -> dict[str, set[int]]:
    """By language the keys of what can be searched."""
    found: dict[str, set[int]] = defaultdict(set)
    for witness in witnesses:
        if witness.language in codes and searchable(witness):
            found[witness.language].add(wording_key(witness.text))
    return found


def _asked(space: Space, fresh: Iterable[Witness]) -> dict[str, list[int]]:
    return {code: space.rows(code, keys) for code, keys in keys_of(fresh, space.codes).items()}


class _Work:
    """One change on its way; ``moved`` are the quotations whose pairs changed."""

    def __init__(self, shelf: Shelf, encoder: Encoder, pool: int) -> None:
        self.shelf, self.encoder, self.pool = shelf, encoder, pool
        self.moved: set[str] = set()
        self.realigned: set[Sides] = set()
        self.proposed: set[str] = set()

    def candidates(
        self,
        space: Space,
        new: Mapping[str, set[int]],
        fresh: Iterable[Witness],
        touched: Mapping[Place, set[int]],
    ) -> set[Sides]:
        """Weighs anew the wordings whose neighbours or whose first quotation changed; the articles between which
        candidates came or went."""
        came = {w.id for w in fresh}
        said = {code: self.shelf.phrased(code, keys) for code, keys in keys_of(fresh, space.codes).items()}
        other = {c: {k for k, ids in found.items() if ids[0] in came} for c, found in said.items()}
        rows: dict[Place, set[int]] = defaultdict(set, {place: set(found) for place, found in touched.items()})
        for code, keys in other.items():
            for place in ((code, there) for there in space.codes if there != code):
                rows[place] |= {*space.rows(code, keys), *new[code]}
        found = dirty(space, rows)
        needed = {code: set(r) for code, r in rows_needed(space, found).items()}
        for (code, _), r in rows.items():
            needed.setdefault(code, set()).update(r)
        first, former = self._first(space, needed, came)
        old = self._old(rows, former, space)
        now = [alone(c) for c in candidates_of(space, found, first)]
        return self._between(self._change(old, now))

    def _first(
        self, space: Space, needed: Mapping[str, set[int]], came: Collection[str]
    ) -> tuple[dict[str, dict[int, Witness]], dict[str, dict[int, str]]]:
        """By language and row the first quotation of a wording, and that which was the first before."""
        ids: dict[str, dict[int, str]] = {}
        former: dict[str, dict[int, str]] = {}
        for code, rows in needed.items():
            by_key = {int(space.keys[code][row]): row for row in rows}
            found = self.shelf.phrased(code, by_key)
            ids[code] = {by_key[key]: said[0] for key, said in found.items()}
            before = ((by_key[key], [i for i in said if i not in came]) for key, said in found.items())
            former[code] = {row: said[0] for row, said in before if said}
        held = self.shelf.of({i for found in ids.values() for i in found.values()})
        return {code: {row: held[i] for row, i in found.items()} for code, found in ids.items()}, former

    def _old(
        self, rows: Mapping[Place, set[int]], former: Mapping[str, Mapping[int, str]], space: Space
    ) -> list[Crossing]:
        """The candidates that these wordings had in these languages."""
        places: dict[str, set[str]] = defaultdict(set)
        for (code, other), found in rows.items():
            for row in found & former.get(code, {}).keys():
                places[former[code][row]].add(other)
        held = [c for c in self.shelf.touching(places) if c.by == "alone"]
        language = {i: w.language for i, w in self.shelf.of({i for c in held for i in _ends(c)}).items()}
        return [
            c for c in held
            if language[c.pair.b] in places.get(c.pair.a, ()) or language[c.pair.a] in places.get(c.pair.b, ())
        ]  # fmt: skip

    def _change(self, old: Iterable[Crossing], now: Iterable[Crossing]) -> tuple[list[Crossing], list[Crossing]]:
        """Puts these in the place of those; what went and what came."""
        held, wanted = {_key(c): c for c in old}, {_key(c): c for c in now}
        gone = [held[k] for k in sorted(held) if not _same(held[k], wanted.get(k))]
        came = [wanted[k] for k in sorted(wanted) if not _same(wanted[k], held.get(k))]
        self.shelf.change_crossings(gone, came)
        self.moved |= {i for c in (*gone, *came) if c.kept for i in _ends(c)}
        self.proposed |= {i for c in (*gone, *came) if counts(c, self.pool) for i in _ends(c)}
        return gone, came

    def _between(self, changed: tuple[list[Crossing], list[Crossing]]) -> set[Sides]:
        home = self._home(i for found in changed for c in found for i in _ends(c))
        return {_sides(c, home) for found in changed for c in found}

    def _home(self, quotes: Iterable[str]) -> dict[str, str]:
        return {i: w.article for i, w in self.shelf.of(set(quotes)).items()}

    def align(self, changed: set[Sides]) -> None:
        """Aligns articles where candidates point to both; others are one text no more."""
        changed = {sides for sides in changed if all(sides)}
        read = self.shelf.articles({a for sides in changed for a in sides})
        held = [w for found in read.values() for w in found]
        crossings = self._among(changed)
        pointed = {sides for sides, found in crossings.items() if any(c.by == "alone" for c in found)}
        texts = sequences(held, self.shelf.vectors_for(held))
        old: list[Crossing] = []
        now: list[Crossing] = []
        for sides in sorted(changed):
            one, two = sides
            old += [c for c in crossings[sides] if c.by == "aligned"]
            both = sides in pointed and one in texts and two in texts and texts[one].language != texts[two].language
            if both and (found := one_text(texts[one], texts[two], self.encoder)):
                now += list(carried(found.alignment))
        gone, came = self._change(old, now)
        self.realigned = self._between((gone, came))

    def strangers(self, nearby: Iterable[Nearby], nearer: Collection[str]) -> None:
        """Aligns anew the articles in languages that the encoder does not know of which the nearest is another, or
        stands to others as it did not."""
        rows = list(nearby)
        realigned = {a for sides in self.realigned for a in sides}
        changed = {*nearer, *(r.article for r in rows if r.exemplar in realigned)}
        if not changed:
            return
        unknown = {r.article for r in rows}
        concerned = changed | {r.exemplar for r in rows if r.article in changed} & unknown
        concerned |= {r.article for r in rows if r.exemplar in changed}
        asked = leads(r for r in rows if r.article in concerned or r.exemplar in concerned)
        read = self.shelf.articles({a for sides in asked for a in sides})
        held = [w for found in read.values() for w in found]
        texts = sequences(held, self.shelf.vectors_for(held))
        found = [one_text(texts[one], texts[two], self.encoder, lead) for (one, two), lead in sorted(asked.items())]
        crossings = [c for c in self.shelf.touching({w.id for w in held}) if c.by == "aligned"]
        home = self._home(i for c in crossings for i in _ends(c))
        between = {_key(c): _sides(c, home) for c in crossings}
        known = {sides for sides in between.values() if unknown.isdisjoint(sides)}
        kept = one_story([x for x in found if x], self.encoder, known)
        now = (c for x in kept if not changed.isdisjoint((x.one.article, x.two.article)) for c in carried(x))
        old = [c for c in crossings if not changed.isdisjoint(between[_key(c)])]
        self.realigned |= self._between(self._change(old, now))

    def _among(self, wanted: set[Sides]) -> dict[Sides, list[Crossing]]:
        """The crossings between articles."""
        read = self.shelf.articles({min(s) for s in wanted})
        held = self.shelf.touching({w.id for found in read.values() for w in found})
        home = self._home(i for c in held for i in _ends(c))
        found: dict[Sides, list[Crossing]] = {sides: [] for sides in wanted}
        for crossing in held:
            if (sides := _sides(crossing, home)) in found:
                found[sides].append(crossing)
        return found

    def paraphrase(
        self, space: Space, fresh: Sequence[Witness], alike: Mapping[str, list[tuple[int, int, float]]]
    ) -> None:
        """Joins the new to what one voice says alike."""
        speaking: dict[tuple[str, int], list[Witness]] = defaultdict(list)
        for witness in fresh:
            if voice(witness):
                speaking[witness.language, wording_key(witness.text)].append(witness)
        found = {_key(c): c for language, rows in alike.items() for c in self._alike(space, language, rows, speaking)}
        strange = {language for language, _ in speaking} - set(space.codes)
        found |= {_key(c): c for language in strange for c in self._said_alike(language, {w.id for w in fresh})}
        self._change([], found.values())

    def _said_alike(self, language: str, fresh: set[str]) -> Iterator[Crossing]:
        """The same in a language that the encoder does not know, in which few are held."""
        held = self.shelf.speaking([language])
        for pair in paraphrases(held, self.shelf.vectors_for(held)):
            if not fresh.isdisjoint((pair.a, pair.b)):
                yield Crossing(pair, "paraphrase")

    def _alike(
        self,
        space: Space,
        language: str,
        alike: Iterable[tuple[int, int, float]],
        speaking: Mapping[tuple[str, int], list[Witness]],
    ) -> Iterator[Crossing]:
        keys = space.keys[language]
        near = [(int(keys[i]), int(keys[j]), p) for i, j, p in alike if (language, int(keys[i])) in speaking]
        said = self.shelf.phrased(language, {key for _, key, _ in near})
        held = self.shelf.of({i for found in said.values() for i in found})
        for ours, theirs, product in near:
            for one in speaking[language, ours]:
                for two in (held[i] for i in said[theirs] if i != one.id):
                    a, b = sorted((one, two), key=lambda w: w.id)
                    if voice(a) == voice(b) and (pair := paraphrase(a, b, product)):
                        yield Crossing(pair, "paraphrase")

    def agree(self) -> set[str]:
        """Decides again on all that changed proposals join or joined; the articles of all that."""
        found: dict[Key, Crossing] = {}
        seen: set[str] = set()
        front = set(self.proposed)
        while front:
            seen |= front
            held = [c for c in self.shelf.touching(front) if c.by != "paraphrase"]
            found |= {_key(c): c for c in held}
            front = {i for c in held if counts(c, self.pool) for i in _ends(c)} - seen
        witnesses = self.shelf.of({i for c in found.values() for i in _ends(c)})
        judged = agreeing(found.values(), witnesses.values(), self.pool)
        turned = [c for c in judged if c.kept != found[_key(c)].kept]
        self.shelf.change_crossings([found[_key(c)] for c in turned], turned)
        self.moved |= {i for c in turned for i in _ends(c)}
        return {w.article for w in witnesses.values() if w.id in seen} if self.moved else set()


def _ends(crossing: Crossing) -> tuple[str, str]:
    return crossing.pair.a, crossing.pair.b


def _key(crossing: Crossing) -> Key:
    return crossing.pair.a, crossing.pair.b, crossing.by


def _sides(crossing: Crossing, home: Mapping[str, str]) -> Sides:
    one, two = sorted(home[i] for i in _ends(crossing))
    return one, two


def _same(one: Crossing, other: Crossing | None) -> bool:
    """Whether it was proposed before, for the same reasons."""
    return other is not None and (one.odds, one.pair) == (other.odds, other.pair)
