"""What all workers need, loaded once by the process that they are forked from, which alone imports this: pages of
memory that are only read stay shared."""

from __future__ import annotations

import gc

import py3langid
import trafilatura  # noqa: F401

import quotes.pipeline.rows
import quotes.read.html  # noqa: F401
from quotes.extract import extract
from quotes.model import Article
from quotes.register import Register

Register.load()
for said in ("“No,” said Ida Holm.", "« Non », a dit Ida Holm.", "„Nein“, sagte Ida Holm.", "«No», dijo Ida Holm."):
    extract(Article("a", said, language=py3langid.classify(said)[0]))
gc.collect()
gc.freeze()
