"""People's decisions: the file, and what they do to lineages."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from quotes.judge import append, apply, dropped, idle, judgement, load, renamed, standing
from quotes.model import Comparison, Judgement, Pair, Witness
from quotes.trace import trace

ALIKE = Comparison("verbatim", False, 0.9)
DAYS = {i: f"2024-03-0{n}" for n, i in enumerate("abcd", 1)}


def compare(a: Witness, b: Witness) -> Comparison:
    return ALIKE


def witnesses() -> list[Witness]:
    return [
        Witness(i, "The tide will not wait for the committee.", f"article {i}", published_from=day, published_to=day)
        for i, day in DAYS.items()
    ]


def lineages(decisions: list[Judgement], pairs: list[Pair]) -> list[str]:
    judged = apply(decisions, witnesses(), pairs, compare)
    return ["".join(x.members) for x in trace(judged.witnesses, judged.pairs, [], {}, compare)[0]]


def every_pair() -> list[Pair]:
    return [Pair(a, b, ALIKE) for a, b in combinations("abcd", 2)]


def test_what_is_appended_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "db" / "judgements.jsonl"
    made = [judgement(["b", "a"], "same", "“read”\nboth", "2024-03-01"), judgement(["a"], "no quotation", "", "2024")]
    for decision in made:
        append(path, decision)
    assert load(path) == (made, [])
    assert path.read_text(encoding="utf8").count("\n") == 2


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert load(tmp_path / "none.jsonl") == ([], [])


def test_broken_lines_are_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    good = judgement(["a", "b"], "same", "", "2024-03-01")
    append(path, good)
    with path.open("a", encoding="utf8") as file:
        file.write('{"subject": "a b", "verdict": "perhaps", "reason": "", "made_at": "2024"}\n\n[]\n{"subject": "a')
    append(path, good)
    decisions, broken = load(path)
    assert decisions == [good, good]
    assert [b.line for b in broken] == [2, 4, 5]
    assert "perhaps" in broken[0].problem


@pytest.mark.parametrize(
    ("ids", "verdict"),
    [(["a"], "same"), (["a", "a"], "same"), (["a", "b"], "no quotation"), (["a", "b c"], "same"), (["a", "b"], "yes")],
)
def test_a_decision_that_makes_no_sense_is_refused(ids: list[str], verdict: str) -> None:
    with pytest.raises(ValueError, match=r"needs|unknown"):
        judgement(ids, verdict, "", "2024-03-01")


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([], ["abcd"]),
        ([("a", "b", "not same")], ["acd", "b"]),
        ([("a", "b", "not same"), ("b", "c", "same")], ["ad", "bc"]),
        ([("a", "b", "unsure")], ["abcd"]),
        ([("a", "b", "same")], ["abcd"]),
        ([("a", "b", "not same"), ("a", "b", "same")], ["abcd"]),
    ],
    ids=lambda v: str(v),
)
def test_lineages_follow_decisions(verdicts: list[tuple[str, str, str]], expected: list[str]) -> None:
    made = [judgement([a, b], verdict, "", f"2024-03-0{n}") for n, (a, b, verdict) in enumerate(verdicts, 1)]
    found = lineages(made, every_pair())
    split = [(a, b) for a, b, v in verdicts if v == "not same" and (a, b, "same") not in verdicts]
    joined = [(a, b) for a, b, v in verdicts if v == "same"]
    assert len(found) == len(expected)
    assert all(not any(a in x and b in x for x in found) for a, b in split)
    assert all(any(a in x and b in x for x in found) for a, b in joined)


def test_same_joins_what_matching_did_not_see() -> None:
    assert lineages([judgement(["a", "c"], "same", "", "1")], []) == ["ac", "b", "d"]


def test_no_quotation_leaves_no_trace() -> None:
    decisions = [judgement(["b"], "no quotation", "a title", "1")]
    assert lineages(decisions, every_pair()) == ["acd"]
    assert dropped(decisions) == {"b"}
    assert not dropped([*decisions, judgement(["b"], "quotation", "it is one", "2")])


@pytest.mark.parametrize("verdict", ["same", "unsure"])
def test_a_link_shows_the_decision(verdict: str) -> None:
    made = judgement(["a", "b"], verdict, "", "1")
    judged = apply([made], witnesses()[:2], [Pair("a", "b", ALIKE)], compare)
    link = trace(judged.witnesses, judged.pairs, [], {}, compare)[1][0]
    assert link.evidence["judgement"] == made.id
    assert link.evidence.get("undecided", False) == (verdict == "unsure")


def test_not_same_makes_no_link() -> None:
    judged = apply([judgement(["a", "b"], "not same", "", "1")], witnesses()[:2], [Pair("a", "b", ALIKE)], compare)
    assert trace(judged.witnesses, judged.pairs, [], {}, compare)[1] == []


def test_decisions_do_not_depend_on_order() -> None:
    made = [judgement(["a", "b"], "same", "", "1"), judgement(["a", "b"], "not same", "", "2")]
    assert standing(made) == standing(made[::-1]) == [made[1]]


def test_names_follow_the_chain_and_never_a_circle() -> None:
    made = [judgement(pair.split(), "same outlet", "", str(n)) for n, pair in enumerate(["a b", "b c", "c a", "d a"])]
    assert renamed(made, "same outlet") == {"a": "c", "b": "c", "d": "c"}
    undone = [*made, judgement(["a", "b"], "another outlet", "", "9")]
    assert renamed(undone, "same outlet") == {"b": "a", "c": "a", "d": "a"}


def test_decisions_on_what_is_not_held_wait() -> None:
    made = judgement(["a", "z"], "not same", "", "1")
    assert lineages([made], every_pair()) == ["abcd"]
    assert idle([made], "abcd") == [made]
