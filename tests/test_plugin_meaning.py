"""Search by meaning: words in one language find their translations in another, behind what has the words themselves."""

from __future__ import annotations

import asyncio
import importlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import invented_corpus
import pytest
from datasette.app import Datasette

SPANISH = "No vamos a vender el puerto, ni este año ni mientras yo ocupe el cargo"
UKRAINIAN = "Ми не продамо гавань ні цього року, ні поки я на посаді"
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_corpus.add_vectors(invented_corpus.build(tmp_path_factory.mktemp("meaning") / "quotes.db"))


def asked(database: Path, *searches: str, ending: str = ".json", between: Callable[[], None] = lambda: None) -> Any:
    """The answers of one server to one search after another."""

    async def answers() -> list[Any]:
        datasette = Datasette([str(database)])
        await datasette.invoke_startup()
        found = []
        for words in searches:
            found.append(await datasette.client.get(f"/quotes/-/search{ending}", params={"q": words}))
            between()
        return found

    return asyncio.run(answers())


def test_a_sentence_in_another_language_is_found(database: Path) -> None:
    found = asked(database, SPANISH)[0].json()
    assert found["by_meaning"] == {"searched": True, "note": ""}
    best = found["results"][0]
    assert (best["lineage"]["id"], best["by_meaning"]) == ("q01", True)
    assert 0.5 < best["likeness"] < 1


def test_what_has_the_words_stands_first_and_alone(database: Path) -> None:
    results = asked(database, invented_corpus.STORY)[0].json()["results"]
    assert (results[0]["lineage"]["id"], results[0]["by_meaning"]) == ("q01", False)
    assert [r["lineage"]["id"] for r in results].count("q01") == 1
    kinds = [r["by_meaning"] for r in results]
    assert kinds == sorted(kinds)


def test_the_page_says_how_it_was_found(database: Path) -> None:
    answer = asked(database, SPANISH, ending="")[0]
    assert "found by meaning" in answer.text and "alike in meaning" in answer.text


@pytest.mark.parametrize("words", ["Yesterday the parliament of a distant island adjourned its session", "puerto"])
def test_what_is_like_nothing_finds_nothing(database: Path, words: str) -> None:
    assert not any(r["by_meaning"] for r in asked(database, words)[0].json()["results"])


def test_a_language_that_the_encoder_does_not_know_is_named(database: Path) -> None:
    assert "does not know Ukrainian" in asked(database, UKRAINIAN)[0].json()["by_meaning"]["note"]
    assert "does not know Ukrainian" in asked(database, UKRAINIAN, ending="")[0].text


def test_a_feed_is_of_words_alone(database: Path) -> None:
    assert "<entry>" not in asked(database, SPANISH, ending=".atom")[0].text


def test_vectors_of_an_encoder_that_is_not_here(tmp_path: Path) -> None:
    database = invented_corpus.add_vectors(invented_corpus.build(tmp_path / "quotes.db"), "LaBSE-0a1b2c3d")
    said = asked(database, SPANISH)[0].json()
    assert said["results"] == [] and not said["by_meaning"]["searched"]
    assert "LaBSE-0a1b2c3d" in said["by_meaning"]["note"]


def test_an_encoder_that_cannot_be_had(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTES_ENCODER", "no/such/model")
    said = asked(database, SPANISH)[0].json()["by_meaning"]
    assert not said["searched"] and "no/such/model" in said["note"]


def test_a_database_without_vectors_is_searched_by_words(tmp_path: Path) -> None:
    said = asked(invented_corpus.build(tmp_path / "quotes.db"), SPANISH)[0].json()
    assert said["results"] == [] and said["by_meaning"] == {"searched": False, "note": ""}


def test_what_is_added_later_is_found(tmp_path: Path) -> None:
    database = invented_corpus.build(tmp_path / "quotes.db")
    first, second = asked(database, SPANISH, SPANISH, between=lambda: invented_corpus.add_vectors(database) and None)
    assert first.json()["results"] == []
    assert second.json()["results"][0]["lineage"]["id"] == "q01"


def test_a_search_does_not_wait_for_long(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meaning = importlib.import_module("quotes.plugin.meaning")
    done = Event()
    monkeypatch.setattr(meaning, "PATIENCE", 0.01)
    monkeypatch.setattr(meaning, "_read", lambda db: done.wait(20) and meaning.Ready(note="read"))
    early, late = asked(database, SPANISH, SPANISH, between=lambda: done.set() or sleep(0.5))
    assert "getting ready" in early.json()["by_meaning"]["note"]
    assert late.json()["by_meaning"]["note"] == "read"


@pytest.mark.parametrize("table", ["vectors", "encoders"])
def test_vectors_may_be_denied(database: Path, table: str) -> None:
    from test_plugin import ask, site

    config = {"databases": {"quotes": {"tables": {table: {"allow": False}}}}}
    assert ask(site(database, config), "/quotes/-/search?q=harbour").status_code == 403


def test_an_older_database_has_no_table_of_encoders(tmp_path: Path) -> None:
    database = invented_corpus.build(tmp_path / "quotes.db")
    with sqlite3.connect(database) as connection:
        connection.execute("drop table encoders")
    assert asked(database, SPANISH)[0].status_code == 200


def test_coverage_says_what_the_encoder_does_not_know(tmp_path: Path) -> None:
    database = invented_corpus.add_vectors(invented_corpus.build(tmp_path / "quotes.db"))
    with sqlite3.connect(database) as connection:
        connection.execute("update quotes set language = 'uk' where id = 'q08'")
    from test_plugin import ask, site

    assert "does not know Ukrainian: 1 quotation is compared" in ask(site(database), "/quotes/-/coverage").text
