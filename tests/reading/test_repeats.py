"""Headlines and quotations that only say again what the story says."""

from sayso.data import Document, Reading
from sayso.reading.reader import read_documents


def read(text: str, title: str = "") -> Reading:
    (reading,) = read_documents([Document(text, "-", title=title)])
    return reading


def test_a_headline_repeats_what_the_body_tells() -> None:
    title = "Renwick refuses to sign cod pact"
    body = (
        "Odile Renwick, the islands' minister, said the weather was fine.\n\n"
        "Renwick has refused to sign the pact on cod with the mainland."
    )
    reading = read(f"{title}\n\n{body}", title)
    headline = reading.statements[0]
    told = next(one for one in reading.statements if one.id == headline.repeats)
    assert "has refused" in reading.words(told.cue)
    assert all(one.repeats is None for one in reading.statements[1:])


def test_a_headline_that_says_more_stays_its_own() -> None:
    title = "Renwick threatens to close the harbour"
    reading = read(f"{title}\n\nOdile Renwick said on Monday that the cod were back.", title)
    assert all(one.repeats is None for one in reading.statements)


def test_a_quotation_printed_twice_is_one() -> None:
    words = "“We have waited for this ship for eleven long years,”"
    reading = read(f"{words} Odile Renwick said.\n\nThe ship came at noon.\n\n{words} Renwick said.")
    first, second = reading.statements
    assert (first.repeats, second.repeats) == (None, first.id)
