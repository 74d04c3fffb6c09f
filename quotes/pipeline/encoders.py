"""The encoder of a database: every vector in it is of one, and which one is kept beside them."""

from __future__ import annotations

from pathlib import Path

from quotes.store import Connection, transaction
from quotes.store.read import encoder, has_vectors
from quotes.store.write import put_encoder


def compared_by_another(connection: Connection) -> bool:
    """Whether the vectors are of another encoder than the one in use, so that all has to be compared anew."""
    from quotes.match.encoder import load_encoder

    held = encoder(connection)
    return held is not None and held[0] != load_encoder().name


def remember(connection: Connection, path: Path) -> None:
    """Keeps the name and the languages of the encoder in use, once there are vectors; those of another go."""
    from quotes.match.encoder import load_encoder

    used = load_encoder()
    if has_vectors(connection) and encoder(connection) != (used.name, used.languages):
        with transaction(connection, path):
            put_encoder(connection, used.name, used.languages)
