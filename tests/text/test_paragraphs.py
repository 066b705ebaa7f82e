"""Paragraphs: lines, or what blank lines separate in hard-wrapped text."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.text.paragraphs import paragraphs


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_each_line_of_running_prose_is_a_paragraph() -> None:
    assert found("A title\r\n\r\nThe first one ends.\nThe second one ends.\n") == [
        "A title",
        "The first one ends.",
        "The second one ends.",
    ]


def test_blank_lines_separate_hard_wrapped_paragraphs() -> None:
    text = (
        "The council of the two\nports met on Monday and\nagreed on nothing.\n\nIt meets\non Friday at noon."
    )
    assert found(text) == [text[: text.index("\n\n")], text[text.index("It meets") :]]


@given(st.text(alphabet="ab .\n\r\t\u2029", max_size=300))
def test_nothing_but_blanks_lies_between_paragraphs(text: str) -> None:
    end = 0
    for start, stop in paragraphs(text):
        assert not text[end:start].strip(), text[end:start]
        assert start < stop
        end = stop
    assert not text[end:].strip()
