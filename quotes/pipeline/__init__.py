"""The verbs in order: read, extract, store, match, trace."""

from quotes.pipeline.adding import Report, Watch, add, add_found
from quotes.pipeline.work import Found, find

__all__ = ["Found", "Report", "Watch", "add", "add_found", "find"]
