"""The pages, asked through Datasette's own client, on whichever version is installed."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import invented_corpus
import pytest
import yaml
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
    "Undecided: it may as well come from The Harbour Courier.",
    '<span class="same">Identical.</span>',
    "What changes the meaning: a negation (“not” is gone).",
    "We will <del>not </del>sell the harbour",
    'lang="ar" dir="rtl"',
    invented_corpus.GERMAN,
    '<a href="/quotes/-/speaker/roe"><bdi>Ada Roe</bdi></a>',
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


PAGES = {
    "home": ["quotes", "lineages", "articles", "outlets", "speakers", "links"],
    "search?q=harbour": ["quotes", "quotes_fts", "lineages", "articles", "outlets", "speakers", "speaker_names"],
    "quote/q01": ["quotes", "articles", "outlets", "speakers"],
    "speaker/roe": ["speakers", "speaker_names", "quotes", "lineages", "links", "articles", "outlets"],
    "speaker/roe.atom": ["speakers", "quotes", "articles"],
    "outlet/echo": ["outlets", "outlet_names", "quotes", "lineages", "links", "articles", "speakers"],
    "outlet/echo.atom": ["outlets", "quotes", "articles"],
    "coverage": ["articles", "quotes", "lineages", "links", "outlets"],
    "quote/q01?": ["links", "judgements"],
    "article/a1?": ["judgements"],
    "lineage/q01?": ["judgements"],
    "speaker/roe?": ["judgements"],
    "outlet/echo?": ["judgements"],
    "lineage/q01.json": ["lineages", "quotes", "links"],
    "lineage/q01.svg": ["lineages", "quotes", "links"],
    "search.json?q=harbour": ["quotes", "quotes_trigrams"],
    "search.atom?q=harbour": ["quotes", "quotes_trigrams"],
}


@pytest.mark.parametrize(("path", "table"), [(p, t) for p, tables in PAGES.items() for t in tables])
def test_denied_table_is_403_on_every_page(database: Path, path: str, table: str) -> None:
    config = {"databases": {"quotes": {"tables": {table: {"allow": False}}}}}
    assert ask(site(database, config), f"/quotes/-/{path}").status_code == 403


def tables_of(sql: str) -> set[str]:
    return set(re.findall(r"\b(?:from|join) (\w+)", sql)) & {
        "quotes", "lineages", "links", "articles", "article_links", "outlets", "outlet_names", "speakers",
        "speaker_names", "judgements",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["home", "search", "lineage", "article", "quote", "speaker", "outlet", "coverage"])
def test_page_asks_leave_for_every_table_it_reads(name: str) -> None:
    """The statements of a page, and of the modules that it reads through, name no other table than READS."""
    page = importlib.import_module(f"quotes.plugin.{name}")
    modules = {inspect.getmodule(v) for v in vars(page).values() if inspect.isfunction(v)} | {page}
    others = {"article"} - {name}  # imported for the address of a place alone
    others |= {"witnesses"} if name == "quote" else set()  # reads one witness, no links
    constants = [vars(m) for m in modules if m and m.__name__.removeprefix("quotes.plugin.") not in others]
    statements = [v for held in constants for v in held.values() if isinstance(v, str) and "select" in v]
    assert set().union(*(tables_of(s) for s in statements)) <= set(page.READS)


ODD = [
    '"', "'", "*", "NEAR(", "a AND", "OR OR", '" OR 1=1', "-", "(", "text:x", "^a", "\x00", "👍", "a" * 4000, "%", "_",
    "؟", "：", "' or ''='", "{", "AND NOT", "\u00ed\u00a0\u0080", "a\nb", "　",
]  # fmt: skip


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("ending", ["", ".json", ".atom"])
def test_odd_search_is_answered(get: Get, words: str, ending: str) -> None:
    answer = get(f"/quotes/-/search{ending}", params={"q": words})
    assert answer.status_code == 200
    if ending == ".atom":
        ElementTree.fromstring(answer.text)


SEARCHES = [
    ("accents do not matter", "creanciers attendront", "q06"),
    ("a part is enough", "while I am in office", "q01"),
    ("cut, in another order and with a slip", "not this yaer, and not while I am in office, we will sell", "q01"),
    ("German", "Wir werden den Hafen nicht verkaufen", "q01"),
    ("Arabic", "لن نبيع الميناء", "q01"),
    ("Chinese, from the middle", "出售港口", "q01"),
    ("one common word", "harbour", "q01"),
    ("an ending", "creancier", "q06"),
]


@pytest.mark.parametrize(("label", "words", "lineage"), SEARCHES, ids=[s[0] for s in SEARCHES])
def test_search_finds(get: Get, label: str, words: str, lineage: str) -> None:
    results = get("/quotes/-/search.json", params={"q": words}).json()["results"]
    assert [r["lineage"]["id"] for r in results][:1] == [lineage], label


@pytest.mark.parametrize("words", ["parliament adjourned yesterday", "港人治港", "zzz"])
def test_search_says_why_there_is_nothing(get: Get, words: str) -> None:
    answer = get("/quotes/-/search", params={"q": words})
    assert "Nothing held is like that." in answer.text and "In none of them" in answer.text


def test_search_says_when_none_has_most_of_the_words(get: Get) -> None:
    some = get("/quotes/-/search?q=we+will+not+sell+parliament+adjourned+tonight").text
    assert "None has most of your words." in some and "<q>parliament</q>" in some
    assert "None has most" not in get("/quotes/-/search?q=we+will+not+sell+the+harbour").text


def test_words_that_stand_apart_count_less(get: Get) -> None:
    """The same words, in their order and strewn over a sentence."""
    found = [
        get("/quotes/-/search.json", params={"q": words}).json()["results"]
        for words in ("not while I am in office", "office while will tonight parliament year adjourned am")
    ]
    assert [bool(results) for results in found] == [True, False]


def test_search_marks_the_words(get: Get) -> None:
    assert "<mark>créanciers</mark>" in get("/quotes/-/search?q=creanciers").text


def test_search_knows_names(get: Get) -> None:
    assert "/quotes/-/speaker/roe" in get("/quotes/-/search?q=ada+ro").text
    assert "/quotes/-/outlet/echo" in get("/quotes/-/search?q=northern").text


@pytest.mark.parametrize("path", ["speaker/roe.atom", "outlet/echo.atom", "search.atom?q=harbour"])
def test_feeds(get: Get, path: str) -> None:
    answer = get(f"/quotes/-/{path}")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.text)
    names = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{names}entry")
    assert entries and all(e.find(f"{names}id").text.startswith("http://localhost/quotes/-/quote/") for e in entries)  # type: ignore[union-attr]
    assert all(e.find(f"{names}updated").text and e.find(f"{names}author/{names}name").text for e in entries)  # type: ignore[union-attr]


SAYS = [
    ("home", "Most travelled"),
    ("home", "Questions, ready to ask"),
    ("home", "1 Mar 2024 – 8 Mar 2024"),
    ("speaker/roe", "آدا رو"),
    ("speaker/roe", "9 quotations in 8 articles"),
    ("speaker/roe", "Radio Lighthouse"),
    ("speaker/roe", "We will <del>not </del>sell"),
    ("outlet/echo", "The Harbour Courier"),
    ("outlet/echo", "within 1 day"),
    ("outlet/radio", invented_corpus.STORY),
    ("outlet/radio", "No article of it is held"),
    ("coverage", "without a speaker"),
    ("coverage", "Radio Lighthouse"),
    ("coverage", "1 day without any article"),
    ("quote/q07", "quotes judge q07 not-same q01"),
    ("speaker/roe", "quotes judge speaker roe is OTHER-SPEAKER"),
    ("quote/q07", "article-newspaper"),
    ("quote/q07", "Traced at http://localhost/quotes/-/quote/q07"),
]


@pytest.mark.parametrize(("path", "words"), SAYS)
def test_page_says(database: Path, path: str, words: str) -> None:
    metadata = yaml.safe_load((Path(__file__).parent.parent / "metadata.yml").read_text(encoding="utf8"))
    assert words in ask(site(database, metadata), f"/quotes/-/{path}").text


def test_a_persons_decision_is_told_with_its_reason(tmp_path: Path) -> None:
    path = invented_corpus.build(tmp_path / "quotes.db")
    with sqlite3.connect(path) as connection:
        decision = ("j1", "q01 q07", "same", "one <b>speech</b>", "2026-01-01")
        connection.execute("insert into judgements values (?, ?, ?, ?, ?)", decision)
        connection.execute("update links set evidence = json_set(evidence, '$.judgement', 'j1') where quote = 'q07'")
        lineage = connection.execute("select lineage from quotes where id = 'q07'").fetchone()[0]
    page = ask(site(path), f"/quotes/-/lineage/{lineage}").text
    assert "A person decided: same – one &lt;b&gt;speech&lt;/b&gt;." in page


def test_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    invented_corpus.create(tmp_path / "quotes.db").close()
    datasette = site(tmp_path / "quotes.db")
    assert "Nothing is held yet." in ask(datasette, "/quotes/-/home").text
    assert "Nothing is held yet." in ask(datasette, "/quotes/-/coverage").text
    assert ask(datasette, "/quotes/-/search?q=a+b").status_code == 200


LINKED = [
    ("/", "/quotes/-/home"),
    ("/quotes", "/quotes/-/home"),
    ("/quotes/lineages/q01", "/quotes/-/lineage/q01"),
    ("/quotes/quotes/q01", "/quotes/-/quote/q01"),
    ("/quotes/quotes/q01", "/quotes/-/article/a1"),
    ("/quotes/articles/a1", "/quotes/-/article/a1"),
    ("/quotes/speakers/roe", "/quotes/-/speaker/roe"),
    ("/quotes/outlets/echo", "/quotes/-/outlet/echo"),
    ("/quotes/links", "/quotes/-/quote/q03"),
    ("/quotes/aliases", "/quotes/-/article/a1"),
    ("/quotes/outlets/kueste", "/quotes/-/outlet/echo"),
    ("/quotes/lineages", "/quotes/-/lineage/q01"),
    ("/quotes/most_repeated", "/quotes/-/lineage/q01"),
]


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With an article's other address, and an outlet that is another."""
    path = invented_corpus.build(tmp_path_factory.mktemp("joined") / "quotes.db")
    with sqlite3.connect(path) as connection:
        connection.execute("insert into aliases values ('a1', 'https://courier.example/print/a1')")
        connection.execute("update outlets set same_as = 'echo' where id = 'kueste'")
    return path


@pytest.mark.parametrize(("path", "link"), LINKED)
def test_plain_datasette_leads_to_the_pages(joined: Path, path: str, link: str) -> None:
    metadata = yaml.safe_load((Path(__file__).parent.parent / "metadata.yml").read_text(encoding="utf8"))
    assert f'href="{link}"' in ask(site(joined, metadata), path).text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_corpus.build_hostile(tmp_path_factory.mktemp("hostile") / "quotes.db")


EVIL = [
    "home", "search?q=<script>look", "lineage/h1q", "article/h1", "article/h2", "article/h3?part=3", "quote/h1q",
    "quote/h2q", "speaker/drop", "outlet/evil", "coverage", "search.atom?q=look", "speaker/drop.atom",
    "lineage/h1q.svg",
]  # fmt: skip


@pytest.mark.parametrize("path", EVIL)
def test_hostile_words_are_inert(hostile: Path, path: str) -> None:
    """Escaped, without addresses that are none, and small whatever the size of what they quote."""
    answer = ask(site(hostile), f"/quotes/-/{path}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and "<img" not in answer.text and "\u202e" not in answer.text
    assert not re.search(r'(?:href|src)="(?!https?://|/|#|\?|data:,)', answer.text)
    assert len(answer.text) < 1_000_000


def test_a_slow_statement_is_said_so(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No failure, no endless wait."""
    monkeypatch.setattr("quotes.plugin.page.PATIENCE", 50)
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) as quotations from n"
    monkeypatch.setattr("quotes.plugin.home.COUNTS", endless)
    answer = ask(site(database), "/quotes/-/home")
    assert answer.status_code == 503 and "Try again" in answer.text
