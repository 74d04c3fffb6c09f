"""Fuzzing, in short: as many documents as some seconds hold, any text at all, and what was found before."""

from __future__ import annotations

import time

import pytest
from fuzz import STALL, Document, check, document, kept, trouble, warm
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.language import codes
from quotes.match.compare import compare
from quotes.model import Witness

SECONDS, DOCUMENTS = 20, 2000


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    warm()


def test_no_document_raises_or_stalls() -> None:
    """Up to 2,000, fewer on a slow machine; ``python tests/fuzz.py 100000`` runs the many."""
    until = time.monotonic() + SECONDS
    tried = 0
    for seed in range(DOCUMENTS):
        said = trouble(document(seed))
        assert said is None, f"seed {seed}: {said}"
        tried += 1
        if time.monotonic() > until:
            break
    assert tried > 50


@given(st.text(max_size=400), st.sampled_from(codes()))
@settings(deadline=None, max_examples=100)
def test_any_text_at_all(text: str, language: str) -> None:
    check(Document(".txt", text.encode("utf8", "surrogatepass"), language))


@given(
    st.binary(max_size=400),
    st.sampled_from([".html", ".jsonl", ".eml", ".rss", ".csv", ".md", ".warc", ".zip", ".txt"]),
)
@settings(deadline=None, max_examples=100)
def test_any_bytes_at_all(data: bytes, suffix: str) -> None:
    check(Document(suffix, data))


@pytest.mark.parametrize(("why", "found"), list(kept()), ids=lambda v: v if isinstance(v, str) else "")
def test_what_was_found_before(why: str, found: Document) -> None:
    assert trouble(found) is None, why


def test_trouble_is_seen() -> None:
    """So that the fuzzing can fail."""

    def raises(found: Document) -> None:
        raise ValueError("no")

    def stalls(found: Document) -> None:
        until = time.process_time() + 1.1
        while time.process_time() < until:
            pass

    assert trouble(document(0), raises) == "ValueError: no"
    assert str(trouble(document(0), stalls)).startswith("took")


@pytest.mark.parametrize(("why", "found"), list(kept()), ids=lambda v: v if isinstance(v, str) else "")
def test_long_quotations_are_compared_in_time(why: str, found: Document) -> None:
    text, language = found.data.decode("utf8", "replace"), found.language or "en"
    begun = time.process_time()
    compare(Witness("a", text, language=language), Witness("b", text[1:-3] + " x", language=language))
    assert time.process_time() - begun < STALL, why
