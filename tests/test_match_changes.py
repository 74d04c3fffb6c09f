"""The repeats of a collection that articles come to and go from are those of the whole."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from invented_words import worded

from quotes.match.changes import changed
from quotes.match.repeats import collected
from quotes.match.shelf import Former
from quotes.model import Article, Extraction, Quotation, Repeat, Witness
from quotes.store import open_database, record, transaction
from quotes.store.read import witnesses
from quotes.store.shelf import Shelf
from quotes.store.write import put

PARTS = """the harbour wall will not stand another winter
nobody from the ministry has come to see the orchard
we sold eleven bells to a travelling circus from the valley
my father built this quay with his own two hands
they took half its apple trees and the cider press
I have no idea
we shall see
it is a disgrace
the barrels of salmon rotted in the monastery cellar
the mayor signed the treaty without reading a single letter""".splitlines()
NAMES = (None, None, "Ilse Brandt", "Brandt", "Hugo Paz", "VP Paz", "the harbour master", "Ida Maria Holm", "Ida Holm")
DATES = ("2024-03-01", "2024-03-02", "2024-03-20", None)


def article(chance: random.Random, name: str) -> tuple[Article, Extraction]:
    found, text = [], ""
    for _ in range(chance.randint(0, 4)):
        said = worded(chance, PARTS)
        kind = chance.choice(("direct", "direct", "direct", "fragment", "scare"))
        start = len(text) + 1
        found.append(Quotation(start, start + len(said), said, kind, chance.choice(NAMES)))
        text += f"“{said}” "
    date = chance.choice(DATES)
    page = Article(name, text or name, published_from=date, published_to=date, language="en", container="news")
    return page, Extraction("en", tuple(found), publisher=None)


class Collection:
    """A database that articles come to and go from."""

    def __init__(self, path: Path) -> None:
        self.connection = open_database(path)
        self.path = path

    def former(self, ids: Sequence[str]) -> dict[str, Former]:
        sql = "select id, article, wording from quotes where article = ?"
        return {r[0]: Former(r[1], r[2]) for i in ids for r in self.connection.execute(sql, [i])}

    def change(self, pages: Sequence[tuple[Article, Extraction]], gone: Sequence[str] = ()) -> None:
        records = [record(page, found, _no_outlet) for page, found in pages]
        with transaction(self.connection, self.path):
            former = self.former([*gone, *(r.id for r in records)])
            for identity in gone:
                for table, column in (("credits", "article"), ("quotes", "article"), ("articles", "id")):
                    self.connection.execute(f"delete from {table} where {column} = ?", [identity])
            for one in records:
                put(self.connection, one, "")
            before = self.held()
            result = changed(Shelf(self.connection), [r.id for r in records], former)
            assert len(before) - len(result.gone) + len(result.new) == len(self.held())

    def held(self) -> list[Repeat]:
        shelf = Shelf(self.connection)
        return shelf.repeats_by([row[0] for row in self.connection.execute("select distinct a from repeats")])

    def ids(self) -> list[str]:
        return [row[0] for row in self.connection.execute("select id from articles order by id")]


def _no_outlet(name: str) -> None:
    raise AssertionError(name)


def said(found: Sequence[Repeat]) -> list[tuple[object, ...]]:
    return sorted(
        (r.pair.a, r.pair.b, r.by, r.proves, r.pair.comparison.relation, r.pair.comparison.score) for r in found
    )


@pytest.mark.parametrize("seed", range(40))
def test_what_changes_gives_what_the_whole_gives(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    collection = Collection(tmp_path / "quotes.db")
    for turn in range(chance.randint(2, 6)):
        pages = [article(chance, f"a{chance.randrange(20)}") for _ in range(chance.randint(1, 8))]
        pages = list({page.doc_id: (page, found) for page, found in pages}.values())
        held = collection.ids()
        gone = chance.sample(held, min(len(held), chance.choice((0, 0, 1, 2)))) if turn else []
        names = {record(page, found, _no_outlet).id for page, found in pages}
        collection.change(pages, [i for i in gone if i not in names])
        whole: list[Witness] = witnesses(collection.connection)
        assert said(collection.held()) == said(collected(whole).repeats)
