"""Comparing any two texts: nothing raises, and the evidence holds the words of both as written."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.match.compare import WORDS_ALONE, compare
from quotes.match.wording import written_words
from quotes.model import Witness

PIECES = [
    "We will",
    " not",
    " pay",
    " [the ferryman]",
    " 1,200",
    " crowns",
    ".",
    " … ",
    " Nobody",
    "’s",
    " f**k",
    "旧港口",
    " U.S.",
    "\n",
]
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


def read(a: str, b: str, **fields: str) -> dict[str, object]:
    found = compare(Witness("a", a, language="en", **fields), Witness("b", b, language="en"))  # type: ignore[arg-type]
    return {"relation": found.relation, "altered": found.altered, "score": found.score, **found.evidence}


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_evidence_is_the_words_of_both(a: str, b: str) -> None:
    found = read(a, b)
    ops = json.loads(json.dumps(found["ops"]))
    for side, text in (("a", a), ("b", b)):
        assert all(op[side] in text for op in ops)
        assert sum(len(written_words(op[side])) for op in ops) >= len(written_words(text))
    assert 0 <= float(str(found["score"])) <= 1 and bool(found["altered"]) == ("clashes" in found)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_text_is_its_own_repeat(text: str) -> None:
    found = read(text, text)
    assert found["relation"] == "verbatim" and not found["altered"]


@pytest.mark.parametrize(
    ("a", "b", "cut", "shorter"),
    [
        ("the press stands idle", "the press stands idle, and we weep", ["end"], "a"),
        ("and we weep", "the press stands idle, and we weep", ["start"], "a"),
        ("press stands idle, and", "the press stands idle, and we weep", ["start", "end"], "a"),
        ("the press stands idle, and we weep", "the press stands", ["end"], "b"),
        ("the press … and we weep", "the press stands idle, and we weep", ["middle"], "a"),
    ],
)
def test_which_end_was_cut(a: str, b: str, cut: list[str], shorter: str) -> None:
    found = read(a, b)
    assert (found["relation"], found["cut"], found["shorter"]) == ("truncated", cut, shorter)


def test_a_scrap_is_not_altered_by_the_sentence_it_was_woven_from() -> None:
    whole = "It is not acceptable for a loud and greedy ferryman to shout at passengers"
    assert not read("a loud and greedy ferryman", whole, kind="fragment")["altered"]


def test_a_negation_left_out_under_an_ellipsis_is_seen() -> None:
    assert read("We will … pay the ferryman", "We will certainly not pay the ferryman")["clashes"] == [
        {"kind": "negation", "a": [], "b": ["not"]}
    ]


def test_two_languages_are_a_translation() -> None:
    found = compare(Witness("a", "Nous ne paierons pas", language="fr"), Witness("b", "We will pay", language="en"))
    assert (found.relation, found.altered) == ("translation", True)
    assert found.evidence == {"clashes": [{"kind": "negation", "a": ["pas"], "b": []}]}


@pytest.mark.parametrize(
    ("a", "b", "evidence"),
    [
        ("Nous paierons 300 pêcheurs de Kharkiv", "We will pay the 300 fishermen of Kharkiv",
         {"names": ["Kharkiv"], "numbers": ["300"]}),
        ("Nous paierons les pêcheurs", "We will pay the fishermen", {}),
    ],
)  # fmt: skip
def test_what_two_languages_share(a: str, b: str, evidence: dict[str, object]) -> None:
    found = compare(Witness("a", a, language="fr"), Witness("b", b, language="en"))
    assert not found.altered and found.evidence == evidence
    assert 0 < found.score <= WORDS_ALONE


def test_more_in_common_is_liker() -> None:
    said = Witness("b", "We will pay the 300 fishermen of Kharkiv", language="en")
    texts = ("Nous paierons les 300 pêcheurs de Kharkiv", "Nous paierons les pêcheurs", "Oui")
    scores = [compare(Witness("a", text, language="fr"), said).score for text in texts]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == 3
