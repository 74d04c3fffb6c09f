"""``quotes judge``: a person's decision, kept for good and replayed at every build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.add import DATABASE, run
from quotes.cli.say import FAILED, USAGE, fail, shown

if TYPE_CHECKING:
    from quotes.model import Judgement
    from quotes.store import Connection

ON_QUOTATIONS = {"same": "same", "not-same": "not same", "unsure": "unsure"}
ON_ONE = {"not-a-quotation": "no quotation", "a-quotation": "quotation"}
ON_NAMES = {
    ("speaker", "is"): "same speaker",
    ("speaker", "is-not"): "another speaker",
    ("outlet", "is"): "same outlet",
    ("outlet", "is-not"): "another outlet",
}
"""What a person writes → the verdict that is kept."""

SAYS = {verdict: word for word, verdict in (ON_QUOTATIONS | ON_ONE).items()}
SAYS |= {verdict: word for (_, word), verdict in ON_NAMES.items()}
"""The verdict → what a person writes for it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be decided on which things: ``kind`` is quotation, speaker or outlet."""

    kind: str
    verdict: str
    things: tuple[str, ...]


@click.command(short_help="Decide what the machine cannot, or list what was decided.")
@click.argument("words", metavar="[DECISION]...", nargs=-1)
@click.option("--reason", help="Why; it is kept and shown with the decision.")
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), default=DATABASE, show_default=True)
def judge(words: tuple[str, ...], reason: str | None, db: Path) -> None:
    """Decide what the machine cannot; without a decision, list those there are.

    \b
    quotes judge QUOTATION same QUOTATION --reason "…"      the same utterance
    quotes judge QUOTATION not-same QUOTATION --reason "…"  two utterances
    quotes judge QUOTATION unsure QUOTATION --reason "…"    nobody can tell
    quotes judge QUOTATION not-a-quotation --reason "…"     (a-quotation takes it back)
    quotes judge speaker ONE is OTHER --reason "…"          one person (is-not takes it back)
    quotes judge outlet ONE is OTHER --reason "…"           one outlet (is-not takes it back)

    A thing is named by its id, as pages and tables show it, or its beginning; a speaker or an outlet by its name too.
    Decisions are kept in judgements.jsonl beside the database, where nothing is ever taken out: a later decision on the
    same things stands in the place of an earlier one. They are replayed whenever a database of that folder is built:
    the same things have the same ids in each, and a decision on what a database does not hold waits there.
    """
    from quotes.store import StoreError, open_to_read

    try:
        with closing(open_to_read(db)) as connection:
            if words:
                _decide(connection, _order(words), reason, db)
            else:
                _list(connection, db)
    except StoreError as error:
        raise fail(str(error)) from error


def _order(words: Sequence[str]) -> Order:
    """
    >>> _order(["a", "not-same", "b"])
    Order(kind='quotation', verdict='not same', things=('a', 'b'))
    """
    match list(words):
        case [one, verdict, other] if verdict in ON_QUOTATIONS:
            return Order("quotation", ON_QUOTATIONS[verdict], (one, other))
        case [one, verdict] if verdict in ON_ONE:
            return Order("quotation", ON_ONE[verdict], (one,))
        case [kind, one, verdict, other] if (kind, verdict) in ON_NAMES:
            return Order(kind, ON_NAMES[kind, verdict], (one, other))
    raise fail(f"{' '.join(words)}: is no decision; see quotes judge --help", USAGE)


def _decide(connection: Connection, order: Order, reason: str | None, db: Path) -> None:
    """Writes the decision down, then brings the database up to date."""
    from quotes.judge import append, load
    from quotes.pipeline.adding import JUDGEMENTS

    if not (reason or "").strip():
        raise fail('a decision needs a reason: add --reason "…"', USAGE)
    file = db.parent / JUDGEMENTS
    made = _made(connection, order, str(reason).strip(), load(file)[0])
    try:
        append(file, made)
    except OSError as error:
        raise fail(f"{file}: cannot be written ({error.strerror})") from error
    click.echo(f"decided: {_said(connection, made)}", err=True)
    _replay(connection, made, db)


def _made(connection: Connection, order: Order, reason: str, earlier: Sequence[Judgement]) -> Judgement:
    from quotes.judge import judgement, standing

    known = {i for d in earlier if _kind(d) == order.kind for i in d.subject.split()}
    ids = [_meant(connection, order.kind, thing, known) for thing in order.things]
    try:
        made = judgement(ids, order.verdict, reason, datetime.now(UTC).isoformat(timespec="milliseconds"))
    except ValueError as error:
        raise fail(f"{' '.join(order.things)}: {error}", USAGE) from error
    force = standing([*earlier, made])
    if made not in force:
        later = next(d for d in force if sorted(d.subject.split()) == sorted(made.subject.split()))
        raise fail(f"a decision of {later.made_at} stands, later than this machine's clock; set the clock")
    return made


def _meant(connection: Connection, kind: str, given: str, known: set[str]) -> str:
    """The id of the one thing that is meant. One that an earlier decision joined to another is known by the decision
    alone."""
    from quotes.store.lookup import meant

    found = meant(connection, kind, given)
    if not found and given in known:
        return given
    if not found:
        raise fail(f"{given}: no {kind} here has that id{'' if kind == 'quotation' else ' or name'}")
    if len(found) > 1:
        several = "; ".join(_named(connection, kind, identity) for identity in found[:5])
        raise fail(f"{given}: may mean several: {several}{'; …' if len(found) > 5 else ''}")
    return found[0]


def _replay(connection: Connection, made: Judgement, db: Path) -> None:
    """Replays all decisions, and says where the quotations of this one are now. A failure leaves the decision in its
    file, for the next run."""
    from quotes.store.lookup import lineage_of

    report = run((), db)
    for identity in made.subject.split() if _kind(made) == "quotation" else ():
        lineage = lineage_of(connection, identity)
        where = f"lineage {lineage[0]} of {lineage[1]:,}" if lineage else "no lineage"
        click.echo(f"{identity} is in {where}", err=True)
    if report.failed:
        raise SystemExit(FAILED)


def _list(connection: Connection, db: Path) -> None:
    """The decisions in force that touch what this database holds, oldest first; on stderr the number of others, and
    broken lines."""
    from quotes.judge import load, standing
    from quotes.pipeline.adding import JUDGEMENTS

    file = db.parent / JUDGEMENTS
    good, broken = load(file)
    force = sorted(standing(good), key=lambda d: (d.made_at, d.id))
    touching = [d for d in force if _touches(connection, d)]
    for line in (line for decision in touching for line in _lines(connection, decision)):
        click.echo(shown(line))
    if not good:
        click.echo(f"{shown(str(file))}: nothing is decided yet; see quotes judge --help", err=True)
    elif len(touching) < len(force):
        click.echo(_elsewhere(len(force) - len(touching), file), err=True)
    for bad in broken:
        click.echo(f"error: {shown(f'{file}:{bad.line}: {bad.problem}')}; mend or remove the line", err=True)
    if broken:
        raise SystemExit(FAILED)


def _touches(connection: Connection, decision: Judgement) -> bool:
    from quotes.store.lookup import label

    return any(label(connection, _kind(decision), identity) for identity in decision.subject.split())


def _elsewhere(number: int, file: Path) -> str:
    """Databases of one folder share their decisions; one waits where nothing that it is on is held."""
    others = "1 other is" if number == 1 else f"{number:,} others are"
    return (
        f"{others} on what this database does not hold: articles not added yet, or of another database in"
        f" {shown(str(file.parent))}; kept in {file.name}"
    )


def _lines(connection: Connection, decision: Judgement) -> Iterator[str]:
    yield f"{decision.made_at}  {_said(connection, decision)}"
    yield f"  {decision.reason}"


def _said(connection: Connection, decision: Judgement) -> str:
    kind, things = _kind(decision), decision.subject.split()
    first, *rest = (_named(connection, kind, identity) for identity in things)
    lead = "" if kind == "quotation" else f"{kind} "
    return shown(" ".join([f"{lead}{first}", SAYS[decision.verdict], *rest]))


def _kind(decision: Judgement) -> str:
    from quotes.judge import VERDICTS

    return VERDICTS[decision.verdict][0].removesuffix("s")


def _named(connection: Connection, kind: str, identity: str) -> str:
    """The id, with words to know the thing by where it is held."""
    from quotes.store.lookup import label

    known = label(connection, kind, identity)
    return f"{identity} ({known})" if known else f"{identity} (not held under this id)"
