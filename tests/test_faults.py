"""What can go wrong while articles are added: afterwards the database is whole, and the next run completes it."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from pathlib import Path

import pytest
from test_pipeline import Silent, dump

from quotes.pipeline import Found, add
from quotes.pipeline.work import as_found, search
from quotes.pipeline.workers import Workers
from quotes.read import items
from quotes.store import StoreError

SAYINGS = (
    "We shall not close the harbour this winter",
    "The gate was never tested against a rising sea",
    "Nobody asked us before the ships were sold",
    "I have read the report twice and found no excuse",
)
MOMENTS = 50


def corpus(folder: Path, first: int, last: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(first, last):
        words = [SAYINGS[(number + k) % len(SAYINGS)] for k in range(3)]
        text = "\n\n".join(f"“{said} in the year {number % 5},” said Ida Holm of Port {number}." for said in words)
        row = {"doc_id": f"a{number}", "text": text, "lang": "en", "published": f"2024-05-{number % 28 + 1:02}"}
        (folder / f"a{number}.json").write_text(json.dumps(row), encoding="utf8")
    return folder


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two folders of articles, a database of the first, and one of both."""
    folder = tmp_path_factory.mktemp("states")
    one, two = corpus(folder / "one", 0, 40), corpus(folder / "two", 40, 80)
    (folder / "half").mkdir()
    add([str(one)], folder / "half" / "quotes.db", Silent(), 1)
    shutil.copytree(folder / "half", folder / "whole")
    add([str(two)], folder / "whole" / "quotes.db", Silent(), 1)
    return {name: folder / name for name in ("one", "two")} | {
        name: folder / name / "quotes.db" for name in ("half", "whole")
    }


def forked(work: Callable[[], object]) -> int:
    """The work in a process of its own, which has everything imported already."""
    if child := os.fork():
        return child
    try:
        work()
        os._exit(0)
    except StoreError as error:
        os.write(2, f"{error}\n".encode())
        os._exit(1)
    finally:
        os._exit(3)


def copied(states: dict[str, Path], folder: Path) -> Path:
    folder.mkdir()
    shutil.copy(states["half"], folder / "quotes.db")
    return folder / "quotes.db"


def sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("pragma integrity_check").fetchone()[0] == "ok" and not list(
            db.execute("pragma foreign_key_check")
        )


def test_kill_at_any_moment(states: dict[str, Path], tmp_path: Path) -> None:
    started = time.monotonic()
    add([str(states["two"])], copied(states, tmp_path / "timed"), Silent(), 1)
    lasts = time.monotonic() - started
    allowed = {name: dump(states[name]) for name in ("half", "whole")}
    chance, seen = random.Random(3), set()
    for moment in range(MOMENTS):
        path = copied(states, tmp_path / str(moment))
        child = forked(lambda path=path: add([str(states["two"])], path, Silent(), 1))  # type: ignore[misc]
        time.sleep(chance.uniform(0, lasts * 1.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert sound(path)
        state = dump(path)
        assert state in allowed.values(), "half of a batch is seen"
        seen.add(state == allowed["whole"])
        if moment % 5 == 0:
            add([str(states["two"])], path, Silent(), 1)
            assert dump(path) == allowed["whole"]
        shutil.rmtree(path.parent)
    assert False in seen, "no kill came before the end"


def test_a_full_disk_keeps_the_last_state(states: dict[str, Path], tmp_path: Path, capfd) -> None:  # type: ignore[no-untyped-def]
    path = copied(states, tmp_path / "full")

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, resource.RLIM_INFINITY))
        add([str(states["two"])], path, Silent(), 1)

    _, status = os.waitpid(forked(work), 0)
    assert os.waitstatus_to_exitcode(status) == 1
    said = capfd.readouterr().err
    assert str(path) in said and "disk" in said and said.count("\n") == 1
    assert sound(path) and dump(path) == dump(states["half"])
    add([str(states["two"])], path, Silent(), 1)
    assert dump(path) == dump(states["whole"])


def test_two_at_once_make_one_database(states: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    command = [sys.executable, "-m", "quotes", "add", "--db", str(path)]
    both = [subprocess.Popen([*command, str(states[name])]) for name in ("one", "two")]
    assert [process.wait(120) for process in both] == [0, 0]
    assert sound(path) and dump(path) == dump(states["whole"])


def test_a_reader_sees_whole_states_alone(states: dict[str, Path], tmp_path: Path) -> None:
    path = copied(states, tmp_path / "read")
    seen: list[tuple[int, ...]] = []
    ended = threading.Event()

    def read() -> None:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            while not ended.is_set():
                sql = "select (select count(*) from articles), (select count(*) from quotes where lineage is null)"
                seen.append(tuple(db.execute(sql).fetchone()))

    reader = threading.Thread(target=read)
    reader.start()
    command = [sys.executable, "-m", "quotes", "add", "--db", str(path), str(states["two"])]
    assert subprocess.run(command, timeout=60, check=False).returncode == 0
    time.sleep(0.1)
    ended.set()
    reader.join()
    assert set(seen) == {(40, 0), (80, 0)}


def test_a_clock_that_runs_back(states: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied(states, tmp_path / "clock")

    class Back:
        @staticmethod
        def now(zone: object) -> Back:
            return Back()

        def isoformat(self, timespec: str) -> str:
            return "1970-01-01T00:00:00+00:00"

    monkeypatch.setattr("quotes.pipeline.adding.datetime", Back)
    add([str(states["two"])], path, Silent(), 1)
    assert dump(path) == dump(states["whole"])


def test_ctrl_c_keeps_what_was_read(states: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import quotes.extract

    whole, done = quotes.extract.extract, []

    def interrupted(article):  # type: ignore[no-untyped-def]
        if len(done) == 5:
            raise KeyboardInterrupt
        done.append(article)
        return whole(article)

    monkeypatch.setattr(quotes.extract, "extract", interrupted)
    report = add([str(states["one"])], tmp_path / "quotes.db", Silent(), 1)
    assert report.added == 5 and "go on" in report.failed[0].message
    monkeypatch.undo()
    report = add([str(states["one"])], tmp_path / "quotes.db", Silent(), 1)
    assert (report.added, report.unchanged) == (35, 5)
    assert dump(tmp_path / "quotes.db") == dump(states["half"])


def test_workers_end_with_their_parent(states: dict[str, Path], tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": str(n), "text": f"“Yes, we shall,” said Ida Holm of Port {n}. " * 400}) for n in range(800)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(rows), encoding="utf8")
    command = [sys.executable, "-m", "quotes", "find", "--json", "--jobs", "2", str(tmp_path / "many.jsonl")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    family: list[str] = []
    until = time.monotonic() + 30
    while len(family) < 3 and time.monotonic() < until and process.poll() is None:
        time.sleep(0.1)
        family = group(process.pid)
    assert len(family) >= 3, "no workers were started"
    process.kill()
    process.wait()
    while group(process.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert group(process.pid) == []


def test_work_goes_on_where_a_worker_was_ended() -> None:
    workers = Workers(1)
    assert workers.do(len, "ended").result() == 5 and workers._pool
    os.kill(next(iter(workers._pool._processes)), signal.SIGKILL)
    done: list[int] = []
    while not done:
        with suppress(BrokenProcessPool):  # what it had in hand when it was ended
            done.append(workers.do(len, "again").result())
    workers.end()


def test_workers_that_rested_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.pipeline.work._PATIENCE", 0.0)
    monkeypatch.setattr("quotes.pipeline.work._CHUNK_ITEMS", 5)
    rows = [json.dumps({"id": str(n), "text": f"“We shall stay,” said Ida Holm of Port {n}."}) for n in range(200)]
    (tmp_path / "many.jsonl").write_text("\n".join(rows), encoding="utf8")
    workers, read = Workers(2), []
    for result in search(items([str(tmp_path / "many.jsonl")]), 0, workers, as_found):
        assert isinstance(result, Found)
        read.append(result.article.doc_id)
        if len(read) % 60 == 0:
            workers.rest()
            assert workers._pool is None
    assert read == [str(n) for n in range(200)]


def group(session: int) -> list[str]:
    """The processes of a session that still run."""
    found = subprocess.run(["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True).stdout
    return [line for line in found.splitlines() if "Z" not in line.split()[1]]
