"""A lineage on its way: planned by itself, settled when the other quotations of its articles have spoken, drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quotes.model import Lineage, Link

from .choose import Plan, choose
from .circumstances import SURE, helped
from .flags import survey
from .lineage import lineage_of, worded_anew
from .links import Compare, echo_links, links, only_source
from .order import echoes, home, ordered
from .proofs import Setting
from .sheet import sheet_of
from .speakers import supported
from .values import Circumstances, Node

Votes = Mapping[str, Mapping[str, int]]


def plan(members: Sequence[Node], known: Circumstances) -> Plan:
    """The lineage by what is known without the votes of other lineages."""
    if len(members) == 1:
        alone = Setting(members[0].witness.language, True, known)
        return Plan(members, {}, members, alone, choose(members, alone))
    inside = echoes(members)
    mains = [n for n in members if n.witness.id not in inside]
    setting = Setting(*home(mains, known), known)
    order = ordered(mains, setting.home, known)
    return Plan(members, inside, order, setting, choose(order, setting))


def sure(planned: Plan) -> Iterator[tuple[Node, Node]]:
    """The witnesses and exemplars that speak for other quotations of their articles."""
    for choice in planned.choices:
        if choice.edge and not choice.rivals and choice.confidence >= SURE:
            yield choice.node, choice.edge.exemplar


def settled(planned: Plan, known: Circumstances) -> Plan:
    """The plan, or where it was undecided a new one, now that the other quotations of its articles have spoken."""
    votes = takes(planned, known.votes)
    return _again(planned, replace(known, votes=votes)) if votes else planned


def takes(planned: Plan, votes: Votes) -> Votes:
    """The votes of other lineages on its articles; none where they do not help."""
    found = _of_others(planned, votes)
    return found if found and any(helped(choice, found) for choice in planned.choices) else {}


def _again(planned: Plan, known: Circumstances) -> Plan:
    """The plan with votes: where they change no order, only those choose again on whose articles there are some."""
    mains = [n for n in planned.members if n.witness.id not in planned.inside]
    setting = Setting(*home(mains, known), known)
    order = ordered(mains, setting.home, known)
    if order == planned.order and (setting.home, setting.sure) == (planned.setting.home, planned.setting.sure):
        voted = {article for here, found in known.votes.items() for article in (here, *found)}
        stand = {c.node.witness.id: c for c in planned.choices if c.node.witness.article not in voted}
        return replace(planned, setting=setting, choices=choose(order, setting, stand), helped=True)
    return replace(planned, order=order, setting=setting, choices=choose(order, setting), helped=True)


def _of_others(planned: Plan, votes: Votes) -> dict[str, dict[str, int]]:
    """The votes on the lineage's articles without its own: a choice is no witness for itself."""
    own = Counter((here.witness.article, there.witness.article) for here, there in sure(planned))
    found = {}
    for article in {n.witness.article for n in planned.order}:
        left = {other: count - own[article, other] for other, count in votes.get(article, {}).items()}
        if any(left.values()):
            found[article] = {other: count for other, count in left.items() if count}
    return found


def drawn(planned: Plan, compare: Compare) -> tuple[Lineage, list[Link], bytes | None]:
    """The lineage with its links, and its sheet if it is plain."""
    speaker = supported(n.witness for n in planned.order) or supported(n.witness for n in planned.members)
    looked = survey(planned.order, speaker)
    ends = links(planned.choices, looked, planned.setting, compare, only_source(planned.choices))
    inner = echo_links(planned.members, planned.inside, compare, planned.setting.circumstances)
    anew = worded_anew(ends)
    lineage = lineage_of(planned.members, planned.choices, anew, speaker)
    return lineage, [*ends, *inner], sheet_of(planned, speaker, anew)
