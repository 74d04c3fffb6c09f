"""``quotes match``: rows of quotations in, the same with their lineages out; what is wrong with a row is said."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from quotes.match.families import Families, families

LONGEST = 100_000
"""Characters from which on a text is a book and no quotation; compared with every other it would cost minutes."""

Row = dict[str, Any]


def parsed(lines: Iterable[str]) -> Iterator[object]:
    """Each line's JSON value, or the error in reading it, for ``match_rows`` to report; empty lines are skipped."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                yield ValueError(f"line {number} is not JSON: {error}")


def match_rows(rows: Iterable[object]) -> Iterator[Row]:
    """{"id", "text", ...} → {"id", "lineage", "exemplar", "relation", "score"}, in the order of the rows.

    ``lineage`` is the least id in it; its longest wording has no exemplar, unless it is nearly that of another. A row
    that cannot be matched gives {"id", "row", "problem"} instead: ``row`` counts from 1, ``problem`` says what is
    wrong.

    >>> texts = ["We shall rebuild the harbour wall", "rebuild the harbour wall"]
    >>> list(match_rows({"id": n, "text": t} for n, t in enumerate(texts, 1)))  # doctest: +NORMALIZE_WHITESPACE
    [{'id': 1, 'lineage': 1, 'exemplar': None, 'relation': None, 'score': None},
     {'id': 2, 'lineage': 1, 'exemplar': 1, 'relation': 'truncated', 'score': 1.0}]
    >>> list(match_rows([{"text": "Who says this?"}]))
    [{'id': None, 'row': 1, 'problem': 'no "id"'}]
    """
    ids: list[Any] = []
    texts: list[str] = []
    results: list[Row | None] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        problem = problem_of(row, seen)
        if problem is None and isinstance(row, Mapping):
            seen.add(str(row["id"]))
            ids.append(row["id"])
            texts.append(row["text"])
            results.append(None)
        else:
            given = row.get("id") if isinstance(row, Mapping) else None
            results.append({"id": given, "row": number, "problem": problem})
    matched = _matched(ids, families(texts)) if texts else iter(())
    for result in results:
        yield next(matched) if result is None else result


def problem_of(row: object, seen: Collection[str] = ()) -> str | None:
    """What is wrong with a row, if anything; ``seen`` are the ids of those before, as text.

    >>> problem_of({"id": 7, "text": "Yes."}, {"7"})
    'this id was given before'
    """
    if isinstance(row, ValueError):
        return str(row)
    if not isinstance(row, Mapping):
        return "not an object with an id and a text"
    given, text = row.get("id"), row.get("text")
    if given is None or not isinstance(given, (str, int)):
        return 'no "id"' if given is None else 'its "id" is neither text nor a whole number'
    if not isinstance(text, str):
        return 'no "text"' if text is None else 'its "text" is not text'
    if str(given) in seen:
        return "this id was given before"
    return _unnamable(str(given)) or _unusable(text)


def _unnamable(given: str) -> str | None:
    if not given:
        return 'its "id" is empty'
    return 'its "id" holds half a character (a lone surrogate)' if _is_cut(given) else None


def _is_cut(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)


def _unusable(text: str) -> str | None:
    if len(text) > LONGEST:
        return f"{len(text):,} characters are too many for a quotation (at most {LONGEST:,})"
    if not text.strip():
        return "the text is empty"
    if _is_cut(text):
        return "the text holds half a character (a lone surrogate): it was cut or decoded wrongly"
    return None


def _matched(ids: Sequence[Any], found: Families) -> Iterator[Row]:
    of, label = found.of.tolist(), found.labels().tolist()
    first = _least(ids, of)
    lineage = _least(first.values(), [label[variant] for variant in first])
    children, parents, scores = (side.tolist() for side in found.shown)
    edges = dict(zip(children, zip(parents, scores, strict=True), strict=True))
    relations, wordless = found.relations(), found.wordless()
    for given, variant in zip(ids, of, strict=True):
        whole, exemplar, relation, score = lineage[label[variant]], None, None, None
        if variant == wordless:
            whole = given
        elif given != first[variant]:
            exemplar, relation, score = first[variant], "verbatim", 1.0
        elif variant in edges:
            parent, likeness = edges[variant]
            exemplar, relation, score = first[parent], relations[variant], round(likeness, 3)
        yield {"id": given, "lineage": whole, "exemplar": exemplar, "relation": relation, "score": score}


def _least(ids: Iterable[Any], groups: Iterable[int]) -> dict[int, Any]:
    """Each group's least id, as text; in the order in which the groups come."""
    least: dict[int, Any] = {}
    for given, group in zip(ids, groups, strict=True):
        if group not in least or str(given) < str(least[group]):
            least[group] = given
    return least
