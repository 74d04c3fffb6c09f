"""Bytes → text, without altering what can be kept."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_WESTERN = 0.5
"""Letters of Western European texts are mostly ASCII (in French about 96 %); those of other scripts' code pages are
nearly all high bytes."""
_CANDIDATES = ["cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"]


def is_binary(data: bytes) -> bool:
    """Whether this is no text: it has NULs, or control bytes by the dozen.

    >>> is_binary(b"\\x89PNG\\r\\n\\x1a\\n\\x00"), is_binary("Été".encode()), is_binary("Été".encode("utf-16"))
    (True, False, False)
    >>> is_binary("Été ou hiver".encode("utf-16-le"))
    False
    """
    if any(data.startswith(bom) for bom, _ in _BOMS) or _unmarked(data):
        return False
    head = data[:65536]
    control = len(head) - len(head.translate(None, _CONTROL))
    return b"\0" in data or control > len(head) / 50


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and the name of the encoding where it is another than UTF-8. A byte order mark is dropped, line ends
    stay as they are.

    >>> decode(b"\\xef\\xbb\\xbfOui\\r\\n"), decode("un d\\xe9j\\xe0 \\x93vu\\x94".encode("latin-1"))
    (('Oui\\r\\n', None), ('un déjà “vu”', 'Windows-1252'))
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), None
    if unmarked := _unmarked(data):
        return data.decode(unmarked, errors="replace"), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _legacy(data)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, where the beginning of a file is in one; spreadsheets save "Unicode text" so."""
    marked = next((encoding for bom, encoding in _BOMS[1:] if data.startswith(bom)), None)
    return marked or _unmarked(data)


def _unmarked(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, as editors of Windows leave it: every second byte of Latin letters is a NUL."""
    head = data[:2000]
    if head.count(0) < len(head) / 3:
        return None
    nuls = [head[side::2].count(0) for side in (0, 1)]
    if min(nuls) > len(head) / 50:
        return None
    encoding = "utf-16-be" if nuls[0] > nuls[1] else "utf-16-le"
    text = head[: len(head) & ~1].decode(encoding, errors="replace")
    return encoding if sum(c.isprintable() or c.isspace() for c in text) > 0.98 * len(text) else None


def _legacy(data: bytes) -> tuple[str, str]:
    letters = sum(65 <= b & 0xDF <= 90 or b > 127 for b in data) or 1
    if sum(b > 127 for b in data) / letters > _WESTERN:
        import charset_normalizer

        best = charset_normalizer.from_bytes(data[:200_000], cp_isolation=_CANDIDATES).best()
        if best is not None:
            return data.decode(best.encoding, errors="replace"), best.encoding
    return "".join(map(_CP1252.__getitem__, data)), "Windows-1252"


def _cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_CP1252 = tuple(map(_cp1252, range(256)))


def storable(text: str) -> str:
    """The text with what no database or terminal takes, NULs and lone surrogates, as U+FFFD: offsets stay.

    >>> storable("a\\x00b\\ud800c")
    'a�b�c'
    """
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in text)
    return text
