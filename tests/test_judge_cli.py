"""``quotes judge``: what a person writes, what is kept, and what becomes of the database."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotes.cli import main
from quotes.judge import load

SAID = "We shall keep the ferry running until the last passenger is home"
ARTICLES = [
    ("one", "2024-03-01", f"“{SAID}”, the mayor Ada Roe told the Harbour Courier."),
    ("two", "2024-03-02", f"“{SAID}”, said Ada Roe of the council."),
    ("three", "2024-03-03", "The pilot Bert Quill said: “Nobody asked the pilots about this ferry at all.”"),
]


def judge(db: Path, *words: str, reason: str | None = "read both") -> Result:
    given = ["judge", *words, "--db", str(db), *(["--reason", reason] if reason else [])]
    return CliRunner().invoke(main, given)


def rows(db: Path, sql: str, *values: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(sql, values).fetchall()


def lineages(db: Path) -> list[str]:
    """The articles of each lineage."""
    sql = """
        select group_concat(doc_id) from (select a.doc_id, q.lineage from quotes q
        join articles a on a.id = q.article where q.lineage is not null order by a.published_from)
        group by lineage order by 1"""
    return [row[0] for row in rows(db, sql)]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    keys = ("doc_id", "published", "text")
    path.write_text("\n".join(json.dumps(dict(zip(keys, a, strict=True))) for a in ARTICLES), encoding="utf8")
    made = CliRunner().invoke(main, ["add", str(path), "--db", str(tmp_path / "q.db"), "--jobs", "1"])
    assert made.exit_code == 0, made.output
    assert lineages(tmp_path / "q.db") == ["one,two", "three"]
    return tmp_path / "q.db"


@pytest.fixture
def ids(db: Path) -> dict[str, str]:
    """Article → its quotation."""
    return dict(rows(db, "select a.doc_id, q.id from quotes q join articles a on a.id = q.article"))


DECISIONS = [
    (("one", "not-same", "two"), ["one", "three", "two"]),
    (("one", "same", "three"), ["one,two,three"]),
    (("one", "unsure", "two"), ["one,two"]),
    (("three", "not-a-quotation"), ["one,two"]),
]


@pytest.mark.parametrize(("words", "expected"), DECISIONS, ids=[" ".join(words) for words, _ in DECISIONS])
def test_a_decision_moves_lineages_and_stays(
    db: Path, ids: dict[str, str], words: tuple[str, ...], expected: list[str]
) -> None:
    result = judge(db, *(ids.get(word, word) for word in words))
    assert result.exit_code == 0, result.output
    assert set(expected) <= set(lineages(db))
    assert [d.reason for d in load(db.parent / "judgements.jsonl")[0]] == ["read both"]
    assert rows(db, "select reason from judgements") == [("read both",)]
    listed = judge(db, reason=None)
    assert words[1] in listed.stdout and "read both" in listed.stdout


def test_a_later_decision_stands_in_the_place_of_an_earlier_one(db: Path, ids: dict[str, str]) -> None:
    for verdict, expected in (("not-same", 3), ("same", 2)):
        assert judge(db, ids["two"], verdict, ids["one"]).exit_code == 0
        assert len(lineages(db)) == expected
    assert len(load(db.parent / "judgements.jsonl")[0]) == 2


def test_the_beginning_of_an_id_is_enough(db: Path, ids: dict[str, str]) -> None:
    assert judge(db, ids["one"][:6], "not-same", ids["two"][:6]).exit_code == 0
    assert rows(db, "select subject from judgements") == [(" ".join(sorted((ids["one"], ids["two"]))),)]


def test_speakers_by_name_joined_and_parted(db: Path) -> None:
    assert judge(db, "speaker", "Bert Quill", "is", "Ada Roe").exit_code == 0
    assert len(rows(db, "select distinct speaker from quotes")) == 1
    joined = load(db.parent / "judgements.jsonl")[0][0].subject.split()
    assert judge(db, "speaker", joined[0], "is-not", joined[1]).exit_code == 0
    assert len(rows(db, "select distinct speaker from quotes")) == 2


PAPERS = [
    ("one", "2024-03-01", "Harbour Courier", f"“{SAID}”, the mayor Ada Roe told the Harbour Courier."),
    ("two", "2024-03-02", "The Courier of the Harbour", f"“{SAID}”, said Ada Roe of the council."),
    ("three", "2024-03-03", "Inland Star", f"“{SAID}”, Ada Roe told the Courier of the Harbour."),
]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Two names of one newspaper, and another that names it."""
    path, keys = tmp_path / "papers.jsonl", ("doc_id", "published", "publisher", "text")
    path.write_text("\n".join(json.dumps(dict(zip(keys, a, strict=True))) for a in PAPERS), encoding="utf8")
    made = CliRunner().invoke(main, ["add", str(path), "--db", str(tmp_path / "p.db"), "--jobs", "1"])
    assert made.exit_code == 0, made.output
    return tmp_path / "p.db"


def published(db: Path) -> list[str]:
    return [
        row[0] for row in rows(db, "select p.name from articles a join outlets p on p.id = a.publisher order by doc_id")
    ]


def everything(db: Path) -> set[str]:
    """All that is held but the decisions themselves."""
    with closing(sqlite3.connect(db)) as connection:
        return {line for line in connection.iterdump() if '"judgements"' not in line}


def test_one_outlet_under_two_names_joined_and_parted(papers: Path) -> None:
    before, names = everything(papers), published(papers)
    assert names == ["Harbour Courier", "Inland Star", "The Courier of the Harbour"]
    assert rows(papers, "select publishers from lineages") == [(3,)]
    assert judge(papers, "outlet", names[2], "is", names[0]).exit_code == 0
    assert published(papers) == ["Harbour Courier", "Inland Star", "Harbour Courier"]
    assert rows(papers, "select publishers from lineages") == [(2,)]
    assert rows(papers, "select o.name, s.name from outlets o join outlets s on s.id = o.same_as") == [
        (names[2], names[0])
    ]
    subject = load(papers.parent / "judgements.jsonl")[0][0].subject.split()
    assert judge(papers, "outlet", subject[0], "is-not", subject[1]).exit_code == 0
    assert everything(papers) == before


def test_a_decision_on_outlets_is_there_after_a_rebuild(papers: Path) -> None:
    assert judge(papers, "outlet", "The Courier of the Harbour", "is", "Harbour Courier").exit_code == 0
    again = papers.with_name("again.db")
    given = ["add", str(papers.with_name("papers.jsonl")), "--db", str(again), "--jobs", "1"]
    assert CliRunner().invoke(main, given).exit_code == 0
    columns = "id, publisher, publisher_read, text"
    assert rows(again, f"select {columns} from articles order by 1") == rows(
        papers, f"select {columns} from articles order by 1"
    )
    assert rows(again, "select * from lineages") == rows(papers, "select * from lineages")
    assert rows(again, "select * from links") == rows(papers, "select * from links")


def test_databases_of_one_folder_share_their_decisions(db: Path, ids: dict[str, str], tmp_path: Path) -> None:
    """A decision is at home wherever its quotations are; elsewhere it waits, is no error, and is not published."""
    other, more = tmp_path / "other.db", tmp_path / "more.jsonl"
    more.write_text(json.dumps({"doc_id": "far", "text": "“Nobody asked the gulls,” said Cy Marsh."}), encoding="utf8")
    assert CliRunner().invoke(main, ["add", str(more), "--db", str(other), "--jobs", "1"]).exit_code == 0
    assert judge(db, ids["one"], "not-same", ids["two"]).exit_code == 0
    assert judge(db, "speaker", "Bert Quill", "is", "Ada Roe").exit_code == 0
    listed = judge(other, reason=None)
    assert (listed.exit_code, listed.stdout) == (0, "")
    assert "2 others are on what this database does not hold" in listed.stderr
    assert judge(other, "speaker", "Cy Marsh", "is", "Ada Roe").exit_code == 1, "not held there"
    again = CliRunner().invoke(main, ["add", str(more), "--db", str(other)])
    assert again.exit_code == 0 and "error" not in again.stderr
    assert len(load(tmp_path / "judgements.jsonl")[0]) == 2
    for path, number in ((db, 2), (other, 0)):
        public = tmp_path / "public" / path.name
        assert CliRunner().invoke(main, ["publish", str(public), "--db", str(path)]).exit_code == 0
        assert len(rows(public, "select id from judgements")) == number
    news = tmp_path / "news.jsonl"
    assert CliRunner().invoke(main, ["add", str(news), "--db", str(other), "--jobs", "1"]).exit_code == 0
    assert set(lineages(db)) <= set(lineages(other)), "what waited is replayed when its articles come"
    assert "not held" not in judge(other, reason=None).stderr


REFUSED = [
    (("{one}", "same", "zzzzzz"), "x", 1, "no quotation here has that id"),
    (("{one}", "same", "zz"), "x", 1, "no quotation here"),
    (("{one}", "same", "{two}"), None, 2, "--reason"),
    (("{one}", "same", "{two}"), "  ", 2, "--reason"),
    (("{one}", "same", "{one}"), "x", 2, "needs 2 different ids"),
    (("{one}", "perhaps", "{two}"), "x", 2, "is no decision"),
    (("speaker", "Ada Roe", "same", "Bert Quill"), "x", 2, "is no decision"),
    (("speaker", "Carl Nobody", "is", "Ada Roe"), "x", 1, "no speaker here has that id or name"),
    (("outlet", "100%", "is", "_"), "x", 1, "no outlet here"),
    (("{one}", "same", "\x1b[31mred"), "x", 1, "\\x1b[31mred"),
]


@pytest.mark.parametrize(("words", "reason", "status", "said"), REFUSED, ids=[" ".join(r[0]) for r in REFUSED])
def test_what_makes_no_sense_is_refused_and_not_kept(
    db: Path, ids: dict[str, str], words: tuple[str, ...], reason: str | None, status: int, said: str
) -> None:
    result = judge(db, *(word.format(**ids) for word in words), reason=reason)
    assert result.exit_code == status and said in result.stderr
    assert not (db.parent / "judgements.jsonl").exists()


def test_several_meanings_are_listed(db: Path) -> None:
    with closing(sqlite3.connect(db)) as connection:
        names = connection.execute("select id, 'Same Name', '' from speakers").fetchall()
        connection.executemany("insert into speaker_names (speaker, name, language) values (?, ?, ?)", names)
        connection.commit()
    result = judge(db, "speaker", "Same Name", "is", "Ada Roe")
    assert result.exit_code == 1 and "Ada Roe" in result.stderr and "Bert Quill" in result.stderr


def test_a_decision_from_the_future_stands_and_is_said(db: Path, ids: dict[str, str]) -> None:
    subject = " ".join(sorted((ids["one"], ids["two"])))
    line = {"subject": subject, "verdict": "same", "reason": "", "made_at": "2999-01-01T00:00:00+00:00"}
    (db.parent / "judgements.jsonl").write_text(json.dumps(line) + "\n", encoding="utf8")
    result = judge(db, ids["one"], "not-same", ids["two"])
    assert result.exit_code == 1 and "2999" in result.stderr


def test_nothing_to_list_and_broken_lines(db: Path) -> None:
    result = judge(db, reason=None)
    assert result.exit_code == 0 and "nothing is decided yet" in result.stderr
    (db.parent / "judgements.jsonl").write_text("broken\n", encoding="utf8")
    result = judge(db, reason=None)
    assert result.exit_code == 1 and "judgements.jsonl:1" in result.stderr


def test_no_database(tmp_path: Path) -> None:
    result = judge(tmp_path / "none.db", reason=None)
    assert result.exit_code == 1 and "quotes add" in result.stderr and not (tmp_path / "none.db").exists()
