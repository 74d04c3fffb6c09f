"""Answers kept as a web archive (WARC 1.1), so that the evidence outlives its page.

A record each, packed for itself as archives are; a file that exists is added to. The body stays packed as it was sent;
the pieces it was sent in (chunks, HTTP/2 frames) are put together, which the header says.
"""

from __future__ import annotations

import gzip
from base64 import b32encode
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha1
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

import regex

from quotes import __version__
from quotes.read.web.values import Answer, Unfetched

_META = regex.compile(rb"<meta\b[^>]{0,500}?\bname\s*=\s*[\"']?robots\b[^>]{0,500}", regex.IGNORECASE)
_HEAD = 200_000
"""Bytes of a page that are looked through for what its head says."""
_DATE = "%Y-%m-%dT%H:%M:%SZ"
_SENT = frozenset({"transfer-encoding", "content-length"})


class Archive:
    """One WARC file, added to as long as it lives."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, answer: Answer, data: bytes) -> None:
        """Adds the answer, but for a page that asks not to be archived. Raises ``Unfetched`` on a full disk."""
        if asks_not_to_be_archived(answer, data):
            return
        try:
            with self._path.open("ab") as file:
                begun = file.tell() > 0
                file.write((b"" if begun else gzip.compress(_about())) + gzip.compress(record(answer)))
        except OSError as error:
            raise Unfetched(
                f"cannot be archived in {self._path} ({error.strerror})", "give --archive another file"
            ) from error


def asks_not_to_be_archived(answer: Answer, data: bytes) -> bool:
    """Whether the server or the page says "noarchive" to robots."""
    said = " ".join(value for name, value in answer.headers if name.lower() == "x-robots-tag").lower()
    return "noarchive" in said or any(b"noarchive" in m[0].lower() for m in _META.finditer(data[:_HEAD]))


def record(answer: Answer) -> bytes:
    """The answer as a record of type "response"."""
    sent = [(f"X-Sent-{name}" if name.lower() in _SENT else name, value) for name, value in answer.headers]
    status = f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"
    head = _lines(status, [*sent, ("Content-Length", str(len(answer.raw)))]).encode("latin-1", "replace")
    fields = {
        "WARC-Target-URI": answer.url,
        "WARC-Payload-Digest": _digest(answer.raw),
        "WARC-Protocol": answer.protocol.lower(),
        "Content-Type": "application/http;msgtype=response",
    }
    return _record("response", answer.when, fields.items(), head + answer.raw)


def _about() -> bytes:
    said = f"software: quotes/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode()
    return _record("warcinfo", datetime.now(UTC), [("Content-Type", "application/warc-fields")], said)


def _record(kind: str, when: datetime, fields: Iterable[tuple[str, str]], content: bytes) -> bytes:
    said = [("WARC-Type", kind), ("WARC-Record-ID", f"<urn:uuid:{uuid4()}>"), ("WARC-Date", when.strftime(_DATE))]
    digest = ("WARC-Block-Digest", _digest(content))
    head = _lines("WARC/1.1", [*said, *fields, digest, ("Content-Length", str(len(content)))])
    return head.encode() + content + b"\r\n\r\n"


def _digest(data: bytes) -> str:
    return f"sha1:{b32encode(sha1(data).digest()).decode()}"


def _lines(first: str, fields: Iterable[tuple[str, str]]) -> str:
    """A head of lines; no value can begin another line."""
    lines = [f"{name}: {' '.join(value.splitlines())}" for name, value in fields]
    return "\r\n".join([first, *lines, "", ""])
