"""Worker processes, which go when there is nothing for them to do for a while: each holds 70 MB of its own, and what
they share is 70 MB again."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

SELDOM = 50_000
"""Values made between two searches for cycles: reading and finding leave none, and after every 700, as is usual, they
take a tenth of the time."""
_SHARED = "quotes.pipeline.shared"

Given = TypeVar("Given")
Made = TypeVar("Made")


class Workers:
    """So many processes at most, begun with the first work.

    >>> workers = Workers(1)
    >>> workers.do(len, "four").result(), workers.rest(), workers.do(len, "again").result(), workers.end()
    (4, None, 5, None)
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def do(self, work: Callable[[Given], Made], given: Given) -> Future[Made]:
        """Work for one of them; where one was ended from outside, for one of others, since with it all go."""
        try:
            return self._begun().submit(work, given)
        except BrokenProcessPool:
            self.end()
            return self._begun().submit(work, given)

    def rest(self) -> None:
        """Lets them finish what they are at and go, until there is more to do."""
        self._shut(wait=True)

    def end(self) -> None:
        """Lets them go; what they have not begun is not done."""
        self._shut(cancel_futures=True, wait=False)

    def _begun(self) -> ProcessPoolExecutor:
        self._pool = self._pool or ProcessPoolExecutor(self.jobs, _context(), begin)
        return self._pool

    def _shut(self, **how: Any) -> None:
        if self._pool:
            self._pool.shutdown(**how)
            _forget()
        self._pool = None


def _context() -> multiprocessing.context.BaseContext:
    """Processes that share what the first of them has loaded, where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_SHARED])
    return context


def _forget() -> None:
    """Ends the process that the workers were forked from; the next work begins it again. Python has no public way."""
    from multiprocessing import forkserver

    server = getattr(forkserver, "_forkserver", None)
    if server is not None and hasattr(server, "_stop"):
        server._stop()


def begin() -> None:
    """Ctrl-C is the parent's to handle; a worker whose parent is gone, even by ``kill -9``, ends too."""
    gc.set_threshold(SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
