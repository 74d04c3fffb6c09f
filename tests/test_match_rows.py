"""Rows in, lineages out: bad rows are named and the rest matched, and the order of the rows changes nothing."""

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.match.rows import match_rows, parsed

SAID = "The orchard lost half its apple trees, and the cider press has stood idle ever since"
CUT = "the cider press has stood idle ever since"
OTHER = "Nobody has seen the harbour master since the regatta in August"

BAD: list[tuple[str, object, str]] = [
    ("no id", {"text": SAID}, 'no "id"'),
    ("no text", {"id": 9}, 'no "text"'),
    ("id of another kind", {"id": [1], "text": SAID}, "neither text nor a whole number"),
    ("text of another kind", {"id": 9, "text": 12}, "not text"),
    ("an id twice", {"id": 1, "text": OTHER}, "given before"),
    ("the same id as text", {"id": "1", "text": OTHER}, "given before"),
    ("an empty text", {"id": 9, "text": " \n"}, "empty"),
    ("a megabyte", {"id": 9, "text": "word " * 200_000}, "too many"),
    ("an empty id", {"id": "", "text": OTHER}, "is empty"),
    ("half a character in an id", {"id": "x\ud83d", "text": OTHER}, "lone surrogate"),
    ("half a character", {"id": 9, "text": "The orchard \ud83d is lost"}, "lone surrogate"),
    ("no object", ["id", "text"], "not an object"),
    ("a number", 7, "not an object"),
]


@pytest.mark.parametrize(("row", "says"), [pytest.param(row, says, id=label) for label, row, says in BAD])
def test_bad_row_is_named_and_the_rest_matched(row: object, says: str) -> None:
    found = list(match_rows([{"id": 1, "text": SAID}, row, {"id": 2, "text": CUT}]))
    assert found[1]["row"] == 2 and says in found[1]["problem"]
    assert [r["lineage"] for r in (found[0], found[2])] == [1, 1]
    assert (found[2]["exemplar"], found[2]["relation"]) == (1, "truncated")


def test_broken_line_is_named() -> None:
    lines = [json.dumps({"id": "a", "text": SAID}), "", "{broken", json.dumps({"id": "b", "text": CUT})]
    found = list(match_rows(parsed(lines)))
    assert "line 3 is not JSON" in found[1]["problem"]
    assert found[2]["lineage"] == "a"


def test_nothing_gives_nothing() -> None:
    assert list(match_rows([])) == []


def test_words_of_any_letters_are_matched() -> None:
    rows = [{"id": 1, "text": "ø"}, {"id": 2, "text": "Ø!"}, {"id": 3, "text": "ёлки"}, {"id": 4, "text": "Ёлки"}]
    assert [r["lineage"] for r in match_rows(rows)] == [1, 1, 3, 3]


def test_nothing_is_had_from_what_was_had_from_it() -> None:
    found = {r["id"]: r for r in match_rows([{"id": 1, "text": SAID}, {"id": 2, "text": SAID.rsplit(" ", 1)[0]}])}
    assert [found[i]["exemplar"] for i in (1, 2)] == [None, 1]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abc ", min_size=12, max_size=30), max_size=12))
def test_exemplars_make_no_circle(texts: list[str]) -> None:
    found = {
        r["id"]: r["exemplar"] for r in match_rows({"id": n, "text": t} for n, t in enumerate(texts)) if "exemplar" in r
    }
    for here in found:
        way = [here]
        while (there := found[way[-1]]) is not None:
            assert there not in way
            way.append(there)


def test_words_without_letters_stay_alone() -> None:
    found = list(match_rows({"id": n, "text": t} for n, t in enumerate(["…", "…", "?!", SAID])))
    assert [r["lineage"] for r in found] == [0, 1, 2, 3]


ROWS: list[dict[str, Any]] = [
    {"id": "e", "text": SAID},
    {"id": "b", "text": SAID.upper()},
    {"id": "d", "text": CUT},
    {"id": "a", "text": OTHER},
    {"id": "c", "text": OTHER.replace("August", "[late] August")},
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::7])
def test_order_changes_nothing(order: tuple[int, ...]) -> None:
    found = {r["id"]: r for r in match_rows([ROWS[i] for i in order])}
    assert found == {r["id"]: r for r in match_rows(ROWS)}
    assert {i: r["lineage"] for i, r in found.items()} == {"a": "a", "b": "b", "c": "a", "d": "b", "e": "b"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_text_is_answered(texts: list[str]) -> None:
    found = list(match_rows({"id": n, "text": t} for n, t in enumerate(texts)))
    assert [r["id"] for r in found] == list(range(len(texts)))
    alike = {
        t: r["lineage"] for t, r in zip(texts, found, strict=True) if "lineage" in r and any(c.isalnum() for c in t)
    }
    for text, row in zip(texts, found, strict=True):
        if text in alike:
            assert row["lineage"] == alike[text]
