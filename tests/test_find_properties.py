"""Any text at all gives spans that lie in it, in order, and never raises."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.extract.find import find
from quotes.extract.find.conventions import families, usage
from quotes.extract.find.marks import scan
from quotes.extract.find.pairing import LONGEST, pair
from quotes.extract.find.weighing import weighed
from quotes.extract.segment import segment
from quotes.extract.values import Found, Segments
from quotes.language import codes, load
from quotes.model import Article, Markup

MARKS = "".join(families())
WORDS = [
    "word",
    "s",
    "n",
    "1",
    " ",
    "\u00a0",
    "\n",
    "\n\n",
    ". ",
    ", ",
    ": ",
    "?",
    "— ",
    "– ",
    "• ",
    "Credit: AP",
    "Read more",
    "我们",
    "نحن",
    "\u2028",
    "\x1c",
    "\r\n",
    "…",
    "(",
    "]",
]
PIECES = st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=120).map("".join)
LANGUAGES = st.sampled_from(codes())


def check(text: str, segments: Segments, found: list[Found]) -> None:
    assert all(0 <= p.start < p.end <= len(text) for p in segments.paragraphs)
    assert all(a.end <= b.start for a, b in zip(segments.paragraphs, segments.paragraphs[1:], strict=False))
    assert [f.start for f in found] == sorted(f.start for f in found)
    for i, f in enumerate(found):
        assert 0 <= f.outer_start <= f.start < f.end <= f.outer_end <= len(text)
        assert text[f.start : f.end].strip() == text[f.start : f.end]
        if f.inside is not None:
            around = found[f.inside]
            assert f.inside < i and around.start <= f.start and f.end <= around.end


@given(st.one_of(PIECES, st.text(max_size=300)), LANGUAGES)
@settings(deadline=None, max_examples=400)
def test_any_text(text: str, code: str) -> None:
    segments = segment(Article("a", text))
    check(text, segments, find(text, segments, load(code)))


@given(
    PIECES,
    st.lists(
        st.tuples(
            st.integers(0, 120),
            st.integers(0, 120),
            st.sampled_from(["blockquote", "q", "embed", "caption", "pullquote"]),
        ),
        max_size=4,
    ),
)
@settings(deadline=None, max_examples=200)
def test_any_markup(text: str, spans: list[tuple[int, int, str]]) -> None:
    markup = tuple(Markup(min(a, b, len(text)), min(max(a, b), len(text)), kind) for a, b, kind in spans)
    segments = segment(Article("a", text, markup=markup))
    check(text, segments, find(text, segments, load("en")))


@given(PIECES, LANGUAGES, st.booleans(), st.booleans())
@settings(deadline=None, max_examples=300)
def test_what_agrees_is_read_as_weighing_would(text: str, code: str, going_on: bool, goes_on: bool) -> None:
    """The paragraphs that are read without weighing have the reading that costs least."""
    marks = list(scan(text, usage(load(code))))[:LONGEST]
    if marks:
        assert pair(marks, going_on, goes_on) == weighed(marks, going_on, goes_on)[0]


def test_long_random_texts() -> None:
    """Longer than hypothesis likes: paragraphs with more marks than are weighed at once."""
    chance = random.Random(7)
    pieces = [*MARKS, *WORDS, *WORDS, *WORDS]
    for code in codes():
        text = "".join(chance.choice(pieces) for _ in range(4000)).replace("\n", " ")
        segments = segment(Article("a", text))
        check(text, segments, find(text, segments, load(code)))


@given(
    st.lists(
        st.sampled_from(["It rained all day.", "Nobody came at all.", "We waited for long."]), min_size=1, max_size=6
    )
)
def test_well_formed_is_found_whole(sentences: list[str]) -> None:
    text = "\n\n".join(f"“{s}” she said." for s in sentences)
    found = find(text, segment(Article("a", text)), load("en"))
    assert [text[f.start : f.end] for f in found] == sentences
