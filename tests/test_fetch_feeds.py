"""Lists that are fetched: feeds, sitemaps and files of addresses, and where they may lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from fetching import TEXT, page, problem, results
from web_server import Server, response

from quotes.model import Article
from quotes.read import ReadError
from quotes.read.web import Web

LONG = "".join(f"<p>The crews of quay {n} have waited since May for an answer from the council.</p>" for n in range(20))


def feed(server: Server) -> bytes:
    entries = [
        ("Short", server.url("/short"), "A teaser."),
        ("Long", server.url("/long"), TEXT + LONG),
        ("Middling", server.url("/gone"), TEXT),
        ("Foreign", "http://localhost:1/foreign", TEXT + LONG),
    ]
    items = "".join(
        f"<item><title>{t}</title><link>{u}</link><pubDate>Fri, 01 Mar 2024 10:00:00 GMT</pubDate>"
        f"<description><![CDATA[{d}]]></description></item>"
        for t, u, d in entries
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>The Courier</title>{items}</channel></rss>".encode()
    )


def test_a_feed(server: Server, web: Web) -> None:
    """Full entries are taken, teasers fetched, an entry that is half and whose page is gone taken, and no entry stands
    for another site's page."""
    server.pages |= {"/feed": response(feed(server), kind="application/rss+xml"), "/short": response(page("Fetched"))}
    found = results(web, server.url("/feed"))
    titles = {a.title: a for a in found if isinstance(a, Article)}
    assert titles.keys() == {"Fetched", "Long", "Middling"}
    assert titles["Fetched"].published_from and titles["Fetched"].published_from.startswith("2024-03-01")
    assert [f.input for f in found if isinstance(f, ReadError)] == ["http://localhost:1/foreign"]
    assert "/long" not in server.paths()


def sitemap(*entries: str, root: str = "urlset", part: str = "url") -> bytes:
    spaces = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    rows = "".join(f"<{part}><loc>{e}</loc><news:news><news:publication_date>2024-03-01</news:publication_date>"
                   f"</news:news></{part}>" for e in entries)  # fmt: skip
    return f"<?xml version='1.0'?><{root} {spaces}>{rows}</{root}>".encode()


def test_a_sitemap_by_way_of_its_index(server: Server, web: Web) -> None:
    index = sitemap(server.url("/news.xml"), server.url("/news.xml"), root="sitemapindex", part="sitemap")
    server.pages |= {"/sitemap.xml": response(index, kind="application/xml"), "/b": response(page("Second"))}
    server.pages["/news.xml"] = response(sitemap(server.url("/a"), server.url("/b")), kind="text/xml")
    found = results(web, server.url("/sitemap.xml"))
    assert {(a.title, a.published_from) for a in found if isinstance(a, Article)} == {
        ("Harbour", "2024-03-01"), ("Second", "2024-03-01"),
    }  # fmt: skip
    assert sorted(server.paths()) == ["/a", "/b", "/news.xml", "/sitemap.xml"]


@pytest.mark.parametrize("kind", ["urlset", "sitemapindex"])
def test_lists_that_lead_nowhere(server: Server, web: Web, kind: str) -> None:
    server.pages |= {f"/{n}": response(sitemap(server.url(f"/{n + 1}"), root=kind), kind="text/xml") for n in range(9)}
    assert "lists" in next(f.problem for f in results(web, server.url("/0")) if isinstance(f, ReadError))
    server.pages["/x"] = response(sitemap(root=kind), kind="text/xml")
    assert "without addresses" in problem(web, server.url("/x"))


BOMB = "<!DOCTYPE x [<!ENTITY a '" + "ha" * 100 + "'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 50}'>" for a, b in zip("abcde", "bcdef", strict=True)
) + "]><urlset><url><loc>http://127.0.0.1/&f;</loc></url></urlset>"  # fmt: skip


def test_entities_are_not_followed(server: Server, web: Web) -> None:
    files = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><urlset><url><loc>&a;</loc></url></urlset>"
    for text in (BOMB, files):
        server.pages["/x.xml"] = response(text.encode(), kind="text/xml")
        found = results(web, server.url("/x.xml"), within=4)
        assert found and all(isinstance(f, ReadError) and len(f.message) < 300 for f in found), found


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_of_addresses(server: Server, web: Web, tmp_path: Path, ending: str) -> None:
    server.pages["/b"] = response(page("Second"))
    lines = ["# for Monday", server.url("/a"), "", server.url("/b"), server.url("/a")]
    (tmp_path / "links.txt").write_bytes(ending.join(lines).encode())
    assert {a.title for a in results(web, str(tmp_path / "links.txt")) if isinstance(a, Article)} == {
        "Harbour",
        "Second",
    }


def test_a_folder_sends_nobody_anywhere(server: Server, web: Web, tmp_path: Path) -> None:
    (tmp_path / "links.txt").write_text(server.url("/a"))
    results(web, str(tmp_path))
    assert not server.requests
