"""The body of an answer: unpacked under limits, and in UTF-8 where the server or the bytes say what it is."""

from __future__ import annotations

import re
import zlib

from quotes.read.web.values import Limits, Unfetched

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_EITHER, _BARE = 47, -15
"""zlib's window bits for gzip or zlib, found out by itself, and for the bare deflate that some servers send."""


def unpacked(raw: bytes, encoding: str, limits: Limits) -> bytes:
    """The body as its author wrote it. A body cut short gives what is there.

    >>> unpacked(zlib.compress(b"Yes."), "deflate", Limits())
    b'Yes.'
    """
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return raw
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise Unfetched(
            f"is packed in a way that was not asked for ({encoding[:40]})", "save the page and add the file"
        )
    try:
        return _inflated(raw, _EITHER, limits)
    except zlib.error:
        pass
    try:
        return _inflated(raw, _BARE, limits)
    except zlib.error as error:
        raise Unfetched("says it is packed and is not", "save the page and add the file") from error


def _inflated(raw: bytes, window: int, limits: Limits) -> bytes:
    most = min(limits.largest, max(limits.small, limits.ratio * len(raw)))
    machine = zlib.decompressobj(window)
    data = machine.decompress(raw, most)
    if len(data) >= most and not machine.eof:
        raise Unfetched(f"unpacks from {len(raw):,} bytes to over {most:,}", "look at it with care: it may be a bomb")
    return data


def unchunked(raw: bytes) -> bytes:
    """A body that was sent in chunks (RFC 9112, 7.1), put together; as it is where it is not in chunks.

    >>> unchunked(b"4\\r\\nYes,\\r\\n4;a=b\\r\\n sir\\r\\n0\\r\\n\\r\\n"), unchunked(b"<html>")
    (b'Yes, sir', b'<html>')
    """
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK.match(raw, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(raw[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 * (raw[at : at + 2] == b"\r\n")
    return b"".join(parts) if parts and at >= len(raw) else raw


def in_utf8(data: bytes, charset: str) -> bytes:
    """The text in UTF-8, by what the server said; bytes that are UTF-8 already stay, whatever was said of them.

    >>> in_utf8("déjà".encode("latin-1"), "iso-8859-1") == in_utf8("déjà".encode(), "iso-8859-1") == "déjà".encode()
    True
    >>> in_utf8(b"d\\xe9j\\xe0", "martian")
    b'd\\xe9j\\xe0'
    """
    if not charset or _is_utf8(data):
        return data
    try:
        return data.decode(_WEB.get(charset.lower(), charset)).encode()
    except (LookupError, UnicodeError, ValueError):
        return data


_WEB = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""Names that mean more on the web than they say (WHATWG Encoding Standard)."""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
