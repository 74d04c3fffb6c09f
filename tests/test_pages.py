"""The pages in a browser: nothing in the console, nothing from another host, no dialog, no overflow, nothing that axe
finds serious. Skipped where Chromium or playwright is absent."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import invented_corpus
import pytest
from datasette.version import __version__ as datasette_version

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
METADATA = Path(__file__).parent.parent / "metadata.yml"

STORY = [
    "home", "search", "search?q=we+will+not+sell+the+harbor", "search?q=nobody+said+that", "lineage/q01", "article/a1",
    "search?q=No+vamos+a+vender+el+puerto,+ni+este+a%C3%B1o+ni+nunca",
    "article/a6", "quote/q07", "speaker/roe", "outlet/echo", "outlet/radio", "coverage", "lineage/none",
]  # fmt: skip
HOSTILE = [
    "home", "search?q=%3Cscript%3Ealert(1)%3C/script%3E", "lineage/h1q", "lineage/h1q.svg", "article/h1", "article/h2",
    "article/h3", "article/h3?quote=h3q9999", "quote/h1q", "quote/h2q", "speaker/drop", "outlet/evil", "coverage",
]  # fmt: skip
LATIN_ONLY = {"lineage/h1q.svg"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(database: Path) -> Iterator[str]:
    """Datasette on a database, as a process of its own; its address."""
    port = free_port()
    given = ["-m", str(METADATA)] + ([] if datasette_version.startswith("0.") else ["-c", str(METADATA)])
    command = [sys.executable, "-m", "datasette", "serve", str(database), "-p", str(port), *given]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = invented_corpus.build_hostile(tmp_path_factory.mktemp("pages") / "quotes.db")
    with serving(invented_corpus.add_vectors(database)) as address:
        yield address


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/-/versions.json", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """A page of a browser, and everything it did that it should not have."""

    def __init__(self, browser: Any, width: int = 1200, scheme: str = "light") -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda r: self.hosts.add("/".join(r.url.split("/")[:3])))

    def _dialog(self, dialog: Any) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def expected_errors(path: str) -> list[str]:
    """Chromium itself says so of a page with status 404."""
    return ["404"] if path.endswith("/none") else []


@pytest.mark.parametrize("width", [1200, 375])
@pytest.mark.parametrize("path", sorted({*STORY, *HOSTILE}))
def test_page_behaves(site: str, browser: Any, path: str, width: int) -> None:
    with Watch(browser, width) as watch:
        watch.page.goto(f"{site}/quotes/-/{path}")
        wide = watch.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert [w for w in watch.wrong if not any(e in w for e in expected_errors(path))] == []
        assert {h for h in watch.hosts if not h.startswith("data:")} == {site}
        assert path in LATIN_ONLY or wide[0] <= wide[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", STORY)
def test_axe_finds_nothing_serious(site: str, browser: Any, path: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    with Watch(browser, scheme=scheme) as watch:
        watch.page.goto(f"{site}/quotes/-/{path}")
        for details in watch.page.query_selector_all("details"):
            details.evaluate("e => e.open = true")
        found = axe.Axe().run(watch.page).response["violations"]
    serious = [
        (v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_keyboard_reaches_content_and_search(site: str, browser: Any) -> None:
    with Watch(browser) as watch:
        watch.page.goto(f"{site}/quotes/-/lineage/q01")
        watch.page.keyboard.press("Tab")
        assert watch.page.evaluate("document.activeElement.className") == "skip"
        watch.page.keyboard.press("Enter")
        assert watch.page.evaluate("document.activeElement.id") == "main"
        watch.page.fill("#q-top", "creanciers")
        watch.page.keyboard.press("Enter")
        watch.page.wait_for_url("**/search?q=creanciers")
        assert watch.page.locator(".results mark").first.inner_text() == "créanciers"


def test_citation_is_copied(site: str, browser: Any) -> None:
    with Watch(browser) as watch:
        watch.context.grant_permissions(["clipboard-read", "clipboard-write"])
        watch.page.goto(f"{site}/quotes/-/quote/q07")
        watch.page.locator("details.cite summary").click()
        watch.page.locator("button[data-copy=cite-text]").click()
        watch.page.wait_for_function("document.querySelector('button[data-copy=cite-text]').textContent == 'Copied'")
        assert "Northern Echo Daily" in watch.page.evaluate("navigator.clipboard.readText()")
        assert watch.wrong == []


def test_deep_link_shows_the_quotation(site: str, browser: Any) -> None:
    """Also in a part of an article far down."""
    with Watch(browser) as watch:
        watch.page.goto(f"{site}/quotes/-/quote/h3q9999")
        watch.page.get_by_text("At its place").click()
        assert watch.page.locator("mark:target").inner_text().startswith("No 9999.")
        assert watch.page.locator("mark:target").is_visible()


def test_picture_leads_to_the_witness(site: str, browser: Any) -> None:
    with Watch(browser) as watch:
        watch.page.goto(f"{site}/quotes/-/lineage/q01")
        watch.page.locator("a.node circle").nth(3).click()
        assert watch.page.locator("li:target h3").is_visible()


def test_plain_datasette_leads_to_the_pages_and_back(site: str, browser: Any) -> None:
    with Watch(browser) as watch:
        watch.page.goto(site)
        watch.page.get_by_text("Search quotations and lineages").click()
        watch.page.goto(f"{site}/quotes/lineages/q01")
        watch.page.get_by_text("Open the page of this lineage").click()
        watch.page.locator(".tools").get_by_text("Row", exact=True).click()
        assert watch.page.url.endswith("/quotes/lineages/q01")
        assert watch.wrong == []
