"""Articles in languages that the encoder does not know: which is nearest to each now that others came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from quotes.match.across.proposals import Held, Nearby, long_enough
from quotes.match.across.sequences import Quoted
from quotes.match.encoder import Encoder

Rows = dict[tuple[str, str], Nearby]
"""By article and language."""


def nearer(
    held: Mapping[tuple[str, str], Nearby],
    texts: Mapping[str, Quoted],
    came: Mapping[str, Quoted],
    encoder: Encoder,
    speaking: Callable[[str], Mapping[str, Quoted]],
    codes: Iterable[str],
) -> Rows:
    """The rows that change: ``texts`` are all articles in languages that the encoder does not know, ``came`` the new
    ones, in whatever language; ``speaking`` gives all articles of a language, ``codes`` are all languages."""
    strangers = long_enough({a: t for a, t in texts.items() if t.language not in encoder.languages})
    found: Rows = {}
    for code, others in long_enough(came).items():
        for tongue in strangers.keys() - {code}:
            known = [x for x in strangers[tongue] if x.article not in came]
            for other in others if known else ():
                for x, near in zip(known, Held(known).nearness(other).tolist(), strict=True):
                    key = (x.article, code)
                    before = found.get(key, held.get(key))
                    now = _with(before, Nearby(x.article, code, other.article, near, 0.0))
                    found |= {key: now} if now != before else {}
    new = {a: t for a, t in came.items() if t.language not in encoder.languages}
    if new:
        for code in codes:
            there = long_enough(speaking(code)).get(code, [])
            for mine in (t for found_ in long_enough(new).values() for t in found_ if t.language != code and there):
                found[mine.article, code] = Held(there).nearest(mine)
    return found


def _with(before: Nearby | None, other: Nearby) -> Nearby:
    """The nearer of the two, with what is next then; of equals the first by name."""
    if before is None:
        return other
    if (-other.near, other.exemplar) < (-before.near, before.exemplar):
        return other._replace(next=before.near)
    return before._replace(next=max(before.next, other.near))
