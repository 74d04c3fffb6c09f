"""One quotation read against another: the relation, the proof, and whether the change touches the meaning."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from quotes.match.across.likeness import clash_rows, common_names, common_numbers, length_gap
from quotes.match.meaning import Clash, ClashKind, clashes
from quotes.match.moved import moved
from quotes.match.wording import Step, Word, aligned, as_written, respelt
from quotes.model import Comparison, Relation, Witness

LIKE = 0.5
"""Least share of the shorter side's words in common; below it the two are a paraphrase."""
CORE = 3
"""Least words in a row that two overlapping quotations share, where these are half of the shorter."""
RUN = 8
"""Least words in a row that they share where they are less."""
WORDS_ALONE = 0.5
"""What names, numbers and lengths alone never exceed as the likeness of two texts in two languages."""
ELLIPSIS = regex.compile(r"\.\s?\.\s?\.|…|\[\s*\]|\(\s*\)")
_SENTENCE_END = regex.compile(r"[.!?…][\"'”’»)\]]*\s|[.!?]{2,}")
_CLAUSE_END = regex.compile(r"[.,;:!?…—–]['\"”’»)\]]*\s")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}’'-]+")


@dataclass(frozen=True, slots=True)
class Sides:
    """The two texts, aligned; ``governed``: both are utterances, so a cut can free words from what governs them."""

    a: str
    a_language: str
    b: str
    b_language: str
    steps: tuple[Step, ...]
    governed: bool


def compare(a: Witness, b: Witness) -> Comparison:
    """How the words of ``a`` stand to those of ``b``; of two languages, they are held to be a translation.

    ``evidence``: ``ops``, a list of {op, a, b} with the words as written, op one of equal, insert (only in ``a``),
    delete (only in ``b``), replace; ``cut`` (start, middle, end) and ``shorter`` (a, b) of a truncated one;
    ``clashes``, a list of {kind, a, b} with the words of either side, where the meaning changed. Of two languages:
    ``names`` and ``numbers`` that both have, as ``a`` writes them; their score is what these and the lengths tell, and
    at most ``WORDS_ALONE``: what the words mean, ``translate`` weighs by their vectors.

    >>> said = Witness("1", "We will not leave before Friday.", language="en")
    >>> cut = Witness("2", "We will leave", language="en")
    >>> found = compare(cut, said); found.relation, found.altered, found.evidence["clashes"]
    ('edited', True, [{'kind': 'negation', 'a': [], 'b': ['not']}])
    """
    if a.language and b.language and a.language != b.language:
        return _translated(a, b)
    governed = a.kind == "direct" and b.kind == "direct"
    relation, altered, score, evidence = _compared(a.text, a.language, b.text, b.language, governed)
    return Comparison(relation, altered, score, evidence)


def _translated(a: Witness, b: Witness) -> Comparison:
    found = clashes(a.text, a.language, b.text, b.language)
    names, numbers = common_names(a.text, b.text), common_numbers(a, b)
    evidence: dict[str, Any] = {"names": names, "numbers": numbers, "clashes": clash_rows(found)}
    score = WORDS_ALONE * math.exp(-abs(length_gap(a, b)) - (len(found) > 0)) * (1 - 0.5 ** (1 + len(names + numbers)))
    return Comparison("translation", bool(found), round(score, 3), {k: v for k, v in evidence.items() if v})


@lru_cache(maxsize=1024)
def _compared(
    a: str, a_language: str, b: str, b_language: str, governed: bool
) -> tuple[Relation, bool, float, dict[str, Any]]:
    steps = aligned(a, b)
    relation, cut = _relation(a, b, steps)
    evidence: dict[str, Any] = {"ops": [_op(a, b, step) for step in steps]}
    if cut:
        evidence |= {"cut": cut, "shorter": "b" if _only(steps, "insert") else "a"}
    sides = Sides(a, a_language or b_language, b, b_language or a_language, steps, governed)
    found = _clashing(sides)
    if found:
        evidence["clashes"] = clash_rows(found)
    return relation, bool(found), round(_score(steps), 3), evidence


def _op(a: str, b: str, step: Step) -> dict[str, str]:
    return {"op": step.kind, "a": as_written(a, step.a), "b": as_written(b, step.b)}


def _shared(steps: Sequence[Step]) -> int:
    return sum(min(len(s.a), len(s.b)) for s in steps if s.kind == "equal" or respelt(s.a, s.b))


def _score(steps: Sequence[Step]) -> float:
    ours, theirs = sum(len(s.a) for s in steps), sum(len(s.b) for s in steps)
    return min(1.0, _shared(steps) / min(ours, theirs)) if ours and theirs else 0.0


def _inner(steps: Sequence[Step]) -> Sequence[Step]:
    """The steps from the first shared words to the last."""
    equal = [i for i, s in enumerate(steps) if s.kind == "equal"]
    return steps[equal[0] : equal[-1] + 1] if equal else ()


def _only(steps: Sequence[Step], kind: str) -> bool:
    return all(s.kind in ("equal", kind) for s in steps)


def _relation(a: str, b: str, steps: tuple[Step, ...]) -> tuple[Relation, list[str]]:
    if not steps:
        return ("verbatim" if a == b else "paraphrase"), []
    if _only(steps, "equal"):
        return "verbatim", []
    if _overlapping(steps):
        return "overlapping", []
    if _score(steps) < LIKE:
        return "paraphrase", []
    for kind, text in (("delete", a), ("insert", b)):
        if _only(steps, kind) and (cut := _cut(text, steps, kind)):
            return "truncated", cut
    return "edited", []


def _cut(short: str, steps: Sequence[Step], kind: str) -> list[str]:
    """Where words were cut off: start, middle (only where an ellipsis owns to it), end; nothing if it is no cut."""
    inner = [s for s in _inner(steps) if s.kind == kind]
    if len(inner) > len(ELLIPSIS.findall(short)):
        return []
    start, end = steps[0].kind == kind, steps[-1].kind == kind
    return [place for place, cut in (("start", start), ("middle", bool(inner)), ("end", end)) if cut]


def _overlapping(steps: Sequence[Step]) -> bool:
    """Whether each sticks out at an end of its own, and the stretch between is shared."""
    ends = {steps[0].kind, steps[-1].kind}
    core = max((len(s.a) for s in steps if s.kind == "equal"), default=0)
    enough = core >= RUN or (core >= CORE and _score(steps) >= LIKE)
    return ends == {"insert", "delete"} and enough and all(s.kind == "equal" for s in _inner(steps))


def _clashing(sides: Sides) -> list[Clash]:
    """What changed the meaning, once a kind."""
    if _only(sides.steps, "equal"):
        return []
    found: dict[ClashKind, tuple[dict[str, None], dict[str, None]]] = {}
    turned = moved(sides.a, sides.b, sides.a_language, sides.steps) if sides.a_language == sides.b_language else ()
    for clash in (*_contradictions(sides), *turned, *_put_in(sides), *_names(sides)):
        ours, theirs = found.setdefault(clash.kind, ({}, {}))
        ours |= dict.fromkeys(filter(None, clash.a))
        theirs |= dict.fromkeys(filter(None, clash.b))
    return [Clash(kind, tuple(ours), tuple(theirs)) for kind, (ours, theirs) in found.items() if ours or theirs]


def _contradictions(sides: Sides) -> list[Clash]:
    inner = [s for s in _inner(sides.steps) if not _passed_over(sides, s)]
    ours, theirs = sides.a, sides.b
    if inner:
        ours = _stretch(sides.a, [s.a for s in inner], sides.governed)
        theirs = _stretch(sides.b, [s.b for s in inner], sides.governed)
    return clashes(ours, sides.a_language, theirs, sides.b_language)


def _passed_over(sides: Sides, step: Step) -> bool:
    """Whether whole sentences were left out: what they deny is not denied of the rest."""
    left = as_written(sides.b, step.b) if step.kind == "delete" else as_written(sides.a, step.a)
    return step.kind in ("delete", "insert") and _SENTENCE_END.search(left) is not None


def _stretch(text: str, parts: Sequence[Sequence[Word]], governed: bool) -> str:
    """The parts, and what stands before the first in its clause: "I do not think that" governs what follows it.

    Only of an utterance: a scrap woven into another's sentence is governed there.
    """
    filled = [part for part in parts if part]
    start = filled[0][0].start
    before = [m.end() for m in _CLAUSE_END.finditer(text, 0, start)]
    stretches = [as_written(text, part) for part in filled]
    return " ".join([text[before[-1] if before else 0 : start], *stretches] if governed else stretches)


def _put_in(sides: Sides) -> Iterator[Clash]:
    """A bracket that says more than the words it stands for."""
    for step in sides.steps:
        bracketed = [w for w in step.a if w.bracketed]
        if step.kind in ("insert", "replace") and len(bracketed) > max(1, len(step.b)):
            yield Clash("bracket", (as_written(sides.a, bracketed),), ())


def _names(sides: Sides) -> Iterator[Clash]:
    """A name in the place of another."""
    for step in _inner(sides.steps):
        if step.kind == "replace" and not any(w.bracketed for w in step.a + step.b):
            ours, theirs = _proper(sides.a, step.a), _proper(sides.b, step.b)
            if ours and theirs and not respelt(step.a, step.b):
                yield Clash("name", ours, theirs)


def _proper(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """The words written as names, inside a sentence."""
    spans = dict.fromkeys((w.start, w.end) for w in words)
    return tuple(text[i:j] for i, j in spans if _NAME.fullmatch(text, i, j) and not _opens(text, i))


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“‘«([")
    return not before or before[-1] in ".!?…:"
