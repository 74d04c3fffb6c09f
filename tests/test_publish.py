"""``quotes publish``: what is in the public copy, what is not, and that its pages work."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from datasette.app import Datasette
from datasette.version import __version__ as datasette_version

from quotes.cli import main
from quotes.cli.publish import SETTINGS
from quotes.store import StoreError
from quotes.store import publish as publishing
from quotes.store.database import APPLICATION

FAR = "Nothing near any quotation tells of the copper weathervane on the customs house."
SAID = "We shall keep the ferry running until the last passenger is home"
THAI = "เราจะไม่ขายท่าเรือแห่งนี้"
FILLING = "The council met again and talked of ropes and buoys for an hour. " * 8
ARTICLES = {
    "one.txt": f"{FILLING}\n\n“{SAID}”, the mayor Ada Roe told the BBC.\n\n{FILLING}\n\n{FAR}\n",
    "two.txt": f"“{SAID}”, said Ada Roe, the mayor.\n\nThe café stays. “Café or no café, I shall row,” he said.\n",
    "three.txt": f"“{THAI}” นายกเทศมนตรีกล่าว\n",
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publish")
    (folder / "news").mkdir()
    for name, text in ARTICLES.items():
        (folder / "news" / name).write_text(text, encoding="utf8")
    assert run("add", folder / "news", "--db", folder / "work.db", "--jobs", 1).exit_code == 0
    ids = [row[0] for row in rows(folder / "work.db", "select id from quotes where text like 'We shall%' order by id")]
    reason = "one tape, heard twice"
    assert run("judge", ids[0], "same", ids[1], "--reason", reason, "--db", folder / "work.db").exit_code == 0
    with closing(sqlite3.connect(folder / "work.db")) as connection:
        connection.execute("update articles set url = 'file:///home/somebody/two.html' where doc_id = 'two'")
        connection.execute("create table notes (number integer primary key, words text)")
        connection.commit()
    return folder / "work.db"


@pytest.fixture(scope="module")
def copy(db: Path) -> Path:
    result = run("publish", db.parent / "public" / "copy.db", "--db", db)
    assert result.exit_code == 0, result.output
    return db.parent / "public" / "copy.db"


def rows(db: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(sql, values).fetchall()


def test_what_is_left_out(db: Path, copy: Path) -> None:
    assert FAR.encode() in db.read_bytes() or rows(db, "select 1 from articles where instr(text, ?)", FAR)
    content = copy.read_bytes()
    for words in (FAR, "weathervane", str(db.parent), "/home/somebody"):
        assert words.encode() not in content, words
    assert rows(copy, "select distinct text, input from articles") == [("", "")]
    assert rows(copy, "select count(*) from vectors") == [(0,)]
    assert not rows(copy, "select 1 from sqlite_master where name = 'notes'")
    assert rows(copy, "select max(length(before)), max(length(after)) from quotes")[0] <= (160, 160)


@pytest.mark.parametrize("table", sorted(publishing.COPIED))
def test_what_stays(db: Path, copy: Path, table: str) -> None:
    columns = [row[1] for row in rows(copy, f"pragma table_info({table})")]
    kept = ", ".join(f'"{c}"' for c in columns if (table, c) not in publishing.LEFT_OUT)
    assert sorted(rows(copy, f"select {kept} from {table}"), key=str) == sorted(
        rows(db, f"select {kept} from {table}"), key=str
    )


def test_judgements_keep_their_reasons(copy: Path) -> None:
    assert rows(copy, "select verdict, reason from judgements") == [("same", "one tape, heard twice")]


def test_every_table_of_the_schema_is_public_or_stays_at_home(copy: Path) -> None:
    tables = {row[0] for row in rows(copy, "select name from sqlite_master where type = 'table'")}
    ours = {t for t in tables if not t.startswith(("quotes_fts", "quotes_trigrams", "_sqlite", "sqlite_"))}
    assert ours == publishing.COPIED.keys() | publishing.STAYS


def test_it_is_one_packed_file(copy: Path) -> None:
    assert {p.name for p in copy.parent.iterdir()} == {"copy.db", "copy.metadata.yml"}
    assert rows(copy, "pragma journal_mode") == [("delete",)]
    assert rows(copy, "pragma freelist_count") == [(0,)]
    assert rows(copy, "pragma application_id") == [(APPLICATION,)]
    assert "copy" in yaml.safe_load((copy.parent / "copy.metadata.yml").read_text(encoding="utf8"))["databases"]


def test_search_is_kept_with_its_triggers(copy: Path) -> None:
    assert rows(copy, "select count(*) from quotes_fts where quotes_fts match 'cafe'") == [(1,)]
    assert rows(copy, "select count(*) from quotes_trigrams where quotes_trigrams match 'ท่าเรือ'") == [(1,)]
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("update quotes set text = 'A heron' where text like 'Caf%'")
        assert connection.execute("select count(*) from quotes_fts where quotes_fts match 'heron'").fetchone() == (1,)
        connection.rollback()


def test_the_same_again(db: Path, copy: Path, tmp_path: Path) -> None:
    def dump(path: Path) -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            return [line for line in connection.iterdump() if "_sqlite_migrations" not in line]

    assert run("publish", tmp_path / "copy.db", "--db", db).exit_code == 0
    assert dump(tmp_path / "copy.db") == dump(copy)


@pytest.fixture(scope="module")
def get(copy: Path) -> Callable[[str], Any]:
    config = yaml.safe_load((copy.parent / "copy.metadata.yml").read_text(encoding="utf8"))
    given = {"metadata" if datasette_version.startswith("0.") else "config": config}
    datasette = Datasette(immutables=[str(copy)], settings=dict.fromkeys(SETTINGS, False), **given)

    def ask(path: str) -> Any:
        async def answer() -> Any:
            await datasette.invoke_startup()
            return await datasette.client.get(path, follow_redirects=True)

        return asyncio.run(answer())

    return ask


KINDS = {
    "lineage": "select id from lineages",
    "article": "select id from articles",
    "quote": "select id from quotes",
    "speaker": "select id from speakers",
    "outlet": "select id from outlets",
}


@pytest.mark.parametrize("kind", KINDS)
def test_its_pages_work(copy: Path, get: Callable[[str], Any], kind: str) -> None:
    ids = [row[0] for row in rows(copy, KINDS[kind])]
    assert ids and {get(f"/copy/-/{kind}/{i}").status_code for i in ids} == {200}


@pytest.mark.parametrize("path", ["home", "coverage", "search?q=until+the+last+passenger", "search?q=ท่าเรือ"])
def test_so_do_the_others(get: Callable[[str], Any], path: str) -> None:
    answer = get(f"/copy/-/{path}")
    assert answer.status_code == 200 and (path == "coverage" or "/-/lineage/" in answer.text)


def test_an_article_without_its_text_says_so(copy: Path, get: Callable[[str], Any]) -> None:
    found = rows(copy, "select id from articles where doc_id = 'one'")[0][0]
    page = get(f"/copy/-/article/{found}").text
    assert "not in this database" in page and SAID in page and "BBC" in page
    assert "buoys" in page and "weathervane" not in page, "words around, and no more"


def test_of_many_quotations_without_a_text_all_can_be_reached(tmp_path: Path) -> None:
    said = "\n\n".join(f"“We counted {n} boats in the bay,” said Ada Roe." for n in range(600))
    (tmp_path / "many.txt").write_text(said, encoding="utf8")
    assert run("add", tmp_path / "many.txt", "--db", tmp_path / "many.db", "--jobs", 1).exit_code == 0
    publishing.publish(tmp_path / "many.db", tmp_path / "copy.db")
    assert run("site", tmp_path / "pages", "--db", tmp_path / "copy.db").exit_code == 0
    found = [p.read_text(encoding="utf8").count(' id="q-') for p in (tmp_path / "pages" / "article").iterdir()]
    assert sorted(found) == [100, 250, 250]


@pytest.mark.parametrize("path", ["/copy?sql=select+1", "/copy.db", "/copy/quotes.csv?_stream=1&_size=max"])
def test_strangers_may_not(get: Callable[[str], Any], path: str) -> None:
    assert get(path).status_code in (400, 403)


def test_canned_queries_are_there(get: Callable[[str], Any]) -> None:
    assert get("/copy/who_said_what_where.json?speaker=Ada+Roe&_shape=array").json()


@pytest.mark.parametrize("name", ["work.db", "other.db", "text.db"])
def test_what_is_no_public_copy_is_never_written_over(db: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    if name == "work.db":
        target = db
    elif name == "other.db":
        with closing(sqlite3.connect(target)) as connection:
            connection.execute("create table mine (a)")
    else:
        target.write_text("mine", encoding="utf8")
    before = target.read_bytes()
    result = run("publish", target, "--db", db)
    assert result.exit_code == 1 and "choose another name" in result.stderr
    assert target.read_bytes() == before


def test_an_earlier_copy_stays_until_the_new_one_is_whole(db: Path, tmp_path: Path, monkeypatch: Any) -> None:
    target = tmp_path / "copy.db"
    publishing.publish(db, target)
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(publishing, "_finish", full)
    with pytest.raises(StoreError, match=r"copy\.db: cannot be written .*full"):
        publishing.publish(db, target)
    assert target.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["copy.db"]
    monkeypatch.undo()
    publishing.publish(db, target)


def test_no_database(tmp_path: Path) -> None:
    result = run("publish", tmp_path / "copy.db", "--db", tmp_path / "none.db")
    assert result.exit_code == 1 and "quotes add" in result.stderr and not list(tmp_path.iterdir())
