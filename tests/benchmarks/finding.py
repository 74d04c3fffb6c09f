"""How fast quotations are found: articles a second, and megabytes a second and peak memory of texts meant to be slow.

Every figure is of ``quotes find --json --jobs 1`` in a process of its own: CPU seconds, which a busy machine stretches
less than seconds, without those of the same command on a single short article.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

MEGABYTE = 1_000_000
LENGTHS = (1, 5, 10)
"""Megabytes of each text: where time is linear, the speed is the same."""

SENTENCE = "The harbour stayed shut for a week, and the ferries of Port Ellery lay where the storm had left them. "
SAID = "“It was a long night for all of us,” Ann Miller said on Monday. "
TEXTS = {
    "prose in paragraphs": (SENTENCE * 3 + SAID * 2).rstrip() + "\n\n",
    "prose in one line": SENTENCE * 3 + SAID * 2,
    "nothing but marks": '"',
    "short quotations": "“No,” she said. ",
    "quotations alone": "“No.” ",
    "opened, never closed": "'a ",
    "one mark a line": '"\n',
    "names": "Ann Miller of Port Ellery Harbour Board, “no,” ",
    "words of saying": "said he said she said that “no,” ",
    "outlets": "He told the BBC and The New York Times that “no,” ",
    "headings": "Ann Miller Defends Being Late To The Harbour Vote\n",
}


def table(articles: Path | None) -> None:
    """Prints a line for the articles, if they are here, and one for each text and length."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(SENTENCE + SAID, encoding="utf8")
        start_up, _ = _measured(path)
        print(f"start-up {start_up:.2f} s")
        if articles:
            count = len(articles.read_text(encoding="utf8").splitlines())
            seconds, peak = _measured(articles)
            print(f"{articles.name}: {count / (seconds - start_up):.0f} articles a second, peak {peak:.0f} MB")
        print(f"{'text':24s} {'MB':>4s} {'MB/s':>7s} {'peak MB':>8s}")
        for name, piece in TEXTS.items():
            for length in LENGTHS:
                times = length * MEGABYTE // len(piece.encode()) + 1
                path.write_text(piece * times, encoding="utf8")
                seconds, peak = _measured(path)
                print(f"{name:24s} {length:4d} {length / max(seconds - start_up, 0.01):7.2f} {peak:8.0f}", flush=True)


def _measured(path: Path) -> tuple[float, float]:
    """CPU seconds and peak megabytes of finding the quotations of a file."""
    command = [sys.executable, "-m", "quotes", "find", "--json", "--jobs", "1", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000
