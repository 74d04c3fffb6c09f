"""Matching and tracing: from what articles say to lineages, links and sources, of everything or of what changed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from quotes import judge
from quotes.model import Judgement
from quotes.pipeline.memory import give_back
from quotes.pipeline.rules import fingerprint
from quotes.store import Connection, roomy
from quotes.store.former import Changes
from quotes.store.index import languages, made_by, quotations, state
from quotes.store.read import judgements, same_outlets
from quotes.store.write import put_same_outlets

SHARE = 16
"""Of so many quotations one may be new for the part to be matched alone: among 100,000 what one touches takes as long
as twenty of the whole, where a thousand are new, and less, where they are more."""


def connect(
    connection: Connection, decisions: Sequence[Judgement], stage: Callable[[str], None], changes: Changes | None = None
) -> None:
    """Brings everything up to date that rests on more than one article; ``decisions`` are people's, in force.

    With ``changes``, the articles that came, went or were read anew since it was, only what these touch is read, where
    that is known and less; the result is the same.
    """
    from quotes.pipeline.part import connect_part
    from quotes.pipeline.whole import connect_whole

    def begun(name: str) -> None:
        give_back()
        stage(name)

    with _uncollected():
        if changes and _suffices(connection, decisions, changes):
            stage("matching")
            with roomy(connection):
                connect_part(connection, decisions, changes, stage)
        else:
            connect_whole(connection, decisions, begun)
    give_back()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles of objects: it looks at each of millions of values again and again, of which none
    is in a cycle. A fifth of the time, and no more memory."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _suffices(connection: Connection, decisions: Sequence[Judgement], changes: Changes) -> bool:
    """Whether everything else stands as it would come out now."""
    if made_by(connection) != fingerprint() or list(decisions) != judgements(connection):
        return False
    touched = quotations(connection, changes.articles.keys()) + len(changes.quotes)
    if touched * SHARE > quotations(connection) or not _meanings_stand(connection, changes):
        return False
    return _outlets_stand(connection, decisions)


def _meanings_stand(connection: Connection, changes: Changes) -> bool:
    """Whether there is one language, or newcomers alone, in languages that were there, and not so
    many that what stands alone among them changes."""
    held = languages(connection)
    if len(held) < 2:
        return state(connection).get("languages", "") == " ".join(held)
    from quotes.pipeline.meanings import spread

    return not any(changes.articles.values()) and spread(connection).items() <= state(connection).items()


def _outlets_stand(connection: Connection, decisions: Sequence[Judgement]) -> bool:
    """Whether no decision on outlets waited for what came."""
    same = judge.renamed(decisions, "same outlet")
    if not same:
        return True
    before = same_outlets(connection)
    put_same_outlets(connection, same)
    return before == same_outlets(connection)
