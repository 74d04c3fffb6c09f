"""Articles that a press database puts into one document, one after the other: those of LexisNexis and of Factiva.

Newer exports end an article with a line of their own ("End of Document", "Document GRDN000020240303ek330001x"); older
ones of LexisNexis begin it with one ("3 of 10 DOCUMENTS"). What stands before the body (publication, date, byline,
length) is told by its labels and by its order. The older layout is that of the sample of LexisNexisTools (Gruber).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from quotes.read.dates import Interval, interval
from quotes.read.days import day_in

_END = regex.compile(
    r"^[ \t]*(?:AN\s+)?(?:End of Document|Document [A-Z][A-Z\d]{4,}\d{8}\w{6,12})[ \t]*$", regex.MULTILINE
)
_NUMBERED = regex.compile(
    r"^[ \t]*(?:\d+ (?:of|de|sur|von) \d+ (?:DOCUMENTS?|DOCUMENTOS?)|Dokument \d+ von \d+)[ \t]*$", regex.MULTILINE
)
_FIELD = regex.compile(
    r"^(?P<name>HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|SE|CLM|ART|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN)"
    r"(?:\t|[ ]{2,}|[ ]*$)",
    regex.MULTILINE,
)
"""Factiva's labels of fields, at the beginning of a line; headline and text are HD, LP and TD."""
_BODY = regex.compile(r"^[ \t]*(?:Body|Full Text)[ \t]*:?[ \t]*$", regex.MULTILINE | regex.IGNORECASE)
_LABEL = regex.compile(
    r"(?P<name>Section|Rubrik|Rubrique|Length|Länge|Longueur|Byline|Autor|Auteur|Highlight|Dateline|Load-Date|Update|"
    r"Graphic|Grafik|Language|Sprache|Langue|Series)\s?:\s*(?P<said>.*)",
    regex.IGNORECASE | regex.DOTALL,
)
_BYLINES = ("byline", "autor", "auteur")
_LENGTHS = ("length", "länge", "longueur")
_TAIL = regex.compile(
    r"^[ \t]*(?:Load-Date|Update|Classification|Language|Sprache|Langue|Subject|Publication-Type|Graphic|Grafik)\s?:",
    regex.MULTILINE | regex.IGNORECASE,
)
_WORDS = regex.compile(r"[\d,.]+ (?:words|mots|Wörter|palabras)", regex.IGNORECASE)
_RIGHTS = regex.compile(r"(?:copyright\b|\(c\)|©).*", regex.IGNORECASE)
_TIME = regex.compile(r"\d{1,2}[:.]\d{2}.{0,8}")
_CODE = regex.compile(r"[A-Z]{2,8}|\d{1,4}|[A-Z]?\d{1,3}")
_LONGEST_DATE = 60
"""Code points: "Wednesday, 28 September 2024 Wednesday 11:30 AM GMT"."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One article of a document: what its head says, and its body."""

    title: str | None
    byline: str | None
    publisher: str | None
    date: Interval
    text: str


def exported(document: str) -> Iterator[Exported]:
    """The articles of a document; none where no line ends one.

    >>> head = "Port closes\\n\\nThe Echo\\n\\nMarch 3, 2024\\n\\nLength: 4 words\\nByline: Bo Ek\\n\\nBody\\n\\n"
    >>> (one,) = exported(head + "“No,” he said.\\n\\nEnd of Document")
    >>> one.title, one.publisher, one.date[0], one.byline, one.text
    ('Port closes', 'The Echo', '2024-03-03', 'Bo Ek', '“No,” he said.')
    >>> head = "Port closes\\nBy Bo Ek\\n4 words\\n3 March 2024\\nThe Echo\\nECHO\\nEnglish\\n(c) 2024 The Echo\\n"
    >>> (one,) = exported(head + "“No.”\\nDocument ECHO000020240303ek330001x")
    >>> one.title, one.publisher, one.date[0], one.byline, one.text
    ('Port closes', 'The Echo', '2024-03-03', 'By Bo Ek', '“No.”')
    >>> list(exported("A text without such an end."))
    []
    """
    numbered = list(_NUMBERED.finditer(document))
    if numbered:
        ends = [*(line.start() for line in numbered[1:]), len(document)]
        yield from filter(
            _text, (_titled(document[line.end() : end]) for line, end in zip(numbered, ends, strict=True))
        )
        return
    start = 0
    for end in _END.finditer(document):
        part = document[start : end.start()].strip()
        start = end.end()
        if part:
            found = _labelled(part) if _BODY.search(part) else _fields(part) or _ordered(part)
            if found.text:
                yield found


def _text(found: Exported) -> str:
    return found.text


def _titled(part: str) -> Exported:
    """Publication, date with edition, title, labels up to the length, body: in blocks, with lines of 78 columns."""
    blocks = [" ".join(block.split()) for block in regex.split(r"\n[ \t]*\n", part) if block.strip()]
    dated = next((i for i, block in enumerate(blocks[:6]) if day_in(block)), None)
    labels = {m["name"].lower(): m["said"] for m in map(_LABEL.fullmatch, blocks) if m}
    head = [
        i for i, block in enumerate(blocks[:12]) if (m := _LABEL.fullmatch(block)) and m["name"].lower() in _LENGTHS
    ]
    body = (head[0] if head else (dated or 0) + 1) + 1
    last = next((i for i in range(body, len(blocks)) if _TAIL.match(blocks[i])), len(blocks))
    between = [b for b in blocks[(dated or 0) + 1 : body] if not _LABEL.fullmatch(b)]
    return Exported(
        between[0] if between else None,
        next((labels[name] for name in _BYLINES if name in labels), None),
        blocks[0] if dated else None,
        _date(blocks[dated]) if dated is not None else (None, None),
        "\n\n".join(block for block in blocks[body:last] if not _RIGHTS.fullmatch(block)),
    )


def _fields(part: str) -> Exported | None:
    """Factiva's fields with their labels; None where it writes none."""
    found = list(_FIELD.finditer(part))
    ends = [*(m.start() for m in found), len(part)][1:]
    said = {m["name"]: part[m.end() : end].strip() for m, end in zip(found, ends, strict=True)}
    if "HD" not in said or not {"LP", "TD"} & said.keys():
        return None
    return Exported(
        " ".join(said["HD"].split()),
        said.get("BY"),
        said.get("SN"),
        _date(said.get("PD", "")),
        "\n\n".join(filter(None, (said.get("LP"), said.get("TD")))),
    )


def _labelled(part: str) -> Exported:
    """Title, publication and date in their order, then labels, then "Body"."""
    body = _BODY.search(part)
    assert body
    head, text = part[: body.start()], part[body.end() :]
    tail = _TAIL.search(text)
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    labels = {m["name"].lower(): m["said"].strip() for m in map(_LABEL.fullmatch, lines) if m}
    plain = [line for line in lines if not _LABEL.fullmatch(line) and not _RIGHTS.fullmatch(line)]
    dated = next((i for i, line in enumerate(plain) if _is_date(line)), len(plain))
    return Exported(
        plain[0] if dated > 1 else None,
        labels.get("byline"),
        plain[dated - 1] if dated else None,
        _date(plain[dated]) if dated < len(plain) else (None, None),
        (text[: tail.start()] if tail else text).strip(),
    )


def _ordered(part: str) -> Exported:
    """Headline, perhaps author, length, date, perhaps time, publication, codes, language, rights; the rest is text."""
    lines = [line.strip() for line in part.splitlines()]
    counted = next((i for i, line in enumerate(lines[:24]) if _WORDS.fullmatch(line)), None)
    if counted is None:
        return Exported(None, None, None, (None, None), part)
    before = [line for line in lines[:counted] if line]
    after = [i for i in range(counted + 1, len(lines)) if lines[i]][:12]
    dated = next((i for i in after if _is_date(lines[i])), None)
    named = [i for i in after if dated is not None and i > dated and not _TIME.fullmatch(lines[i])]
    rights = next((i for i in after if _RIGHTS.fullmatch(lines[i])), None)
    last = rights if rights is not None else max([i for i in after if _CODE.fullmatch(lines[i])], default=counted)
    return Exported(
        before[0] if before else None,
        before[1] if len(before) > 1 else None,
        lines[named[0]] if named else None,
        _date(lines[dated]) if dated is not None else (None, None),
        "\n".join(lines[last + 1 :]).strip(),
    )


def _is_date(line: str) -> bool:
    return len(line) <= _LONGEST_DATE and day_in(line) is not None


def _date(line: str) -> Interval:
    return interval(day_in(line))
