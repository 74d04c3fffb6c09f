"""The picture of a lineage, drawn as SVG: a lane an outlet, a column a witness in order of time, an arrow a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from quotes.plugin.words import clip

LABELS, TOP, LANE, RIGHT = 176, 44, 48, 20
"""Widths and heights in pixels: the labels of the lanes, the dates above, one lane, the margin."""

ROOM, NARROW, WIDE = 906, 26, 130
"""Columns fill ROOM where they can; closer than NARROW nodes touch, further apart than WIDE the eye loses the arrow."""

DATE_ROOM = 62
"""Pixels that a date needs before the next one may be written."""


@dataclass(frozen=True, slots=True)
class Node:
    """A witness, or a source that is credited but not held (``hollow``)."""

    id: str
    lane: str
    date: str
    language: str
    title: str
    first: bool = False
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A link: ``target`` was taken from ``source``."""

    source: str
    target: str
    relation: str
    title: str
    altered: bool = False
    undecided: bool = False


Places = Mapping[str, tuple[float, float]]


def draw(heading: str, nodes: Sequence[Node], edges: Iterable[Edge], alone: bool = False) -> Markup:
    """The picture: the names of the lanes, which stay in sight, beside the lanes, which scroll.

    ``alone`` makes it one drawing with its own style. Nodes come in order of time. Edges between nodes that are not
    shown are left out.
    """
    lanes = list(dict.fromkeys(n.lane for n in nodes))
    step = min(WIDE, max(NARROW, ROOM / max(1, len(nodes))))
    places = {n.id: (step * (i + 0.5), TOP + LANE * (lanes.index(n.lane) + 0.5)) for i, n in enumerate(nodes)}
    size = (step * len(nodes) + RIGHT, TOP + LANE * len(lanes) + 14.0)
    parts = [
        _rails(lanes, nodes, size[0]),
        _dates(nodes, places, size[1]),
        *(_edge(e, places) for e in edges if e.source in places and e.target in places),
        *(_node(n, places[n.id]) for n in nodes),
    ]
    return _frame(_described(heading, nodes, lanes), _names(lanes, nodes), Markup("").join(parts), size, alone)


def _described(heading: str, nodes: Sequence[Node], lanes: Sequence[str]) -> Markup:
    """What a screen reader says of the picture."""
    held = sum(not n.hollow for n in nodes)
    return Markup(
        '<title id="picture-title">{}</title><desc id="picture-text">{} witnesses in {} lanes, one an outlet, from left'
        " to right in order of time. The list after the picture says the same.</desc>"
    ).format(heading, held, len(lanes))


def _frame(described: Markup, names: Markup, lanes: Markup, size: tuple[float, float], alone: bool) -> Markup:
    """Two drawings side by side, or one that holds both."""
    group = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="lineage" role="group"'
        ' aria-labelledby="picture-title picture-text"'
        ' viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}">{inside}</svg>'
    )
    if alone:
        inside = _style() + described + names + Markup('<g transform="translate({})">{}</g>').format(LABELS, lanes)
        return group.format(w=size[0] + LABELS, h=size[1], inside=inside)
    side = Markup(
        '<svg class="lineage names" aria-hidden="true" viewBox="0 0 {w} {h:.0f}" width="{w}" height="{h:.0f}"'
        ' preserveAspectRatio="xMinYMin slice">{names}</svg>'
    ).format(w=LABELS, h=size[1], names=names)
    return side + group.format(w=size[0], h=size[1], inside=described + lanes)


def _style() -> Markup:
    css = (Path(__file__).parent / "static" / "picture.css").read_text(encoding="utf8")
    return Markup("<style>") + Markup(css) + Markup("</style>")


def _lanes(lanes: Sequence[str], nodes: Sequence[Node]) -> Iterator[tuple[str, float, str]]:
    """Class, height and name of each lane."""
    hollow = {n.lane for n in nodes if n.hollow}
    for i, lane in enumerate(lanes):
        yield "lane not-held" if lane in hollow else "lane", TOP + LANE * (i + 0.5), lane


def _names(lanes: Sequence[str], nodes: Sequence[Node]) -> Markup:
    name = Markup('<g class="{}"><text x="10" y="{:.0f}">{}</text></g>')
    return Markup("").join(name.format(kind, y + 5, clip(lane, 23)) for kind, y, lane in _lanes(lanes, nodes))


def _rails(lanes: Sequence[str], nodes: Sequence[Node], width: float) -> Markup:
    rail = Markup('<g class="{}"><path class="rail" d="M0,{:.0f} H{:.0f}"/></g>')
    return Markup("").join(rail.format(kind, y, width - 8) for kind, y, _ in _lanes(lanes, nodes))


def _dates(nodes: Sequence[Node], places: Places, height: float) -> Markup:
    """The day above the first witness of each day, where there is room for it."""
    out, last, shown = Markup(""), "", -DATE_ROOM * 1.0
    for node in nodes:
        x, _ = places[node.id]
        if not node.hollow and node.date != last and x - shown >= DATE_ROOM:
            out += Markup(
                '<line class="day" x1="{x:.0f}" y1="{top}" x2="{x:.0f}" y2="{bottom:.0f}"/>'
                '<text class="date" x="{x:.0f}" y="22">{date}</text>'
            ).format(x=x, top=30, bottom=height - 10, date=node.date)
            last, shown = node.date, x
    return out


def _edge(edge: Edge, places: Places) -> Markup:
    (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
    side = 1 if x2 >= x1 else -1
    bend = f"C{(x1 + x2) / 2:.0f},{y1:.0f} {(x1 + x2) / 2:.0f},{y2:.0f}"
    if y1 == y2:
        bend = f"C{x1 + (x2 - x1) * 0.25:.0f},{y1 - 26:.0f} {x1 + (x2 - x1) * 0.75:.0f},{y2 - 26:.0f}"
    named = Markup("<title>{}</title>").format(edge.title) if edge.title else ""
    kind = edge.relation.replace(" ", "-") + " altered" * edge.altered + " undecided" * edge.undecided
    return Markup(
        '<g class="edge {kind}">{title}<path d="M{x1:.0f},{y1:.0f} {bend} {x2:.0f},{y2:.0f}"/>'
        '<path class="head" d="M{tip:.0f},{y2:.0f} l{back},-4 v8 z"/></g>'
    ).format(kind=kind, title=named, x1=x1, y1=y1, x2=x2, y2=y2, bend=bend, tip=x2 - 8 * side, back=-7 * side)


def _node(node: Node, place: tuple[float, float]) -> Markup:
    """A circle with its language below; a witness leads to its words. Out of the keyboard's way: the list is in it."""
    x, y = place
    drawn = Markup(
        '<title>{title}</title><circle cx="{x:.0f}" cy="{y:.0f}" r="{r}"/>'
        '<text class="language" x="{x:.0f}" y="{below:.0f}">{language}</text>'
    ).format(x=x, y=y, r=9 if node.first else 7, title=node.title, below=y + 21, language=node.language)
    if node.hollow:
        return Markup('<g class="node hollow">{}</g>').format(drawn)
    kind = "node first" if node.first else "node"
    return Markup('<a class="{}" href="#w-{}" tabindex="-1">{}</a>').format(kind, node.id, drawn)
