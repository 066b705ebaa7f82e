"""What reads as a headline."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.sources import document_from_text, looks_like_headline

BODY = "The minister said on Monday that she would not sign, and that no date had been set for new talks."


@pytest.mark.parametrize(
    "line",
    [
        "Islands refuse to sign cod pact",
        "Who promised the islands a third?",
        "‘We got a tenth’: minister walks out of talks",
        "Minister to visit the U.S.",
        "COD TALKS STALL",
        "By the sea, islanders count their boats",
        "漁業相、協定への署名を拒否",
    ],
)
def test_headlines(line: str) -> None:
    assert looks_like_headline(line), f"{line!r} is a headline"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Advertisement",
        "The minister refused to sign.",
        "“We got a tenth.”",
        "OSLO, March 3 (Wire) — The minister refused to sign",
        "GENEVA (NNA) - Talks on cod resumed",
        "By Ann Marsh",
        "By Ann Marsh and Per Dahl, Harbour Post",
        "24 February 2025",
        "Monday, February 24, 2025 10:14 am",
        "https://harbour.example/cod pact",
        "The fisheries minister of the islands said on Monday that the",
        "— — — 1234 5678",
        "word " * 40,
    ],
)
def test_what_is_no_headline(line: str) -> None:
    assert not looks_like_headline(line), f"{line!r} is no headline"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Islands refuse to sign\n\n{BODY}", "Islands refuse to sign"),
        (f"Islands refuse to sign\r\n\r\n\r\n{BODY}", "Islands refuse to sign"),
        (f"\n  Islands refuse to sign  \n{BODY}", "Islands refuse to sign"),
        (f"Islands Refuse to Sign Pact\nSolberg walks out.\n{BODY}", "Islands Refuse to Sign Pact"),
        ("Islands refuse to sign", ""),
        ("Islands refuse to sign\n\n  \n", ""),
        ("The minister of the islands said on Monday\nthat she would not sign the pact, and left.\n", ""),
        (BODY, ""),
        (f"{BODY}\n\n{BODY}", ""),
    ],
)
def test_the_title_is_a_headline_over_a_body(text: str, title: str) -> None:
    assert document_from_text(text).title == title


@settings(deadline=None)
@given(st.text())
def test_a_title_is_words_of_the_text(text: str) -> None:
    title = document_from_text(f"x{text.replace(chr(0), '')}").title
    assert title in f"x{text}"
    assert "\n" not in title
