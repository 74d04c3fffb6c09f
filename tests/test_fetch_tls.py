"""Fetching over TLS: HTTP/2 where the server has it, and certificates that do not hold, each in a line."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fetching import QUICK, SAID, page, results
from web_server import Server, response, serving

from quotes.model import Article
from quotes.read import ReadError
from quotes.read.web import Web

trustme = pytest.importorskip("trustme", reason="trustme is not installed")


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """One that this test's client trusts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return made


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(allow_private=True, rate=1000, cache=None, archive=tmp_path / "kept.warc.gz", limits=QUICK)


def context(certificate, *protocols: str) -> ssl.SSLContext:  # type: ignore[no-untyped-def]
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(made)
    made.set_alpn_protocols(list(protocols))
    return made


@pytest.mark.parametrize(
    ("protocols", "kept"), [(["h2", "http/1.1"], "http/2"), (["http/1.1"], "http/1.1"), ([], "http/1.1")]
)
def test_http2_where_the_server_has_it(authority, web: Web, protocols: list[str], kept: str) -> None:  # type: ignore[no-untyped-def]
    with serving(context(authority.issue_cert("127.0.0.1"), *protocols)) as server:
        server.pages |= {f"/{n}": response(page(f"Harbour {n}")) for n in range(3)}
        found = results(web, *(server.url(f"/{n}") for n in range(3)))
        assert [r.title for r in found if isinstance(r, Article)] == ["Harbour 0", "Harbour 1", "Harbour 2"]
        assert all(isinstance(r, Article) and SAID in r.text for r in found)
    assert web.archive
    import gzip

    assert gzip.decompress(web.archive.read_bytes()).count(f"WARC-Protocol: {kept}".encode()) == 3


PAST = datetime(2020, 1, 1, tzinfo=UTC)
CERTIFICATES: dict[str, tuple[Callable, str]] = {  # type: ignore[type-arg]
    "another name's": (lambda a: a.issue_cert("news.example"), "IP address mismatch"),
    "expired": (lambda a: a.issue_cert("127.0.0.1", not_before=PAST, not_after=PAST.replace(year=2021)), "has expired"),
    "of nobody we trust": (lambda a: trustme.CA().issue_cert("127.0.0.1"), "unable to get local issuer|self-signed"),
}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_that_does_not_hold(authority, web: Web, name: str) -> None:  # type: ignore[no-untyped-def]
    make, said = CERTIFICATES[name]
    with serving(context(make(authority))) as server:
        error = _problem(server, web)
    assert error.problem.startswith("has a certificate that does not hold (") and "SSL" not in error.problem
    assert any(s in error.problem for s in said.split("|"))
    assert "save the page" in error.advice


def test_what_is_no_tls_at_all(web: Web) -> None:
    with serving() as server:
        error = _problem(server, web)
    assert any(said in error.problem for said in ("cannot be reached", "broke off", "did not answer"))


def _problem(server: Server, web: Web) -> ReadError:
    (error,) = results(web, f"https://127.0.0.1:{server.port}/a")
    assert isinstance(error, ReadError) and "\n" not in error.message
    return error
