"""What was found, as the rows that hold it, made where it was found: who stores it need not load what finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quotes.model import Outlet
from quotes.pipeline.work import Found
from quotes.store import Record, record, short
from quotes.text import fold


@dataclass(frozen=True, slots=True)
class Ready:
    """An article's rows; ``size`` and ``item`` are those of what was found."""

    record: Record
    size: int = 0
    item: bytes = b""


def ready(found: Found) -> Ready:
    """The rows of an article, with the outlets that the register knows by their names."""
    return Ready(record(found.article, found.extraction, outlet_of), found.size, found.item)


@cache
def outlet_of(name: str) -> Outlet:
    """The outlet that the register knows by this name, or a new one."""
    from quotes.register import Register

    return Register.load().by_name(name) or Outlet(short("outlet", fold(name)), name, names=(name,))
