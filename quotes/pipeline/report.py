"""What is told of a run, while it goes on and at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from quotes.read import ReadError


class Watch(Protocol):
    """Who is told how it goes."""

    def advance(self, size: int, quotations: int) -> None: ...

    def stage(self, name: str) -> None: ...

    def problem(self, error: ReadError) -> None: ...


@dataclass
class Report:
    """What became of the inputs; ``read`` counts articles by the suffix of the file they came from."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    quotations: int = 0
    read: Counter[str] = field(default_factory=Counter)
    failed: list[ReadError] = field(default_factory=list)
    notes: list[ReadError] = field(default_factory=list)


@dataclass
class Run:
    """What one run has met: article id → where it was read from."""

    report: Report = field(default_factory=Report)
    met: dict[str, str] = field(default_factory=dict)


def tell(error: ReadError, run: Run, watch: Watch) -> None:
    """Counts what went wrong, or was done instead, and says it."""
    (run.report.notes if error.note else run.report.failed).append(error)
    watch.problem(error)
