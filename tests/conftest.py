"""Fixtures that several files of tests share: a server on loopback with a page, and who fetches from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fetching import QUICK, page
from web_server import Server, response, serving

from quotes.read.web import Web


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        server.pages["/a"] = response(page())
        yield server


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(allow_private=True, rate=1000, cache=tmp_path / "cache", limits=QUICK)
