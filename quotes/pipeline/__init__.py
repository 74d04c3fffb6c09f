"""The verbs in order: read, extract, store, match, trace.

Finding needs no database: what adds to one is loaded when it is asked for, since that alone takes most of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.pipeline.work import Found, find

if TYPE_CHECKING:
    from quotes.pipeline.adding import add, add_found
    from quotes.pipeline.report import Report, Watch

__all__ = ["Found", "Report", "Watch", "add", "add_found", "find"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from quotes.pipeline import adding

    return getattr(adding, name)
