"""Word, RTF and the exports of press databases: articles with what their heads say."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from quotes.model import Article
from quotes.read import ReadError, read

NEXIS = """Port stays open, says mayor

The Skarhaven Echo

March 3, 2024 Sunday

Copyright 2024 Echo Media Limited All Rights Reserved

Section: NEWS; Pg. 3

Length: 21 words

Byline: Bo Ek

Body

“We shall not close it,” said Ida Holm.

The boats go out on Monday.

Load-Date: March 4, 2024

End of Document
"""
FACTIVA = """Port stays open, says mayor
By Bo Ek
21 words
3 March 2024
08:00 GMT
The Skarhaven Echo
ECHO
3
English
(c) 2024 Echo Media Limited
“We shall not close it,” said Ida Holm.
The boats go out on Monday.
Document ECHO000020240303ek330001x
"""
SPACES = "http://schemas.openxmlformats.org"
WORD = (
    f'<w:document xmlns:w="{SPACES}/wordprocessingml/2006/main" '
    f'xmlns:r="{SPACES}/officeDocument/2006/relationships"><w:body>{{}}</w:body></w:document>'
)
RELS = (
    f'<Relationships xmlns="{SPACES}/package/2006/relationships">'
    '<Relationship Id="r1" Target="https://echo.example/1" TargetMode="External"/></Relationships>'
)
CORE = (
    '<c:coreProperties xmlns:c="x" xmlns:d="y"><d:title>Port</d:title><d:creator>Bo Ek</d:creator></c:coreProperties>'
)
MIXED = """<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Port</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">“We shall </w:t></w:r><w:del><w:r><w:t>never </w:t></w:r></w:del><w:r><w:t>not close it,” she told </w:t></w:r>
<w:hyperlink r:id="r1"><w:r><w:t>the Echo</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>"""  # noqa: E501


def docx(paragraphs: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", WORD.format(paragraphs))
        package.writestr("word/_rels/document.xml.rels", RELS)
        package.writestr("docProps/core.xml", CORE)
    return file.getvalue()


def in_word(text: str) -> bytes:
    return docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines()))


def in_rtf(text: str) -> bytes:
    words = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
    return ("{\\rtf1\\ansi\\ansicpg1252 " + words.replace("\n", "\\par ") + "}").encode()


def results(folder: Path, name: str, data: bytes) -> list[Article | ReadError]:
    (folder / name).write_bytes(data)
    return list(read([str(folder / name)]))


@pytest.mark.parametrize("document", [NEXIS, FACTIVA], ids=["nexis", "factiva"])
@pytest.mark.parametrize(("suffix", "make"), [("txt", str.encode), ("docx", in_word), ("rtf", in_rtf)])
def test_exports_of_press_databases(tmp_path: Path, document: str, suffix: str, make) -> None:  # type: ignore[no-untyped-def]
    other = document.replace("Port", "Gate").replace("2024", "2023")
    one, two = results(tmp_path, f"export.{suffix}", make(document + other))
    assert isinstance(one, Article) and isinstance(two, Article)
    assert (one.title, one.publisher) == ("Port stays open, says mayor", "The Skarhaven Echo")
    assert (one.published_from, one.date_origin) == ("2024-03-03", "input")
    assert (one.byline or "").removeprefix("By ") == "Bo Ek"
    assert " ".join(one.text.split()) == "“We shall not close it,” said Ida Holm. The boats go out on Monday."
    assert (two.title, two.published_from) == ("Gate stays open, says mayor", "2023-03-03")
    assert one.doc_id != two.doc_id


OLD = """


Download Request: Selected Items: 1-2


                               {number} of 2 DOCUMENTS


                              The Skarhaven Echo

                             March 3, {year} Sunday
                                  Edition 1;
                                   National

{thing} stays open, says
mayor

BYLINE: Bo Ek

SECTION: NEWS; Pg. 3

LENGTH: 14 words


“We shall not close
it,” said Ida Holm.

The boats go out on Monday.

LOAD-DATE: March 4, {year}

LANGUAGE: ENGLISH


                       Copyright {year} The Skarhaven Echo
                              All Rights Reserved

"""
GERMAN = """Dokument 1 von 1

Der Anker

3. März 2024 Sonntag

Hafen bleibt offen

AUTOR: Bo Ek

LÄNGE: 5 Wörter

„Wir schließen ihn nicht“, sagte Ida Holm.

SPRACHE: GERMAN; DEUTSCH
"""
FIELDS = """HD    Port stays open,
says mayor
BY    By Bo Ek
WC    14 words
PD    3 March 2024
SN    The Skarhaven Echo
SC    ECHO
LA    English
CY    (c) 2024
LP
“We shall not close it,” said Ida Holm.
TD
The boats go out on Monday.
NS    gpol : Politics
AN    Document ECHO000020240303ek330001x
"""


def test_the_older_export_of_lexisnexis(tmp_path: Path) -> None:
    document = OLD.format(number=1, year=2024, thing="Port") + OLD.format(number=2, year=2023, thing="Gate")
    one, two = results(tmp_path, "export.txt", document.encode())
    assert isinstance(one, Article) and isinstance(two, Article)
    assert (one.title, one.publisher, one.byline) == ("Port stays open, says mayor", "The Skarhaven Echo", "Bo Ek")
    assert one.text == "“We shall not close it,” said Ida Holm.\n\nThe boats go out on Monday."
    assert (one.published_from, two.published_from, two.text) == ("2024-03-03", "2023-03-03", one.text)


def test_the_older_export_in_german(tmp_path: Path) -> None:
    (one,) = results(tmp_path, "export.txt", GERMAN.encode())
    assert isinstance(one, Article)
    assert (one.title, one.publisher, one.byline) == ("Hafen bleibt offen", "Der Anker", "Bo Ek")
    assert (one.text, one.published_from) == ("„Wir schließen ihn nicht“, sagte Ida Holm.", "2024-03-03")


def test_an_export_of_factiva_with_its_labels(tmp_path: Path) -> None:
    one, two = results(tmp_path, "export.txt", (FIELDS + FIELDS.replace("Port", "Gate")).encode())
    assert isinstance(one, Article) and isinstance(two, Article)
    assert (one.title, one.publisher, one.byline) == ("Port stays open, says mayor", "The Skarhaven Echo", "By Bo Ek")
    assert one.text == "“We shall not close it,” said Ida Holm.\n\nThe boats go out on Monday."
    assert (one.published_from, two.title) == ("2024-03-03", "Gate stays open, says mayor")


@pytest.mark.parametrize(("line", "date"), [("3 mars 2024", "2024-03-03"), ("3 juillet 2024", "2024-07-03"),
                                            ("3. März 2024", "2024-03-03"), ("3 Dezember 2024", "2024-12-03"),
                                            ("3 agosto 2024", "2024-08-03"), ("3 Nobody 2024", None)])  # fmt: skip
def test_months_of_other_languages(tmp_path: Path, line: str, date: str | None) -> None:
    (found,) = results(tmp_path, "export.txt", FACTIVA.replace("3 March 2024", line).encode())
    assert isinstance(found, Article) and found.published_from == date


def test_a_word_document(tmp_path: Path) -> None:
    (found,) = results(tmp_path, "port.docx", docx(MIXED))
    assert isinstance(found, Article)
    assert (found.title, found.byline, found.doc_id) == ("Port", "Bo Ek", "port")
    assert found.text == "Port\n\n“We shall not close it,” she told the Echo."
    assert [(found.text[h.start : h.end], h.url) for h in found.hyperlinks] == [("the Echo", "https://echo.example/1")]
    assert [(found.text[m.start : m.end], m.kind) for m in found.markup] == [("Port", "heading")]


BOMB = f'<!DOCTYPE d [<!ENTITY a "{"ha" * 99}"><!ENTITY b "{"&a;" * 99}">]>' + WORD.format("<w:p>&b;</w:p>")


def packed(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", text)
    return file.getvalue()


def packed_other() -> bytes:
    return packed("x").replace(b"word/document.xml", b"more/document.xml")


BAD = [
    ("none.docx", b"no package", "no Word document"),
    ("other.docx", docx("")[:200], "no Word document"),
    ("other.zip.docx", packed_other(), "without a Word document"),
    ("empty.docx", docx(""), "no text"),
    ("deep.docx", docx("<w:r>" * 900 + "</w:r>" * 900), "could not be read"),
    ("bomb.docx", packed(BOMB), "no text"),
    ("none.rtf", b"Dear diary", "no RTF"),
    ("empty.rtf", b"{\\rtf1 }", "no text"),
]


@pytest.mark.parametrize(("name", "data", "problem"), BAD, ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    (error,) = results(tmp_path, name, data)
    assert isinstance(error, ReadError) and name in error.message and problem in error.message
