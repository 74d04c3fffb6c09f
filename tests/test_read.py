"""Reading: what each format gives, and one clear line for what cannot be read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.model import Article
from quotes.read import Item, ReadError, articles, items, read
from quotes.read.decode import decode, storable
from quotes.read.formats import formats

PAGE = """<!doctype html><html lang="fr"><head><title>Le port ferme | Le Journal du Nord</title>
<meta property="og:site_name" content="Le Journal du Nord"><link rel="canonical" href="https://journal.example/port">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Le port ferme",
"datePublished": "2024-03-01T10:00:00+01:00", "author": {"name": "Anne Dupuis"}}</script></head>
<body><nav><a href="/">Accueil</a></nav><article><h1>Le port ferme</h1>
<p>La maire a dit <a href="/hier">au Courrier</a> que c’était <q>une idée folle</q> de fermer le port en hiver.</p>
<blockquote><p>Je ne fermerai pas le port, ni cet hiver ni un autre.</p></blockquote>
<p>Les pêcheurs, eux, attendent une réponse depuis le mois de mai et ne décolèrent pas.</p>
<blockquote class="twitter-tweet"><p>Le port restera ouvert.</p>&mdash; La maire</blockquote>
</article></body></html>"""


def one(path: Path) -> Article | ReadError:
    (result,) = read([str(path)])
    return result


def article(path: Path) -> Article:
    result = one(path)
    assert isinstance(result, Article), result
    return result


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    found = article(write(tmp_path / "harbour.en.txt", "\ufeff Yes \r\n\r\nNo\t\n"))
    assert (found.text, found.doc_id, found.container) == (" Yes \r\n\r\nNo\t\n", "harbour.en", tmp_path.name)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"id": 3, "text": "Yes"}, {"doc_id": "3"}),
        ({"doc_id": "a", "id": "b", "text": "Yes"}, {"doc_id": "a"}),
        ({"text": "Yes"}, {"doc_id": "rows"}),
        ({"text": "Yes", "published": "2016-09-19T00:00:00Z"}, {"published_from": "2016-09-19"}),
        ({"text": "Yes", "publish_date": "2016-09"}, {"published_to": "2016-09-30", "date_origin": "input"}),
        ({"text": "Yes", "date": "yesterday"}, {"published_from": None, "date_origin": None}),
        ({"text": "Yes", "language": "de"}, {"language": "de"}),
        ({"text": "Yes", "url": "http://a.example/1"}, {"url": "http://a.example/1", "aliases": ()}),
        (
            {"text": "Yes", "url": "http://a.example/1?x", "canonical_url": "http://a.example/1"},
            {"url": "http://a.example/1", "aliases": ("http://a.example/1?x",)},
        ),
        ({"text": "Yes", "authors": ["Ann Lee", "Bo Ek"], "site_name": "Echo"}, {"byline": "Ann Lee, Bo Ek"}),
        ({"text": "a\0b\ud800"}, {"text": "a\ufffdb\ufffd"}),
        ({"text": "Yes", "title": {"name": "T"}, "publisher": ["A"]}, {"title": "T", "publisher": "A"}),
    ],
)
def test_rows(tmp_path: Path, row: dict[str, object], expected: dict[str, object]) -> None:
    found = article(write(tmp_path / "rows.jsonl", json.dumps(row)))
    assert {name: getattr(found, name) for name in expected} == expected


def test_json_documents(tmp_path: Path) -> None:
    write(tmp_path / "one.json", json.dumps({"text": "One"}, indent=1))
    write(tmp_path / "two.json", json.dumps([{"text": "A"}, {"text": "B", "id": "b"}], indent=1))
    assert [a.doc_id for a in read([str(tmp_path)]) if isinstance(a, Article)] == ["one", "two:1", "b"]


TEXT, HTML = "We shall stay here.", "<p>We shall stay here.</p>"
OTHERS = {
    "news service": ({"status": "ok", "articles": [{"source": {"name": "Echo"}, "title": "Port", "content": TEXT,
                      "publishedAt": "2024-05-01T08:00:00Z"}]}, {"publisher": "Echo", "title": "Port",
                      "published_from": "2024-05-01T08:00:00+00:00"}),
    "one level down": ({"response": {"results": [{"webTitle": "Port", "fields": {"bodyText": TEXT}}]}},
                       {"title": "Port", "doc_id": "x:1"}),
    "feed in JSON": ({"version": "1", "authors": [{"name": "A"}], "items": [{"id": "7", "content_html": HTML}]},
                     {"doc_id": "7"}),
    "article within": ({"id": "n", "article": {"text": TEXT, "title": "Port"}}, {"doc_id": "n", "title": "Port"}),
    "data set": ({"article": TEXT, "highlights": "No"}, {"doc_id": "x"}),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("indent", [None, 1])
def test_json_that_others_wrote(tmp_path: Path, name: str, indent: int | None) -> None:
    value, expected = OTHERS[name]
    note, found = read([str(write(tmp_path / "x.json", json.dumps(value, indent=indent)))])
    assert isinstance(note, ReadError) and note.note and "columns taken: text=" in note.message
    assert isinstance(found, Article) and found.text == TEXT
    assert {key: getattr(found, key).replace("x:1:1", "x:1") for key in expected} == expected


def test_a_key_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", '{"words": "One"}\n{"words": "Two"}\n{"text": "Three"}\n')
    note, *found = read([str(path)], {"text": "words"})
    assert isinstance(note, ReadError) and "text=words" in note.message
    assert [a.text for a in found if isinstance(a, Article)] == ["One", "Two", "Three"]


def test_gzip_is_looked_through(tmp_path: Path) -> None:
    found = article(write(tmp_path / "rows.jsonl.gz", gzip.compress(b'{"text": "Yes"}\n')))
    assert (found.text, found.doc_id) == ("Yes", "rows")


def test_page(tmp_path: Path) -> None:
    found = article(write(tmp_path / "port.html", PAGE))
    assert (found.title, found.byline, found.publisher) == ("Le port ferme", "Anne Dupuis", "Le Journal du Nord")
    assert (found.url, found.language) == ("https://journal.example/port", "fr")
    assert (found.published_from, found.date_origin) == ("2024-03-01T10:00:00+01:00", "page")
    assert [(found.text[h.start : h.end], h.url) for h in found.hyperlinks] == [
        ("au Courrier", "https://journal.example/hier")
    ]
    said = {m.kind: found.text[m.start : m.end] for m in found.markup}
    assert said["q"] == "une idée folle"
    assert said["blockquote"] == "Je ne fermerai pas le port, ni cet hiver ni un autre."
    assert said["embed"].startswith("Le port restera ouvert.")
    assert "Accueil" not in found.text


BAD = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\n", "holds no text"),
    ("binary.txt", bytes(range(256)) * 4, "is a binary file"),
    ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0", "is not an article"),
    ("none.html", b"<html><body><script>x()</script></body></html>", "without an article's text"),
    ("binary.html", bytes(range(256)) * 4, "is not a web page"),
    ("list.jsonl", b"[1, 2]", 'has no "text"'),
    ("number.jsonl", b"17", 'has no "text"'),
    ("deep.jsonl", b"[" * 100_000, "nested too deeply|broken JSON"),
    ("packed.jsonl.gz", b"no gzip at all", "cannot be opened"),
]


@pytest.mark.parametrize(("name", "data", "problem"), BAD, ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    results = list(read([str(write(tmp_path / name, data))]))
    assert results
    for result in results:
        assert isinstance(result, ReadError)
        assert name in result.message
        assert any(p in result.problem for p in problem.split("|")), result
        assert "\n" not in result.message
        assert not result.note


def test_a_broken_line_is_named_and_the_others_read(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": "Yes"}) for n in range(1, 10)]
    lines[6] = lines[6][:-3]
    results = list(read([str(write(tmp_path / "rows.jsonl", "\n".join(lines)))]))
    assert [r.doc_id for r in results if isinstance(r, Article)] == list("12345689")
    (error,) = [r for r in results if isinstance(r, ReadError)]
    assert error.message.startswith(f"{tmp_path}/rows.jsonl:7: broken JSON")


@pytest.mark.parametrize("damage", [lambda d: d[:60], lambda d: d[:40] + b"\xff" * 9 + d[49:]], ids=["cut", "altered"])
def test_a_damaged_archive_gives_what_it_can(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    data = gzip.compress(b"".join(b'{"text": "%d"}\n' % n for n in range(999)))
    results = list(read([str(write(tmp_path / "rows.jsonl.gz", damage(data)))]))
    assert isinstance(results[-1], ReadError) and "cannot be opened" in results[-1].problem


def test_missing_path_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    write(tmp_path / ".hidden" / "a.txt", "Yes")
    problems = [r.problem for r in read([str(tmp_path / "no.txt"), str(tmp_path)]) if isinstance(r, ReadError)]
    assert problems == ["there is no such file or folder", "holds no articles"]


def test_a_legacy_encoding_is_read_and_said(tmp_path: Path) -> None:
    note, found = read([str(write(tmp_path / "old.txt", "Le préfet a dit “oui”.".encode("cp1252")))])
    assert isinstance(note, ReadError) and note.note and "Windows-1252" in note.problem
    assert isinstance(found, Article) and found.text == "Le préfet a dit “oui”."


def test_cyrillic_code_page() -> None:
    text = "Министр заявил, что порт останется открытым до конца зимы. Рыбаки ждут ответа с мая."
    assert decode(text.encode("cp1251"))[0] == text


def test_folder_is_read_by_name_without_parts_of_saved_pages(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    write(tmp_path / "page_files" / "x.html", PAGE)
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        write(tmp_path / name, "Yes")
    assert [a.doc_id for a in read([str(tmp_path)]) if isinstance(a, Article)] == ["a", "b", "c"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "x", "text": "Yes"}\n')))
    (found,) = read(["-"])
    assert isinstance(found, Article) and found.doc_id == "x"


@pytest.mark.parametrize("name", sorted(formats()))
@settings(deadline=None)
@given(data=st.binary(max_size=300))
def test_no_format_raises(name: str, data: bytes) -> None:
    for result in articles(Item(name, data, "x", "x", "x")):
        assert isinstance(result, Article | ReadError)
        if isinstance(result, Article):
            result.text.encode()


@given(st.text(alphabet=st.characters(codec=None)))
def test_storable_keeps_offsets(text: str) -> None:
    kept = storable(text)
    kept.encode()
    assert len(kept) == len(text) and "\0" not in kept


@given(st.text())
def test_utf8_is_decoded_exactly(text: str) -> None:
    assert decode(text.encode())[0] == text.removeprefix("\ufeff")


def test_items_are_cheap_and_say_their_line(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", '{"text": "A"}\n\n{"text": "B"}\n')
    assert [i.input for i in items([str(path)]) if isinstance(i, Item)] == [f"{path}:1", f"{path}:3"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress], ids=["plain", "gzip", "bzip2"])
def test_items_say_how_far_the_file_was_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """So that progress is in bytes on disk, whatever they unpack to."""
    data = pack(b"".join(b'{"text": "%x"}\n' % (n * 7919**9) for n in range(9000)))
    name = "rows.jsonl" + {bytes: "", gzip.compress: ".gz", bz2.compress: ".bz2"}[pack]
    sizes = [i.size for i in items([str(write(tmp_path / name, data))]) if isinstance(i, Item)]
    assert len(sizes) == 9000 and sum(sizes) == len(data)


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("Yes", encoding="utf8")
    for found in (*read([str(path)]), *read([str(tmp_path)])):
        assert isinstance(found, Article) and found.doc_id == "caf\\xe9"
        assert found.input.encode("utf8").endswith(b"caf\\xe9.txt")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gzip", "bzip2"])
def test_packing_is_known_by_its_bytes(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    found = article(write(tmp_path / "page.txt", pack(b"Yes, we shall.")))
    assert found.text == "Yes, we shall."


STREAMS = {
    "text": (b"Yes", "Yes"),
    "lines": (b'{"text": "Yes"}\n', "Yes"),
    "packed": (gzip.compress(b'{"text": "Yes"}\n'), "Yes"),
    "feed": (b"<?xml version='1.0'?><rss><channel><item><title>A</title><description>"
             + b"Yes, we shall stay here. " * 40 + b"</description></item></channel></rss>", "Yes, we shall"),
}  # fmt: skip


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_is_known_by_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    data, words = STREAMS[name]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert words in article(Path("-")).text
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(data,), daemon=True)
    writer.start()
    assert words in article(pipe).text
    writer.join()
