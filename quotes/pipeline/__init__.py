"""The verbs in order: read, extract, store, match, trace."""

from quotes.pipeline.work import Found, find

__all__ = ["Found", "find"]
