"""People's decisions: kept in a file of their own, replayed at every build, never overwritten by the machine.

A line of judgements.jsonl is one decision: {"id", "subject", "verdict", "reason", "made_at"}. Nothing is ever taken
out of the file: a later decision on the same subject stands in the place of an earlier one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from quotes.model import Comparison, Judgement, Pair, Witness

VERDICTS = {
    "same": ("quotations", 2),
    "not same": ("quotations", 2),
    "unsure": ("quotations", 2),
    "same speaker": ("speaker", 2),
    "another speaker": ("speaker", 2),
    "same outlet": ("outlet", 2),
    "another outlet": ("outlet", 2),
    "no quotation": ("quotation", 1),
    "quotation": ("quotation", 1),
}
"""Verdict → what it is about, and of how many ids. A verdict undoes the others that are about the same."""

FIELDS = ("id", "subject", "verdict", "reason", "made_at")


@dataclass(frozen=True, slots=True)
class Broken:
    """A line of the file that cannot be used; ``line`` counts from 1."""

    line: int
    problem: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Witnesses and pairs as people left them."""

    witnesses: tuple[Witness, ...]
    pairs: tuple[Pair, ...]


def judgement(ids: Sequence[str], verdict: str, reason: str, made_at: str) -> Judgement:
    """A decision on one or two ids. Of "same speaker" and "same outlet" the first id is the second: the order counts.

    Raises ``ValueError``, saying what to do, for an unknown verdict or a wrong number of ids.

    >>> judgement(["q2", "q1"], "same", "read both", "2024-03-01T10:00:00+00:00").subject
    'q1 q2'
    """
    if verdict not in VERDICTS:
        raise ValueError(f"unknown verdict {verdict!r}: one of {', '.join(VERDICTS)}")
    about, number = VERDICTS[verdict]
    if len(set(ids)) != number or not all(i.strip() == i and i and " " not in i for i in ids):
        raise ValueError(f"{verdict!r} needs {number} different id{'s' * (number > 1)}, got {' '.join(ids) or 'none'}")
    subject = " ".join(sorted(ids) if about == "quotations" else ids)
    identity = blake2b("\0".join((subject, verdict, reason, made_at)).encode(), digest_size=8).hexdigest()
    return Judgement(identity, subject, verdict, reason, made_at)


def load(path: Path) -> tuple[list[Judgement], list[Broken]]:
    """The decisions in the file in their order, and the lines that are none; no file is no decision."""
    if not path.exists():
        return [], []
    good: list[Judgement] = []
    broken: list[Broken] = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                good.append(_parsed(line))
            except (ValueError, TypeError) as error:
                broken.append(Broken(number, str(error)))
    return good, broken


def _parsed(line: bytes) -> Judgement:
    row = json.loads(line)
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in FIELDS[1:]):
        raise ValueError(f"needs the texts {', '.join(FIELDS[1:])}")
    made = judgement(row["subject"].split(), row["verdict"], row["reason"], row["made_at"])
    return replace(made, id=row.get("id") or made.id)


def append(path: Path, decision: Judgement) -> None:
    """Adds the decision in one write, on a line of its own even after a line that a crash left unended."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(decision), ensure_ascii=False) + "\n"
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        size = os.fstat(handle).st_size
        unended = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        os.write(handle, (("\n" if unended else "") + line).encode("utf8"))
        os.fsync(handle)
    finally:
        os.close(handle)


def standing(decisions: Iterable[Judgement]) -> list[Judgement]:
    """The decisions in force, the latest of each subject, by id; ties are broken by id.

    >>> first = judgement(["a", "b"], "same", "", "2024-03-01")
    >>> second = judgement(["b", "a"], "not same", "", "2024-03-02")
    >>> [d.verdict for d in standing([second, first])]
    ['not same']
    """
    latest: dict[tuple[str, str], Judgement] = {}
    for d in sorted(decisions, key=lambda d: (d.made_at, d.id)):
        latest[VERDICTS[d.verdict][0], " ".join(sorted(d.subject.split()))] = d
    return sorted(latest.values(), key=lambda d: d.id)


def dropped(decisions: Iterable[Judgement]) -> frozenset[str]:
    """The ids of what people say is no quotation."""
    return frozenset(d.subject for d in standing(decisions) if d.verdict == "no quotation")


def renamed(decisions: Iterable[Judgement], verdict: str) -> dict[str, str]:
    """Of "same speaker" or "same outlet": every id that is another's → that other, at the end of the chain.

    A decision that would close a circle is passed over.

    >>> renamed([judgement(["a", "b"], "same speaker", "", "1"), judgement(["b", "c"], "same speaker", "", "2")],
    ...         "same speaker")
    {'a': 'c', 'b': 'c'}
    """
    step: dict[str, str] = {}
    for d in sorted(standing(decisions), key=lambda d: (d.made_at, d.id)):
        alias, name = d.subject.split() if d.verdict == verdict else ("", "")
        if alias and _end(step, name) != alias:
            step[alias] = name
    return {alias: _end(step, alias) for alias in sorted(step)}


def _end(step: Mapping[str, str], identity: str) -> str:
    while identity in step:
        identity = step[identity]
    return identity


def apply(
    decisions: Iterable[Judgement],
    witnesses: Sequence[Witness],
    pairs: Sequence[Pair],
    compare: Callable[[Witness, Witness], Comparison],
) -> Judged:
    """Pairs as people decided, for tracing: each carries {"judgement": id, "verdict": …} in its evidence.

    "same" makes a pair, with the relation that ``compare`` sees; "not same" makes one that keeps its sides in two
    lineages; "unsure" marks what matching found; "no quotation" takes a witness out. Decisions on ids that are not
    held wait until they are.

    >>> a, b = Witness("a", "Yes."), Witness("b", "Aye.")
    >>> judged = apply([judgement(["a", "b"], "same", "one tape", "2024-03-01")], [a, b], [],
    ...                lambda x, y: Comparison("paraphrase", False, 0.4))
    >>> [(p.a, p.b, p.comparison.relation, p.comparison.evidence["verdict"]) for p in judged.pairs]
    [('a', 'b', 'paraphrase', 'same')]
    """
    force = standing(decisions)
    out = dropped(force)
    kept = {w.id: w for w in witnesses if w.id not in out}
    found = {frozenset((p.a, p.b)): p for p in pairs if p.a in kept and p.b in kept}
    for d in force:
        a, b = (*d.subject.split(), "")[:2]
        if VERDICTS[d.verdict][0] == "quotations" and a in kept and b in kept:
            pair = _decided(d, kept[a], kept[b], found.get(frozenset((a, b))), compare)
            found |= {frozenset((a, b)): pair} if pair else {}
    return Judged(tuple(kept.values()), tuple(found.values()))


def _decided(
    d: Judgement, a: Witness, b: Witness, pair: Pair | None, compare: Callable[[Witness, Witness], Comparison]
) -> Pair | None:
    mark: dict[str, Any] = {"judgement": d.id, "verdict": d.verdict}
    if d.verdict == "not same":
        return Pair(a.id, b.id, Comparison("said again", False, 0.0, mark | {"apart": True}))
    if d.verdict == "unsure":
        return pair and replace(pair, comparison=_marked(pair.comparison, mark))
    if pair and pair.comparison.relation != "said again":
        return replace(pair, comparison=_marked(pair.comparison, mark))
    comparison = compare(a, b)
    if comparison.relation == "said again":
        comparison = replace(comparison, relation="paraphrase")
    return Pair(a.id, b.id, _marked(comparison, mark))


def _marked(comparison: Comparison, mark: Mapping[str, Any]) -> Comparison:
    return replace(comparison, evidence={**comparison.evidence, **mark})


def idle(decisions: Iterable[Judgement], held: Iterable[str]) -> list[Judgement]:
    """Decisions in force that touch nothing that is held: ids of articles not read, or changed since."""
    ids = set(held)
    return [d for d in standing(decisions) if not set(d.subject.split()) <= ids]
