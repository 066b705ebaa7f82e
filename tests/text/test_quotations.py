"""Quotation marks of all styles, balanced and not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said.", ["“Yes,”"]),
        ('He called it "a start" and left.', ['"a start"']),
        ("‘We agree,’ said the envoy, ‘but not yet.’", ["‘We agree,’", "‘but not yet.’"]),
        ("'We agree,' said the envoy.", ["'We agree,'"]),
        ("''Their strategy is clear,'' he said.", ["''Their strategy is clear,''"]),
        ("He spoke of ``a start'' only.", ["``a start''"]),
        ("Il a dit « oui » hier.", ["« oui »"]),
        ("Sie sagte „ja“ und ging.", ["„ja“"]),
        ("Powiedział „tak” i wyszedł.", ["„tak”"]),
        ("“He said ‘never’ twice,” she said.", ["“He said ‘never’ twice,”"]),
        ("‘He said “never” twice,’ she said.", ["‘He said “never” twice,’"]),
        ("A “closing mark typed as opening“ one.", ["“closing mark typed as opening“"]),
        ('A “curly opened, straight closed" one.', ['“curly opened, straight closed"']),
    ],
)
def test_each_style_is_found(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union and the farmers' league didn't meet.",
        "The workers’ union and the farmers’ league didn’t meet.",
        "It was the '90s, rock 'n roll, and nobody'd cared.",
        'A pipe of 6" and one of 8" were laid.',
        "",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_possessive_does_not_close_a_single_quotation() -> None:
    text = "‘The workers’ demands are fair,’ he said."
    assert quoted(text) == ["‘The workers’ demands are fair,’"]


def test_a_quotation_over_paragraphs_carries_on() -> None:
    text = "“First we talk.\n\n“Then we sign.\n\n“Then we rest,” he said.\n\n“Other words,” she said."
    found = find_quotations(text)
    assert [q.continues for q in found] == [True, True, False, False]
    assert [q.closed for q in found] == [False, False, True, True]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "He said: “We wait\n\nNothing followed."
    (only,) = find_quotations(text)
    assert text[only.start : only.end] == "“We wait"
    assert not only.closed
    assert not only.continues


def test_hard_wrapped_lines_do_not_end_a_quotation() -> None:
    text = (
        'The envoy told reporters that "nothing in the\n'
        "text that was put before the council had been\n"
        'agreed by anybody in the room" and left for the\n'
        "airport before the others had spoken.\n\n"
        "The council meets again."
    )
    assert quoted(text) == [
        '"nothing in the\ntext that was put before the council had been\nagreed by anybody in the room"'
    ]


@given(st.text(alphabet="“”„«»\"‘’' ab.,\ns6é\r\u2028", max_size=200))
def test_quotations_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.start < quotation.end <= len(text), (quotation, text)
        end = quotation.end
