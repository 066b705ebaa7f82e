"""Runs of capitalised words that may hold names: where one may begin, and how far it goes."""

from __future__ import annotations

from collections.abc import Iterator

from sayso import lexicon
from sayso.lexicon import words as class_of
from sayso.reading.named import is_known
from sayso.reading.words import Form, Words

_LONGEST_NAME = 12


def after_dateline(text: Words, begin: int, end: int) -> int:
    """The first word behind 'FLINT, Mich. -' or 'LONDON (AP) -'; `begin` where there is none."""
    index = begin
    while index < end and text.forms[index].acronym:
        index += 1
    if index == begin or index >= end or text.forms[index].word not in (",", "(", "—", "–", "-"):
        return begin
    for dash in range(index, min(end, index + 10)):
        if text.forms[dash].word in ("—", "–", "-"):
            return dash + 1
    return begin


def capital_runs(text: Words, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that may hold names: first and last word, both included."""
    forms, index = text.forms, begin
    while index < end:
        form = forms[index]
        if not form.capital or not _starts(text, index, begin, end):
            index += 1
            continue
        last = _grow(text, index, end)
        yield index, last
        index = last + 1


def _starts(text: Words, index: int, begin: int, end: int) -> bool:
    """Whether a capitalised word may be the first of a name."""
    form = text.forms[index]
    if index > begin and text.forms[index - 1].word in ("<", "@", "#"):
        return False
    following = text.forms[index + 1] if index + 1 < end else None
    followed = following is not None and following.capital and not following.function
    pair = f"{form.word} {following.word}" if following is not None and followed else ""
    if pair and is_known(pair):
        return True
    if form.acronym and form.lower in lexicon.common_words() and not is_known(form.word):
        return False
    particles = following is not None and (followed or following.word in class_of("surname_particle"))
    if particles and form.lower in class_of("particle"):
        return True
    if form.lower in class_of("calendar") and not (form.word in lexicon.given_names() and followed):
        return False
    if form.function:
        return (
            followed
            and form.word in lexicon.given_names()
            and following is not None
            and (following.lower not in lexicon.common_words())
        )
    return not text.begins_sentence(index, begin) or _begins_sentence_as_name(text, form, following, followed)


def _begins_sentence_as_name(text: Words, form: Form, following: Form | None, followed: bool) -> bool:
    """Whether a word that has its capital anyway is a name; `followed` says that a capital comes next."""
    if is_known(form.word) or form.lower in class_of("title_head") or form.lower in class_of("group_name"):
        return True
    if form.acronym:
        return form.lower not in lexicon.common_words()
    if form.word in lexicon.given_names():
        return followed or form.lower not in lexicon.common_words()
    if form.lower in lexicon.common_words() or form.lower in text.lower_seen:
        if following is None or (
            form.lower in class_of("role_modifier") and following.lower in class_of("title_head")
        ):
            return False  # 'Former President'
        return followed and _names_a_body(following.lower)
    return True


def _names_a_body(lower: str) -> bool:
    return (
        lower in class_of("organization_cue")
        or lower in class_of("outlet_cue")
        or lower in class_of("title_head")
        or lower in class_of("company_suffix")
    )


def _grow(text: Words, first: int, end: int) -> int:
    """The last word of the run of capitals that begins at `first`."""
    last = first
    while last + 1 < end and last - first < _LONGEST_NAME:
        if text.forms[last].possessive:
            break
        step = _joined(text, first, last, end)
        if step is None:
            break
        last = step
    return last


def is_capital(text: Words, index: int, end: int) -> bool:
    """Whether a capital makes the word at `index` part of a name; False from `end` on."""
    if index >= end:
        return False
    form = text.forms[index]
    if form.acronym and form.lower in lexicon.common_words() and not is_known(form.word):
        return False  # 'NEW', in the opening words of a column
    return form.capital and not form.function and form.lower not in class_of("calendar")


def _joined(text: Words, first: int, last: int, end: int) -> int | None:
    """The next word of the same name, over dots, particles, '&', 'of', 'and', 'for'; None where it ends."""
    forms, index = text.forms, last + 1
    word, here = forms[index].word, forms[last]
    if forms[index].acronym and is_known(f"{here.word} {word}"):
        return index
    if is_capital(text, index, end):
        if here.word[-1] == "." and here.acronym and forms[index].lower in lexicon.common_words():
            nearby = _names_a_body(forms[index].lower) or is_capital(text, index + 1, end)
            return index if nearby else None
        return index
    if word == "." and text.starts[index] == text.ends[last]:
        short = here.lower in class_of("abbreviation") or len(here.word) == 1
        return index + 1 if short and is_capital(text, index + 1, end) else None
    if word == "," and text.lower(index + 1) in {"inc", "jr", "sr", "ltd", "llc"}:
        return index + 1
    if word == "&":
        return index + 1 if is_capital(text, index + 1, end) else None
    if word in class_of("particle"):
        after = index + 1
        while after < end and after < index + 3 and forms[after].word in class_of("particle"):
            after += 1
        return after if is_capital(text, after, end) and here.lower not in class_of("verb") else None
    return _joined_by(text, first, last, end, word)


def _joined_by(text: Words, first: int, last: int, end: int, word: str) -> int | None:
    """What `_joined` answers behind 'of', 'and', 'for' or 'on'."""
    after = last + 2
    if word not in {"of", "and", "for", "on"}:
        return None
    if text.lower(after) in ("the", "a") and text.forms[after].word.islower() and word != "and":
        after += 1
    if not is_capital(text, after, end):
        return None
    lower, target = text.lower(last), text.lower(after)
    if word == "of":
        if lower in {"secretary", "secretaries", "undersecretary"}:
            return after if target in class_of("title_complement") else None
        heads = lower in class_of("of_joiner") or lower in class_of("organization_cue")
        heads = heads and (lower != "group" or first != last)
        return after if heads or is_known(text.key(last, after)) else None
    if word == "and":
        return after if _and_joins(text, first, last, after, end) else None
    joiners = class_of("for_joiner") if word == "for" else {"council", "committee", "commission"}
    return after if lower in joiners else None


def _and_joins(text: Words, first: int, last: int, after: int, end: int) -> bool:
    """Whether 'and' stands inside one name: 'Baker and Sons', 'Department of Health and Human Services'."""
    target = text.lower(after)
    if any(is_known(text.key(first, stop)) for stop in range(after, min(after + 3, end))):
        return True
    if target in {"co", "company", "sons"} or _one_body(text, last, after, end):
        return True
    if last == first:
        return False
    begun = {text.lower(index) for index in range(first, last + 1)}
    firm = after + 1 < end and text.lower(after + 1) in {"co", "inc", "corp", "company"}
    if firm and len(begun) > 1:
        return True
    joins = begun & class_of("and_joiner") and text.lower(last) not in class_of("organization_cue")
    person = text.forms[after].word in lexicon.given_names() or target in class_of("title_head")
    return bool(joins) and not person


def _one_body(text: Words, last: int, after: int, end: int) -> bool:
    """'Immigration and Customs Enforcement', 'Citizenship and Immigration Services'."""
    if text.lower(last) not in lexicon.common_words() or text.lower(last) in class_of("organization_cue"):
        return False
    while after + 1 < end and is_capital(text, after + 1, end):
        after += 1
        if text.lower(after) in class_of("organization_cue"):
            return True
    return False
