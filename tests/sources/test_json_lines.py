"""A document on every line."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.data import Document
from sayso.errors import SourceError
from sayso.sources import Given, Options, count_hint, documents

Read = Callable[..., list[Document]]
GOOD = b'{"text": "The envoy said that talks had resumed."}'


def test_a_line_gives_text_and_fields_unchanged(tmp_path: Path, read: Read) -> None:
    line = {
        "id": 17,
        "text": " The envoy said “yes”.\r\n\tThen she left. ",
        "title": "Envoy says yes",
        "outlet": "Harbour Post",
        "author": None,
        "published": "2025-02-24T10:00:00Z",
        "url": "https://harbour.example/17",
        "section": ["world", {"rank": 1.5}],
    }
    path = tmp_path / "coverage.jsonl"
    path.write_text(json.dumps(line))
    (document,) = read(path)
    assert document.text == line["text"]
    assert (document.ref, document.source, document.title) == ("17", str(path), "Envoy says yes")
    assert (document.outlet, document.author) == ("Harbour Post", None)
    assert (document.published, document.url) == ("2025-02-24T10:00:00+00:00", "https://harbour.example/17")


def test_what_the_user_says_overrides_the_line(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "coverage.jsonl"
    path.write_text(
        json.dumps({"text": "The envoy said yes.", "outlet": "Harbour Post", "author": "Ann Marsh"})
    )
    (document,) = read(path, outlet="Island Mail")
    assert (document.outlet, document.author) == ("Island Mail", "Ann Marsh")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b'{"text": "The envoy sa', "is not JSON: unterminated string starting at column .* cut off"),
        (b"The envoy said", "is not JSON"),
        (b"[1, 2]", "is a list, not a JSON object"),
        (b"null", "is null, not a JSON object"),
        (b"{}", "has no text"),
        (b'{"text": 7}', "text is a number, not text"),
        (b'{"text": null}', "text is null, not text"),
        (b'{"text": " \\n "}', "is empty"),
        (b'{"text": "a", "text": "b"}', "names 'text' twice"),
        (b'{"text": "a", "title": ["b"]}', "title is a list, not text"),
        (b'{"text": "a", "id": true}', "id is true or false, not text"),
        (b'{"text": "a", "id": ' + b"9" * 5_000 + b"}", "a number of 5,000 digits"),
        (b'{"text": "a", "rank": NaN}', "NaN"),
        (b'{"text": "a", "published": "Monday"}', "published 'Monday' is not a date"),
        (b'{"text": "a", "url": "javascript:alert(1)"}', "url .* is not an address of the web"),
        (b'{"text": "a", "outlet": "' + b"b" * 20_000 + b'"}', "outlet has 20,000 characters"),
        (b'{"text": "abc\\u0000"}', "NUL character at offset 3"),
        (b'{"text": "abc \\ud800"}', r"lone surrogate \(U\+D800\) at offset 4"),
        (b'{"text": "a", "author": "\\udfff"}', "author holds a lone surrogate"),
        (b'{"text": "caf\xe9"}', r"is not UTF-8 \(byte 13\)"),
        (b'{"text": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"text": "' + b"a" * 600_000 + b'"}', "has more than 500 kB .*--max-size"),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else "",
)
def test_a_bad_line_is_named_and_the_others_go_on(line: bytes, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "coverage.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD + b"\r\n\n \n" + line + b"\n" + GOOD)
    first, second, third = documents([path], Options(max_bytes=500_000))
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert isinstance(second, SourceError)
    with pytest.raises(SourceError, match=complaint):
        raise second
    assert str(second).startswith(f"{path}, line 4: "), f"the line's number is missing in: {second}"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"", "is empty"), (b" \n\n", "is empty"), (GOOD.decode().encode("utf-16"), "is not UTF-8")],
)
def test_a_file_without_lines(content: bytes, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "coverage.jsonl"
    path.write_bytes(content)
    (only,) = documents([path])
    assert isinstance(only, SourceError)
    assert complaint in str(only)


def test_an_endless_line_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "coverage.jsonl"
    with path.open("wb") as file:
        file.truncate(60_000_000)
        file.seek(0, 2)
        file.write(b"\n" + GOOD)
    tracemalloc.start()
    first, second = documents([path], Options(max_bytes=100_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, SourceError)
    assert isinstance(second, Document)
    assert peak < 5_000_000, f"{peak:,} bytes were held for a line that is over the limit"


def test_lines_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "coverage.jsonl"
    path.write_bytes(b"\n".join([GOOD] * 3))
    found = documents([path, path])
    assert isinstance(next(found), Document)
    path.unlink()
    rest = list(found)
    assert sum(isinstance(one, Document) for one in rest) == 2
    assert "does not exist" in str(rest[-1])


def test_lines_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "coverage.jsonl"
    path.write_bytes(b"\n".join([GOOD] * 3))
    assert count_hint([path, "-", tmp_path / "none.jsonl", "https://harbour.example/"]) == 6


@settings(deadline=None, max_examples=50)
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from([GOOD, b"{", b'"', b"\\", b"\n", b"\xff"])).map(b"".join)
)
def test_any_bytes_are_documents_or_errors(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "any.jsonl")
        path.write_bytes(content)
        found = list(documents([path]))
    assert found
    assert all(isinstance(one, (Document, SourceError)) for one in found)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(
            lambda text: text.strip()
        ),
        min_size=1,
        max_size=5,
    )
)
def test_texts_survive_unchanged(texts: list[str]) -> None:
    texts = [f"Solberg: {text}" for text in texts]
    with TemporaryDirectory() as folder:
        path = Path(folder, "any.jsonl")
        path.write_text("\n".join(json.dumps({"text": text}) for text in texts))
        found = list(documents([path], Options(given=Given(outlet="Harbour Post"))))
    assert [one.text if isinstance(one, Document) else str(one) for one in found] == texts
