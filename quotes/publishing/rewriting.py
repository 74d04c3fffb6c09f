"""A page as Datasette gives it → the same page as a file: links lead to files, and what needs a server is gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

Resolve = Callable[[str], str | None]
"""An address on the page → the one in the file; None where nothing is there for it."""

NO_SEARCH = '<p class="dim">A copy in files: it cannot search.</p>'

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_KEEP, _UNWRAP, _DROP = "keep", "unwrap", "drop"
_TOOLS = frozenset({"links", "live", "quiet"})
"""Classes of what serves a reader who has a server: rows of links, the evidence's row, and what is true only there."""


def rewritten(html: str, resolve: Resolve, policy: str, cited: Callable[[str], str] | None) -> str:
    """The page with its links resolved and its policy within; ``cited`` mends the addresses in citations, and where it
    is None there are none.

    >>> rewritten('<p>See <a href="/t">the <b>table</b></a>.</p>', lambda href: None, "", None)
    '<p>See the <b>table</b>.</p>'
    >>> rewritten('<p class="links"><a href="/a">A</a> <a href="/t">Row</a></p>', {"/a": "a.html"}.get, "", None)
    '<p class="links"><a href="a.html">A</a> </p>'
    """
    page = _Page(resolve, policy, cited)
    page.feed(html)
    page.close()
    return "".join(page.out)


class _Page(HTMLParser):
    def __init__(self, resolve: Resolve, policy: str, cited: Callable[[str], str] | None) -> None:
        super().__init__(convert_charrefs=False)
        self.resolve, self.policy, self.cited = resolve, policy, cited
        self.out: list[str] = []
        self.open: list[tuple[str, str, frozenset[str]]] = []

    @property
    def dropping(self) -> bool:
        return any(fate == _DROP for _, fate, _ in self.open)

    def _inside(self, *names: str) -> bool:
        """Within an element of that tag or class."""
        return any(tag in names or classes & set(names) for tag, _, classes in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = frozenset((given.get("class") or "").split())
        fate = _DROP if self.dropping else self._fate(tag, given, classes)
        if tag not in _VOID:
            self.open.append((tag, fate, classes))
        if fate == _KEEP:
            self.out.append(self._tag(tag, given))
        if tag == "meta" and "charset" in given and self.policy:
            self.out.append(f'<meta http-equiv="content-security-policy" content="{escape(self.policy)}">')
        if tag == "form" and not any(fate == _DROP for _, fate, _ in self.open[:-1]):
            self.out.append(NO_SEARCH)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.dropping:
            self.out.append(self.get_starttag_text() or "")

    def _fate(self, tag: str, given: dict[str, str | None], classes: frozenset[str]) -> str:
        if tag == "form" or "live" in classes or ("cite" in classes and self.cited is None):
            return _DROP
        address = given.get("href") or given.get("src")
        if tag not in {"a", "link", "script"} or address is None or self._resolved(address) is not None:
            return _KEEP
        tool = tag != "a" or classes & _TOOLS or self._inside("nav", *_TOOLS)
        return _DROP if tool else _UNWRAP

    def _resolved(self, address: str) -> str | None:
        """Other sites, places on the same page and data stay."""
        away = re.match(r"[a-z][a-z0-9+.-]*:|//|#", address, re.IGNORECASE)
        return address if away else self.resolve(address)

    def _tag(self, tag: str, given: dict[str, str | None]) -> str:
        raw = self.get_starttag_text() or ""
        name = "href" if tag in {"a", "link"} else "src"
        address = given.get(name)
        if tag not in {"a", "link", "script"} or address is None:
            return raw
        found = escape(self._resolved(address) or "")
        return re.sub(rf'(\s{name}=)("[^"]*"|\'[^\']*\'|[^\s>]+)', lambda m: f'{m[1]}"{found}"', raw, count=1)

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _, _ in self.open):
            name, fate, _ = self.open.pop()
            if name == tag:
                if fate == _KEEP:
                    self.out.append(f"</{tag}>")
                return

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            self.out.append(self.cited(data) if self.cited and self._inside("cite") else data)

    def handle_entityref(self, name: str) -> None:
        self._put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._put(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._put(f"<!{decl}>")

    def _put(self, raw: str) -> None:
        if not self.dropping:
            self.out.append(raw)
