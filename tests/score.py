"""The figures on the articles of ../shared against tests/floors.toml.   score.py [NAME...]

Prints a table and ends with status 1 where a figure is below its floor. Without ../shared it says so and passes: the
texts there are for measuring only and are no part of the project.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"


def run(*command: str, output: Path | None = None) -> str:
    """What a command prints, or into a file; a failed one ends the scoring."""
    if output is None:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    with output.open("wb") as file:
        subprocess.run(command, check=True, stdout=file)
    return ""


def timed(*arguments: str, output: Path | None = None) -> float:
    """Runs ``quotes``; its seconds of processor time. What else the machine does may double them: the caches and the
    clock of a core are shared."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(sys.executable, "-m", "quotes", *arguments, output=output)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def figure(scores: dict[str, Any], name: str) -> float | None:
    """``span.f1`` looks into a table."""
    value: Any = scores
    for part in name.split("."):
        value = value.get(part)
    return value


def found(task: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What score_quotes.py says of ``quotes find``."""
    gold, output = SHARED / task["gold"], folder / "found.jsonl"
    seconds = min(timed("find", "--json", "--jobs", "1", str(gold), output=output) for _ in range(task.get("times", 1)))
    scores = json.loads(run(sys.executable, str(SHARED / "score/score_quotes.py"), str(gold), str(output), "--json"))
    return scores | {"articles_a_second": round(scores["docs"] / seconds, 1)}


def traced(task: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What score_lineages.py says of ``quotes add``."""
    db = folder / "quotes.db"
    seconds = timed("add", *(str(SHARED / name) for name in task["inputs"]), "--db", str(db))
    gold = str(SHARED / task["gold"])
    scores = json.loads(run(sys.executable, str(SHARED / "score/score_lineages.py"), str(db), gold, "--json"))
    return scores | {"seconds": round(seconds, 1)}


def measure(name: str, task: dict[str, Any]) -> int:
    """Prints the task's figures; how many are below their floor or above their ceiling."""
    with TemporaryDirectory() as folder:
        scores = (traced if "inputs" in task else found)(task, Path(folder))
    bad = 0
    for limits, word, sign in (("floors", "at least", 1), ("ceilings", "at most", -1)):
        for key, limit in task.get(limits, {}).items():
            value = figure(scores, key)
            missed = value is None or sign * value < sign * limit
            bad += missed
            print(
                f"{name:20} {key:20} {value!s:>8}   {word} {limit:<8} {'MISSED' if missed else ''}".rstrip(), flush=True
            )
    return bad


def main(names: list[str]) -> int:
    if not SHARED.is_dir():
        print("no ../shared here: figures not measured")
        return 0
    tasks = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf8"))
    return 1 if sum(measure(name, task) for name, task in tasks.items() if not names or name in names) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
