"""Random and mutated documents through reading, finding and matching: nothing raises, nothing stalls.

By hand: ``python tests/fuzz.py 100000 [SEED]`` prints what fails, with a seed that makes it again, and exits with 1.
A case that was found is kept in ``fuzz_cases/``: a file of the format its suffix says, and ``texts.jsonl`` with
{"why", "text", "times", "lang"}, the text repeated.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from quotes.extract import extract
from quotes.extract.find.conventions import families
from quotes.language import codes, load
from quotes.match.compare import compare
from quotes.match.repeats import repeats
from quotes.model import Article, Witness
from quotes.read import Item, ReadError, articles
from quotes.read.formats import by_suffix
from quotes.read.sources import items_of
from quotes.read.values import Source

CASES = Path(__file__).parent / "fuzz_cases"
LONGEST = 5000
"""Code points that are matched as one quotation; the longest that people are quoted with have some 3,000."""
STALL = 1.0
"""Seconds of this process's own time: other work on the machine is no stall."""

TEXT = """The harbour stays open, says mayor
By Ida Holm

“We shall not close it this winter,” said Ida Holm, the mayor of Skarhaven, on Monday. She told the Skarhaven Courier:
“The gate was ‘never tested’ against a rising sea.”

« Nous ne fermerons pas le port », a déclaré M. Anselme Roux au Courrier du Nord. „Das Tor bleibt zu“, sagte er.
Según la alcaldesa, «nadie nos preguntó». 市长说：“我们不会关闭港口。” 「港は閉じない」と市長は語った。
قال العمدة: «لن نغلق الميناء».

— Я не закрою порт, — сказала Ида Хольм в интервью газете «Курьер».
Photo: Ida Holm / Courier. Read more: www.courier.example
"""
HTML = f"""<!doctype html><html lang="en"><head><title>Harbour</title><meta property="og:site_name" content="Courier">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Harbour",
"datePublished": "2024-03-01"}}</script>
</head><body><article><h1>Harbour</h1><p>{TEXT.replace(chr(10) * 2, "</p><p>")}</p><blockquote>Not now</blockquote>
<p>And <q>never</q> <a href="/a">again</a>.</p></article></body></html>"""
ROW = {
    "id": "a",
    "text": TEXT,
    "title": "Harbour",
    "url": "https://a.example/b",
    "published": "2024-03-01",
    "lang": "en",
}
EML = (
    "From: Ida <ida@courier.example>\r\nSubject: =?utf-8?q?Harbour_=E2=80=93_news?=\r\n"
    "Date: Fri, 01 Mar 2024 10:00:00 +0100\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; '
    f"charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{TEXT}\r\n"
    f"--x\r\nContent-Type: text/html\r\n\r\n{HTML}\r\n--x--\r\n"
)
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title><item><title>Harbour</title><link>https://"
    f"a.example/b</link><pubDate>Fri, 01 Mar 2024 10:00:00 GMT</pubDate><description><![CDATA[{HTML}]]></description>"
    "</item></channel></rss>"
)
CSV = 'id,title,text,date\na,Harbour,"{}",2024-03-01\nb,"Har""bour",“No,2024\n'.format(TEXT.replace('"', '""'))
MARKDOWN = f"---\ntitle: Harbour\ndate: 2024-03-01\n---\n# Harbour\n\n> Not now\n\n{TEXT}\n* [one](http://a.example)\n"
WARC_HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(HTML.encode())}\r\n\r\n"
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://a.example/b\r\n"
    f"Content-Length: {len((WARC_HEAD + HTML).encode())}\r\nContent-Type: application/http;msgtype=response\r\n\r\n"
    f"{WARC_HEAD}{HTML}\r\n\r\n"
)
RTF = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}\\f0 " + "".join(
    c if ord(c) < 128 else f"\\u{ord(c)}?" for c in TEXT.replace("\n", "\\par\n")
) + "}"  # fmt: skip
HEAD = "Harbour\nBy Ida Holm\n90 words\n3 March 2024\nCourier\nCOUR\nEnglish\n(c) 2024\n"
EXPORT = f"{HEAD}{TEXT}\nDocument COUR000020240303ek330001x\n"
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/b\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
    f"Content-Transfer-Encoding: 8bit\r\nContent-Location: https://a.example/b\r\n\r\n{HTML}\r\n--x--\r\n"
)
OTHERS = {"status": "ok", "response": {"articles": [{"source": {"name": "Courier"}, "content": HTML, "date": "2024"}]}}
BOX = (
    'From a@b Fri\nSubject: News\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="y"\n\n'
    f'--y\n\nTwo stories.\n--y\nContent-Type: text/html\nContent-Disposition: attachment; filename="a.html"\n\n{HTML}\n'
    f"--y\nContent-Type: message/rfc822\n\n{EML}\n--y--\n"
)
SEEDS = {
    ".txt": TEXT, ".html": HTML, ".jsonl": json.dumps(ROW) + "\n", ".json": json.dumps([ROW, ROW], indent=1),
    ".eml": EML, ".rss": FEED, ".csv": CSV, ".md": MARKDOWN, ".warc": WARC, ".rtf": RTF,
    ".text": EXPORT, ".mhtml": MHTML, ".ndjson": json.dumps(OTHERS) + "\n", ".mbox": BOX,
}  # fmt: skip
ODD = ["\0", "\ufeff", "\u2028", "\x1c", "\u202e", "\u0301", "\ud800", "\U0001f642", "İ", "ǅ", "ﬁ", "𝐀", "ß", "๛", "\r"]
WORDS = [
    *families(), *ODD,
    *"\"'()[]{}<>,.;:!?-–—…•*_/|@#&%1a AZя中한ا\n\t\u00a0", "\n\n", "said ", "Ida Holm ", "’s ",
    " told the ", "According to ", "Mr. ", "Read more", "U.S. ", "http://a.example ", "<p>", "</div>", "&#0;", "&amp;",
    "<!--", "]]>", "{\"", "\\u0000", "=?utf-8?q?", "--x\r\n", "\r\n\r\n", "2024-13-45", "1,600",
]  # fmt: skip


@dataclass(frozen=True)
class Document:
    """Bytes of a format, or text to be found in."""

    suffix: str
    data: bytes
    language: str | None = None


def document(seed: int) -> Document:
    """The document of a number: the same one every time.

    >>> document(7) == document(7)
    True
    """
    dice = random.Random(seed)
    suffix = dice.choice([*SEEDS, ".txt", ".txt", ".txt"])
    text = _random(dice) if dice.random() < 0.4 else _mutated(SEEDS[suffix], dice)
    data = text.encode("utf8", "surrogatepass")
    if dice.random() < 0.3:
        data = _bitten(data, dice)
    return Document(suffix, data, dice.choice([None, *codes()]))


def _random(dice: random.Random) -> str:
    """Pieces in disorder, some of them over and over."""
    pieces = [dice.choice(WORDS) * (dice.choice([1] * 30 + [2, 50, 2000])) for _ in range(dice.randrange(1, 80))]
    return "".join(pieces)[:20_000]


def _mutated(text: str, dice: random.Random) -> str:
    """A good document with pieces lost, doubled, exchanged and put in."""
    for _ in range(dice.randrange(1, 25)):
        one, two = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        two = min(two, one + dice.choice([1, 5, 80, 2000]))
        new = dice.choice(["", text[one:two] * 2, dice.choice(WORDS), dice.choice(WORDS) * dice.choice([3, 300])])
        text = text[:one] + new + text[two:]
        text = text[:20_000] or "“"
    return text


def _bitten(data: bytes, dice: random.Random) -> bytes:
    bytes_ = bytearray(data)
    for _ in range(dice.randrange(1, 20)):
        bytes_[dice.randrange(len(bytes_))] = dice.randrange(256)
    return bytes(bytes_[: dice.randrange(len(bytes_)) or None] if dice.random() < 0.2 else bytes_)


def check(found: Document) -> None:
    """Reads, finds and matches; raises where something is wrong. What cannot be read is said, not raised."""
    for article in _read(found):
        if isinstance(article, ReadError):
            problem = article.message
            assert problem.strip() and "quotes." not in problem, problem
            continue
        _holds(article)
    text = found.data.decode("utf8", "replace")
    _holds(Article("a", text, language=found.language))
    _matches(text, found.language or "en")


def _read(found: Document) -> Iterator[Article | ReadError]:
    import io

    name = f"document{found.suffix}"
    for item in items_of(Source(name, name, "fuzz", lambda: io.BytesIO(found.data))):
        yield from articles(item) if isinstance(item, Item) else [item]


def _holds(article: Article) -> None:
    """What was found lies in the text, in order, each inside what it says it is inside of."""
    text, quotations = article.text, extract(article).quotations
    assert [q.start for q in quotations] == sorted(q.start for q in quotations)
    for index, q in enumerate(quotations):
        assert 0 <= q.start < q.end <= len(text) and text[q.start : q.end] == q.text
        assert 0 <= q.confidence <= 1
        if q.speaker_start is not None and q.speaker_end is not None:
            assert text[q.speaker_start : q.speaker_end] == q.speaker_text
        if q.inside is not None:
            around = quotations[q.inside]
            assert q.inside < index and around.start <= q.start and q.end <= around.end


def _matches(text: str, language: str) -> None:
    """The text as if it were quoted, beside itself cut, and with another's words."""
    text = text[:LONGEST]
    half = len(text) // 2
    texts = [text, text[3:], text[:half] + " not " + text[half:], "We shall not close the harbour this winter", text]
    witnesses = [
        Witness(str(n), t, article=str(n), language=language, speaker="Ida Holm" if n % 2 else None)
        for n, t in enumerate(texts)
        if t.strip()
    ]
    for pair in repeats(witnesses):
        assert 0 <= pair.comparison.score <= 1 and pair.a != pair.b
        json.dumps(pair.comparison.evidence, allow_nan=False)
    for one, two in pairwise(witnesses):
        compare(one, two)


def kept() -> Iterator[tuple[str, Document]]:
    """The cases that were found, by their names."""
    for path in sorted(CASES.iterdir()):
        if path.suffix in by_suffix() and path.name != "texts.jsonl":
            yield path.name, Document(path.suffix, path.read_bytes(), "en")
    for line in (CASES / "texts.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        text = row["text"] * row.get("times", 1)
        yield row["why"], Document(".txt", text.encode("utf8", "surrogatepass"), row.get("lang", "en"))


def trouble(found: Document, judge: Callable[[Document], None] = check) -> str | None:
    """What is wrong with a document, in a line; None where nothing is."""
    begun = time.process_time()
    try:
        judge(found)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    took = time.process_time() - begun
    return f"took {took:.1f} s" if took > STALL else None


def warm() -> None:
    """Loads every language and library, which is no document's fault."""
    for code in codes():
        load(code)
        check(Document(".txt", TEXT.encode(), code))
    for suffix, text in SEEDS.items():
        check(Document(suffix, text.encode(), "en"))


def forget() -> None:
    """Empties what is kept of earlier documents, which a later one would wait for when Python looks through it."""
    for kept in gc.get_objects():
        if type(kept).__name__ == "_lru_cache_wrapper" and kept.__module__.startswith("quotes.match"):
            kept.cache_clear()
    gc.collect()


def main(count: int, first: int = 0) -> int:
    """Runs documents; the number of those with trouble."""
    warm()
    wrong, begun, worst = 0, time.monotonic(), 0.0
    for seed in range(first, first + count):
        before = time.process_time()
        said = trouble(document(seed))
        worst = max(worst, time.process_time() - before)
        if said:
            wrong += 1
            print(f"seed {seed} ({document(seed).suffix}): {said[:300]}", flush=True)
        if seed % 100 == 99:
            forget()
        if seed % 1000 == 999:
            rate = (seed - first + 1) / (time.monotonic() - begun)
            print(f"{seed + 1 - first:,} done, {rate:.0f} a second, slowest {worst:.2f} s", file=sys.stderr, flush=True)
    print(f"{count:,} documents, {wrong} with trouble, slowest {worst:.2f} s")
    return wrong


if __name__ == "__main__":
    raise SystemExit(1 if main(*map(int, sys.argv[1:3])) else 0)
