"""Two sequences aligned: the best chain of matches that runs through both in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def chain(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The matches (i, j), each side used once and both ascending, whose scores add up to most.

    Only positive scores are given; gaps cost nothing. Of equal chains the one that matches earlier wins. Time grows
    with the number of scores times the logarithm of the second sequence.

    >>> chain({(0, 0): 2.0, (1, 2): 1.0, (2, 1): 1.5, (3, 3): 2.0})
    [(0, 0), (2, 1), (3, 3)]
    """
    best: dict[int, tuple[float, tuple[int, int] | None]] = {}
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    total: dict[tuple[int, int], float] = {}
    for i in sorted({i for i, _ in scores}):
        row = sorted(j for k, j in scores if k == i)
        found = {j: _best_before(best, j) for j in row}
        for j in row:
            gained, cell = found[j]
            total[i, j], before[i, j] = gained + scores[i, j], cell
        for j in row:
            if total[i, j] > best.get(j, (0.0, None))[0]:
                best[j] = (total[i, j], (i, j))
    return _back(before, max(total, key=lambda c: (total[c], -c[0], -c[1]), default=None))


def _best_before(
    best: Mapping[int, tuple[float, tuple[int, int] | None]], j: int
) -> tuple[float, tuple[int, int] | None]:
    ends = [(gained, cell) for k, (gained, cell) in sorted(best.items()) if k < j]
    return max(ends, key=lambda e: e[0], default=(0.0, None))


def _back(
    before: Mapping[tuple[int, int], tuple[int, int] | None], end: tuple[int, int] | None
) -> list[tuple[int, int]]:
    cells: list[tuple[int, int]] = []
    while end is not None:
        cells.append(end)
        end = before[end]
    return cells[::-1]


def crossing(cell: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether the match breaks the order of the others.

    >>> crossing((2, 0), [(1, 1)]), crossing((2, 2), [(1, 1)])
    (True, False)
    """
    i, j = cell
    return any((i - k) * (j - m) < 0 for k, m in others)
