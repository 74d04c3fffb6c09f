"""What the same words in another order change: a negation that moved, two that took each other's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.match.meaning import Clash
from quotes.match.meaning.lexicon import Hit, scan
from quotes.match.wording import Step, Word, as_written

STEM = 4
"""Letters that the forms of one verb share."""
PLACE = 4
"""Words of a name or noun phrase that may change places with another."""


def moved(a: str, b: str, language: str, steps: Sequence[Step]) -> Iterator[Clash]:
    """The changes of meaning that lie in the order alone; both texts are of one language.

    >>> from quotes.match.wording import aligned
    >>> one, two = "He did not promise to come", "He promised not to come"
    >>> list(moved(one, two, "en", aligned(one, two)))
    [Clash(kind='negation', a=('not',), b=('not',))]
    >>> one, two = "The dog bit the mayor at noon", "The mayor bit the dog at noon"
    >>> list(moved(one, two, "en", aligned(one, two)))
    [Clash(kind='roles', a=('dog', 'mayor'), b=('mayor', 'dog'))]
    """
    yield from _negation(a, b, language, steps)
    if all(step.kind != "replace" or len(step.a) == len(step.b) for step in steps):
        yield from _places(a, b, language, steps)


def _negation(a: str, b: str, language: str, steps: Sequence[Step]) -> Iterator[Clash]:
    """A negation that stands alone in one place of the one text and in another of the other, or one that another word
    crossed."""
    changed = [s for s in steps if s.kind != "equal"]
    ours = [_within(a, language, s.a) for s in changed]
    theirs = [_within(b, language, s.b) for s in changed]
    apart = any(ours) and any(theirs) and all(not (x and y) for x, y in zip(ours, theirs, strict=True))
    if apart:
        yield Clash("negation", tuple(w for found in ours for w in found), tuple(w for found in theirs for w in found))
    elif changed and _crossed(a, b, language, steps):
        yield Clash("negation", _one(a, language), _one(b, language))


def _crossed(a: str, b: str, language: str, steps: Sequence[Step]) -> bool:
    """Whether a word that changed follows the negation in the one and goes before it in the other: not promise,
    promised not."""
    before_a, after_a = _around(a, language, [w for s in steps for w in s.a])
    before_b, after_b = _around(b, language, [w for s in steps for w in s.b])
    ours = _stems([w for s in steps if s.kind != "equal" for w in s.a])
    theirs = _stems([w for s in steps if s.kind != "equal" for w in s.b])
    return bool((before_a & after_b | before_b & after_a) & ours & theirs)


def _around(text: str, language: str, words: Sequence[Word]) -> tuple[set[str], set[str]]:
    """The stems before and after the one negation among the words; nothing where there is none or more."""
    starts = {h.start for h in _negations(text, language)}
    if len(starts) != 1:
        return set(), set()
    (place,) = starts
    return _stems([w for w in words if w.end <= place]), _stems([w for w in words if w.start > place])


def _stems(words: Sequence[Word]) -> set[str]:
    return {w.folded[:STEM] for w in words if len(w.folded) >= STEM}


def _one(text: str, language: str) -> tuple[str, ...]:
    return tuple(text[h.start : h.end] for h in _negations(text, language)[:1])


def _within(text: str, language: str, words: Sequence[Word]) -> list[str]:
    hits = _negations(text, language) if words else []
    return [text[h.start : h.end] for h in hits if any(w.start <= h.start < w.end for w in words)]


def _negations(text: str, language: str) -> list[Hit]:
    return [h for h in scan(text, language) if h.kind == "negation"]


def _places(a: str, b: str, language: str, steps: Sequence[Step]) -> Iterator[Clash]:
    """X … Y in the one, Y … X in the other, and nothing else."""
    ours, theirs = _differing([w for s in steps for w in s.a], [w for s in steps for w in s.b])
    if not ours or len(ours) != len(theirs):
        return
    for front in range(1, min(PLACE, len(ours) - 2) + 1):
        for back in range(1, min(PLACE, len(ours) - front - 1) + 1):
            x, middle, y = ours[:front], ours[front:-back], ours[-back:]
            if _texts(theirs) == [*_texts(y), *_texts(middle), *_texts(x)] and _acts(a, language, middle):
                first, second = as_written(a, x), as_written(a, y)
                yield Clash("roles", (first, second), (as_written(b, theirs[:back]), as_written(b, theirs[-front:])))
                return


def _differing(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """Both without the words that they begin and end with in common."""
    least = min(len(ours), len(theirs))
    front = next((i for i in range(least) if ours[i].folded != theirs[i].folded), least)
    rest = least - front
    back = next((i for i in range(rest) if ours[-1 - i].folded != theirs[-1 - i].folded), rest)
    return ours[front : len(ours) - back], theirs[front : len(theirs) - back]


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.folded for word in words]


def _acts(text: str, language: str, middle: Sequence[Word]) -> bool:
    """Whether what stands between the two does more than join them."""
    start, end = middle[0].start, middle[-1].end
    joined = any(h.kind == "joined" and start <= h.start < end for h in scan(text, language))
    return not joined and "," not in text[start - 2 : end + 2]
