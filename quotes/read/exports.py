"""Articles that a press database puts into one document, one after the other: those of LexisNexis and of Factiva.

Both end an article with a line of their own: "End of Document", "Document GRDN000020240303ek330001x". What stands
before the body (publication, date, byline, length) is told by its labels and by its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from quotes.read.dates import Interval, interval

_END = regex.compile(r"^[ \t]*(?:End of Document|Document [A-Z][A-Z\d]{4,}\d{8}\w{6,12})[ \t]*$", regex.MULTILINE)
_BODY = regex.compile(r"^[ \t]*(?:Body|Full Text)[ \t]*:?[ \t]*$", regex.MULTILINE | regex.IGNORECASE)
_LABEL = regex.compile(
    r"(?P<name>Section|Length|Byline|Highlight|Dateline|Load-Date|Language|Series)\s?:\s*(?P<said>.*)",
    regex.IGNORECASE,
)
_TAIL = regex.compile(r"^[ \t]*(?:Load-Date|Classification|Language|Subject|Publication-Type)\s?:", regex.MULTILINE)
_WORDS = regex.compile(r"[\d,.]+ (?:words|mots|Wörter|palabras)", regex.IGNORECASE)
_DATE = regex.compile(
    r"""(?: (?P<month>\p{L}{3,9})\ (?P<day>\d{1,2}),\ (?P<year>\d{4})
          | (?P<day>\d{1,2})\.?\ (?P<month>\p{L}{3,9})\ (?P<year>\d{4}) )\b.*""",
    regex.VERBOSE,
)
_RIGHTS = regex.compile(r"(?:copyright\b|\(c\)|©).*", regex.IGNORECASE)
_TIME = regex.compile(r"\d{1,2}[:.]\d{2}.{0,8}")
_CODE = regex.compile(r"[A-Z]{2,8}|\d{1,4}|[A-Z]?\d{1,3}")
_MONTHS = ["jan ene", "feb fév", "mar mär", "apr avr abr", "may mai", "jun juin", "jul juil", "aug aoû ago", "sep",
           "oct okt", "nov", "dec déc dez dic"]  # fmt: skip
"""How the months' names begin in the languages of the exports."""


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
    start = 0
    for end in _END.finditer(document):
        part = document[start : end.start()].strip()
        start = end.end()
        if part:
            found = _labelled(part) if _BODY.search(part) else _ordered(part)
            if found.text:
                yield found


def _labelled(part: str) -> Exported:
    """Title, publication and date in their order, then labels, then "Body"."""
    body = _BODY.search(part)
    assert body
    head, text = part[: body.start()], part[body.end() :]
    tail = _TAIL.search(text)
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    labels = {m["name"].lower(): m["said"].strip() for m in map(_LABEL.fullmatch, lines) if m}
    plain = [line for line in lines if not _LABEL.fullmatch(line) and not _RIGHTS.fullmatch(line)]
    dated = next((i for i, line in enumerate(plain) if _DATE.fullmatch(line)), len(plain))
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
    dated = next((i for i in after if _DATE.fullmatch(lines[i])), None)
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


def _date(line: str) -> Interval:
    found = _DATE.fullmatch(line)
    facts: Mapping[str, str] = found.groupdict() if found else {}
    month = facts.get("month", "").lower()
    number = next((n for n, names in enumerate(_MONTHS, 1) if month.startswith(tuple(names.split()))), 0)
    return interval(f"{facts['year']}-{number:02}-{int(facts['day']):02}") if number else (None, None)
