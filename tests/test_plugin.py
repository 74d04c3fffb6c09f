"""The pages, asked through Datasette's own client, on whichever version is installed."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import invented_corpus
import pytest
from datasette.app import Datasette
from datasette.version import __version__ as datasette_version

OLD = datasette_version.startswith("0.")
Get = Callable[..., Any]


def site(database: Path, config: dict[str, Any] | None = None, **settings: Any) -> Datasette:
    """Datasette with permissions where its version wants them."""
    given = {"metadata" if OLD else "config": config or {}}
    return Datasette([str(database)], settings=settings, **given)


def ask(datasette: Datasette, path: str, **options: Any) -> Any:
    async def answer() -> Any:
        await datasette.invoke_startup()
        return await datasette.client.get(path, **options)

    return asyncio.run(answer())


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_corpus.build(tmp_path_factory.mktemp("plugin") / "quotes.db")


@pytest.fixture(scope="module")
def get(database: Path) -> Get:
    return lambda path, **options: ask(site(database), path, **options)


LINEAGE = [
    "earliest we hold",
    "Credited to",
    "which we do not hold",
    "Cut at the end, from",
    "3 hours later",
    "The whole article is a translation of that one.",
    "Undecided: another witness may as well be its source.",
    '<span class="same">Identical.</span>',
    "We will <del>not </del>sell the harbour",
    'lang="ar" dir="rtl"',
    invented_corpus.GERMAN,
    '<a href="/quotes/-/speaker/roe">Ada Roe</a>',
    "8 witnesses · 8 articles · 6 outlets",
    "https://courier.example/a1",
]


@pytest.mark.parametrize("words", LINEAGE)
def test_lineage_says(get: Get, words: str) -> None:
    assert words in get("/quotes/-/lineage/q01").text


def test_pages_bring_a_strict_policy(get: Get) -> None:
    for path in ("lineage/q01", "article/a1"):
        answer = get(f"/quotes/-/{path}")
        assert answer.status_code == 200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "<script>" not in answer.text and " style=" not in answer.text and " onclick" not in answer.text


def test_lineage_as_json(get: Get) -> None:
    answer = get("/quotes/-/lineage/q01.json").json()
    assert [w["id"] for w in answer["witnesses"]] == ["q01", "q03", "q05", "q07", "q08", "q09", "q10", "q11"]
    assert {link["relation"] for link in answer["links"]} >= {"credited", "translation", "truncated"}
    assert [k["evidence"]["not_held"] for k in answer["links"] if not k["exemplar"]] == ["Radio Lighthouse"]


def test_lineage_as_picture(get: Get) -> None:
    answer = get("/quotes/-/lineage/q01.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.text.count("<circle") == 9 and 'class="node hollow"' in answer.text


def test_retired_id_leads_to_the_lineage(get: Get) -> None:
    answer = get("/quotes/-/lineage/q08")
    assert (answer.status_code, answer.headers["location"]) == (302, "/quotes/-/lineage/q01")
    assert get("/quotes/-/lineage/q08.json").headers["location"] == "/quotes/-/lineage/q01.json"


@pytest.mark.parametrize("path", ["lineage/none", "article/none", "lineage/~00", "lineage/%3Cb%3E"])
def test_what_is_not_held_is_404(get: Get, path: str) -> None:
    answer = get(f"/quotes/-/{path}", follow_redirects=True)
    assert answer.status_code == 404 and "<b>" not in answer.text


def test_article_marks_every_quotation(get: Get) -> None:
    text = get("/quotes/-/article/a1").text
    assert '<mark class="direct" id="q-q01">' in text and 'id="n-q02"' in text
    assert "Translated by" in text and "Le port ne sera pas vendu" in text
    assert 'href="/quotes/-/lineage/q01#w-q01"' in text


def test_article_names_what_it_cites(get: Get) -> None:
    assert "www.elsewhere.example" in get("/quotes/-/article/a2").text


def test_base_url(database: Path) -> None:
    text = ask(site(database, base_url="/under/"), "/quotes/-/lineage/q01").text
    assert '"/under/quotes/-/speaker/roe"' in text and 'href="/quotes' not in text


READS = {
    "lineage/q01": ["lineages", "quotes", "links", "articles", "outlets", "speakers"],
    "article/a1": ["articles", "quotes", "lineages", "article_links", "outlets", "speakers"],
}


@pytest.mark.parametrize(("path", "table"), [(p, t) for p, tables in READS.items() for t in tables])
def test_denied_table_is_403(database: Path, path: str, table: str) -> None:
    config = {"databases": {"quotes": {"tables": {table: {"allow": False}}}}}
    assert ask(site(database, config), f"/quotes/-/{path}").status_code == 403


def test_denied_database_is_403(database: Path) -> None:
    config = {"databases": {"quotes": {"allow": {"id": "root"}}}}
    assert ask(site(database, config), "/quotes/-/lineage/q01").status_code == 403


def test_another_database_has_no_pages(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "other.db").execute("create table t (a)")
    assert ask(site(tmp_path / "other.db"), "/other/-/lineage/q01").status_code == 404


def test_public_copy_without_text(tmp_path: Path) -> None:
    """The quotations stand with the words around them where the text itself is left out."""
    connection = sqlite3.connect(invented_corpus.build(tmp_path / "quotes.db"))
    connection.execute("update articles set text = ''")
    connection.commit()
    text = ask(site(tmp_path / "quotes.db"), "/quotes/-/article/a1").text
    assert "not in this database" in text and invented_corpus.STORY in text


def test_giant_values_are_refused(get: Get) -> None:
    path = "/quotes/-/query.json" if not OLD else "/quotes.json"
    answer = get(path, params={"sql": "select length(hex(zeroblob(20000000)))", "_shape": "objects"})
    assert answer.status_code == 400 and "too big" in json.dumps(answer.json())
