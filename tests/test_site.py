"""``quotes site``: the pages as files, whose links lead to files."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import invented_corpus
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from quotes.cli import main
from quotes.publishing import site as sites
from quotes.publishing.names import page_file, safe
from quotes.publishing.rewriting import NO_SEARCH, rewritten
from quotes.store.database import APPLICATION

HOSTILE = [
    "../../../escape",
    "/etc/passwd",
    "..",
    "Q01",
    "a" * 400,
    "<b>\"'&x",
    "nul\u202e\u2028",
    "a/../../b",
    "%2e%2e",
]
"""Ids of articles, each with a quotation and a lineage of that id."""

WIDE = "x" * 70_000
"""A text of two parts."""


def built(path: Path) -> Path:
    """The invented story, marked as a database of ours, with hostile ids and a long article."""
    with closing(sqlite3.connect(invented_corpus.build(path))) as db:
        db.execute(f"pragma application_id = {APPLICATION}")
        for i in HOSTILE:
            put(db, i, i, "“Nobody sold it.”", 1, "Nobody sold it.")
        put(db, "long", "far", f"{WIDE}\n“Far down the page.”", len(WIDE) + 2, "Far down the page.")
        db.commit()
    return path


def put(db: sqlite3.Connection, article: str, quote: str, text: str, start: int, words: str) -> None:
    db.execute(
        "insert into articles (id, doc_id, title, text, words, sha256, input, added_at)"
        " values (?, ?, ?, ?, 3, '', '', '')",
        [article, article, f"{article} http://localhost/db/-/lineage/q01", text],
    )
    db.execute(
        "insert into lineages (id, text, first_quote, quotes, articles, publishers, languages)"
        " values (?, ?, ?, 1, 1, 0, 'en')",
        [quote, words, quote],
    )
    db.execute(
        'insert into quotes (id, article, position, start, "end", text, language, kind, lineage)'
        " values (?, ?, 0, ?, ?, ?, 'en', 'direct', ?)",
        [quote, article, start, start + len(words), words, quote],
    )


def site(db: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["site", str(out), "--db", str(db), *options])


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("site") / "db.db")


@pytest.fixture(scope="module")
def pages(db: Path) -> Path:
    result = site(db, db.parent / "out" / "pages", "--site", "https://pages.example/q/")
    assert result.exit_code == 0, result.output
    return db.parent / "out" / "pages"


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


class Links(HTMLParser):
    """Addresses and ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src") and value and not re.match("https?:|data:", value):
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


def test_every_page_is_there_and_none_outside(db: Path, pages: Path) -> None:
    assert {p.name for p in pages.parent.iterdir()} == {"pages"}
    assert not (pages.parent.parent / "escape.html").exists()
    with closing(sqlite3.connect(db)) as connection:
        for kind in ("lineage", "article", "quote", "speaker", "outlet"):
            ids = [row[0] for row in connection.execute(f"select id from {kind}s")]
            assert {(pages / page_file(kind, i)).is_file() for i in ids} == {True}
            names = [str(p).lower() for p in (pages / kind).iterdir() if "refresh" not in p.read_text(encoding="utf8")]
            assert len(names) == len(set(names)) == len(ids) + (kind == "article")
    assert (pages / "index.html").is_file() and (pages / "coverage.html").is_file()


def test_every_link_leads_to_a_file_and_a_place_in_it(pages: Path) -> None:
    read = {path: Links(path.read_text(encoding="utf8")) for path in files(pages) if path.suffix == ".html"}
    assert len(read) > 30
    for path, page in read.items():
        for link in page.links:
            parts = urlsplit(urljoin(path.as_uri(), link))
            target = Path(unquote(parts.path))
            assert target.is_file(), f"{path.name}: {link}"
            assert target.is_relative_to(pages)
            if parts.fragment and target.suffix == ".html":
                assert {parts.fragment, unquote(parts.fragment)} & read[target].ids, f"{path.name}: {link}"


def test_an_id_that_a_merger_retired_leads_on(pages: Path) -> None:
    stub = (pages / "lineage" / "q08.html").read_text(encoding="utf8")
    assert '<meta http-equiv="refresh" content="0; url=q01.html#w-q08">' in stub
    assert 'id="w-q08"' in (pages / "lineage" / "q01.html").read_text(encoding="utf8")
    assert not (pages / "lineage" / "q02.html").read_text(encoding="utf8").count("refresh"), "a lineage of its own"


def test_what_people_joined_leads_on(tmp_path: Path) -> None:
    db = tmp_path / "joined.db"
    with closing(sqlite3.connect(built(db))) as connection:
        connection.execute("update outlets set same_as = 'echo' where id = 'kueste'")
        connection.execute("insert into judgements values ('j', 'rowe roe', 'same speaker', 'one', '2026-01-01')")
        connection.commit()
    assert site(db, tmp_path / "pages").exit_code == 0
    for kind, alias, name in (("outlet", "kueste", "echo"), ("speaker", "rowe", "roe")):
        assert f"url={name}.html" in (tmp_path / "pages" / kind / f"{alias}.html").read_text(encoding="utf8")


def test_what_needs_a_server_is_gone(pages: Path) -> None:
    for path in files(pages):
        html = path.read_text(encoding="utf8")
        if path.suffix == ".html" and "refresh" not in html:
            assert NO_SEARCH in html and "form" not in Links(html).tags
            assert not re.search(r">(Row|JSON|Feed|Evidence|Tables and questions)</a>", html)
            assert 'http-equiv="content-security-policy"' in html and "frame-ancestors" not in html
            assert "This address stays" not in html


def test_words_are_untouched_and_citations_name_the_copy(pages: Path) -> None:
    lineage = (pages / "lineage" / "q01.html").read_text(encoding="utf8")
    assert "https://pages.example/q/lineage/q01.html" in lineage
    article = (pages / page_file("article", "Q01")).read_text(encoding="utf8")
    assert "Q01 http://localhost/db/-/lineage/q01" in article, "the article's own words"


def test_without_an_address_nothing_is_cited(db: Path, tmp_path: Path) -> None:
    assert site(db, tmp_path / "pages").exit_code == 0
    lineage = (tmp_path / "pages" / "lineage" / "q01.html").read_text(encoding="utf8")
    assert "CSL-JSON" not in lineage and "localhost" not in lineage


def test_a_long_article_has_a_file_for_each_part(pages: Path) -> None:
    lineage = (pages / "lineage" / "far.html").read_text(encoding="utf8")
    assert 'href="../article/long.2.html#q-far"' in lineage
    assert 'href="long.2.html"' in (pages / "article" / "long.html").read_text(encoding="utf8")


def test_the_same_again_and_in_the_place_of_the_old(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    assert site(db, out).exit_code == 0
    first = {path.relative_to(out): path.read_bytes() for path in files(out)}
    (out / "lineage" / "retired.html").write_text("old", encoding="utf8")
    assert site(db, out).exit_code == 0
    assert {path.relative_to(out): path.read_bytes() for path in files(out)} == first
    assert [p.name for p in tmp_path.iterdir()] == ["pages"]


def test_another_folder_is_never_written_over(db: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("mine", encoding="utf8")
    result = site(db, tmp_path / "letters")
    assert result.exit_code == 1 and "choose another name" in result.stderr
    assert [p.name for p in files(tmp_path)] == ["dear.txt"]


def test_an_older_copy_stays_where_a_page_fails(db: Path, tmp_path: Path, monkeypatch: Any) -> None:
    out = tmp_path / "pages"
    assert site(db, out).exit_code == 0

    async def broken(copy: object, address: str) -> tuple[str, str]:
        raise sites.SiteError(f"the page {address} cannot be made")

    monkeypatch.setattr(sites, "_asked", broken)
    result = site(db, out)
    assert result.exit_code == 1 and "cannot be made" in result.stderr
    assert (out / "index.html").is_file() and [p.name for p in tmp_path.iterdir()] == ["pages"]


@given(st.text(max_size=300))
def test_a_name_is_a_name_of_one_file(identity: str) -> None:
    assert re.fullmatch(r"[a-z0-9_~-]{1,120}", safe(identity))


@given(st.lists(st.text(max_size=60), unique=True, min_size=2, max_size=2))
def test_two_ids_have_two_names(ids: list[str]) -> None:
    assert safe(ids[0]) != safe(ids[1])


PAGES = [
    ("text with entities", "<p>a &lt;b&gt; &amp; &#34;c&#34;</p>", "<p>a &lt;b&gt; &amp; &#34;c&#34;</p>"),
    (
        "another site",
        '<a href="https://x.example/a?b=1&amp;c=2">x</a>',
        '<a href="https://x.example/a?b=1&amp;c=2">x</a>',
    ),
    ("same page", '<a href="#n-1">1</a>', '<a href="#n-1">1</a>'),
    ("known", '<a class="t" href="/known">x</a>', '<a class="t" href="k.html">x</a>'),
    ("unknown in a sentence", 'All are in <a href="/t"><b>it</b></a>.', "All are in <b>it</b>."),
    ("unknown among links", '<p class="links"><a href="/t">Row</a></p>', '<p class="links"></p>'),
    ("unknown in the bar", '<nav><a href="/t">Tables</a></nav>', "<nav></nav>"),
    ("form", '<form action="/s"><input name="q"><button>Go</button></form><p>x</p>', f"{NO_SEARCH}<p>x</p>"),
    ("picture", '<svg viewBox="0 0 1 1"><path d="M1,7"/></svg>', '<svg viewBox="0 0 1 1"><path d="M1,7"/></svg>'),
    ("feed", '<link rel="alternate" href="/t.atom"><p>x</p>', "<p>x</p>"),
    ("only here", '<p class="dim live">This <b>address</b></p><p>x</p>', "<p>x</p>"),
    ("citation without address", '<details class="cite"><pre>x</pre></details>', ""),
]


@pytest.mark.parametrize(("html", "expected"), [p[1:] for p in PAGES], ids=[p[0] for p in PAGES])
def test_a_page_is_rewritten(html: str, expected: str) -> None:
    assert rewritten(html, {"/known": "k.html"}.get, "", None) == expected
