"""Attribution through the package's own model, and around it with random labels."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.data import Document, Span, Spans
from sayso.encoder.session import shared_encoder
from sayso.reading.attribution import attribute

from .chance import ChanceEncoder


def words(text: str, spans: Spans) -> str:
    return " … ".join(span.of(text) for span in spans)


def read(text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) of every attribution that lies within no other."""
    (found,) = attribute(shared_encoder(), [Document(text=text, source="-")])
    outermost = (a for a in found.attributions if a.within is None)
    return [(words(text, a.source), words(text, a.cue), words(text, a.content)) for a in outermost]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The finance minister said that the levy would be lifted by the end of the year.",
            "The finance minister",
            "that the levy would be lifted by the end of the year",
        ),
        (
            "“We will not pay for a harbour that we may not use,” Elena Markos told reporters.",
            "Elena Markos",
            "“We will not pay for a harbour that we may not use,”",
        ),
        (
            "‘We will not pay for a harbour that we may not use,’ Elena Markos told reporters.",
            "Elena Markos",
            "‘We will not pay for a harbour that we may not use,’",
        ),
        (
            '"We will not pay for a harbour that we may not use," Elena Markos told reporters.',
            "Elena Markos",
            '"We will not pay for a harbour that we may not use,"',
        ),
        (
            "According to a senior diplomat, the two sides have agreed on a date.",
            "a senior diplomat",
            "the two sides have agreed on a date",
        ),
        (
            "“The door is open,” said the envoy, “but it will not stay open for ever.”",
            "the envoy",
            "“The door is open,” … “but it will not stay open for ever.”",
        ),
        (
            "The ambassador called the proposal “an insult to every fisherman on this coast.”",
            "The ambassador",
            "“an insult to every fisherman on this coast.”",
        ),
    ],
)
def test_common_forms_are_read_whole(text: str, source: str, content: str) -> None:
    found = read(text)
    assert len(found) == 1, found
    assert found[0][0] == source
    assert found[0][2] == content or found[0][2].endswith(content), found


def test_a_quotation_over_paragraphs_is_one_content() -> None:
    text = (
        "The chancellor spoke for an hour.\n\n"
        "“We have waited for ten years,” she said. “We can wait for another ten.\n\n"
        "“But the ships cannot wait, and neither can the people who sail them.”"
    )
    contents = [content for _, _, content in read(text)]
    assert contents == ["“We have waited for ten years,” … " + text[text.index("“We can") :]]


def test_a_text_without_statements_has_none() -> None:
    assert read("The bridge is four kilometres long. It has two lanes.") == []
    assert read("") == []
    assert read("\n \t") == []


def test_reading_twice_gives_the_same_whatever_stands_beside_it() -> None:
    text = "The union said it would strike on Friday unless the port reopened. “We are ready,” it said."
    other = "A spokesman denied that the two had met. " * 40
    alone = attribute(shared_encoder(), [Document(text=text, source="a")])[0]
    again = attribute(shared_encoder(), [Document(text=other, source="b"), Document(text=text, source="a")])[
        1
    ]
    assert alone == again


def _is_trimmed(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text) and span.of(text) == span.of(text).strip()


_NEWS = st.text(
    alphabet=st.sampled_from("ab Ceé.,;:—\n“”„«»‘’'\"()?!7\u200b\u202e\u0301🕊ש\r\u2028"), max_size=400
) | st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)


@settings(max_examples=300, deadline=None)
@given(text=_NEWS, seed=st.integers(0, 2**32 - 1))
def test_any_scores_give_spans_that_a_pen_would_mark(text: str, seed: int) -> None:
    (attributed,) = attribute(ChanceEncoder(seed), [Document(text=text, source="-")])
    for found in attributed.attributions:
        assert found.content, "an attribution needs a content"
        assert 0 <= found.confidence <= 1
        for spans in (found.source, found.cue, found.content):
            assert all(_is_trimmed(text, span) for span in spans), (spans, text)
            assert list(spans) == sorted(spans)


@settings(max_examples=60, deadline=None)
@given(text=_NEWS)
def test_any_text_is_read_without_error(text: str) -> None:
    for source, cue, content in read(text):
        assert content
        assert source == source.strip()
        assert cue == cue.strip()


def test_a_statement_lies_within_the_one_that_tells_of_it() -> None:
    text = "According to a senior diplomat, the two sides have agreed on a date."
    (found,) = attribute(shared_encoder(), [Document(text=text, source="-")])
    outer, inner = found.attributions
    assert (words(text, outer.source), words(text, inner.source)) == ("a senior diplomat", "the two sides")
    assert (outer.within, inner.within) == (None, 0)
    assert words(text, inner.content).endswith("a date")
