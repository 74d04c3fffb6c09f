"""The repeats of a large collection, kept up to date: what articles that come or go change, without reading the rest.

What a quotation repeats depends on those of its wording, on what this wording hangs on, and on the stories of its
article. So the rules of ``repeats`` are asked again for the wordings that changed and those that hang on them, for
stories that two articles begin or cease to share, and for pieces whose keys these wordings have. The result is that of
``repeats`` over all witnesses, in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.match.again import Asked, asked_again, sewn_again
from quotes.match.cuts import cut_from, is_scrap
from quotes.match.grounds import Kin, Proposal
from quotes.match.holding import sign
from quotes.match.kept import Edge
from quotes.match.placed import hangs, place, unproven, wordings
from quotes.match.repeats import judged_repeat, matchable
from quotes.match.shelf import Former, Ledger, Shelf
from quotes.match.stitched import MOST_LOOKED_AT, LookedFor, keys_of_pieces, looked_for, pieces, sewn_from
from quotes.match.voices import same_words
from quotes.model import By, Repeat, Witness

STORIES = 20
"""Articles of one story that are read at once."""

PROPOSED: frozenset[By] = frozenset({"same words", "held", "holds"})
"""What rests on wordings, and not on pieces or stories."""


@dataclass(frozen=True)
class Changed:
    """The repeats that went and those that came; one whose side was read anew did both."""

    gone: list[Repeat]
    new: list[Repeat]


def changed(shelf: Shelf, came: Collection[str], former: Mapping[str, Former]) -> Changed:
    """Brings wordings, keys and repeats up to date.

    ``came`` are articles that are new or were read anew; ``former`` are the quotations that these had before and those
    of articles that went, by their ids.
    """
    fresh = {w.id: w for found in shelf.articles(came).values() for w in found}
    placed = place(shelf, fresh, former)
    work = _Work(shelf, fresh, former)
    work.propose(asked_again(shelf, placed, fresh))
    work.rejudge()
    work.sew(sewn_again(shelf, placed, fresh))
    work.cut()
    return Changed(work.ledger.gone, work.ledger.new)


class _Work:
    """One change on its way through the rules; ``stories`` are the pairs of articles between whose quotations a proof
    came or went."""

    def __init__(self, shelf: Shelf, fresh: Mapping[str, Witness], former: Mapping[str, Former]) -> None:
        self.shelf, self.fresh, self.former = shelf, fresh, former.keys()
        self.witnesses = dict(fresh)
        self.articles = {i: f.article for i, f in former.items()} | {w.id: w.article for w in fresh.values()}
        self.renewed = set(self.articles.values())
        self.ledger = Ledger(shelf, frozenset(self.articles))
        self.stories: set[frozenset[str]] = set()
        self.waiting: dict[str, list[Proposal]] = {}
        self.said: dict[str, list[Witness]] = {}
        self.ledger.read(self.articles.keys() | {r.pair.a for r in shelf.repeats_on(self.articles.keys())})

    def propose(self, asked: Asked) -> None:
        """What wordings propose and proves itself; the rest waits until it is known who tells one story."""
        proposals = self._proposals(asked)
        self.ledger.read(proposals.keys())
        for quote, found in proposals.items():
            proven = [r for p in found if p.proves and (r := self._proven(p))]
            self.ledger.put(quote, lambda r: r.by in PROPOSED and r.proves, proven)
            self.waiting[quote] = [p for p in found if not p.proves]
        self.ledger.write()
        self.stories = self._stories()

    def _proposals(self, asked: Asked) -> dict[str, list[Proposal]]:
        """What those who are asked propose, by their ids; nothing for those who propose nothing."""
        edges = {n: Edge(*row) for n, row in self.shelf.postings.edges(asked.keys()).items()}
        held = wordings(self.shelf, {*asked, *(e.on for e in edges.values() if e.on is not None)})
        found: dict[str, list[Proposal]] = {}
        for number in sorted(edges.keys() & held.keys()):
            said, wanted = held[number], asked[number]
            everybody = (w.id for voice in said.voices for w in voice)
            found |= {i: [] for i in (everybody if wanted is None else wanted)}
            for proposal in (*same_words(said), *hangs(said, edges[number], held)):
                if proposal.a.id in found:
                    found[proposal.a.id].append(proposal)
        return {quote: [*map(self._met, proposals)] for quote, proposals in self._known(found).items()}

    def _known(self, found: dict[str, list[Proposal]]) -> dict[str, list[Proposal]]:
        """The same, all that they name being read."""
        self._meet({i for proposals in found.values() for p in proposals for i in (p.a.id, p.b.id)})
        return found

    def _met(self, proposal: Proposal) -> Proposal:
        return replace(proposal, a=self.witnesses[proposal.a.id], b=self.witnesses[proposal.b.id])

    def _proven(self, proposal: Proposal) -> Repeat | None:
        held = self.ledger.held[proposal.a.id].get((proposal.b.id, proposal.by))
        return held if held and held.proves else judged_repeat(proposal, Kin())

    def _stories(self) -> set[frozenset[str]]:
        proofs = [(r.pair.a, r.pair.b) for r in (*self.ledger.gone, *self.ledger.new) if r.proves]
        self._meet({i for proof in proofs for i in proof})
        pairs = {frozenset(map(self.articles.__getitem__, proof)) for proof in proofs}
        return {pair for pair in pairs if len(pair) > 1}

    def _meet(self, quotes: Collection[str]) -> None:
        """Who the quotations are, and where; those that went are known by their articles alone."""
        gone = self.former - self.fresh.keys()
        self.witnesses |= self.shelf.of(set(quotes) - self.witnesses.keys() - gone)
        self.articles |= {i: self.witnesses[i].article for i in quotes if i in self.witnesses}

    def rejudge(self) -> None:
        """What waits, and what other articles propose that tell one story now, or no longer."""
        others = self._proposals(self._between_others())
        self.ledger.read(others.keys())
        concerned = {
            quote: [p for p in found if not p.proves and frozenset((p.a.article, p.b.article)) in self.stories]
            for quote, found in others.items()
        }
        articles = {p.a.article for found in (*self.waiting.values(), *concerned.values()) for p in found}
        kin = Kin(self.shelf.kin(articles))
        for quote, found in self.waiting.items():
            judged = [r for p in found if (r := judged_repeat(p, kin))]
            self.ledger.put(quote, lambda r: r.by in PROPOSED and not r.proves, judged)
        for quote, found in concerned.items():
            keys = {(p.b.id, p.by) for p in found}
            judged = [r for p in found if (r := judged_repeat(p, kin))]
            self.ledger.put(quote, lambda r, keys=keys: (r.pair.b, r.by) in keys, judged)  # type: ignore[misc]
        self.ledger.write()

    def _between_others(self) -> Asked:
        """The wordings of articles that stay, with those who propose by them what stories decide that changed."""
        partners = Kin((min(story), max(story)) for story in self.stories if not story & self.renewed).of
        weak = unproven(self.shelf, numbers := self.shelf.wordings(partners.keys()))
        heard = self.shelf.heard(numbers & {*weak, *(edge.on for edge in weak.values())})
        said_in = {n: {w.article for w in said} & partners.keys() for n, said in heard.items()}
        found: dict[int, set[str] | None] = {}
        for number, edge in weak.items():
            near = said_in[number] | said_in.get(edge.on or 0, set())
            asked = (w for w in heard[number] if w.article in partners and w.id not in self.waiting)
            if ids := {w.id for w in asked if not near.isdisjoint(partners[w.article])}:
                found[number] = ids
        return found

    def sew(self, near: Collection[str]) -> None:
        """Pieces of those quotations that nothing holds whole, near the wordings that changed or changed themselves."""
        asked = {*near, *self.fresh, *self.ledger.changed()}
        self.ledger.read(asked)
        self._meet(asked)
        sewn = {q: parts for q in sorted(asked) if (w := self._here(q)) and (parts := pieces(w.text))}
        wanted = {q: parts for q, parts in sewn.items() if not any(map(_whole, self.ledger.now[q].values()))}
        holders = self._holders(wanted)
        for quote in sewn:
            found = sewn_from(self.witnesses[quote], holders[quote], self._nearby) if quote in wanted else ()
            self.ledger.put(quote, lambda r: r.by == "stitched", [Repeat(p, "stitched") for p in found])
        self.ledger.write()

    def _here(self, quote: str) -> Witness | None:
        witness = self.witnesses.get(quote)
        return witness if witness and matchable(witness) else None

    def _holders(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[LookedFor]]:
        keys = keys_of_pieces(wanted)
        looked_at = {key for found in keys.values() for key in found if key is not None}
        members = {key: self.shelf.postings.members(key, MOST_LOOKED_AT + 1) for key in looked_at}
        said = self.shelf.heard({n for numbers in members.values() for n in numbers[:MOST_LOOKED_AT]})
        held = {
            q: [
                looked_for(part, None if key is None else [said.get(n, []) for n in members[key]])
                for part, key in zip(parts, keys[q], strict=True)
            ]
            for q, parts in wanted.items()
        }
        self._meet({w.id for found in held.values() for one in found for w in one.holders})
        return {
            q: [one._replace(holders=[self.witnesses[w.id] for w in one.holders]) for one in found]
            for q, found in held.items()
        }

    def _nearby(self, articles: Sequence[str], piece: str) -> list[Witness]:
        return _said(self.shelf.saying(articles, sign(piece)))

    def cut(self) -> None:
        """Scraps of what changed and of the articles whose story changed, as far as nothing else holds them."""
        asked = {*self.fresh, *self.ledger.changed()}
        self._meet(asked)
        changed = {q for q in asked if self._here(q)}
        nearby = {w.id: w for w in self.shelf.loose({a for s in self.stories for a in s}) if matchable(w)}
        self.witnesses |= nearby
        scraps = [w for q in sorted(changed | nearby.keys()) if is_scrap(w := self.witnesses[q])]
        self.ledger.read([w.id for w in scraps])
        kin = Kin(self.shelf.kin({w.article for w in scraps}))
        turned = Kin((min(story), max(story)) for story in self.stories)
        for scrap in scraps:
            placed = any(r.by != "cut" for r in self.ledger.now[scrap.id].values())
            if placed or self._anew(scrap):
                found = [] if placed else cut_from(scrap, self._story(scrap.article, kin))
                self.ledger.put(scrap.id, lambda r: r.by == "cut", [Repeat(p, "cut") for p in found])
            elif closer := cut_from(scrap, self._closer(scrap, kin, turned)):
                self.ledger.put(scrap.id, lambda r: r.by == "cut", [Repeat(p, "cut") for p in closer])
        self.ledger.write()

    def _anew(self, scrap: Witness) -> bool:
        """Whether a scrap that nothing else holds is looked for in its whole story: where it is new, was held by
        something else, or was cut from what went or tells its story no more."""
        first = self.ledger.first[scrap.id]
        if scrap.id in self.fresh or any(by != "cut" for _, by in first) or self.ledger.now[scrap.id].keys() != first:
            return True
        return any(self._between(scrap, whole) in self.stories for whole, _ in first)

    def _between(self, scrap: Witness, whole: str) -> frozenset[str]:
        self._meet({whole} - self.articles.keys())
        return frozenset((scrap.article, self.articles[whole]))

    def _closer(self, scrap: Witness, kin: Kin, turned: Kin) -> Iterator[list[Witness]]:
        """The articles whose story is its own since now, as far as they come before that which it was cut from."""
        new = turned.of.get(scrap.article, set()) & kin.of.get(scrap.article, set())
        held = [self.articles[whole] for whole, _ in self.ledger.first[scrap.id]]
        before = [a for a in sorted(new - {scrap.article}) if all(h not in (scrap.article, a) and a < h for h in held)]
        yield from self._read(before)

    def _story(self, article: str, kin: Kin) -> Iterator[list[Witness]]:
        yield from self._read([article, *sorted(kin.of.get(article, set()) - {article})])

    def _read(self, articles: Sequence[str]) -> Iterator[list[Witness]]:
        """What is said in articles, a few of them read at once."""
        for start in range(0, len(articles), STORIES):
            part = articles[start : start + STORIES]
            missing = set(part) - self.said.keys()
            found = self.shelf.articles(missing) if missing else {}
            self.said |= {article: _said(witnesses) for article, witnesses in found.items()}
            yield from (self.said[article] for article in part)


def _said(witnesses: Iterable[Witness]) -> list[Witness]:
    return [w for w in witnesses if w.kind != "scare" and matchable(w)]


def _whole(repeat: Repeat) -> bool:
    """Whether all words of its first side are found, so that no pieces need to be looked for."""
    return repeat.by in PROPOSED and repeat.pair.comparison.relation in ("verbatim", "truncated")
