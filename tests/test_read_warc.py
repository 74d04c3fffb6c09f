"""Web archives as crawlers write them: what headers say of a body may be so or not."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from quotes.model import Article
from quotes.read import ReadError, read

ENGLISH = (
    "“We shall not close the harbour this winter,” said Ida Holm, the mayor of Skarhaven, on Monday. Fishermen wait "
    "for the council to vote on the gate, which was built forty years ago, and nobody knows what it costs to keep."
)
RUSSIAN = (
    "«Мы не закроем порт этой зимой», — сказала Ида Хольм, мэр Скархавена, в понедельник. Рыбаки ждут решения совета о "
    "воротах, которые построены сорок лет назад, и никто не знает, сколько стоит их содержать зимой и летом."
)


def page(words: str) -> str:
    return f"<html><head><title>A</title></head><body><article><h1>A</h1><p>{words}</p></article></body></html>"


PLAIN = page(ENGLISH).encode()


def chunked(body: bytes) -> bytes:
    parts = (body[i : i + 100] for i in range(0, len(body), 100))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def record(number: int, headers: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2018-03-01T10:00:00Z\r\n"
        f"WARC-Target-URI: https://a.example/{number}\r\nContent-Length: {len(block)}\r\n"
        "Content-Type: application/http; msgtype=response\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


HTML, UTF8 = "Content-Type: text/html", "Content-Type: text/html; charset=UTF-8"
GZIP, CHUNKED = "\r\nContent-Encoding: gzip", "\r\nTransfer-Encoding: chunked"
READ = {
    "as it is": (HTML, PLAIN),
    "packed": (HTML + GZIP, gzip.compress(PLAIN)),
    "zlib": (HTML + "\r\nContent-Encoding: deflate", zlib.compress(PLAIN)),
    "in chunks": (HTML + CHUNKED, chunked(PLAIN)),
    "packed, in chunks": (UTF8 + GZIP + CHUNKED, chunked(gzip.compress(PLAIN))),
    "said to be packed": (HTML + GZIP + "\r\nContent-Length: 312", PLAIN),
    "said to be packed by Brotli": (HTML + "\r\nContent-Encoding: br", PLAIN),
    "said to be in chunks": (HTML + CHUNKED, PLAIN),
    "said to be both": (UTF8 + GZIP + CHUNKED, PLAIN),
    "packed, said to be in chunks": (UTF8 + GZIP + CHUNKED, gzip.compress(PLAIN)),
    "in chunks, said to be packed": (UTF8 + GZIP + CHUNKED, chunked(PLAIN)),
    "headers masked": (HTML + "\r\nX-Crawler-Content-Encoding: gzip", PLAIN),
    "letters of the type": ("content-type: Text/HTML", PLAIN),
    "charset of the header": ("Content-Type: text/html; charset=windows-1251", page(RUSSIAN).encode("cp1251")),
    "charset of nobody": (HTML, page(RUSSIAN).encode("cp1251")),
    "charset that lies": ("Content-Type: text/html; charset=ISO-8859-1", PLAIN),
}


@pytest.mark.parametrize("case", READ)
def test_body(case: str, tmp_path: Path) -> None:
    """Each between two others, which are read whatever it is."""
    around = [record(n, HTML, PLAIN) for n in (1, 3)]
    (tmp_path / "a.warc.gz").write_bytes(around[0] + record(2, *READ[case]) + around[1])
    found = [a for a in read([str(tmp_path / "a.warc.gz")]) if isinstance(a, Article)]
    assert [a.doc_id for a in found] == ["1", "2", "3"]
    assert found[1].text.split("\n\n")[-1] == (RUSSIAN if "windows" in READ[case][0] or "nobody" in case else ENGLISH)


def test_a_packing_that_cannot_be_read(tmp_path: Path) -> None:
    body = b"\x1bH\x01\x00,\x8e\xc7\xf9\x87\x94\xcdtG\xf4"
    (tmp_path / "a.warc.gz").write_bytes(record(1, HTML + "\r\nContent-Encoding: br", body) + record(2, HTML, PLAIN))
    first, second = read([str(tmp_path / "a.warc.gz")])
    assert isinstance(first, ReadError) and first.problem == "is packed in a way that cannot be read (br)"
    assert isinstance(second, Article)
