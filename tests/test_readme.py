"""README's sessions are run and say what they show.   python tests/test_readme.py writes what they say now."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.cli import main

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)

pytestmark = pytest.mark.skipif(not README.is_file(), reason="README is not installed")


def sessions() -> list[tuple[str, str]]:
    """(command, what the README says it prints), in order."""
    blocks = BLOCK.findall(README.read_text(encoding="utf8"))
    return [(command, output) for block in blocks for command, output in COMMAND.findall(block)]


def said(command: str, folder: Path) -> str:
    """What a command prints in the folder, without the spaces at the ends of lines."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(command, shell=True, cwd=folder, env=env, capture_output=True, text=True, encoding="utf8")
    assert done.returncode == 0, done.stderr
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(lines).strip("\n") + "\n" if any(lines) else ""


def run_all(folder: Path) -> list[tuple[str, str, str]]:
    """(command, shown, said) of each; a file that ``cat`` shows is first written with what is shown."""
    results = []
    for command, shown in sessions():
        if command.startswith("cat "):
            (folder / command[4:]).write_text(shown, encoding="utf8")
        results.append((command, shown, said(command, folder)))
    return results


def test_sessions_say_what_is_shown(tmp_path: Path) -> None:
    assert [(command, shown) for command, shown, _ in run_all(tmp_path)] == [
        (c, now) for c, _, now in run_all(tmp_path)
    ]


def test_every_command_is_documented() -> None:
    text = README.read_text(encoding="utf8")
    assert [name for name in main.list_commands(None) if f"`quotes {name}" not in text] == []  # type: ignore[arg-type]


def test_every_option_of_add_is_documented() -> None:
    text, add = README.read_text(encoding="utf8"), main.get_command(None, "add")  # type: ignore[arg-type]
    assert add is not None
    options = [o for p in add.params for o in p.opts if o.startswith("--")]
    assert [o for o in options if f"`{o}" not in text] == []


def test_every_format_is_documented() -> None:
    from quotes.read.formats import by_suffix

    text = README.read_text(encoding="utf8")
    kept = {".text", ".htm", ".xhtml", ".ndjson", ".markdown", ".rdf", ".feed"}
    assert [suffix for suffix in by_suffix() if suffix not in kept and f"`{suffix}`" not in text] == []


def test_first_screen_has_the_two_commands() -> None:
    first = README.read_text(encoding="utf8").split("## ")[0]
    assert "quotes demo" in first and "pytest" in first


def write(folder: Path) -> None:
    """Put into the README what its commands say now."""
    text = README.read_text(encoding="utf8")
    for command, shown, now in run_all(folder):
        text = text.replace(f"$ {command}\n{shown}", f"$ {command}\n{now}", 1)
    README.write_text(text, encoding="utf8")


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as temporary:
        write(Path(temporary))
