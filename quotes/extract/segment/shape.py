"""What the shape of a line tells: a line that ends without a stop is no sentence."""

from __future__ import annotations

import re

ENDS = '.!?…:;,。！？：；،؟”’"»“)）」』]*'
"""A line that ends in none of these is not a sentence, nor the end of a quotation."""

STRONG_ENDS = '.…:;,。：；،”"»“」'
"""A headline ends in none of these (in ! and ? it may)."""

BULLET = re.compile(r"[•▪●◦‣·■►▶*–-]\s*(?=\S)")

HEADLINE_WITHIN = 4
"""How many lines may stand before the headline: section, caption, licence notice."""

Line = tuple[int, int]
"""Where a line starts and ends, in code points, without the space around it."""
