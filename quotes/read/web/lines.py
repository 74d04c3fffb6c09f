"""Lists of addresses, one on each line."""

from __future__ import annotations

from quotes.read.formats import is_address

_BEGINNINGS = (b"http://", b"https://", b"#")


def links_in(data: bytes) -> list[str]:
    """The addresses of a text that has one on each line and nothing else; lines that begin with # are remarks.

    >>> links_in(b"# today\\nhttps://echo.example/a\\n\\nhttps://echo.example/b\\n"), links_in(b"See https://echo.example")
    (['https://echo.example/a', 'https://echo.example/b'], [])
    """
    if not data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_BEGINNINGS):
        return []
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    links = [line for line in lines if line and not line.startswith("#")]
    return links if all(is_address(link) and " " not in link for link in links) else []
