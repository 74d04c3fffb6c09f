"""Takes the pictures that README shows, of the demo database: ``python tests/take_screenshots.py demo.db``.

Needs playwright, Chromium and Pillow (to make the files small). Pictures go to tests/screenshots/.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "screenshots"
COLOURS = 256
"""Enough for text and lines, at a third of the size; the octree keeps colours that are rare, as of a thin line."""

WIDEST = "select id from lineages order by altered desc, quotes desc limit 1"
FULLEST = """
select article from quotes where kind = 'direct' and outlet is not null group by 1 order by count(*) desc limit 1
"""


def shots(database: Path) -> Iterator[tuple[str, str, int, int, str]]:
    """Name, path, width, height and colour scheme of each picture."""
    with closing(sqlite3.connect(database)) as connection:
        (lineage,), (article,) = (connection.execute(sql).fetchone() for sql in (WIDEST, FULLEST))
    yield "home", "home", 1200, 900, "light"
    yield "lineage", f"lineage/{lineage}", 1200, 1500, "light"
    yield "lineage_dark", f"lineage/{lineage}", 1200, 1000, "dark"
    yield "lineage_phone", f"lineage/{lineage}", 375, 812, "light"
    yield "article", f"article/{article}", 1200, 900, "light"


def take(browser: Any, address: str, shot: tuple[str, str, int, int, str]) -> Path:
    """One picture, with few colours."""
    from PIL import Image

    name, path, width, height, scheme = shot
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(f"{address}/-/{path}")
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    page.close()
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE).save(file, optimize=True)
    return file


def main(database: Path) -> None:
    """All pictures of one database."""
    from playwright.sync_api import sync_playwright
    from test_pages import CHROMIUM, FLAGS, serving

    FOLDER.mkdir(exist_ok=True)
    with serving(database) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for shot in shots(database):
            file = take(browser, f"{address}/{database.stem}", shot)
            print(file, file.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
