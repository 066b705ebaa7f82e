"""Bytes become text, or are refused."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import SourceError
from sayso.sources.decoding import decoded

WORDS = {
    "en": "The minister said “we won’t sign” — that’s all she’d say on Monday, £40m or not.",
    "fr": "Le ministre a déclaré lundi que les négociations étaient gelées. « Nous étions prêts à signer »",
    "de": "Der Minister sagte am Montag, die Gespräche über Fischgründe stünden still. „Wir wären bereit“",
    "ru": "Министр сказал в понедельник, что переговоры зашли в тупик и что новой даты нет.",
    "el": "Ο υπουργός είπε τη Δευτέρα ότι οι συνομιλίες έχουν σταματήσει και δεν υπάρχει νέα ημερομηνία.",
    "ja": "大臣は月曜日、交渉が行き詰まったと述べた。新しい日程は決まっていない。",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("en", "cp1252"),
        ("fr", "cp1252"),
        ("fr", "latin-1"),
        ("de", "cp1252"),
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("el", "cp1253"),
        ("ja", "shift_jis"),
        *(
            (language, encoding)
            for language in WORDS
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")
        ),
    ],
)
def test_encodings_are_told_from_the_bytes(language: str, encoding: str) -> None:
    text = f"{WORDS[language]}\r\n{WORDS[language]}\n"
    assert decoded(text.encode(encoding)) == text


def test_surrogates_in_bytes_are_paired_or_refused() -> None:
    assert decoded("He said “yes” ".encode() + b"\xed\xa0\xbd\xed\xb8\x80") == "He said “yes” 😀"
    with pytest.raises(SourceError, match=r"lone surrogate \(U\+D800\) at offset 4"):
        decoded(b"abc \xed\xa0\x80 and more words, he said")


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decoded("Łódź, powiedział".encode("iso8859-2"), "iso-8859-2") == "Łódź, powiedział"
    assert decoded("署名を拒否".encode("iso2022-jp"), "ISO-2022-JP") == "署名を拒否"
    assert decoded("“no”".encode("cp1252"), "iso-8859-1") == "“no”"


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "no-such", "hex", "unicode_escape", "punycode", "utf-16", "", "\0"]
)
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    assert decoded("«No», said Ilić".encode(), declared) == "«No», said Ilić"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04\x14\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x1f\x8b\x08\x00",
        b"{\\rtf1\\ansi The minister}",
        b"\x7fELF\x02\x01\x01\x00",
        bytes(range(256)) * 4,
        "The minister said".encode("utf-16-le") * 4,
        codecs.BOM_UTF16_LE + b"\x00\xd8",
        random.Random(3).randbytes(2_000),
    ],
    ids=lambda data: repr(data[:8]),
)
def test_what_is_binary_is_not_text(data: bytes) -> None:
    with pytest.raises(SourceError, match="is not text"):
        decoded(data)


@settings(deadline=None)
@given(st.binary(max_size=300), st.none() | st.text(max_size=12))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    try:
        text = decoded(data, declared)
    except SourceError:
        return
    text.encode("utf-8")
