"""Documents from files, folders and standard input."""

from __future__ import annotations

import io
import json
import os
import socket
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.data import Document
from sayso.errors import SourceError, UsageError
from sayso.sources import Given, Options, count_hint, document_from_text, documents

Read = Callable[..., list[Document]]
Complaint = Callable[..., str]


def test_a_text_file_is_read_unchanged(tmp_path: Path, read: Read, story: str) -> None:
    path = tmp_path / "story.txt"
    content = story.replace("\n", "\r\n") + " \t\n\r"
    path.write_bytes(b"\xef\xbb\xbf" + content.encode())
    (document,) = read(path)
    assert document.text == content
    assert (document.title, document.source) == ("Islands refuse to sign the cod pact", str(path))
    assert (document.outlet, document.published, document.language) == (None, None, "en")


@settings(deadline=None, max_examples=40)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t“”"), max_size=200).map(
        "x{}".format
    )
)
def test_any_text_survives_a_file(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "any.txt")
        path.write_bytes(text.encode())
        (document,) = documents([path])
    assert isinstance(document, Document), document
    assert document.text == text


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=200), st.sampled_from(["any.txt", "any.html", "any", "any.md"]))
def test_any_bytes_are_a_document_or_an_error(content: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(content)
        for source in (folder, Path(folder, name)):
            (only,) = documents([source])
            assert isinstance(only, (Document, SourceError))


def test_what_the_user_says_overrides_sidecar_and_page(tmp_path: Path, read: Read, page: str) -> None:
    path = tmp_path / "pact.html"
    path.write_text(page)
    sidecar = {"outlet": "Island Mail", "author": "Per Dahl", "published": "2025-02-25 09:00", "section": 4}
    (tmp_path / "pact.json").write_text(json.dumps(sidecar))
    (document,) = read(path, author="Ida Ness", title="No pact")
    assert (document.outlet, document.author, document.title) == ("Island Mail", "Ida Ness", "No pact")
    assert (document.published, document.url) == ("2025-02-25", "https://harbour.example/cod-pact")
    assert document.text.startswith("Islands refuse to sign the cod pact\n\nThe fisheries minister")


def test_the_sidecar_of_the_full_name_goes_first(tmp_path: Path, read: Read, story: str) -> None:
    (tmp_path / "story.txt").write_text(story)
    (tmp_path / "story.json").write_text('{"outlet": "Island Mail"}')
    (tmp_path / "story.txt.json").write_text('{"outlet": "Harbour Post"}')
    assert [document.outlet for document in read(tmp_path)] == ["Harbour Post"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"{", "is not JSON"),
        (b"", "is empty"),
        (b"[]", "is a list, not a JSON object"),
        (b'{"outlet": 5}', "outlet is a number, not text"),
        (b'{"published": "soon"}', "published 'soon' is not a date"),
        (b'{"title": "a\\u0000"}', "title holds a NUL"),
        (b'{"title": "\xff"}', "is not UTF-8"),
        (b" " * 1_000_001, "has more than 1 MB"),
    ],
    ids=lambda value: repr(value[:30]),
)
def test_a_broken_sidecar_is_named(
    content: bytes, what: str, tmp_path: Path, complaint: Complaint, story: str
) -> None:
    (tmp_path / "story.txt").write_text(story)
    sidecar = tmp_path / "story.json"
    sidecar.write_bytes(content)
    assert complaint(tmp_path).startswith(f"{sidecar}: {what}")


def test_a_folder_is_read_in_name_order(tmp_path: Path, read: Read, story: str, page: str) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    for name in ("c.txt", "a.md", "b/z.TXT", "b/deep/y.txt", "b/noted", "A.text"):
        (tmp_path / name).write_text(f"{name}\n{story}")
    (tmp_path / "b.html").write_text(page)
    (tmp_path / "b.jsonl").write_text('{"text": "One said no."}\n{"text": "Two said yes."}\n')
    for name in (".hidden.txt", "notes.json", "style.css", "b/data.csv"):
        (tmp_path / name).write_text("not news")
    (tmp_path / "b" / "picture").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b" / "blob.bin").write_bytes(bytes(1_000))
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "story.txt").write_text(story)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "b" / "circle").symlink_to(tmp_path)
    names = [str(Path(document.source).relative_to(tmp_path)) for document in read(tmp_path)]
    assert names == [
        "A.text", "a.md", "b/deep/y.txt", "b/noted", "b/z.TXT", "b.html", "b.jsonl", "b.jsonl", "c.txt",
    ]  # fmt: skip


def test_errors_come_in_their_place_and_the_rest_goes_on(tmp_path: Path, story: str) -> None:
    (tmp_path / "1.txt").write_text(story)
    (tmp_path / "2.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "3.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "4.txt").write_text(story)
    found = list(documents([tmp_path / "none.txt", tmp_path, str(tmp_path / "1.txt")]))
    lines = ["" if isinstance(one, Document) else str(one) for one in found]
    assert lines[0].startswith(f"{tmp_path / 'none.txt'}: does not exist")
    assert lines[1] == ""
    assert lines[2].startswith(f"{tmp_path / '2.txt'}: is not text but a PDF")
    assert lines[3] == f"{tmp_path / '3.txt'}: is a link to a file that does not exist"
    assert lines[4:] == ["", ""]


def test_a_folder_with_nothing_to_read(tmp_path: Path, complaint: Complaint) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "blob").write_bytes(bytes(99))
    assert complaint(tmp_path).startswith(f"{tmp_path}: holds nothing to read")


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", "\ufeff\u200b\n".encode()])
def test_an_empty_file(content: bytes, tmp_path: Path, complaint: Complaint) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(content)
    assert complaint(path) == f"{path}: is empty"


def test_a_stray_nul_is_named(tmp_path: Path, complaint: Complaint, story: str) -> None:
    path = tmp_path / "story.txt"
    path.write_text(story[:10] + "\0" + story[10:])
    assert complaint(path) == f"{path}: the text holds a NUL character at offset 10 (remove it)"


def test_what_is_no_file(tmp_path: Path, complaint: Complaint, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a pipe" in complaint(tmp_path / "pipe")
    assert "is a device" in complaint("/dev/null")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        assert "is a socket" in complaint("socket.txt")


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("", "has no name"),
        ("no such file.txt", "does not exist"),
        ("a\0b", "is no path"),
        ("x" * 5_000, "file name too long"),
        ("story.txt/within", "can't be read: not a directory"),
        ("two\nlines\x1b[31m.txt", r"two\nlines\x1b[31m.txt: does not exist"),
        ("ftp://harbour.example/story.txt", "ftp addresses can't be read (only http and https can)"),
        ("file:///etc/hosts", "file addresses can't be read"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_paths_that_lead_nowhere(
    source: str, what: str, tmp_path: Path, complaint: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text("The envoy said yes.")
    assert what in complaint(source)


def test_what_may_not_be_read(tmp_path: Path, complaint: Complaint, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The envoy said yes.")
    folder = tmp_path / "closed"
    folder.mkdir()
    # Tests may run as a user who may read everything, so the system's refusal is put in.
    monkeypatch.setattr(Path, "open", _refuse)
    monkeypatch.setattr(os, "scandir", _refuse)
    assert complaint(path) == f"{path}: may not be read (check its permissions)"
    assert complaint(folder) == f"{folder}: may not be read (check its permissions)"


def _refuse(*arguments: object, **options: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_names_that_are_no_text_can_be_kept_and_printed(tmp_path: Path, read: Read, story: str) -> None:
    name = os.fsdecode(b"caf\xe9\nbar.txt")
    (tmp_path / name).write_text(story)
    (document,) = read(tmp_path)
    assert document.source == f"{tmp_path}/caf\\xe9\nbar.txt"


def test_a_long_text_names_the_limit_and_the_option(tmp_path: Path, complaint: Complaint, read: Read) -> None:
    path = tmp_path / "long.txt"
    path.write_text("The envoy said yes. " * 6)
    limited = complaint(path, Options(max_bytes=100))
    assert limited == f"{path}: has 120 bytes, more than 100 bytes (raise the limit with --max-size)"
    assert len(read(path, options=Options(max_bytes=120))) == 1


def test_a_huge_file_is_refused_unread(tmp_path: Path, complaint: Complaint) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # sparse: takes no room on the disk
    tracemalloc.start()
    line = complaint(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "has 50 GB, more than 5 MB (raise the limit with --max-size)" in line
    assert peak < 1_000_000


def test_standard_input(monkeypatch: pytest.MonkeyPatch, read: Read, complaint: Complaint, page: str) -> None:
    _feed(monkeypatch, "The envoy said “yes”.\r\n".encode())
    (document,) = read("-", outlet="Harbour Post")
    assert (document.text, document.source) == ("The envoy said “yes”.\r\n", "-")
    assert document.outlet == "Harbour Post"
    _feed(monkeypatch, page.encode())
    (document,) = read("-")
    assert document.author == "Ann Marsh"
    _feed(monkeypatch, b"")
    assert complaint("-") == "standard input: is empty"
    _feed(monkeypatch, b"a" * 10_000)
    assert "has more than 9 kB" in complaint("-", Options(max_bytes=9_000))
    monkeypatch.setattr(sys, "stdin", None)
    assert complaint("-").startswith("standard input: is closed")


def _feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_documents_come_lazily_and_what_is_given_is_checked_at_once(tmp_path: Path, story: str) -> None:
    (tmp_path / "1.txt").write_text(story)
    endless = (tmp_path / "1.txt" for _ in iter(int, 1))
    assert isinstance(next(documents(endless)), Document)
    with pytest.raises(UsageError, match="published 'soon' is not a date"):
        documents([], Options(given=Given(published="soon")))
    with pytest.raises(UsageError, match="outlet holds a lone surrogate"):
        documents([], Options(given=Given(outlet="\udcff")))


def test_how_many_may_come(tmp_path: Path, story: str) -> None:
    (tmp_path / "1.txt").write_text(story)
    (tmp_path / "1.json").write_text("{}")
    (tmp_path / "2.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}')
    assert count_hint([tmp_path]) == 4
    assert count_hint(str(tmp_path / "1.txt")) == 1
    with (tmp_path / "3.jsonl").open("wb") as file:
        file.truncate(1_000_000_000)
    assert count_hint([tmp_path]) is None


def test_a_document_from_a_text() -> None:
    document = document_from_text("The envoy said yes.", given=Given(published="2025-02-24T10:00Z"))
    assert (document.source, document.published) == ("-", "2025-02-24T10:00:00+00:00")
    assert document_from_text("Le ministre", language="fr").language == "fr"
    for text, what in (
        ("", "the text: is empty"),
        ("ab\0", "NUL character at offset 2"),
        ("a\udc80", "lone surrogate"),
        ("é" * 3_000_000, "has 6 MB, more than 5 MB"),
    ):
        with pytest.raises(SourceError, match=what):
            document_from_text(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The envoy said on Monday that she would not sign, and that the talks were over for the year.",
            "en",
        ),
        ("Le ministre a déclaré lundi que les négociations étaient gelées et qu'il ne signerait pas.", "fr"),
        ("Der Minister sagte am Montag, die Gespräche über die Fischgründe seien gescheitert.", "de"),
        ("Министр сказал в понедельник, что переговоры зашли в тупик и что новой даты нет.", "ru"),
        ("Cod talks stall", "en"),
        ("", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert document_from_text(f"{text} 1").language == language
