"""Who publishes an article and whom it credits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.extract.credits import originals, publisher_of
from quotes.extract.values import Paragraph, Segments
from quotes.model import Article, Hyperlink

BODY = "The bridge is shut.\n\n“It will stay shut,” Ann Miller said.\n\n"

PUBLISHERS = [
    ("the address", Article("a", BODY, url="https://amp.theguardian.com/uk/x?utm_source=y"), "The Guardian"),
    ("a shortened address", Article("a", BODY, url="http://cnn.it/2xyz"), "CNN"),
    ("an unknown address", Article("a", BODY, url="https://zorya.example.org/1"), "zorya.example.org"),
    ("a shortener is nobody", Article("a", BODY, url="https://bit.ly/1"), None),
    ("a platform is no publisher", Article("a", BODY, url="https://t.me/x/1", publisher="Zorya"), "Zorya"),
    ("the site's name", Article("a", BODY, publisher="Le Monde.fr"), "Le Monde"),
    ("the site's domain", Article("a", BODY, publisher="www.lemonde.fr"), "Le Monde"),
    ("an unknown name stays as claimed", Article("a", BODY, publisher="Zorya"), "Zorya"),
    ("a title's suffix", Article("a", BODY, title="A bridge is shut | The Sun"), "The Sun"),
    ("a suffix behind a dash", Article("a", BODY, title="Le pont est fermé - Le Parisien"), "Le Parisien"),
    ("the first line's suffix", Article("a", "A bridge is shut – BBC News\n\n" + BODY), "BBC News"),
    (
        "the newsletter",
        Article("a", BODY + "For stories from the Daily Star, sign up here."),
        "Daily Star",
    ),
    ("read more on", Article("a", BODY + "Read More on The Sun"), "The Sun"),
    ("a copyright", Article("a", BODY + "© 2022 Hürriyet"), "Hürriyet"),
    ("nobody", Article("a", BODY), None),
    ("a mention is no publisher", Article("a", BODY + "She told the Daily Star: “No.”"), None),
    ("a title with a dash", Article("a", BODY, title="Shut - the bridge"), None),
]
ORIGINALS = [
    ("a source without a name", BODY + "Source: Read Full Article", [(None, None, "source")]),
    ("a source by name", BODY + "Source: The Irish Times", [(None, "The Irish Times", "source")]),
    ("an unknown source", BODY + "Source: Zorya Weekly", [(None, "Zorya Weekly", "source")]),
    ("in French", BODY + "Source : Le Monde", [(None, "Le Monde", "source")]),
    ("in German", BODY + "Quelle: dpa", [(None, "Deutsche Presse-Agentur", "source")]),
    ("appeared in", BODY + "This article originally appeared in The Atlantic.", [(None, "The Atlantic", "source")]),
    ("via", BODY + "(via Zorya Weekly)", [(None, "Zorya Weekly", "source")]),
    (
        "an address with a label",
        BODY + "Source: https://www.thesun.co.uk/news/7/shut/",
        [("https://thesun.co.uk/news/7/shut", "The Sun", "source")],
    ),
    (
        "a bare address",
        BODY + "https://www.thesun.co.uk/news/7/shut/ The bridge is shut",
        [("https://thesun.co.uk/news/7/shut", "The Sun", "url")],
    ),
    ("a platform's address", BODY + "https://twitter.com/annmiller/status/7", []),
    ("a dateline", "PARIS (AFP) - " + BODY, [(None, "Agence France-Presse", "agency")]),
    ("a foot", BODY + "(mit Material von dpa)", [(None, "Deutsche Presse-Agentur", "agency")]),
    ("two agencies", BODY + "(dpa/AFP)", [(None, "Agence France-Presse"), (None, "Deutsche Presse-Agentur")]),
    ("none", BODY, []),
    ("a source in the running text", BODY + "A source said: “Nobody knows.” " + "It is so. " * 50, []),
]


def cut(article: Article) -> Segments:
    places, start = [], 0
    for line in article.text.split("\n"):
        if line.strip():
            places.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return Segments(tuple(places))


@pytest.mark.parametrize(("label", "article", "publisher"), PUBLISHERS, ids=[row[0] for row in PUBLISHERS])
def test_publisher(label: str, article: Article, publisher: str | None) -> None:
    assert publisher_of(article, cut(article)) == publisher


@pytest.mark.parametrize(("label", "text", "expected"), ORIGINALS, ids=[row[0] for row in ORIGINALS])
def test_originals(label: str, text: str, expected: list[tuple[str | None, ...]]) -> None:
    article = Article("a", text)
    found = originals(article, cut(article), publisher_of(article, cut(article)))
    assert (
        sorted((o.url, o.outlet, o.how)[: len(expected[0])] for o in found) == sorted(expected)
        if expected
        else not found
    )
    assert all(0 <= o.start <= o.end <= len(text) for o in found)


def test_a_hyperlink_to_another_outlets_article() -> None:
    links = (
        Hyperlink(0, 3, "https://www.lemonde.fr/monde/article/2022/x.html?utm_source=y"),
        Hyperlink(4, 6, "https://www.lemonde.fr/"),
        Hyperlink(4, 6, "https://www.facebook.com/pages/zorya/1"),
        Hyperlink(4, 6, "https://www.thesun.co.uk/news/8/own/"),
    )
    article = Article("a", BODY, url="https://www.thesun.co.uk/news/7/shut/", hyperlinks=links)
    found = originals(article, cut(article), publisher_of(article, cut(article)))
    assert [(o.url, o.outlet, o.how) for o in found] == [
        ("https://lemonde.fr/monde/article/2022/x.html", "Le Monde", "hyperlink")
    ]


def test_the_link_under_a_source_line() -> None:
    text = BODY + "Source: Read Full Article"
    link = Hyperlink(text.index("Read"), len(text), "https://www.thesun.co.uk/news/7/shut/")
    article = Article("a", text, hyperlinks=(link,))
    assert [
        (o.url, o.outlet, o.how) for o in originals(article, cut(article), publisher_of(article, cut(article)))
    ] == [("https://thesun.co.uk/news/7/shut", "The Sun", "source")]


def test_a_byline_of_an_agency() -> None:
    article = Article("a", BODY, byline="Reuters Staff", url="https://www.lemonde.fr/a/b")
    assert [o.outlet for o in originals(article, cut(article), publisher_of(article, cut(article)))] == ["Reuters"]


@given(st.text(), st.text(max_size=40), st.text(max_size=40))
def test_any_text(text: str, title: str, publisher: str) -> None:
    article = Article("a", text, title=title, publisher=publisher, url=publisher)
    publisher_of(article, cut(article))
    assert all(
        0 <= o.start <= o.end <= len(text)
        for o in originals(article, cut(article), publisher_of(article, cut(article)))
    )
