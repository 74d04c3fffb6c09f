"""One spelling for each page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.address import canonical_url, domain_of

SAME = [
    ("scheme and www", "http://www.example.com/a", "https://example.com/a"),
    ("mobile face", "https://m.example.com/a", "https://example.com/a"),
    ("amp face", "https://amp.example.com/a", "https://example.com/a"),
    ("amp at the end", "https://example.com/a/amp/", "https://example.com/a"),
    ("amp suffix", "https://example.com/a.amp.html", "https://example.com/a.html"),
    ("amp cache", "https://example-com.cdn.ampproject.org/c/s/example.com/a", "https://example.com/a"),
    ("amp query", "https://example.com/a?amp=1", "https://example.com/a"),
    ("print face", "https://example.com/a/print", "https://example.com/a"),
    ("tracking", "https://example.com/a?utm_medium=x&fbclid=y", "https://example.com/a"),
    ("keys in another order", "https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"),
    ("last slash", "https://example.com/a/", "https://example.com/a"),
    ("fragment", "https://example.com/a#comments", "https://example.com/a"),
    ("port", "https://example.com:443/a", "https://example.com/a"),
    ("case of the host", "HTTPS://Example.COM/A", "https://example.com/A"),
    ("no scheme", "//example.com/a", "https://example.com/a"),
]
KEPT_APART = [
    ("the article's number", "https://example.com/story?id=7", "https://example.com/story?id=8"),
    ("the path's case", "https://example.com/A", "https://example.com/a"),
    ("a blog's host", "https://one.example.com/a", "https://two.example.com/a"),
    ("a short host is no face", "https://m.co/a", "https://co/a"),
]


@pytest.mark.parametrize(("label", "one", "canonical"), SAME, ids=lambda v: v if " " in v else "")
def test_one_page_one_address(label: str, one: str, canonical: str) -> None:
    assert canonical_url(one) == canonical_url(canonical) == canonical


@pytest.mark.parametrize(("label", "one", "other"), KEPT_APART, ids=lambda v: v if " " in v else "")
def test_two_pages_two_addresses(label: str, one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("other", ["", "mailto:a@example.com", "a sentence", "/articles/7", "file:///tmp/x.html"])
def test_what_is_no_address_stays(other: str) -> None:
    assert canonical_url(other) == other


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.amp.example.co.uk/x", "example.co.uk"),
        ("user@Example.com:8080", "example.com"),
        ("news.example.com", "news.example.com"),
        ("http://[", ""),
        ("localhost", ""),
    ],
)
def test_domain(url: str, domain: str) -> None:
    assert domain_of(url) == domain


@given(st.text() | st.from_regex(r"https?://[a-z.:/@?&=#\[\]%]{0,40}", fullmatch=True))
def test_any_text_settles_at_once(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    domain_of(url)
