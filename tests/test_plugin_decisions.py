"""People's decisions on the pages: told, led on, and each page with the command of its kind."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import invented_corpus
import pytest
from test_plugin import ask, site

from quotes.judge import VERDICTS
from quotes.plugin.vocabulary import vocabulary

DECISIONS = [
    ("j1", "q01 q07", "not same", "two <b>speeches</b>", "2026-01-01T10:00:00+00:00"),
    ("j2", "q02 q12", "unsure", "", "2026-01-02T10:00:00+00:00"),
    ("j3", "q04", "no quotation", "the council's word", "2026-01-03T10:00:00+00:00"),
    ("j4", "rowe rho", "same speaker", "one person", "2026-01-04T10:00:00+00:00"),
    ("j5", "rho roe", "same speaker", "a slip", "2026-01-05T10:00:00+00:00"),
    ("j6", "kueste echo", "same outlet", "one house", "2026-01-06T10:00:00+00:00"),
    ("j7", "gone lost", "same speaker", "of another database", "2026-01-07T10:00:00+00:00"),
    ("j8", "lost gone", "same speaker", "a circle", "2026-01-08T10:00:00+00:00"),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = invented_corpus.build(tmp_path_factory.mktemp("decided") / "quotes.db")
    with sqlite3.connect(path) as connection:
        connection.executemany("insert into judgements values (?, ?, ?, ?, ?)", DECISIONS)
        connection.execute("update outlets set same_as = 'echo' where id = 'kueste'")
    return path


TOLD = [
    ("lineage/q01", "is not the same utterance as"),
    ("lineage/q01", "two &lt;b&gt;speeches&lt;/b&gt;"),
    ("lineage/q12", "may or may not be the same utterance as"),
    ("quote/q04", "is no quotation"),
    ("article/a2", "is no quotation"),
    ("speaker/roe", "one person"),
    ("speaker/roe", "a slip"),
    ("outlet/echo", "one house"),
    ("outlet/echo", "Küstenblatt"),
    ("outlet/echo", "2026-01-06"),
]


@pytest.mark.parametrize(("path", "words"), TOLD)
def test_a_decision_is_told_where_it_matters(database: Path, path: str, words: str) -> None:
    assert words in ask(site(database), f"/quotes/-/{path}").text


COMMANDS = [
    ("lineage/q01", "quotes judge q01 same OTHER-QUOTATION --reason"),
    ("lineage/q01", "quotes judge q09 not-same q01 --reason"),
    ("quote/q04", "quotes judge q04 not-a-quotation --reason"),
    ("article/a1", "quotes judge q02 not-a-quotation --reason"),
    ("article/a1", "quotes judge outlet courier is OTHER-OUTLET --reason"),
    ("outlet/echo", "quotes judge outlet echo is OTHER-OUTLET --reason"),
    ("speaker/roe", "quotes judge speaker roe is OTHER-SPEAKER --reason"),
]


@pytest.mark.parametrize(("path", "words"), COMMANDS)
def test_a_page_gives_the_command_of_its_kind(database: Path, path: str, words: str) -> None:
    assert words in ask(site(database), f"/quotes/-/{path}").text


def test_a_command_names_a_database_of_another_name(tmp_path: Path) -> None:
    page = ask(site(invented_corpus.build(tmp_path / "my news.db")), "/my+news/-/quote/q04", follow_redirects=True)
    assert "--db &#39;my news.db&#39; --reason" in page.text


LED = [
    ("speaker/rowe", "speaker/roe"),
    ("speaker/rho.atom", "speaker/roe.atom"),
    ("outlet/kueste", "outlet/echo"),
    ("outlet/kueste.atom", "outlet/echo.atom"),
    ("lineage/q08.svg", "lineage/q01.svg"),
]


@pytest.mark.parametrize(("path", "target"), LED)
def test_what_was_joined_leads_on(database: Path, path: str, target: str) -> None:
    answer = ask(site(database, base_url="/under/"), f"/quotes/-/{path}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/under/quotes/-/{target}")


@pytest.mark.parametrize("path", ["speaker/gone", "speaker/none", "outlet/none"])
def test_a_decision_on_what_is_not_held_leads_nowhere(database: Path, path: str) -> None:
    assert ask(site(database), f"/quotes/-/{path}").status_code == 404


def test_every_verdict_has_its_words() -> None:
    assert set(vocabulary()["verdicts"]) == set(VERDICTS)
    about = {"quotations": "quote", "quotation": "quote", "speaker": "speaker", "outlet": "outlet"}
    assert {v: words[0] for v, words in vocabulary()["verdicts"].items()} == {
        verdict: about[kind] for verdict, (kind, _) in VERDICTS.items()
    }
