"""The article of a web page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.data import Document
from sayso.errors import SourceError
from sayso.sources import Options
from sayso.sources.html import page_of

Read = Callable[..., list[Document]]
Complaint = Callable[..., str]


def test_a_page_is_title_blank_line_article(tmp_path: Path, read: Read, page: str) -> None:
    path = tmp_path / "pact.htm"
    path.write_text(page)
    (document,) = read(path)
    paragraphs = document.text.split("\n\n")
    assert document.title == paragraphs[0] == "Islands refuse to sign the cod pact"
    assert [paragraph[:12] for paragraph in paragraphs[1:]] == [
        "The fisherie",
        "“We were pro",
        "A spokesman ",
    ]
    assert "newspapers.”" in document.text
    for furniture in ("Sport", "All rights reserved", "\n\n\n", "<"):
        assert furniture not in document.text
    assert (document.outlet, document.author) == ("Harbour Post", "Ann Marsh")
    assert (document.published, document.url) == ("2025-02-24", "https://harbour.example/cod-pact")


def test_a_page_is_known_by_its_content(tmp_path: Path, read: Read, page: str) -> None:
    for name, data in (
        ("page", page.encode()),
        ("page.txt", b"\xef\xbb\xbf\r\n<!-- saved -->\n" + page.encode()),
        ("page.xhtml", b'<?xml version="1.0" encoding="utf-8"?>\n' + page.encode()),
        ("wide.txt", page.encode("utf-16")),
    ):
        (tmp_path / name).write_bytes(data)
        (document,) = read(tmp_path / name)
        assert document.author == "Ann Marsh", f"{name} was not read as a page"
        assert "“We were promised a third,”" in document.text, f"{name} was not decoded"


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8"])
def test_the_encoding_that_a_page_declares(encoding: str, page: str) -> None:
    declared = page.replace('charset="utf-8"', f"charset={encoding}").encode(encoding)
    assert "“We were promised a third,”" in page_of(declared).text


def test_the_encoding_that_the_server_declares(page: str) -> None:
    undeclared = (
        page.replace('<meta charset="utf-8">', "").replace("Solberg", "Łukasz").encode("iso8859-2", "ignore")
    )
    assert "Marit Łukasz" in page_of(undeclared, charset="iso-8859-2").text


def test_a_stray_byte_spoils_no_page(page: str) -> None:
    data = page.replace("harbour. “We", "harbour.@ “We").encode().replace(b"@", b"\xff")
    assert "Marit Solberg told reporters in the harbour." in page_of(data).text


def test_metadata_that_cannot_be_kept_is_dropped(page: str) -> None:
    broken = page.replace("2025-02-24T10:00:00Z", "some day").replace(
        "https://harbour.example/", "javascript:x"
    )
    said = page_of(broken.encode()).given
    assert (said.published, said.url) == (None, None)
    assert said.outlet == "Harbour Post"


def test_no_date_is_taken_from_the_running_text() -> None:
    text = "The minister recalled the pact of 3 March 2011, which the islands had signed at the time."
    assert page_of(f"<html><body><p>{text}</p><p>{text}</p></body></html>".encode()).given.published is None


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<nav><a href='/'>Home</a></nav>",
        "<p> </p>",
        "<div>" * 30_000,
        "<script>said('no')</script>",
        "<title>Only</title>",
    ],
    ids=["nothing", "navigation", "blank", "deep", "script", "title"],
)
def test_a_page_without_an_article(body: str, tmp_path: Path, complaint: Complaint) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{body}</body></html>")
    assert complaint(path).startswith(f"{path}: holds no article")


def test_a_short_page_is_read() -> None:
    assert page_of(b"<p>The envoy said yes.</p>").text == "The envoy said yes."
    assert (
        page_of("<p>漁業相は協定への署名を拒否した。</p>".encode()).text == "漁業相は協定への署名を拒否した。"
    )


def test_pages_that_are_none(tmp_path: Path, complaint: Complaint, page: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b" \n")
    assert complaint(path) == f"{path}: is empty"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert "is not text but an image" in complaint(path)
    path.write_text("<p>a " * 300_000)
    assert "is a page of more than 200,000 tags" in complaint(path)
    path.write_text(page)
    assert "more than 400 bytes (raise the limit with --max-size)" in complaint(path, Options(max_bytes=100))
    assert "more than 400 bytes (raise the limit with --max-size)" in complaint(path, Options(max_bytes=400))


def test_a_failing_parser_is_an_error_of_the_source(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    with pytest.raises(SourceError, match="can't be parsed"):
        page_of(page.encode())


def test_parsers_say_nothing_by_themselves(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError):
        page_of(b"<html><body></body></html>")
    assert all(logging.getLogger(name).handlers for name in ("trafilatura", "htmldate"))
    assert capfd.readouterr().err == ""


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<div",
        ">",
        "<table><tr><td>",
        "<!--",
        "-->",
        "&#0;",
        "&#xD800;",
        "<![CDATA[",
        "\0",
        "<script>",
        "</html>",
        "<title>",
        "<meta charset=x>",
        "He said ‘no’ to it. ",
        "<time datetime='x'>",
        "<base href='//['>",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_any_markup_is_a_page_or_an_error(markup: str) -> None:
    try:
        page = page_of(markup.encode("utf-8", "replace"))
    except SourceError:
        return
    assert page.text.strip()
    page.text.encode("utf-8")
