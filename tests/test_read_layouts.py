"""Files as those make them who hand out news; the layouts are theirs, the texts are invented."""

from __future__ import annotations

import json
import plistlib
import quopri
from pathlib import Path

import pytest
from fetching import page, results
from web_server import Server, response

from quotes.model import Article
from quotes.read import ReadError, Web, read

SAID = "“We shall not close the harbour this winter,” said Ida Holm, the mayor of Skarhaven, on Monday."
LONG = f"{SAID} Fishermen wait for the council to vote on the gate, and nobody knows what it costs to keep. " * 2


def read_as(folder: Path, name: str, data: bytes | str) -> list[Article | ReadError]:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read([str(folder / name)]))


def google(link: str, *more: str) -> str:
    """An entry of Google News: its words are links, and <source> names the paper."""
    rest = "".join(f'<li><a href="{link}{n}">{title}</a>&nbsp;&nbsp;<font color="#6f6f6f">Paper</font></li>'
                   for n, title in enumerate(more))  # fmt: skip
    told = (
        f"<ol><li><a href='{link}' target='_blank'>Harbour stays open</a>&nbsp;&nbsp;<font>Echo</font></li>{rest}</ol>"
    )
    escaped = told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (
        f"<item><title>Harbour stays open - The Echo</title><link>{link}</link>"
        '<guid isPermaLink="false">CBMi</guid><pubDate>Fri, 01 Mar 2024 08:00:00 GMT</pubDate>'
        f'<description>{escaped}</description><source url="https://echo.example">The Echo</source></item>'
    )


def channel(*entries: str) -> str:
    head = (
        "<generator>NFE/5.0</generator><title>harbour - Google News</title><link>https://news.google.com/search</link>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss xmlns:media="http://search.yahoo.com/mrss/" version="2.0"><channel>'
        f"{head}<language>en-US</language>{''.join(entries)}</channel></rss>"
    )


def test_google_news_in_a_folder_is_no_article(tmp_path: Path) -> None:
    """However many titles of other papers an entry lists."""
    (tmp_path / "in").mkdir()
    titles = [f"What the council of Port {n} said about its harbour and about the winter" for n in range(12)]
    (tmp_path / "in" / "news.xml").write_text(channel(google("https://news.google.com/rss/articles/CBMi", *titles)))
    (error,) = read([str(tmp_path / "in")])
    assert isinstance(error, ReadError) and error.problem.startswith("is an entry without an article's text")


def test_google_news_by_name(tmp_path: Path) -> None:
    """An entry that hides its address says so, and nothing is asked of Google."""
    found = read_as(tmp_path, "news.xml", channel(google("https://news.google.com/rss/articles/CBMiWkFVX3lxTE9u?oc=5")))
    assert [type(f) for f in found] == [ReadError]
    assert isinstance(found[0], ReadError) and "leads to Google News" in found[0].problem


def test_the_paper_is_the_source(tmp_path: Path) -> None:
    told = f"<title>Harbour</title><link>x</link><description>{LONG * 6}</description>"
    entry = f"<item>{told}<source url='u'>The Echo</source></item>"
    (found,) = read_as(tmp_path, "planet.rss", channel(entry))
    assert isinstance(found, Article) and found.publisher == "The Echo"


NEWS_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
<url>
 <image:image><image:loc>{picture}</image:loc><image:title>A boat</image:title></image:image>
 <loc>{page}</loc><lastmod>2024-03-04T10:00:00+01:00</lastmod>
 <video:video><video:title>A film</video:title><video:publication_date>2020-01-01</video:publication_date></video:video>
 <news:news><news:publication><news:name>The Echo</news:name><news:language>en</news:language></news:publication>
 <news:publication_date>2024-03-01T08:00:00+01:00</news:publication_date><news:title>Harbour</news:title>
 <news:keywords>a, b</news:keywords></news:news>
</url></urlset>"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_news_sitemap_with_pictures(server: Server, web: Web, packed: bool) -> None:
    """The page is what is fetched, with the news' own date; many servers keep their sitemaps as .gz."""
    import gzip

    data = NEWS_SITEMAP.format(picture=server.url("/boat.jpg"), page=server.url("/h")).encode()
    body = gzip.compress(data) if packed else data
    kind = "application/x-gzip" if packed else "text/xml"
    server.pages |= {"/map.xml.gz": response(body, kind=kind), "/h": response(page("Harbour"))}
    (found,) = results(web, server.url("/map.xml.gz"))
    assert isinstance(found, Article) and found.publisher == "The Echo"
    assert "/boat.jpg" not in server.paths()


FACTIVA = """<html><head><title>Factiva</title></head><body><div id="articleFrame">
<div class="article enArticle"><div id="hd"><span class='enHeadline'>Harbour stays open</span></div>
<div class="author">By Bo Ek</div><div>220 words</div><div>3 March 2024</div><div>The Echo</div><div>ECHO</div>
<div>English</div><div>(c) 2024 Echo Ltd</div><p class="articleParagraph enarticleParagraph">{said}</p>
<p class="articleParagraph enarticleParagraph">The boats go out.</p><p>Document ECHO000020240303ek330001x</p></div>
<div class="article enArticle"><div id="hd"><span class='enHeadline'>Gate is tested</span></div>
<div>90 words</div><div>4 March 2024</div><div>The Anvil</div><div>ANV</div><div>English</div><div>(c) 2024 Anvil</div>
<p class="articleParagraph enarticleParagraph">{said}</p><p>Document ANVIL00020240304ek340002y</p></div>
</div></body></html>"""


def test_a_page_of_factiva_is_many_articles(tmp_path: Path) -> None:
    one, two = read_as(tmp_path, "factiva.html", FACTIVA.format(said=SAID))
    assert isinstance(one, Article) and isinstance(two, Article)
    assert (one.title, one.publisher, one.published_from) == ("Harbour stays open", "The Echo", "2024-03-03")
    assert one.text == f"{SAID}\n\nThe boats go out." and two.publisher == "The Anvil" and two.text == SAID


def mhtml(body: bytes, charset: str) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://echo.example/h\r\nSubject: Harbour\r\n"
        "Date: Fri, 1 Mar 2030 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x----"\r\n\r\n\r\n'
        f"------MultipartBoundary--x----\r\nContent-Type: text/html{charset}\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://echo.example/h\r\n\r\n"
    )
    rest = (
        "\r\n------MultipartBoundary--x----\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/\r\n\r\n"
        "<p>An advertisement</p>\r\n------MultipartBoundary--x------\r\n"
    )
    return head.encode() + quopri.encodestring(body) + rest.encode()


HTML = f"<html><head><title>Harbour</title></head><body><article><h1>Harbour</h1><p>{LONG}</p></article></body></html>"
SAVED = {
    "a.mhtml": mhtml(HTML.encode(), ""),
    "a.mht": mhtml(HTML.encode("cp1252"), '; charset="windows-1252"'),
    "a.webarchive": plistlib.dumps(
        {"WebMainResource": {"WebResourceData": HTML.encode("utf-16"), "WebResourceURL": "https://echo.example/h",
                             "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "utf-16"}},
        fmt=plistlib.FMT_BINARY),
}  # fmt: skip


@pytest.mark.parametrize("name", SAVED)
def test_a_page_that_a_browser_saved_in_one_file(tmp_path: Path, name: str) -> None:
    (found,) = read_as(tmp_path, name, SAVED[name])
    assert isinstance(found, Article) and (found.title, found.url) == ("Harbour", "https://echo.example/h")
    assert SAID in found.text and "advertisement" not in found.text and found.published_from is None


@pytest.mark.parametrize(("name", "data"), [("a.mhtml", b"Subject: x\n\nno page"), ("a.webarchive", b"bplist00junk")])
def test_what_holds_no_page(tmp_path: Path, name: str, data: bytes) -> None:
    (error,) = read_as(tmp_path, name, data)
    assert isinstance(error, ReadError) and error.problem == "holds no page"


ARTICLE = {
    "articleID": "20190301000001abc", "articleLength": 310, "date": "2019-03-01 08:04:05", "phase": "E",
    "title": "Harbour stays open", "url": "http://echo.example/h",
    "names": [{"name": "Ida Holm", "ids": "['Q1']", "offsets": [[4, 6]]}],
    "quotations": [{
        "quoteID": "2019-03-01-000007", "quotation": "We shall not close the harbour , not this winter",
        "quotationOffset": 9, "contextStart": 0, "contextEnd": 40, "numOccurrences": 3,
        "leftContext": "The mayor spoke on Monday :", "rightContext": "said Ida Holm of Skarhaven .",
        "globalTopSpeaker": "Ida Holm", "globalProbas": [{"speaker": "Ida Holm", "proba": 0.8, "qids": ["Q1"]}],
        "localTopSpeaker": "Ida Holm", "localProbas": [{"speaker": "Ida Holm", "proba": 0.93, "qids": ["Q1"]},
                                                       {"speaker": "None", "proba": 0.07, "qids": []}],
    }],
}  # fmt: skip


def test_quotebank_by_article(tmp_path: Path) -> None:
    """As Quotebank's own program writes it (epfl-dlab/Quotebank): probabilities have names."""
    (found,) = read_as(tmp_path, "quotebank-2019.json", json.dumps(ARTICLE))
    assert isinstance(found, Article) and found.published_from == "2019-03-01T08:04:05"
    (said,) = found.quotations
    assert (said.speaker, said.confidence, found.text[said.start : said.end]) == ("Ida Holm", 0.93, said.text)


WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"]


@pytest.mark.parametrize("encoding", WIDE)
def test_letters_of_several_bytes(tmp_path: Path, encoding: str) -> None:
    (found,) = read_as(tmp_path, "a.txt", SAID.encode(encoding))
    assert isinstance(found, Article) and found.text == SAID


@pytest.mark.parametrize("encoding", WIDE[:3])
def test_a_table_of_a_spreadsheet(tmp_path: Path, encoding: str) -> None:
    rows = f"Titel\tDatum\tText\r\nHafen\t2024-03-01\t{SAID}\r\n"
    note, found = read_as(tmp_path, "a.tsv", rows.encode(encoding))
    assert isinstance(note, ReadError) and note.note
    assert isinstance(found, Article) and (found.title, found.published_from) == ("Hafen", "2024-03-01")


def test_what_is_beside_a_saved_page_is_no_article(tmp_path: Path) -> None:
    for folder in ("a_files", "b-Dateien", "c_fichiers", "d_archivos"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(HTML)
    (tmp_path / "a.html").write_text(HTML)
    (tmp_path / "look.css").write_text("p { margin: 0 }")
    (tmp_path / "list.txt").write_text("https://echo.example/a\n")
    found = list(read([str(tmp_path)]))
    assert [f.input.rpartition("/")[2] for f in found if isinstance(f, Article)] == ["a.html"]
    assert sorted(f.problem.partition(" (")[0] for f in found if isinstance(f, ReadError)) == [
        "is a list of addresses", "is not an article"
    ]  # fmt: skip
