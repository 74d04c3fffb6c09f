"""Sentence vectors: computed once for each wording, kept in the database, and only where languages can be compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quotes.match.encoder import Encoder, vectors_for
from quotes.model import Witness
from quotes.store import Connection, text_id
from quotes.store.read import vectors
from quotes.store.write import put_vectors

_BATCH = 2048
"""Texts between two words on the progress: a second's work."""


def several_languages(witnesses: Sequence[Witness]) -> bool:
    """Whether there is anything to compare across languages.

    >>> several_languages([Witness("a", "Yes.", language="en"), Witness("b", "Oui.", language="fr")])
    True
    """
    return len({w.language for w in witnesses}) > 1


def vectors_of(
    connection: Connection, witnesses: Sequence[Witness], encoder: Encoder, stage: Callable[[str], None]
) -> dict[str, bytes]:
    """Quotation id → vector; new ones go into the database, those that no quotation needs any more go out.

    A text's vector does not depend on what it is encoded with, so the database does not on the order of its making;
    texts of a language are encoded together, since they share words.
    """
    texts = {text_id(w.text): w.text for w in sorted(witnesses, key=lambda w: w.language)}
    known = vectors(connection, encoder.name)
    missing = [key for key in texts if key not in known]
    new: dict[str, bytes] = {}
    for start in range(0, len(missing), _BATCH):
        stage(f"encoding {start:,} of {len(missing):,}")
        new |= vectors_for({key: texts[key] for key in missing[start : start + _BATCH]}, encoder, {})
    if missing:
        encoder.rest()
    put_vectors(connection, encoder.name, new, known.keys() - texts.keys())
    found = known | new
    return {w.id: found[text_id(w.text)] for w in witnesses}
