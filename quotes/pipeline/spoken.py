"""What came out of tracing as rows: of everything, or of the part that was traced again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotes import judge
from quotes.model import Judgement, Lineage, Link, Witness
from quotes.pipeline.people import Names, Said, names, sources, speaker_rows, turned, with_rule
from quotes.store import Connection, around, lineage_row, link_row
from quotes.store.former import Changes
from quotes.store.part import names_of, put_part, put_spellings
from quotes.store.read import outlet_ids
from quotes.store.write import sweep_among


def lineage_rows(lineages: Iterable[Lineage], said: Mapping[str, Said]) -> Iterable[dict[str, Any]]:
    """Rows of ``lineages``, in their order."""
    for lineage in lineages:
        found = {said[i].name: said[i].speaker for i in lineage.members if said[i].name}
        found |= {said[i].name: said[i].speaker for i in lineage.members if said[i].name == lineage.speaker}
        yield lineage_row(lineage, found.get(lineage.speaker) or said[lineage.first_quote].speaker)


def quote_rows(
    lineages: Iterable[Lineage], said: Mapping[str, Said], outlets: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    """Of rows of ``quotes`` what rests on other articles, by their ids."""
    lineage_of = {member: lineage.id for lineage in lineages for member in lineage.members}
    for quote in sorted(said):
        source = said[quote]
        outlet = outlets.get(source.outlet) if source.outlet else None
        row = {"id": quote, "speaker": source.speaker, "called": source.name, "outlet": outlet, "rule": source.rule}
        yield row | {"lineage": lineage_of.get(quote)}


@dataclass(frozen=True)
class Drawn:
    """Lineages traced again, with all their ``witnesses``, and those that only ``grew``, with the quotations that came
    to them. ``links`` are all those of the quotations that are ``linked``; ``sheets`` go by lineage."""

    witnesses: Mapping[str, Witness]
    lineages: Sequence[Lineage]
    grew: Sequence[tuple[Lineage, Sequence[Witness], Collection[str]]]
    linked: Collection[str]
    links: Sequence[Link]
    sheets: Mapping[str, bytes]


def write_part(connection: Connection, decisions: Sequence[Judgement], changes: Changes, drawn: Drawn) -> None:
    """Writes lineages traced again with all that belongs to them."""
    renamed = judge.renamed(decisions, "same speaker")
    grew = [turned(lineage, witnesses, came, renamed) for lineage, witnesses, came in drawn.grew]
    witnesses = dict(drawn.witnesses) | {i: w for one in grew for i, w in one.witnesses.items()}
    held = around.spoken(connection, witnesses)
    rules = {i: row["rule"].rstrip(" ") for i, row in held.items()}
    said = sources(list(drawn.witnesses.values()), drawn.lineages, rules, renamed)
    rows = [*lineage_rows(drawn.lineages, said), *(lineage_row(one.lineage, one.speaker) for one in grew)]
    said |= {i: with_rule(source, rules[i]) for one in grew for i, source in one.said.items()}
    _rename(connection, changes, held, said, witnesses)
    was = {q.lineage for q in changes.quotes.values() if q.lineage}
    now = quote_rows([*drawn.lineages, *(one.lineage for one in grew)], said, outlet_ids(connection))
    changed = (row for row in now if not row.items() <= held[row["id"]].items())
    put_part(connection, {*drawn.linked, *changes.quotes}, was, rows, map(link_row, drawn.links), changed, drawn.sheets)
    if any(changes.articles.values()):
        sweep_among(connection, {outlet for f in changes.articles.values() if f for outlet in f.outlets})


def _rename(
    connection: Connection,
    changes: Changes,
    held: Mapping[str, Mapping[str, Any]],
    said: Mapping[str, Said],
    witnesses: Mapping[str, Witness],
) -> None:
    """Counts the names of speakers anew that quotations have now, or had."""
    former = {i: (q.speaker, q.called, q.name, q.language) for i, q in changes.quotes.items()}
    others = {i: (r["speaker"], r["called"], r["name"], r["language"]) for i, r in held.items() if i not in former}
    new = ((s.speaker, s.name, witnesses[i].speaker, witnesses[i].language) for i, s in said.items())
    _write_names(connection, names((former | others).values()), names(new))


def _write_names(connection: Connection, old: Names, new: Names) -> None:
    """Brings the speakers to what they are called now whose quotations were traced again."""
    called, given = _more(old.called, new.called), _more(old.given, new.given)
    speakers = {spelling[0] for spelling in (*called, *given)}
    held = names_of(connection, speakers)
    both = [Counter({k: v[place] for k, v in held.items()}) for place in (0, 1)]
    both[0].update(called)
    both[1].update(given)
    rows = speaker_rows(Names(+both[0], +both[1]))
    put_spellings(connection, speakers, *rows)


def _more(old: Mapping[Any, int], new: Mapping[Any, int]) -> dict[Any, int]:
    """By how much each count grew or shrank, where it did."""
    grown = {k: new.get(k, 0) - old.get(k, 0) for k in {*old, *new}}
    return {k: count for k, count in grown.items() if count}
