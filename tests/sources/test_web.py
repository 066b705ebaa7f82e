"""Pages of the web, from a server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.data import Document
from sayso.sources import Options

Read = Callable[..., list[Document]]
Complaint = Callable[..., str]
Reply = Callable[[BaseHTTPRequestHandler], None]
Replies = dict[str, Reply]


class Site(BaseHTTPRequestHandler):
    """Answers each path as the test says."""

    replies: Replies

    def do_GET(self) -> None:
        try:
            self.replies[self.path](self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        """Nothing is printed."""


def answer(
    body: bytes = b"", status: int = 200, kind: str | None = "text/html; charset=utf-8", **more: str
) -> Reply:
    """A reply with these contents; `more` are headers, their names with _ for -."""

    def reply(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        if kind is not None:
            headers["Content-Type"] = kind
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return reply


def redirect(location: str, status: int = 302) -> Reply:
    return answer(status=status, Location=location)


@pytest.fixture
def replies() -> Replies:
    return {}


@pytest.fixture
def site(replies: Replies, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that answers with `replies`."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    handler = type("TestedSite", (Site,), {"replies": replies})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_page_becomes_a_document(site: str, replies: Replies, read: Read, page: str) -> None:
    replies["/pact"] = answer(page.encode())
    (document,) = read(f"{site}/pact#top", outlet="Island Mail")
    assert document.source == f"{site}/pact#top"
    assert document.url == f"{site}/pact"
    assert document.text.startswith("Islands refuse to sign the cod pact\n\nThe fisheries minister")
    assert (document.author, document.outlet) == ("Ann Marsh", "Island Mail")


def test_the_user_agent_says_who_asks(site: str, replies: Replies, read: Read, page: str) -> None:
    agents = []

    def reply(request: BaseHTTPRequestHandler) -> None:
        agents.append(request.headers["User-Agent"])
        answer(page.encode())(request)

    replies["/"] = reply
    read(f"{site}/")
    assert agents == ["sayso/0.1 (+news reading tool)"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_final_address(
    status: int, site: str, replies: Replies, read: Read, page: str
) -> None:
    replies |= {"/old": redirect("/new?a=1", status), "/new?a=1": answer(page.encode(), kind=None)}
    (document,) = read(f"{site}/old")
    assert (document.source, document.url) == (f"{site}/old", f"{site}/new?a=1")


def test_plain_text_is_read_unchanged(site: str, replies: Replies, read: Read, story: str) -> None:
    replies["/story"] = answer(story.encode("cp1252"), kind="text/plain; charset=windows-1252")
    (document,) = read(f"{site}/story")
    assert document.text == story


def test_a_packed_page_is_unpacked(site: str, replies: Replies, read: Read, page: str) -> None:
    replies["/"] = answer(gzip.compress(page.encode()), Content_Encoding="gzip")
    assert read(f"{site}/")[0].author == "Ann Marsh"


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        (answer(status=404), "was not found (HTTP 404)"),
        (answer(status=403), "refuses access (HTTP 403)"),
        (answer(status=500), "can't be had (HTTP 500)"),
        (answer(), "is empty"),
        (answer(b"<html><body><nav>Home</nav></body></html>"), "holds no article"),
        (answer(b"{}", kind="application/json"), "is application/json, not a web page or plain text"),
        (answer(b"%PDF-1.7", kind=None), "is not text but a PDF"),
        (answer(bytes(2_000), kind="text/plain"), "is not text"),
        (answer(status=302), "redirects to nowhere"),
        (redirect("ftp://harbour.example/x"), "ftp addresses can't be read"),
        (redirect("file:///etc/passwd"), "file addresses can't be read"),
        (redirect("http://[broken"), "which can't be followed"),
        (redirect("/"), "redirects in a circle"),
        (answer(b"abc", Content_Encoding="gzip"), "comes packed in a way that can't be unpacked"),
        (answer(b"abc", Content_Encoding="gzip, gzip"), "comes packed as gzip, gzip"),
        (answer(b"<html>", Content_Length="9000"), "the connection broke off"),
        (
            answer(b"a", Content_Length="900000000"),
            "has 900 MB, more than 20 MB (raise the limit with --max-size)",
        ),
        (lambda request: request.wfile.write(b"nonsense\r\n\r\n"), "the connection broke off"),
    ],
)
def test_what_goes_wrong_is_said(
    reply: Reply, what: str, site: str, replies: Replies, complaint: Complaint
) -> None:
    replies["/"] = reply
    line = complaint(f"{site}/", Options(timeout=5))
    assert line.startswith(f"{site}/: ")
    assert what in line


def test_too_many_redirects(site: str, replies: Replies, complaint: Complaint) -> None:
    replies |= {f"/{step}": redirect(f"/{step + 1}") for step in range(9)}
    assert "redirects more than 5 times" in complaint(f"{site}/0")


def _endless(request: BaseHTTPRequestHandler) -> None:
    answer(kind="text/html", Content_Length="")(request)
    while True:
        request.wfile.write(b"<p>The minister said no.</p>" * 1_000)


def test_an_endless_page_is_cut_off(site: str, replies: Replies, complaint: Complaint) -> None:
    replies["/"] = _endless
    assert "has more than 400 kB" in complaint(f"{site}/", Options(max_bytes=100_000))


def test_a_bomb_is_not_unpacked(site: str, replies: Replies, complaint: Complaint) -> None:
    replies["/"] = answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    assert "has more than 4 MB" in complaint(f"{site}/", Options(max_bytes=1_000_000))


def _silent(request: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def _dripping_headers(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.flush_headers()
    for _ in range(20):
        request.wfile.write(b"X-More: 1\r\n")
        time.sleep(0.1)


def _dripping_body(request: BaseHTTPRequestHandler) -> None:
    answer(Content_Length="1000")(request)
    for _ in range(20):
        request.wfile.write(b"a")
        time.sleep(0.1)


@pytest.mark.parametrize("reply", [_silent, _dripping_headers, _dripping_body])
def test_the_timeout_covers_everything(
    reply: Reply, site: str, replies: Replies, complaint: Complaint
) -> None:
    replies["/"] = reply
    began = time.monotonic()
    line = complaint(f"{site}/", Options(timeout=0.4))
    assert "took longer than 0.4 seconds (allow more with --timeout)" in line
    assert time.monotonic() - began < 1.5


def test_nobody_answers(site: str, complaint: Complaint) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    assert "refuses the connection" in complaint(address)
    assert "its host can't be found" in complaint("http://no-such-host.invalid/", Options(timeout=5))
    assert "certificate or encryption can't be trusted" in complaint(site.replace("http", "https"))


def test_a_proxy_of_the_environment_is_used(
    site: str, replies: Replies, read: Read, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies["http://harbour.example/pact"] = answer(page.encode())
    monkeypatch.setenv("http_proxy", site)
    assert read("http://harbour.example/pact")[0].url == "http://harbour.example/pact"


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("http://", "is not a valid address"),
        ("http://[half/", "is not a valid address"),
        ("http://a:port/", "is not a valid address"),
        ("http://\udcff/", "is not a valid address"),
        ("https://" + "a" * 9_000, "is not a valid address"),
        ("gopher://harbour.example", "gopher addresses can't be read"),
    ],
    ids=lambda value: repr(value[:16]),
)
def test_addresses_that_are_none(address: str, what: str, complaint: Complaint) -> None:
    assert what in complaint(address)


def test_a_password_is_neither_sent_nor_shown(complaint: Complaint) -> None:
    line = complaint("https://ann:secret@harbour.example/pact")
    assert line.startswith("https://harbour.example/pact: holds a user name or password")
    assert "secret" not in line
