"""Everything matched and traced anew, and written as the difference.

Words without an utterance (titles, irony) get no vectors: nothing across languages rests on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from quotes import judge
from quotes.match.across.articles import copies
from quotes.match.compare import compare
from quotes.match.kept import keys, rows
from quotes.match.repeats import collected, matchable, once
from quotes.match.stitched import keys_of_pieces, pieces
from quotes.model import ArticleLink, Judgement, Pair, Witness
from quotes.pipeline.people import names, sources, speaker_rows
from quotes.pipeline.relations import held_originals, one_text, together
from quotes.pipeline.rules import fingerprint
from quotes.pipeline.spoken import lineage_rows, quote_rows
from quotes.pipeline.vectors import encode, several_languages, vectors_of
from quotes.store import Connection, link_row
from quotes.store.aliases import led_to
from quotes.store.index import put_index
from quotes.store.meanings import clear_meanings
from quotes.store.read import article_ids, credits, outlet_ids, outlet_languages, rules, same_texts, witnesses
from quotes.store.shelf import bare, repeats
from quotes.store.write import (
    put_judgements,
    put_lineages,
    put_same_outlets,
    put_sheets,
    put_speakers,
    put_votes,
    put_witnesses,
    sweep,
)
from quotes.trace import trace


def connect_whole(connection: Connection, decisions: Sequence[Judgement], stage: Callable[[str], None]) -> None:
    """Brings everything up to date that rests on more than one article."""
    sweep(connection)
    put_same_outlets(connection, judge.renamed(decisions, "same outlet"))
    held = witnesses(connection)
    originals = held_originals(credits(connection), article_ids(connection), led_to(connection))
    pairs, aligned, numbers = match(connection, held, stage)
    judged = judge.apply(decisions, held, pairs, compare)
    stage("tracing")
    article_links = together([*one_text(same_texts(connection), aligned), *aligned], originals)
    languages = outlet_languages(connection)
    found = trace(judged.witnesses, judged.pairs, article_links, originals, compare, languages)
    del pairs, aligned, judged
    stage("writing")
    said = sources(held, found.lineages, rules(connection), judge.renamed(decisions, "same speaker"))
    put_judgements(connection, decisions)
    spoken = ((said[w.id].speaker, said[w.id].name, w.speaker, w.language) for w in held)
    put_speakers(connection, *speaker_rows(names(spoken)))
    links = map(link_row, found.links)
    put_lineages(connection, lineage_rows(found.lineages, said), links, map(link_row, article_links))
    put_votes(connection, {}, found.sure)
    put_sheets(connection, found.sheets)
    quotes = quote_rows(found.lineages, said, outlet_ids(connection))
    put_witnesses(connection, (row | {"wording": numbers.get(row["id"])} for row in quotes))


def match(
    connection: Connection, held: Sequence[Witness], stage: Callable[[str], None]
) -> tuple[list[Pair], list[ArticleLink], dict[str, int]]:
    """Everything against everything, in one language and across languages: which quotations are the same, which
    articles take from which, and each quotation's wording where these are kept."""
    from quotes.match.across.versions import together as crossed
    from quotes.match.across.whole import across
    from quotes.match.encoder import load_encoder
    from quotes.pipeline.meanings import keep, remember_languages

    encoder = load_encoder()
    uttered = [w for w in held if w.kind != "scare"] if several_languages(held) else []
    encode(connection, uttered, encoder, stage)  # first, since the encoder needs more memory than anything else
    stage("matching")
    repeated, numbers = _repeated(connection, held)
    copied = copies(held, repeated)
    clear_meanings(connection)
    remember_languages(connection)
    if not uttered:
        return repeated, copied, numbers
    stage("matching across languages")
    vectors = vectors_of(connection, uttered, encoder)
    joined = across(held, vectors, encoder)
    keep(connection, uttered, joined, encoder)
    return crossed(repeated, joined.crossings, held), [*copied, *joined.links], numbers


def _repeated(connection: Connection, held: Sequence[Witness]) -> tuple[list[Pair], dict[str, int]]:
    """The pairs of the same words, and each quotation's wording; what adding a part needs is kept.

    The pairs are read back: those that were made lie scattered among what made them, and keep twice their memory.
    """
    made = collected(held, bare)
    put_index(connection, fingerprint(), (rows(made.found), keys(made.found)), _pieces(held), made.repeats)
    found = made.found.texts.variants.numbers[made.found.of].tolist()
    numbers = dict(zip((w.id for w in made.said), found, strict=True))
    del made, found
    return once(repeats(connection)), numbers


def _pieces(held: Iterable[Witness]) -> Iterator[tuple[int, str]]:
    """(key, quotation) of those put together with an ellipsis."""
    sewn = {w.id: parts for w in held if matchable(w) and (parts := pieces(w.text))}
    for quote, found in keys_of_pieces(sewn).items():
        yield from {(key, quote) for key in found if key is not None}
