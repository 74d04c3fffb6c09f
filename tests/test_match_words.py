"""Texts to numbers and back: folding in bulk is folding one by one."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.match import numbering
from quotes.match.families import families
from quotes.match.folding import spelled_out
from quotes.match.keys import RANK_BITS, candidates, postings, telling
from quotes.match.words import variants
from quotes.text import fold, folded, tokens

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


def slowly(text: str) -> str:
    """The definition of ``fold``: character by character."""
    pieces = (unicodedata.normalize("NFKD", c).casefold() for c in text)
    return "".join(c for piece in pieces for c in piece if not unicodedata.combining(c))


@given(TEXTS)
def test_fold_is_folding_each_character(text: str) -> None:
    assert sorted(fold(text)) == sorted(slowly(text))
    assert folded(text).text == slowly(text)


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=8))
def test_variants_are_the_words_of_each_text(texts: list[str]) -> None:
    found = variants(texts)
    for text, variant in zip(texts, found.of.tolist(), strict=True):
        words = [found.vocabulary[w] for w in found.words[found.starts[variant] : found.starts[variant + 1]].tolist()]
        if not set("[]\n\x7f'’‘ʼ") & set(text):
            assert words == tokens(spelled_out(fold(text)))


def test_two_processes_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{n} ferrymen and {n % 7} bishops — né {n % 11}" for n in range(400)] + ["旧港口的大桥"]
    one = variants(texts)
    monkeypatch.setattr(numbering, "MANY", 10)
    monkeypatch.setattr(numbering, "CHUNK", 30)
    two = variants(texts)
    assert one.of.tolist() == two.of.tolist() and one.numbers.tolist() == two.numbers.tolist()
    assert [one.vocabulary[w] for w in one.words.tolist()] == [two.vocabulary[w] for w in two.words.tolist()]


def test_longest_variant_comes_first() -> None:
    lengths = variants(["one two", "one", "one two three", "ONE  two"]).lengths.tolist()
    assert lengths == [3, 2, 1]


def test_brackets_and_line_breaks_are_no_words() -> None:
    found = variants(["The orchard\nwas [the mayor says] lost", "the orchard was lost"])
    assert len(found) == 1


def test_candidates_are_linear_in_a_popular_quotation() -> None:
    texts = [f"{n} the harbour wall will be rebuilt before the storms {n}" for n in range(500)]
    child, parent = candidates(postings(variants(texts)))
    assert (parent < child).all() and len(child) < 4 * len(texts)


def test_half_of_a_pair_far_down_the_list_is_found() -> None:
    texts = [f"Sentence number {n} speaks of a quite different harbour and of ship {n}" for n in range(3000)]
    texts += [
        "The abbot of Lindmark sold eleven bells to a travelling circus",
        "sold eleven bells to a travelling circus",
    ]
    found = families(texts)
    label = found.labels()[found.of]
    assert label[-1] == label[-2] and (label[:-2] != label[-1]).all()


SOME = ("the", "of", "we", "it", "was", "harbour", "wall", "orchard", "ferry", "sold", "treaties", "市", "長")
SAID = st.lists(st.sampled_from(SOME), max_size=12)


@given(SAID, SAID, SAID)
def test_what_holds_a_text_has_the_key_that_says_most_in_it(
    before: list[str], text: list[str], after: list[str]
) -> None:
    found = telling(piece := variants([" ".join(text)]))
    whole = postings(variants([" ".join([*before, *text, *after])]))
    assert {*found.values()} <= {packed >> RANK_BITS for packed in whole.tolist()}
    assert bool(found) == bool(len(postings(piece)))
