"""Every other format: the same article comes out of each; what hinders is named."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import reduce
from pathlib import Path

import pytest

from quotes.model import Article
from quotes.read import ReadError, read
from quotes.read.columns import guessed

BODY = "The harbour stays open. “We shall not close it,” said Ida Holm, the mayor. The boats will go out on Monday. "
LONG = BODY * 4
HTML = (
    f'<p>{LONG}</p><p>She told <a href="https://echo.example/1">the Echo</a> so.</p><blockquote>Not now.</blockquote>'
)


def warc(pages: dict[str, tuple[int, str]]) -> bytes:
    """A web archive of (status, body) by address."""
    records = []
    for number, (url, (status, body)) in enumerate(pages.items()):
        http = f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(records)


def page(title: str) -> str:
    date = '<meta property="article:published_time" content="2024-05-01T08:00:00+02:00">'
    return f"<html lang='en'><head><title>{title}</title>{date}</head><body><article>{HTML}</article></body></html>"


def letter(kind: str = "html") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Harbour", "Echo <news@echo.example>"
    message["Date"] = "Wed, 1 May 2024 08:00:00 +0200"
    message.set_content(LONG)
    if kind == "html":
        message.add_alternative(HTML, subtype="html")
    return bytes(message)


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Echo</title><language>en-gb</language>
<item><title>Harbour</title><link>https://echo.example/h</link><guid>h</guid><author>Bo Ek</author>
<pubDate>Wed, 01 May 2024 08:00:00 +0200</pubDate><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Echo</title><entry><title>Harbour</title>
<id>h</id><link href="https://echo.example/h"/><published>2024-05-01T08:00:00+02:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content></entry></feed>"""
CSV = f'id,Publication Date,Full-Text,Headline,Publication\nh,2024-05-01,"{LONG}",Harbour,The Echo\n'
MARKDOWN = f"""---
title: Harbour
date: 2024-05-01
---
# Harbour

{LONG}

She told [the Echo](https://echo.example/1) so.

> Not now.
"""
TSV = f'id\tPublication Date\tFull-Text\tHeadline\tPublication\nh\t2024-05-01\t"{LONG}"\tHarbour\tThe Echo\n'


def zipped(members: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def attached(*files: tuple[str, str, bytes], said: str = "") -> bytes:
    """A letter with files in it; one that is called nothing is a letter itself."""
    made = EmailMessage()
    made["Subject"], made["From"] = "Press review", "Echo <a@echo.example>"
    made.set_content(said)
    for name, kind, data in files:
        if name:
            made.add_attachment(data, *kind.split("/"), filename=name)
        else:
            made.add_attachment(message_from_bytes(data, policy=policy.default))
    return made.as_bytes()


def results(folder: Path, name: str, data: bytes | str) -> list[Article | ReadError]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read([str(path)]))


FORMATS = [
    ("feed.rss", RSS, {"title": "Harbour", "url": "https://echo.example/h", "publisher": "The Echo", "language": "en",
                       "published_from": "2024-05-01T08:00:00+02:00", "byline": "Bo Ek", "doc_id": "h"}),
    ("feed.xml", ATOM, {"title": "Harbour", "url": "https://echo.example/h", "publisher": "The Echo"}),
    ("table.csv", CSV, {"title": "Harbour", "publisher": "The Echo", "published_from": "2024-05-01", "doc_id": "h"}),
    ("table.tsv", TSV, {"title": "Harbour", "publisher": "The Echo"}),
    ("note.md", MARKDOWN, {"title": "Harbour", "published_from": "2024-05-01"}),
    ("crawl.warc", warc({"https://echo.example/h": (200, page("Harbour"))}),
     {"url": "https://echo.example/h", "doc_id": "0000-0", "published_from": "2024-05-01T08:00:00+02:00"}),
    ("crawl.warc.gz", gzip.compress(warc({"https://echo.example/h": (200, page("Harbour"))})), {"language": "en"}),
    ("letter.eml", letter(), {"title": "Harbour", "publisher": "Echo", "published_from": "2024-05-01T08:00:00+02:00"}),
    ("letter.eml", letter("plain"), {"title": "Harbour", "doc_id": "letter"}),
    ("box.mbox", b"From a@b Wed\n" + letter() + b"\n", {"doc_id": "box:1", "container": "box.mbox"}),
    ("all.zip", zipped({"in/a.txt": LONG}), {"doc_id": "a", "container": "all.zip/in"}),
    ("all.zip", zipped({"a.jsonl": '{"id": "h", "text": "' + LONG + '"}'}), {"doc_id": "h"}),
    ("web.wacz", zipped({"archive/a.warc.gz": gzip.compress(warc({"https://echo.example/h": (200, page("Harbour"))})),
                         "pages/pages.jsonl": '{"url": "https://echo.example/h"}'}), {"url": "https://echo.example/h"}),
    ("letter.eml", b"Subject: Harbour\n\n" + LONG.encode(), {"title": "Harbour"}),
    ("table.csv", CSV.replace("2024-05-01", "1.5.2024"), {"published_from": "2024-05-01"}),
    ("all.zip", zipped({"in/a.txt": LONG, "__MACOSX/in/._a.txt": b"\x00\x05\x16\x07", "in/.b.txt": "No"}),
     {"doc_id": "a"}),
    ("all.zip", zipped({"in/more.zip": zipped({"a.txt": LONG})}), {"doc_id": "a", "container": "more.zip"}),
    ("all.zip", zipped({"book.epub": zipped({"1.xhtml": page("Harbour")})}), {"title": "Harbour"}),
    ("book.epub", zipped({"mimetype": "application/epub+zip", "OEBPS/1.xhtml": page("Harbour"), "s.css": "p {}"}),
     {"title": "Harbour", "container": "book.epub/OEBPS"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "expected"), FORMATS, ids=[f"{i}-{row[0]}" for i, row in enumerate(FORMATS)])
def test_format(tmp_path: Path, name: str, data: bytes | str, expected: dict[str, str]) -> None:
    found = [r for r in results(tmp_path, name, data) if isinstance(r, Article)]
    assert len(found) == 1
    assert {key: getattr(found[0], key) for key in expected} == expected
    assert BODY.strip() in found[0].text
    text = found[0].text
    assert [text[h.start : h.end] for h in found[0].hyperlinks] in ([], ["the Echo"])
    assert [text[m.start : m.end].removeprefix("> ") for m in found[0].markup if m.kind == "blockquote"] in (
        [],
        ["Not now."],
    )


ATTACHED = attached(
    ("story.html", "text/html", page("Harbour").encode()),
    ("logo.png", "image/png", b"\x89PNG"),
    ("../more.zip", "application/zip", zipped({"a.txt": LONG})),
    ("", "", letter("plain")),
    said="Two stories.",
)


def test_what_is_attached_to_a_letter_is_read(tmp_path: Path) -> None:
    found = [(r.title, r.doc_id, BODY.strip() in r.text) for r in results(tmp_path, "press.eml", ATTACHED)
             if isinstance(r, Article)]  # fmt: skip
    assert found == [
        ("Press review", "press", False),
        ("Harbour", "story", True),
        (None, "a", True),
        ("Harbour", "4", True),
    ]


TEASER = "<item><title>Teaser</title><link>https://echo.example/t</link><description>Soon.</description></item>"


def test_a_teaser_in_a_folder_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(RSS.replace("</channel>", f"{TEASER}</channel>"), encoding="utf8")
    (error,) = [r for r in read([str(tmp_path)]) if isinstance(r, ReadError)]
    assert "https://echo.example/t" in error.message and "feed.rss:2" in error.message and "folder" in error.message


def test_pdf(tmp_path: Path) -> None:
    """A PDF written by hand: one page, one line."""
    stream = b"BT /F1 12 Tf 72 720 Td (We shall not close it, said Ida Holm.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
    (found,) = results(tmp_path, "page.pdf", body + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF")
    assert isinstance(found, Article) and "We shall not close it" in found.text


def test_empty_rows_of_a_table_are_nothing(tmp_path: Path) -> None:
    found = results(tmp_path, "table.csv", CSV + ",,,,\n, , ,,\n\n")
    assert [type(r).__name__ for r in found] == ["ReadError", "Article"]


def test_map_names_columns(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\nYes,7\n", encoding="utf8")
    note, found = read([str(tmp_path / "odd.csv")], {"text": "a", "doc_id": "b"})
    assert isinstance(found, Article) and (found.text, found.doc_id) == ("Yes", "7")
    assert isinstance(note, ReadError) and note.note and "text=a" in note.message


@pytest.mark.parametrize(
    ("header", "expected"),
    [("BODY", "text"), ("Source Name", None), ("Byline", "byline"), ("LINK", "url"), ("publication_name", "publisher")],
)
def test_guessed_columns(header: str, expected: str | None) -> None:
    assert next(iter(guessed([header])), None) == expected


DEEP = zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": LONG})})})})
BAD = [
    ("none.csv", "a,b\n1,2\n", "--map text=COLUMN"),
    ("none.xml", "<urlset><url></url></urlset>", "sitemap without addresses"),
    ("other.xml", "<nitf><body>No</body></nitf>", "no feed"),
    ("broken.rss", "<rss><chan", "no feed"),
    ("none.warc", warc({"https://echo.example/h": (404, "gone")}), "holds no pages"),
    ("noise.warc", b"not a web archive at all\r\n\r\n", "Invalid WARC header"),
    ("none.eml", b"Subject: x\n\n", "letter without text"),
    ("bytes.eml", b"\x00\x01\x02 what", "is no letter"),
    ("broken.zip", b"PK\x03\x04 and no more", "cannot be unpacked"),
    ("none.zip", zipped({"a.png": b"\x89PNG"}), "holds no articles"),
    ("bomb.zip", zipped({"a.txt": b"a" * 30_000_000}), "unpacks to too much"),
    (
        "deep.zip",
        zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": LONG})})})}),
        "c.zip: is an archive",
    ),
    ("deep.eml", reduce(lambda inner, _: attached(("", "", inner)), range(60), letter("plain")), "too deep in letters"),
    ("picture.eml", attached(("a.png", "image/png", b"\x89PNG")), "no known format: a.png"),
    ("broken.pdf", b"%PDF-1.4 and no more", "could not be read"),
]


@pytest.mark.parametrize(("name", "data", "problem"), BAD, ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes | str, problem: str) -> None:
    (error,) = results(tmp_path, name, data)
    assert isinstance(error, ReadError) and not error.note
    assert name in error.message and problem in error.message


def test_an_archive_within_another_unpacks_to_no_more_than_one_alone(tmp_path: Path) -> None:
    inner = zipped({f"{n}.txt": b"We shall see. " * 600_000 for n in range(3)})
    *_, error = results(tmp_path, "outer.zip", zipped({"inner.zip": inner}))
    assert isinstance(error, ReadError) and "outer.zip/inner.zip: unpacks to too much" in error.message


def test_a_bomb_in_a_feed_does_not_go_off(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    kind = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha">{entities}]>'
    bomb = f"{kind}<rss><channel><item><title>&e11;</title></item></channel></rss>"
    assert not [r for r in results(tmp_path, "bomb.rss", bomb) if isinstance(r, Article)]


QUOTEBANK = [
    {"quoteID": "q1", "quotation": "We shall pay", "speaker": "None", "date": "2019-04-01", "probas": [["None", "0.8"]],
     "urls": ["http://echo.example/a", "http://b.example/b"]},
    {"articleID": "a1", "url": "http://echo.example/c", "date": "2019-04-01 10:00:00", "title": "Port", "quotations": [
        {"quoteID": "q2", "quotation": "Not now", "leftContext": "He said :", "rightContext": "and left",
         "localTopSpeaker": "Bo Ek", "localProbas": [["Bo Ek", "0.7"]]},
        {"quoteID": "q3", "quotation": "Never", "globalTopSpeaker": "None"}]},
    {"articleID": "a2", "quotations": []},
]  # fmt: skip


def test_quotebank_is_taken_as_it_is(tmp_path: Path) -> None:
    data = bz2.compress("\n".join(map(json.dumps, QUOTEBANK)).encode())
    one, two, error = results(tmp_path, "quotes-2019.json.bz2", data)
    assert isinstance(one, Article) and isinstance(two, Article)
    assert isinstance(error, ReadError) and "json.bz2:3" in error.message
    assert [(q.speaker, q.confidence) for q in (*one.quotations, *two.quotations)] == [
        (None, 0.8), ("Bo Ek", 0.7), (None, 0.0)
    ]  # fmt: skip
    for found in (one, two):
        assert [found.text[q.start : q.end] for q in found.quotations] == [q.text for q in found.quotations]
    assert "http://b.example/b" in one.text and one.url is None and two.url == "http://echo.example/c"
