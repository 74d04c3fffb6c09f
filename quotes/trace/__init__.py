"""Links to lineages: in which order the witnesses of one utterance appeared and who took the words from whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.model import ArticleLink, Comparison, Lineage, Link, Original, Pair, Witness

from .choose import Choice, choose
from .circumstances import gathered, helped, votes
from .components import components
from .flags import survey
from .lineage import lineage_of
from .links import Compare, across, echo_links, links
from .order import echoes, home, ordered
from .proofs import Setting
from .speakers import supported
from .values import Circumstances, Node, node

__all__ = ["trace"]


def trace(
    witnesses: Sequence[Witness],
    pairs: Sequence[Pair],
    article_links: Sequence[ArticleLink],
    originals: Mapping[str, tuple[Original, ...]],
    compare: Callable[[Witness, Witness], Comparison],
    languages: Mapping[str, str] | None = None,
) -> tuple[list[Lineage], list[Link]]:
    """Lineages and the links inside them, both sorted by id; independent of the order of everything handed in.

    ``originals`` says by article id what it credits; where the credited address is held, ``Original.url`` is that
    article's id. ``languages`` gives outlets' languages by name, where known: words told to an English paper were
    probably English first. ``compare(witness, exemplar)`` is called for chosen links alone. A pair "said again" keeps
    its sides in two lineages and becomes a link between them, none if its evidence says "apart".

    >>> a = Witness("a", "We will not sell the harbour.", "1", publisher="Courier", published_from="2024-03-01",
    ...             published_to="2024-03-01")
    >>> b = Witness("b", "We will not sell the harbour.", "2", publisher="Echo", published_from="2024-03-02",
    ...             published_to="2024-03-02")
    >>> same = Comparison("verbatim", False, 1.0)
    >>> lineages, links = trace([b, a], [Pair("a", "b", same)], [], {}, lambda x, y: same)
    >>> lineages[0].first_quote, [(link.quote, link.exemplar, link.relation) for link in links]
    ('a', [('b', 'a', 'verbatim')])
    """
    by_id = {w.id: w for w in sorted(witnesses, key=lambda w: w.id)}
    groups, stitched = components(by_id, pairs)
    nodes = {i: node(w) for i, w in by_id.items()}
    known = gathered(nodes, groups, pairs, article_links, originals, languages or {})
    plans = [_plan([nodes[i] for i in group], known) for group in groups]
    known = replace(known, votes=votes(choice for plan in plans for choice in plan.choices))
    done = [_drawn(_settled(plan, known), compare) for plan in plans]
    edges = [*across(pairs, stitched, nodes), *(link for _, links in done for link in links)]
    return sorted((lineage for lineage, _ in done), key=lambda x: x.id), sorted(edges, key=lambda x: x.id)


@dataclass(frozen=True, slots=True)
class Plan:
    """A lineage on the way: its members in order of id, which of them echo another, the others in order, as chosen."""

    members: Sequence[Node]
    inside: Mapping[str, Node]
    order: Sequence[Node]
    setting: Setting
    choices: Sequence[Choice]


def _plan(members: Sequence[Node], known: Circumstances) -> Plan:
    if len(members) == 1:
        alone = Setting(members[0].witness.language, True, known)
        return Plan(members, {}, members, alone, choose(members, alone))
    inside = echoes(members)
    mains = [n for n in members if n.witness.id not in inside]
    setting = Setting(*home(mains, known), known)
    order = ordered(mains, setting.home, known)
    return Plan(members, inside, order, setting, choose(order, setting))


def _settled(plan: Plan, known: Circumstances) -> Plan:
    """The plan, or where it was undecided a new one, now that the other quotations of its articles have spoken."""
    return _plan(plan.members, known) if any(helped(choice, known) for choice in plan.choices) else plan


def _drawn(plan: Plan, compare: Compare) -> tuple[Lineage, list[Link]]:
    speaker = supported(n.witness for n in plan.order) or supported(n.witness for n in plan.members)
    looked = survey(plan.order, speaker)
    ends = links(plan.choices, looked, plan.setting, compare)
    inner = echo_links(plan.members, plan.inside, compare, plan.setting.circumstances)
    return lineage_of(plan.members, plan.choices, ends, speaker), [*ends, *inner]
