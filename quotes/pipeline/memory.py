"""Memory that is free again, back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Gives back what glibc holds for later: after matching a quarter of all that the process has. Elsewhere nothing
    is done."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
