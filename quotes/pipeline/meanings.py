"""Matching by meaning, as it stands in the database: everything, or what new articles change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from quotes.match.across.proposals import Nearby
from quotes.match.across.sequences import Quoted, sequences
from quotes.match.across.strangers import nearer
from quotes.match.across.whole import Across
from quotes.match.encoder import Encoder, load_encoder, vectors_for
from quotes.model import Witness
from quotes.pipeline.relink import Retold
from quotes.store import Connection, text_id
from quotes.store.index import languages, put_state, quotations
from quotes.store.meanings import Meanings, put_meanings
from quotes.store.write import put_vectors


class _Shelf(Meanings):
    """With the vectors that are held."""

    def __init__(self, connection: Connection, encoder: Encoder) -> None:
        super().__init__(connection)
        self.encoder = encoder

    def vectors_for(self, witnesses: Iterable[Witness]) -> dict[str, bytes]:
        texts = {w.id: text_id(w.text) for w in witnesses}
        found = self.vectors_of(self.encoder.name, set(texts.values()))
        return {quote: found[text] for quote, text in texts.items() if text in found}


def retell(connection: Connection, came: Collection[str], stage: Callable[[str], None]) -> Retold:
    """Brings the pairs by meaning up to date where articles came."""
    from quotes.match.across.retold import translations_of
    from quotes.match.across.space import blocks_of, read_space
    from quotes.match.crossing import keys_of, recrossed

    encoder = load_encoder()
    shelf = _Shelf(connection, encoder)
    fresh = [w for said in shelf.articles(came).values() for w in said if w.kind != "scare"]
    _encode(shelf, fresh, stage)
    shelf.phrase(phrasings(fresh, encoder))
    stage("matching across languages")
    keys = keys_of(fresh, encoder.languages)
    space, new = read_space(shelf.blocks(), keys, *shelf.vectors(encoder.name))
    before = {code: floors.copy() for code, floors in space.floors.items()}
    nearby, moved = _nearby(shelf, fresh, encoder)
    found = recrossed(shelf, space, new, fresh, encoder, quotations(connection), nearby, moved)
    changed = {c: set((space.floors[c] != before[c]).any(axis=1).nonzero()[0].tolist()) | new[c] for c in space.codes}
    shelf.put_blocks(list(blocks_of(space, changed)))
    concerned = {*found.articles, *came}
    return Retold(found.quotes, concerned, translations_of(shelf, concerned))


def _nearby(shelf: _Shelf, fresh: Sequence[Witness], encoder: Encoder) -> tuple[list[Nearby], set[str]]:
    """Which articles are nearest to those in languages that the encoder does not know; of which that changed."""
    codes = languages(shelf.connection)
    unknown = [code for code in codes if code not in encoder.languages]
    held = {(row[0], row[1]): Nearby(*row) for row in shelf.nearby()}
    if not unknown:
        return [], set()

    def texts(witnesses: Sequence[Witness]) -> dict[str, Quoted]:
        return sequences(witnesses, shelf.vectors_for(witnesses))

    strange = texts(shelf.speaking(unknown))
    found = nearer(held, strange, texts(fresh), encoder, lambda code: texts(shelf.speaking([code])), codes)
    shelf.put_nearby(found.values())
    return list((held | found).values()), {article for article, _ in found}


def _encode(shelf: _Shelf, fresh: Sequence[Witness], stage: Callable[[str], None]) -> None:
    known = shelf.vectors_for(fresh)
    texts = {text_id(w.text): w.text for w in fresh if w.id not in known}
    if texts:
        stage(f"encoding {len(texts):,}")
        put_vectors(shelf.connection, shelf.encoder.name, vectors_for(texts, shelf.encoder, {}))


def phrasings(witnesses: Iterable[Witness], encoder: Encoder) -> Iterator[tuple[str, int, str]]:
    """(language, key, quotation) of those that are searched."""
    from quotes.match.across.translate import searchable, wording_key

    for w in witnesses:
        if w.language in encoder.languages and searchable(w):
            yield w.language, wording_key(w.text), w.id


def keep(connection: Connection, uttered: Sequence[Witness], found: Across, encoder: Encoder) -> None:
    """Keeps what a part needs of the whole."""
    from quotes.match.across.space import blocks_of, space_of

    put_meanings(
        connection, blocks_of(space_of(found.searched)), phrasings(uttered, encoder), found.crossings, found.nearby
    )


def remember_languages(connection: Connection) -> None:
    """By which languages, and among how many quotations, everything was matched."""
    for name, value in spread(connection).items():
        put_state(connection, name, value)


def spread(connection: Connection) -> dict[str, str]:
    """What newcomers must not change for a part to suffice."""
    from quotes.match.across.translate import doublings

    return {"languages": " ".join(languages(connection)), "doublings": str(doublings(quotations(connection)))}
