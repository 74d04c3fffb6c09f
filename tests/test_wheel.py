"""What people install: the wheel carries its data, templates and corpus, and works away from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UNREACHABLE = ("No matching distribution", "Could not find a version", "Connection", "Temporary failure")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left in the checkout."""
    copy, folder = tmp_path_factory.mktemp("source") / "quotes", tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "quotes", copy / "quotes", symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "metadata.yml"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(copy)]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode and any(said in result.stderr for said in UNREACHABLE):
        pytest.skip("no package index in reach to build a wheel with")
    assert result.returncode == 0, result.stderr
    (built,) = folder.glob("quotes-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that sees the wheel's files before the checkout's."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    return os.environ | {"PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"}


def run(environment: dict[str, str], folder: Path, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    result = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = (p for p in (ROOT / "quotes").rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    assert [str(p.relative_to(ROOT)) for p in files if str(p.relative_to(ROOT)) not in inside] == []
    described = zipfile.ZipFile(wheel).read("quotes/data/metadata.yml")
    assert described == (ROOT / "metadata.yml").read_bytes(), "a link to it would be broken where it is installed"


def test_it_is_the_wheel_that_runs(installed: dict[str, str], tmp_path: Path) -> None:
    place = run(installed, tmp_path, "-c", "import quotes; print(quotes.__file__)").strip()
    assert place.startswith(installed["PYTHONPATH"])


def test_the_demo_is_built_from_the_wheel(installed: dict[str, str], tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "quotes", "demo", "--no-serve")
    said = run(installed, tmp_path, "-m", "quotes", "status", "--db", "db/demo.db")
    assert "articles" in said and "lineages" in said


def test_datasette_finds_the_plugin_with_its_templates(installed: dict[str, str], tmp_path: Path) -> None:
    plugins = json.loads(run(installed, tmp_path, "-m", "datasette", "plugins"))
    (ours,) = [plugin for plugin in plugins if plugin["name"] in {"quotes", "quotes.plugin"}]
    assert ours["templates"]
