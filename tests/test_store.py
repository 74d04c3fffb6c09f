"""The database: what goes in comes out, by difference, all or nothing, and never into another program's file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Article, Extraction, Original, Outlet, Quotation
from quotes.store import (
    Connection,
    Record,
    StoreError,
    article_id,
    open_database,
    open_to_read,
    quote_ids,
    record,
    transaction,
)
from quotes.store.read import counts, credits, witnesses
from quotes.store.write import held, put, sweep

TEXT = "Créanciers are calm. “We shall pay,” said Ida Holm. “We shall pay,” she told the Echo. “Never!”"


def outlet_of(name: str) -> Outlet:
    return Outlet(f"outlet-{name}", name, names=(name, name.upper()))


def made(
    text: str = TEXT, words: tuple[str, ...] = ("We shall pay,", "We shall pay,", "Never!"), **said: str
) -> Record:
    article = replace(Article("calm", text, container="news", input="news/calm.txt"), **said)
    found, place = [], 0
    for word in words:
        place = text.index(word, place)
        found.append(Quotation(place, place + len(word), word, speaker="Ida Holm", outlet="Echo"))
        place += len(word)
    originals = (Original("https://echo.example/1", "Echo", "url", 0, 3),)
    return record(article, Extraction("en", tuple(found), publisher="Courier", originals=originals), outlet_of)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "quotes.db"


@pytest.fixture
def db(path: Path) -> Iterator[Connection]:
    with closing(open_database(path)) as connection:
        yield connection


def add(db: Connection, path: Path, *records: Record) -> None:
    with transaction(db, path):
        for new in records:
            put(db, new, "2026-01-01T00:00:00+00:00")


def test_what_goes_in_comes_out(db: Connection, path: Path) -> None:
    add(db, path, made())
    found = sorted(witnesses(db), key=lambda w: w.position)
    assert [w.text for w in found] == ["We shall pay,", "We shall pay,", "Never!"]
    assert {(w.speaker, w.outlet, w.publisher) for w in found} == {("Ida Holm", "Echo", "Courier")}
    (originals,) = credits(db).values()
    assert originals == (Original("https://echo.example/1", "Echo", "url", 0, 3),)
    rows = db.execute('select text, start, "end", before, after from quotes order by position').fetchall()
    assert all(TEXT[r["start"] : r["end"]] == r["text"] for r in rows)
    assert all(r["before"] + r["text"] + r["after"] in TEXT for r in rows)
    assert counts(db)["outlets"] == 2


def test_ids_stay_where_the_words_stand(db: Connection, path: Path) -> None:
    add(db, path, made())
    old = {r["position"]: r["id"] for r in db.execute("select id, position from quotes")}
    text = "“At last!” " + TEXT.removesuffix(" “Never!”")
    add(db, path, made(text, ("At last!", "We shall pay,", "We shall pay,")))
    new = {r["position"]: r["id"] for r in db.execute("select id, position from quotes")}
    assert (new[1], new[2]) == (old[0], old[1])
    assert old[2] not in new.values()


def test_full_text_follows_and_is_blind_to_accents(db: Connection, path: Path) -> None:
    def hits(word: str) -> int:
        sql = "select count(*) from quotes_fts where quotes_fts match ?"
        return int(db.execute(sql, [word]).fetchone()[0])

    add(db, path, made("“Les créanciers attendront.”", ("Les créanciers attendront.",)))
    assert hits("creanciers") == 1
    add(db, path, made("“Jamais!”", ("Jamais!",)))
    assert (hits("creanciers"), hits("jamais")) == (0, 1)


def test_the_same_again_writes_nothing(db: Connection, path: Path) -> None:
    add(db, path, made())
    before = db.total_changes
    with transaction(db, path):
        put(db, made(), "2026-01-01T00:00:00+00:00")
    assert db.total_changes - before == 1, "only the article's own row, which a caller that asks first does not put"


def test_a_failure_leaves_the_last_whole_state(db: Connection, path: Path) -> None:
    add(db, path, made())
    with pytest.raises(ZeroDivisionError), transaction(db, path):
        put(db, made("“No.”", ("No.",)), "now")
        raise ZeroDivisionError
    assert len(witnesses(db)) == 3
    with pytest.raises(StoreError), transaction(db, path):
        db.execute("delete from articles")
    assert counts(db)["articles"] == 1, "foreign keys are checked at the end"


def test_outlets_that_nothing_names_go(db: Connection, path: Path) -> None:
    add(db, path, made())
    with transaction(db, path):
        db.execute("delete from quotes")
        db.execute("delete from credits")
        sweep(db)
    assert [r["name"] for r in db.execute("select name from outlets")] == ["Courier"]


def test_strict_tables_with_sound_foreign_keys(db: Connection, path: Path) -> None:
    add(db, path, made())
    tables = [r for r in db.execute("pragma table_list") if r["type"] == "table" and "_" not in r["name"][:8]]
    assert all(r["strict"] for r in tables if r["name"] in {"articles", "quotes", "links", "lineages", "credits"})
    assert db.execute("pragma foreign_key_check").fetchall() == []
    assert db.execute("pragma integrity_check").fetchone()[0] == "ok"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: p.write_text("Dear diary, today there was no news at all."), "is not a SQLite database"),
        (lambda p: sqlite3.connect(p).execute("create table holidays (day text)"), "another program"),
        (lambda p: p.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000), "damaged"),
    ],
    ids=["text", "other", "damaged"],
)
@pytest.mark.parametrize("opened", [open_database, open_to_read])
def test_a_file_that_is_not_ours_is_refused_and_kept(tmp_path: Path, make, said, opened) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "diary.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=said) as refusal:
        opened(path)
    assert str(path) in str(refusal.value) and "\n" not in str(refusal.value)
    assert path.read_bytes() == before


def test_missing_database_to_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="quotes add"):
        open_to_read(tmp_path / "none.db")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    place = Path("/proc/quotes.db") if os.geteuid() == 0 else tmp_path / "shut" / "quotes.db"
    if os.geteuid():
        place.parent.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="cannot be written"):
        open_database(place)


def test_a_second_writer_waits_and_says_so(db: Connection, path: Path) -> None:
    said: list[str] = []

    def release() -> None:
        said.append("waiting")
        db.execute("commit")

    db.execute("begin immediate")
    with closing(open_database(path)) as other, transaction(other, path, release):
        put(other, made(), "now")
    assert said == ["waiting"]
    assert counts(db)["articles"] == 1


MAKE = "import sys; from pathlib import Path; from quotes.store import open_database; open_database(Path(sys.argv[1]))"


@pytest.mark.parametrize("delay", [0.15, 0.2, 0.25, 0.3, 0.4])
def test_creation_killed_at_any_moment(path: Path, delay: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", MAKE, str(path)])
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with closing(open_database(path)) as connection:
        assert counts(connection)["articles"] == 0


def test_ids_do_not_rest_on_how_an_address_is_spelt() -> None:
    a = Article("a", "x", url="http://www.echo.example/news/1/?utm_source=mail#top")
    b = Article("b", "y", url="https://echo.example/news/1")
    assert article_id(a) == article_id(b) != article_id(Article("a", "x", url="https://echo.example/news/2"))
    assert article_id(Article("a", "x", container="n")) != article_id(Article("a", "x", container="m"))


@given(st.lists(st.text(max_size=5)))
def test_quote_ids_are_different_and_stable(texts: list[str]) -> None:
    ids = quote_ids("a", texts)
    assert len(set(ids)) == len(texts)
    assert quote_ids("a", texts[: len(texts) // 2]) == ids[: len(texts) // 2]
    assert all(len(i) == 13 and i.isalnum() and i.islower() for i in ids)


def test_held_is_what_was_put(db: Connection, path: Path) -> None:
    new = made()
    add(db, path, new)
    assert held(db, new.id) == dict(new.article)
    assert held(db, "none") is None


def test_a_database_of_an_earlier_version_is_renewed_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    with closing(open_database(path)) as connection:
        connection.execute("delete from _sqlite_migrations where name like 'm005%'")
        connection.execute("drop table aliases")
    with closing(open_to_read(path)) as connection:
        assert connection.execute("select count(*) from aliases").fetchone()[0] == 0
