"""The table of invented pairs: what is a repeat, how it stands to the other, and what changed the meaning."""

import itertools
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.match.compare import compare
from quotes.match.repeats import repeats
from quotes.model import Witness

ROWS = tomllib.loads((Path(__file__).parent / "pairs" / "repeats.toml").read_text(encoding="utf8"))["pair"]


def witness(side: str, row: dict[str, Any]) -> Witness:
    """A row's ``a`` or ``b``: its text alone, or a table of the witness's fields."""
    given = row[side] if isinstance(row[side], dict) else {"text": row[side]}
    day = given.pop("published", "2024-03-02")
    fields = {"id": side, "article": {"a": "one", "b": "two"}[side], "language": row.get("lang", "en")}
    return Witness(**{**fields, "published_from": day, "published_to": day, **given})


@pytest.fixture(params=ROWS, ids=lambda row: row["label"])
def row(request: pytest.FixtureRequest) -> dict[str, Any]:
    return json.loads(json.dumps(request.param))


def test_pair(row: dict[str, Any]) -> None:
    a, b = witness("a", row), witness("b", row)
    found = repeats([a, b])
    assert [p.comparison.relation for p in found] == ([] if row["relation"] == "none" else [row["relation"]])
    for pair in found:
        assert bool(pair.comparison.evidence.get("misattributed")) == row.get("misattributed", False)


def test_order_changes_nothing(row: dict[str, Any]) -> None:
    sides = [witness("a", row), witness("b", row)]
    assert repeats(sides) == repeats(sides[::-1])


def test_altered(row: dict[str, Any]) -> None:
    if row["relation"] == "none":
        pytest.skip("no pair, nothing to compare")
    found = compare(witness("a", row), witness("b", row))
    assert sorted(clash["kind"] for clash in found.evidence.get("clashes", [])) == row.get("altered", [])
    assert found.altered == bool(row.get("altered"))


def test_evidence_is_the_words_as_written(row: dict[str, Any]) -> None:
    a, b = witness("a", row), witness("b", row)
    evidence = json.loads(json.dumps(compare(a, b).evidence))
    for op in evidence["ops"]:
        assert op["a"] in a.text and op["b"] in b.text
        assert bool(op["a"]) == (op["op"] != "delete") and bool(op["b"]) == (op["op"] != "insert")


def test_every_relation_is_shown() -> None:
    shown = {row["relation"] for row in ROWS}
    assert shown >= {"verbatim", "truncated", "edited", "overlapping", "said again", "none"} and len(ROWS) >= 60
    clashes = set(itertools.chain(*(row.get("altered", []) for row in ROWS)))
    assert clashes >= {"negation", "number", "name", "hedge", "opposite", "bracket"}
