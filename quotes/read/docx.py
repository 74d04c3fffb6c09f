"""Word documents (.docx), as press databases and newsrooms give them: paragraphs, headings, hyperlinks.

A package of XML (ECMA-376) whose text is paragraphs of runs: that needs no library but the one for XML.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from quotes.model import Article
from quotes.read import text
from quotes.read.formats import stem
from quotes.read.tree import DEEPEST, Grown
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".docx",)
_LARGEST = 100_000_000
_MAIN, _TARGETS, _CORE = "word/document.xml", "word/_rels/document.xml.rels", "docProps/core.xml"
_XML = {"resolve_entities": False, "no_network": True, "huge_tree": False, "remove_comments": True}
_TAGS = {"p": "p", "hyperlink": "a", "t": "span", "br": "br", "tab": "span", "tbl": "table", "tr": "tr", "tc": "td"}
"""Elements of WordprocessingML and what they are in a page."""
_LEFT_OUT = frozenset({"del", "instrText", "pPr", "rPr", "sectPr"})
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def items(source: Source) -> Iterator[Item | ReadError]:
    """The whole file."""
    with source.open() as file:
        yield Item("docx", file.read(_LARGEST), stem(source.filename), source.container, source.name)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The document's article, or those of a press database's export."""
    from lxml.html import Element

    try:
        with zipfile.ZipFile(io.BytesIO(item.data)) as package:
            body, links, core = (_part(package, name) for name in (_MAIN, _TARGETS, _CORE))
    except zipfile.BadZipFile as error:
        yield ReadError(item.input, f"is no Word document ({error})", "check that it is whole")
        return
    if not len(body):
        yield ReadError(item.input, "is a package without a Word document's text", "save it as .docx")
        return
    page, grown = Element("div"), Grown()
    _copy(body, page, {link.get("Id"): link.get("Target", "") for link in links if link.get("TargetMode")})
    grown.walk(page)
    said = {_local(e): (e.text or "").strip() for e in core}
    yield from text.as_articles(item, grown, said.get("title") or None, said.get("creator") or None)


def _part(package: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    if name not in package.namelist():
        return ()
    with package.open(name) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(f"{name} unpacks to over {_LARGEST // 1_000_000} MB")
    return etree.fromstring(data, etree.XMLParser(**_XML))


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _copy(element: Any, parent: Any, targets: Mapping[str, str], depth: int = 0) -> None:
    """The same as elements of a page; what is deleted and the code of fields is left out."""
    from lxml.html import Element

    for child in element:
        name = _local(child)
        if name in _LEFT_OUT or depth > DEEPEST:
            continue
        into = parent
        if name in _TAGS:
            into = Element("h2" if name == "p" and _is_heading(child) else _TAGS[name])
            into.text = child.text if name == "t" else " " if name == "tab" else None
            if name == "hyperlink":
                into.set("href", targets.get(child.get(_ID), ""))
            parent.append(into)
        _copy(child, into, targets, depth + 1)


def _is_heading(paragraph: Any) -> bool:
    styles = paragraph.iterfind("./{*}pPr/{*}pStyle")
    return any(str(value).startswith(("Heading", "Title")) for style in styles for value in style.values())
