"""Adding batch by batch gives what matching the whole gives, in any order."""

import random
import sqlite3

import pytest
from sqlite_utils import Database

from quotes.match.families import NEAR, families
from quotes.match.incremental import add, remove
from quotes.match.kept import Edge, keys, rows
from quotes.store.postings import StoredPostings
from quotes.store.schema import migrations

THINGS = """harbour wall orchard ferry quarry depot lantern bishop cellar bakery mayor treaty cider letter river storm
bridge museum tram valley monastery salmon estuary barrel signal regatta circus bell governor shipyard"""
WORDS = THINGS.split()
JOINTS = ["the", "of", "a", "and", "in", "we", "will", "not", "was", "for", "with", "at", "they", "it", "has", "from"]


def invented(seed: int, size: int) -> list[str]:
    """Sentences of few words, so that keys are shared by many, with their cuts and changes."""
    chance = random.Random(seed)
    texts: list[str] = []
    while len(texts) < size:
        whole = [chance.choice(WORDS if chance.random() < 0.5 else JOINTS) for _ in range(chance.randint(6, 30))]
        for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
            i, j = sorted((chance.randrange(len(whole)), chance.randrange(len(whole))))
            cut = list(whole if chance.random() < 0.4 or j - i < 4 else whole[i:j])
            if chance.random() < 0.4:
                cut[chance.randrange(len(cut))] = chance.choice(WORDS)
            texts.append(" ".join(cut))
    chance.shuffle(texts)
    return texts[:size]


def empty() -> StoredPostings:
    connection = sqlite3.connect(":memory:")
    migrations.apply(Database(connection))
    return StoredPostings(connection)


def hangs(held: StoredPostings) -> dict[int, int]:
    rows = held.connection.execute("select number, parent, score, near, near_score from wordings").fetchall()
    return {row[0]: on for row in rows if (on := Edge(*row[1:]).on) is not None}


def whole(texts: list[str]) -> dict[int, int]:
    found = families(texts)
    numbers = found.texts.variants.numbers
    return dict(zip(numbers[found.edges.child].tolist(), numbers[found.edges.parent].tolist(), strict=True))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("batch", [1, 7, 150])
def test_batches_give_what_the_whole_gives(seed: int, batch: int) -> None:
    texts = invented(seed, 300 if batch > 1 else 120)
    held = empty()
    for i in range(0, len(texts), batch):
        add(held, texts[i : i + batch])
    assert hangs(held) == whole(texts)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("batch", [1, 7, 60])
def test_what_is_removed_leaves_no_trace(seed: int, batch: int) -> None:
    texts = invented(seed, 240)
    chance = random.Random(seed)
    held = empty()
    numbers = {n for i in range(0, len(texts), 40) for n in add(held, texts[i : i + 40]).numbers}
    kept = chance.sample(texts, 120)
    others = sorted(numbers - set(add(held, kept).numbers))
    for i in range(0, len(others), batch):
        remove(held, others[i : i + batch])
    assert hangs(held) == whole(kept)


def test_what_is_kept_at_once_is_what_batches_keep() -> None:
    texts, batches, once = invented(7, 300), empty(), empty()
    for i in range(0, len(texts), 50):
        add(batches, texts[i : i + 50])
    batches.settle()
    found = families(texts)
    once.fill(rows(found), keys(found))
    for table in ("wordings", "postings"):
        query = f"select * from {table} order by 1, 2"
        assert once.connection.execute(query).fetchall() == batches.connection.execute(query).fetchall()


@pytest.mark.parametrize("many", [0, 100])
def test_keys_that_came_since_are_put_among_the_others(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr("quotes.store.postings.MANY", many)
    texts, held = invented(8, 300), empty()
    waiting = []
    for i in range(0, len(texts), 20):
        add(held, texts[i : i + 20])
        waiting.append(held.connection.execute("select count(*) from arrivals").fetchone()[0])
    assert max(waiting) <= many and hangs(held) == whole(texts)


def test_long_keys_are_not_read_whole() -> None:
    """More members of one key than are read at once."""
    texts = [f"{w} the harbour wall of the bishop {v} {n}" for n, w in enumerate(WORDS) for v in WORDS[:8]]
    held = empty()
    for i in range(0, len(texts), 11):
        add(held, texts[i : i + 11])
    assert hangs(held) == whole(texts)
    gone = add(held, texts[::3]).numbers
    remove(held, set(gone) - set(add(held, rest := [t for t in texts if t not in texts[::3]]).numbers))
    assert hangs(held) == whole(rest)


def test_the_change_says_what_is_new_and_what_moved() -> None:
    held = empty()
    add(held, ["sold eleven bells to a travelling circus"])
    change = add(
        held, ["sold eleven bells to a travelling circus", "The abbot sold eleven bells to a travelling circus"]
    )
    cut, said = change.numbers
    assert change.new == {said} and change.moved[cut].parent == said and change.moved[said].parent is None
    assert (change.moved[said].near == cut) == (NEAR * 9 <= 7)


def test_again_changes_nothing() -> None:
    held, texts = empty(), invented(3, 60)
    add(held, texts)
    assert not add(held, texts).moved
