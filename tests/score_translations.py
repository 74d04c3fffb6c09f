"""Prints how well quotations alone find their translations, a pair of languages at a time.

    python tests/score_translations.py FOLDER [en-fr en-de ...]

FOLDER holds xx-yy.tsv files (id, lang1, quote1, lang2, quote2, with a header). Each pair of languages is searched with
all the quotations of both that the folder has, wherever they stand; ids join the files, so that two quotations with one
id are the same wherever they were paired. Without FOLDER it says so and ends.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path

from quotes.match.across.translate import translations
from quotes.match.encoder import load_encoder, vectors_for
from quotes.model import Witness

MEASURED = ("en-fr", "en-de", "en-es", "en-ru", "en-it")


def read(folder: Path) -> tuple[dict[str, dict[str, str]], dict[str, list[Witness]]]:
    """id → language → quotation, and language → its quotations."""
    same: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(folder.glob("*-*.tsv")):
        for line in path.read_text(encoding="utf8").splitlines()[1:]:
            identity, one, first, two, second = line.split("\t")
            same[identity] |= {one: first, two: second}
    texts = {(code, text) for row in same.values() for code, text in row.items()}
    pools: dict[str, list[Witness]] = defaultdict(list)
    for code, text in sorted(texts):
        pools[code].append(Witness(f"{code}:{text}", text, language=code))
    return same, pools


def main(arguments: list[str]) -> None:
    if not arguments or not Path(arguments[0]).is_dir():
        print("skipped: give the folder of the xx-yy.tsv files")
        return
    same, pools = read(Path(arguments[0]))
    encoder, known, total = load_encoder(), {}, [0, 0, 0]
    for name in arguments[1:] or sorted(path.stem for path in Path(arguments[0]).glob("*-*.tsv")):
        one, two = name.split("-")
        gold = {(row[one], row[two]) for row in same.values() if one in row and two in row}
        witnesses = pools[one] + pools[two]
        known |= vectors_for({w.id: w.text for w in witnesses}, encoder, known)
        start = time.perf_counter()
        found = translations(witnesses, known, encoder)
        seconds = time.perf_counter() - start
        swap = one > two
        pairs = {(p.a[3:], p.b[3:]) if not swap else (p.b[3:], p.a[3:]) for p in found}
        hits, flagged = len(pairs & gold), sum(p.comparison.altered for p in found)
        print(
            f"{name}  pool {len(pools[one])}+{len(pools[two])}  same {len(gold)}  found {len(pairs)}"
            f"  precision {hits / max(1, len(pairs)):.4f}  recall {hits / max(1, len(gold)):.4f}"
            f"  flagged {flagged / max(1, len(pairs)):.3f}  {seconds:.1f} s"
        )
        if name in MEASURED:
            total = [total[0] + hits, total[1] + len(pairs), total[2] + len(gold)]
    if total[1]:
        print(f"{' '.join(MEASURED)} together: precision {total[0] / total[1]:.4f}  recall {total[0] / total[2]:.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
