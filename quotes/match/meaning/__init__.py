"""What likeness cannot see: negation, numbers, names, opposites, hedges, and who does it to whom.

Sentence vectors hold “we will support” and “we will not support” to be nearly one (cosine .92), and so do edit
distances. What a language's words mean here is data: ``data/meaning/xx.toml``; ``axes.toml`` says which are opposites.
A language without a file clashes in its numbers alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from quotes.match.meaning.lexicon import DATA, Hit, codes, scan
from quotes.match.meaning.numbers import Number, numbers
from quotes.match.meaning.units import Counted, counted, other_units

ClashKind = Literal["negation", "number", "name", "opposite", "hedge", "roles", "bracket"]
"""``bracket``: what an editor put in says more than the words it stands for; only texts of one language show it."""

__all__ = ["Clash", "ClashKind", "clashes"]


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of one text that the other contradicts; as written, and empty where that side has none."""

    kind: ClashKind
    a: tuple[str, ...]
    b: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One of the two texts with all that was found in it."""

    text: str
    code: str
    hits: tuple[Hit, ...]

    def of(self, *kinds: str) -> list[Hit]:
        return [h for h in self.hits if h.kind in kinds]

    def labels(self, *kinds: str) -> set[str]:
        return {h.label for h in self.of(*kinds)}

    def words(self, hits: Sequence[Hit | Number | Counted]) -> tuple[str, ...]:
        return tuple(self.text[h.start : h.end] for h in hits)


def clashes(a_text: str, a_lang: str, b_text: str, b_lang: str) -> list[Clash]:
    """Where the two texts contradict each other; languages are ISO 639-1 codes and may be the same.

    Give the stretches that answer each other: what a cut has left out is read as dropped.

    >>> clashes("We will not support Ukraine", "en", "Nous soutiendrons l’Ukraine", "fr")
    [Clash(kind='negation', a=('not',), b=())]
    >>> clashes("Taxes will rise by 3 million", "en", "Les impôts baisseront de trois millions", "fr")
    [Clash(kind='opposite', a=('rise',), b=('baisseront',))]
    """
    a, b = (Side(text, code, scan(text, code)) for text, code in ((a_text, a_lang), (b_text, b_lang)))
    rules = RULES if {a_lang, b_lang} <= codes() else (number,)
    found = [clash for rule in rules for clash in rule(a, b)]
    return _without_double_turns(found, a, b)


def negation(a: Side, b: Side) -> Iterator[Clash]:
    """One side negates and the other neither negates nor denies ("without", "refuse")."""
    for x, y, turned in ((a, b, False), (b, a, True)):
        if x.of("negation") and not y.of("negation", "denial", "refusal"):
            words = x.words(x.of("negation"))
            yield Clash("negation", () if turned else words, words if turned else ())


def refusal(a: Side, b: Side) -> Iterator[Clash]:
    """One side refuses or fails to do what the other, without any word against it, does."""
    for x, y, turned in ((a, b, False), (b, a, True)):
        against = y.of("negation", "denial", "refusal") or y.labels("opposites") & {"reject", "oppose", "end"}
        if x.of("refusal") and not x.of("negation") and not against:
            words = x.words(x.of("refusal"))
            yield Clash("negation", () if turned else words, words if turned else ())


def number(a: Side, b: Side) -> Iterator[Clash]:
    """Each side states a number that the other does not, or counts something else with it; what is merely left out
    clashes with nothing."""
    of_a, of_b = numbers(a.text, a.code), numbers(b.text, b.code)
    alone_a, alone_b = _unanswered(of_a, of_b), _unanswered(of_b, of_a)
    if alone_a and alone_b:
        yield Clash("number", a.words(alone_a), b.words(alone_b))
    for x, y in other_units(counted(a.text, of_a, a.code), counted(b.text, of_b, b.code)):
        yield Clash("number", a.words([x]), b.words([y]))


def name(a: Side, b: Side) -> Iterator[Clash]:
    """A country, city, day or month in the place of another of its kind."""
    for kind in ("country", "city", "season", "day", "month"):
        of_a, of_b = a.labels(kind), b.labels(kind)
        alone_a = [h for h in a.of(kind) if h.label not in of_b]
        alone_b = [h for h in b.of(kind) if h.label not in of_a]
        if alone_a and alone_b:
            yield Clash("name", a.words(alone_a), b.words(alone_b))


def opposite(a: Side, b: Side) -> Iterator[Clash]:
    """One side has a word of one pole alone, the other one of the opposite pole alone: rise, baisser."""
    alone_a, alone_b = (x.labels("opposites") - y.labels("opposites") for x, y in ((a, b), (b, a)))
    for one, other in axes() if alone_a and alone_b else ():
        for pole, turned in ((one, other), (other, one)):
            if pole in alone_a and turned in alone_b:
                yield Clash("opposite", a.words(_labelled(a, pole)), b.words(_labelled(b, turned)))


def hedge(a: Side, b: Side) -> Iterator[Clash]:
    """What one side says with a doubt, the other says as a fact."""
    for x, y, turned in ((a, b, False), (b, a, True)):
        if x.of("doubt") and not y.of("doubt", "hedge"):
            words = x.words(x.of("doubt"))
            yield Clash("hedge", () if turned else words, words if turned else ())


def roles(a: Side, b: Side) -> Iterator[Clash]:
    """The same two countries in turned order, neither joined by "and" nor by the agent of a passive."""
    order_a, order_b = _acting(a), _acting(b)
    for (x, y), hits in order_a.items():
        if (y, x) in order_b and (x, y) not in order_b and (y, x) not in order_a:
            yield Clash("roles", a.words(hits), b.words(order_b[y, x]))


RULES: tuple[Callable[[Side, Side], Iterator[Clash]], ...] = (negation, refusal, number, name, opposite, hedge, roles)


@cache
def axes() -> tuple[tuple[str, str], ...]:
    """The pairs of opposite poles."""
    table = tomllib.loads((DATA / "axes.toml").read_text(encoding="utf8"))
    return tuple((one, other) for one, other in table["pairs"])


def _without_double_turns(found: list[Clash], a: Side, b: Side) -> list[Clash]:
    """“Will not fall” and “will rise” turn twice and agree."""
    turns = [c for c in found if c.kind == "opposite"]
    negations = {*a.words(a.of("negation")), *b.words(b.of("negation"))}
    once = len(turns) == 1 and negations.isdisjoint({*turns[0].a, *turns[0].b})
    if once and bool(a.of("negation")) != bool(b.of("negation")):
        return [c for c in found if c.kind not in {"negation", "opposite"}]
    return found


def _unanswered(mine: Sequence[Number], theirs: Sequence[Number]) -> list[Number]:
    answers = {reading for number in theirs for reading in number.readings}
    return [n for n in mine if answers.isdisjoint(n.readings)]


def _labelled(side: Side, label: str) -> list[Hit]:
    return [h for h in side.of("opposites") if h.label == label]


def _acting(side: Side) -> dict[tuple[str, str], list[Hit]]:
    """Each two different countries in a row, as (first, second), with their words; none around a passive's agent."""
    found = {}
    quiet = side.of("passive", "joined")
    for one, two in pairwise(side.of("country")):
        between = [h for h in quiet if one.end <= h.start and h.end <= two.start]
        if one.label != two.label and not between:
            found[one.label, two.label] = [one, two]
    return found
