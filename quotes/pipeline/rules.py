"""By which rules a database was matched and traced: others make everything anew."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

ROOMS = ("address.py", "data", "judge.py", "match", "model", "pipeline", "text.py", "trace")
"""Where the rules stand, with their data."""

RULES = (".py", ".toml")


FINDING = ("address.py", "data", "extract", "language.py", "model", "read", "register", "text.py")
"""Where it stands what is found in an article."""


@cache
def fingerprint(rooms: tuple[str, ...] = ROOMS) -> str:
    """A hash of all of them: no version has to be raised for a rule to be seen.

    >>> fingerprint() == fingerprint(), len(fingerprint())
    (True, 16)
    """
    digest = blake2b(digest_size=8)
    for room in rooms:
        for file in _files(files("quotes") / room):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(place: Traversable) -> Iterator[Traversable]:
    if place.is_dir():
        for inner in sorted(place.iterdir(), key=lambda p: p.name):
            yield from _files(inner)
    elif place.name.endswith(RULES):
        yield place
