"""Batches are matched and traced with what they touch: the database is the one that making everything anew gives."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from invented_words import worded
from test_pipeline import Silent, dump

from quotes import judge
from quotes.model import Article, Extraction, Judgement, Original, Quotation
from quotes.pipeline import Found, add_found, connect, whole
from quotes.store import open_database, transaction
from quotes.store.read import judgements

LINES = """the harbour wall will not stand another winter whatever the council says
nobody from the ministry has come to see the drowned orchard in the valley
we sold eleven bells to a travelling circus from the far side of the mountains
my father built this quay with his own two hands and a borrowed mule
they took half its apple trees and the cider press and left us the barrels
I have no idea
we shall see about that
it is a disgrace
the barrels of salmon rotted in the monastery cellar before anybody noticed
the mayor signed the treaty without reading a single letter of the annex""".splitlines()
NAMES = (None, "Ilse Brandt", "Brandt", "Hugo Paz", "VP Paz", "the harbour master", "Ida Maria Holm", "Ida Holm")
OUTLETS = ("Harbour Echo", "The Quay Courier", "Quay Courier", "Northern Telegraph")
DAYS = ("2024-03-01", "2024-03-02", "2024-03-03T10:00:00+02:00", "2024-03-09", "2024-04", None)
SITES = ("echo", "courier", "telegraph")


def address(number: int) -> str:
    return f"https://{SITES[number % 3]}.example/{number}"


def quotations(chance: random.Random) -> Iterator[Quotation]:
    start = 0
    for place in range(chance.randint(0, 5)):
        said = worded(chance, LINES)
        yield Quotation(
            start,
            start + len(said),
            said,
            chance.choice(("direct", "direct", "direct", "fragment", "scare")),
            chance.choice(NAMES),
            outlet=chance.choice((*OUTLETS, None, None, None)),
            relayed_by=chance.choice((None, None, None, "The Quay Courier")),
            inside=place - 1 if place and chance.random() < 0.15 else None,
            place=chance.choice((None, None, None, "headline")),
            rule="cue before",
        )
        start += len(said) + 1


def page(chance: random.Random, number: int) -> Found:
    said = tuple(quotations(chance))
    text = " ".join(q.text for q in said) or chance.choice(("Nothing.", f"Nothing {number}."))
    day = chance.choice(DAYS)
    others = tuple(f"https://short.example/{n}" for n in chance.sample(range(4), chance.choice((0, 0, 0, 1))))
    article = Article(
        f"a{number}", text, address(number), published_from=day, published_to=day, language="en", aliases=others
    )
    publisher = chance.choice((*OUTLETS, None))
    return Found(article, Extraction("en", said, publisher, originals=tuple(credits(chance))))


def credits(chance: random.Random) -> Iterator[Original]:
    for _ in range(chance.choice((0, 0, 1, 2))):
        url = chance.choice((None, address(chance.randrange(12)), f"https://short.example/{chance.randrange(4)}"))
        outlet = chance.choice((*OUTLETS, None))
        yield Original(url, outlet, chance.choice(("source", "url", "hyperlink", "agency")), 0, 1)


def same_story(chance: random.Random, pages: Sequence[Found], number: int) -> Found:
    """Another's quotations, most of them, as a copy has them."""
    found = page(chance, number)
    other = chance.choice(pages)
    kept = [q for q in other.extraction.quotations if chance.random() < 0.9]
    said = tuple(Quotation(q.start, q.end, q.text, q.kind, q.speaker, outlet=q.outlet) for q in kept)
    text = other.article.text if chance.random() < 0.3 else found.article.text
    article = Article(
        found.article.doc_id, text, found.article.url, published_from=found.article.published_from,
        published_to=found.article.published_to, language="en",
    )  # fmt: skip
    return Found(article, Extraction("en", said, found.extraction.publisher, originals=found.extraction.originals))


def batch(chance: random.Random, size: int) -> list[Found]:
    found: list[Found] = []
    for number in chance.sample(range(14), size):
        copied = found and chance.random() < 0.35
        found.append(same_story(chance, found, number) if copied else page(chance, number))
    return found


def anew(path: Path, folder: Path) -> Path:
    """A copy in which everything was matched and traced again."""
    copy = folder / "anew.db"
    copy.unlink(missing_ok=True)
    shutil.copy(path, copy)
    with closing(open_database(copy)) as connection, transaction(connection, copy):
        connect.connect(connection, judgements(connection), lambda name: None)
    return copy


def decided(chance: random.Random, path: Path) -> None:
    """Decisions of people on some of what is held."""
    ids = [row[0] for row in dump(path)["quotes"]]
    made: list[Judgement] = []
    if len(ids) > 3:
        for verdict in chance.sample(("same", "not same", "unsure", "no quotation"), 2):
            count = judge.VERDICTS[verdict][1]
            made.append(judge.judgement(chance.sample(ids, count), verdict, "", f"2026-01-0{len(made) + 1}"))
    for decision in made:
        judge.append(path.parent / "judgements.jsonl", decision)


@pytest.mark.parametrize("seed", range(25))
def test_a_part_gives_what_the_whole_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)
    (tmp_path / "part").mkdir()
    path = tmp_path / "part" / "quotes.db"
    add_found(iter(batch(chance, 4)), path, Silent())
    wholes: list[int] = []
    made_whole = whole.connect_whole
    monkeypatch.setattr(whole, "connect_whole", lambda *given: (wholes.append(1), made_whole(*given))[1])
    monkeypatch.setattr(connect, "SHARE", 0)
    for turn in range(chance.randint(2, 5)):
        if turn == 1 and seed % 3 == 0:
            decided(chance, path)
        wholes.clear()
        add_found(iter(batch(chance, chance.randint(1, 6))), path, Silent())
        assert bool(wholes) == (turn == 1 and seed % 3 == 0)
        part, again = dump(path), dump(anew(path, tmp_path))
        for table in again:
            assert part[table] == again[table], json.dumps([seed, turn, table])
