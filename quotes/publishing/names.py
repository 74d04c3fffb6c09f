"""Names of files for the pages of a static copy; no id, whatever it holds, leads out of its folder."""

from __future__ import annotations

import re
from hashlib import blake2b
from posixpath import dirname, relpath

LONGEST = 120
"""Code points of a name; file systems allow 255 bytes."""


def safe(identity: str) -> str:
    """The id in lower-case letters, digits, - and _; any other byte is ~ and two digits, since file systems do not all
    tell capitals apart. A long one is hashed.

    >>> safe("q6yz"), safe("../Etc"), safe("a" * 1000)[:8]
    ('q6yz', '~2e~2e~2f~45tc', '~~a0e5a3')
    """
    plain = re.sub(r"[^a-z0-9_-]", lambda m: "".join(f"~{b:02x}" for b in m[0].encode("utf8", "replace")), identity)
    return (
        plain
        if 0 < len(plain) <= LONGEST
        else f"~~{blake2b(identity.encode('utf8', 'replace'), digest_size=16).hexdigest()}"
    )


def page_file(kind: str, identity: str = "", part: int = 1) -> str:
    """The file of a page, from the copy's folder.

    >>> page_file("home"), page_file("coverage"), page_file("article", "a1", 2)
    ('index.html', 'coverage.html', 'article/a1.2.html')
    """
    if not identity:
        return "index.html" if kind == "home" else f"{kind}.html"
    return f"{kind}/{safe(identity)}{f'.{part}' if part > 1 else ''}.html"


def relative(target: str, page: str) -> str:
    """The way from one file to another.

    >>> relative("index.html", "lineage/a.html"), relative("lineage/b.html", "lineage/a.html")
    ('../index.html', 'b.html')
    """
    return relpath(target, dirname(page) or ".")
