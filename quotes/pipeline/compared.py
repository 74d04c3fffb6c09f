"""Two quotations read against each other once: a link that is held says what came of it."""

from __future__ import annotations

from collections.abc import Collection

from quotes.match.compare import compare
from quotes.model import Comparison, Witness
from quotes.store import Connection, around


class Compared:
    """``compare``, but for quotations whose link is held and neither of which is among the ``fresh``."""

    def __init__(self, connection: Connection, fresh: Collection[str]) -> None:
        self.connection, self.fresh = connection, fresh
        self.held: dict[tuple[str, str], Comparison] = {}

    def read(self, quotes: Collection[str]) -> None:
        """What the links of these quotations say."""
        found = around.compared(self.connection, set(quotes) - set(self.fresh))
        self.held |= {pair: said for pair, said in found.items() if pair[1] not in self.fresh}

    def __call__(self, a: Witness, b: Witness) -> Comparison:
        return self.held.get((a.id, b.id)) or compare(a, b)
