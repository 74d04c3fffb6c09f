"""Words on a page: nothing of an article is lost, nothing of it becomes markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from quotes.plugin import evidence
from quotes.plugin.citation import cite
from quotes.plugin.difference import difference, pieces
from quotes.plugin.likeness import Term, likeness, mark, terms
from quotes.plugin.parts import MARKS, PART, marked_paragraph, part_of, parts
from quotes.plugin.picture import Edge, Node, draw
from quotes.plugin.vocabulary import vocabulary
from quotes.plugin.words import date_words, plain, safe_url, visible

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=60)
WORDS = st.lists(st.sampled_from(["we", "will", "not", "sell", "the", "harbour", "<b>", "“", "，", "走"]), max_size=14)


class Reader(HTMLParser):
    """The text of a piece of HTML, and the text inside some of its tags."""

    def __init__(self, html: str, without: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.inside, self.without = "", [], [], without
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.without not in self.inside:
            self.text += data


@given(TEXT)
def test_pieces_lose_nothing(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_difference_holds_both_wordings(old: str, new: str) -> None:
    """Without what went out it is the new wording; folding forgives only case and the shape of marks."""
    changed = difference(old, new)
    if changed is not None:
        assert Reader(changed, without="del").text == new
        assert set(Reader(changed).tags) <= {"ins", "del"}


@given(TEXT, TEXT)
def test_difference_of_any_text_is_safe(old: str, new: str) -> None:
    changed = difference(old, new)
    assert changed is None or set(Reader(changed).tags) <= {"ins", "del"}


CHANGES = [
    ("identical but for marks", "Don't “go”.", 'Don’t "go"', None),
    ("a word", "We will not sell", "We will sell", "We will <del>not </del>sell"),
    ("a question is no statement", "We will sell.", "We will sell?", "We will sell<del>.</del><ins>?</ins>"),
    ("Chinese by the character", "我们不会", "我们会", "我们<del>不</del>会"),
    ("a number", "9 boats", "90 boats", "<del>9</del><ins>90</ins> boats"),
]


@pytest.mark.parametrize(("label", "old", "new", "shown"), CHANGES, ids=[c[0] for c in CHANGES])
def test_difference_shows(label: str, old: str, new: str, shown: str | None) -> None:
    assert difference(old, new) == shown


def test_difference_of_giants_is_coarse_but_quick() -> None:
    changed = difference("a b " * 3000, "b a " * 3000 + "c")
    assert changed is not None and changed.count("<ins>") == 1


@settings(max_examples=200)
@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_marked_paragraph_is_the_paragraph(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever the spans, nested or crossing: the text stays, and every mark is closed."""
    quotes = [
        {"id": f"q{i}", "start": min(a, b), "end": max(a, b), "kind": "direct", "position": i, "language": "en"}
        for i, (a, b) in enumerate(spans)
    ]
    html = marked_paragraph(text, 0, len(text), [q for q in quotes if q["end"] <= len(text)], "en")
    assert Reader(html, without="sup").text == visible(text)
    assert not Reader(html).inside


@given(st.text("ab\n", max_size=300), st.lists(st.integers(0, 299), max_size=30))
def test_parts_cover_the_text(text: str, starts: list[int]) -> None:
    found = parts(text, sorted(s for s in starts if s < len(text)))
    assert [a for a, _ in found[1:]] == [b for _, b in found[:-1]]
    assert (found[0][0], found[-1][1]) == (0, len(text))
    assert all(found[part_of(found, s)][0] <= s < found[part_of(found, s)][1] for s in starts if s < len(text))


def test_parts_are_small() -> None:
    text, starts = "x" * 500_000, list(range(0, 40_000, 4))
    found = parts(text, starts)
    assert all(b - a <= PART and sum(a <= s < b for s in starts) <= MARKS for a, b in found)


URLS = ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "http:///x", "ftp://a.example", "",
        "java\nscript:x", "https://a.example/\u202egpj", " ", "https:a", None]  # fmt: skip


@pytest.mark.parametrize("url", URLS)
def test_only_the_web_is_linked(url: str | None) -> None:
    assert safe_url(url) is None


@given(TEXT)
def test_names_stand_on_one_line(name: str) -> None:
    assert not re.search("[\n\t\u202a-\u202e\u2066-\u2069]", plain(name))


@given(st.recursive(st.none() | st.booleans() | st.floats() | TEXT, lambda s: st.lists(s) | st.dictionaries(TEXT, s)))
def test_any_evidence_becomes_sentences(value: Any) -> None:
    """Evidence is tolerated in every shape, under every key that is read."""
    keys = (
        "reasons", "flags", "credit", "hyperlink", "lag_days", "confidence", "undecided", "not_held", "clash", "cut",
        "candidates", "judgement", "clashes", "meaning", "outlet",
    )  # fmt: skip
    proof = evidence.loaded(json.dumps(dict.fromkeys(keys, value)))
    assert all(isinstance(s, str) and s for s in evidence.sentences("edited", 0.5, proof, evidence.names(value)))
    said = (evidence.not_held(proof), evidence.begins("truncated", proof), evidence.lag(proof["lag_days"]))
    assert all(isinstance(s, str) for s in said)
    assert all(f["label"] for f in evidence.flags(proof, True))


@given(TEXT, TEXT, TEXT)
def test_a_citation_of_anything_is_well_formed(words: str, title: str, url: str) -> None:
    row = {"id": "q", "text": words, "speaker": title, "publisher": title, "title": title, "language": "en",
           "published_from": "2024-03-01", "url": f"https://a.example/{url}"}  # fmt: skip
    found = cite(row, "https://here.example/q")
    assert json.loads(found["csl"])[0]["type"] == "article-newspaper"
    assert "\n\n" not in found["markdown"] and len(found["markdown"].splitlines()) == 3


@given(TEXT)
def test_marking_a_search_keeps_the_text(text: str) -> None:
    assert Reader(mark(text, terms(text))).text == visible(text)


@given(st.text("abcÉßœ Жя الم走吧ーहिन्दी09'’*-…", max_size=40))
def test_a_text_is_wholly_like_itself(text: str) -> None:
    asked = terms(text)
    assert likeness(text, asked) >= 0.99 or not asked


def test_rare_words_weigh_more() -> None:
    rare, common = Term("quay", '"quay"', "quay", 3), Term("the", '"the"', "the", 2000)
    assert likeness("quay", [rare, common]) > 0.8 > 0.2 > likeness("the", [rare, common])


DATES = [
    ("2024-02-30", None, "date unknown"),
    ("2024-02-29T23:59:59+05:00", None, "29 Feb 2024, 23:59"),
    (None, "2024-01-01", "before 1 Jan 2024"),
    ("2024-01-01", "2024-01-01T23:00", "1 Jan 2024"),
    ("yesterday", "x", "date unknown"),
]


@pytest.mark.parametrize(("first", "last", "shown"), DATES)
def test_dates(first: str | None, last: str | None, shown: str) -> None:
    assert date_words(first, last) == shown


def test_picture_points_from_source_to_target_also_back_in_order() -> None:
    nodes = [Node(i, "lane", "1 Mar 2024", "en", f"{i}<") for i in "ab"]
    there = draw("<h>", nodes, [Edge("a", "b", "verbatim", "")])
    back = draw("<h>", nodes, [Edge("b", "a", "verbatim", "")])
    assert "l-7,-4" in there and "l7,-4" in back
    assert "&lt;h&gt;" in there and "<h>" not in there
    assert draw("x", nodes, [Edge("a", "gone", "verbatim", "")]).count('class="head"') == 0


def test_every_reason_of_tracing_has_words() -> None:
    """Those with points, and those that are said without."""
    from quotes.trace.proofs import WEIGHTS

    assert set(WEIGHTS) <= set(vocabulary()["reasons"]), "give them a sentence in quotes/plugin/vocabulary.toml"


def test_every_relation_has_a_style_and_words() -> None:
    from typing import get_args

    from quotes.model import ArticleRelation, Relation

    css = (__import__("pathlib").Path(evidence.__file__).parent / "static" / "picture.css").read_text()
    assert set(vocabulary()["relations"]) == set(get_args(Relation))
    assert set(vocabulary()["article_relations"]) == set(get_args(ArticleRelation))
    assert all(f".edge.{name.replace(' ', '-')} " in css for name in vocabulary()["relations"])
    assert escape("<") == "&lt;"
