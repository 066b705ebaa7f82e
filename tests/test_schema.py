"""The JSON Schema that ships with sayso describes what sayso prints: no more and no less."""

from __future__ import annotations

import copy
import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sayso import data
from sayso.data import Document, Party, PartyKind, Reading, Span, Statement, StatementKind
from sayso.schema import reading_schema

NOUNS = {
    "document": data.Document,
    "party": data.Party,
    "statement": data.Statement,
    "occasion": data.Occasion,
    "issue": data.Issue,
    "move": data.Move,
    "condition": data.Condition,
    "term": data.Term,
    "when": data.When,
}


def full_reading() -> Reading:
    """A reading in which every field of contract 1 says something."""
    text = (
        "Ferry pay talks resume\n\n"
        "At the harbour on Monday, union leader Mara Venn told reporters that crews would return "
        "if the company pays 12 euros an hour by 1 May."
    )

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    return Reading(
        document=Document(
            text=text,
            source="ferry.txt",
            ref="7",
            title="Ferry pay talks resume",
            outlet="The Tidewater Post",
            author="J. Ode",
            published="2031-03-04T09:30:00+01:00",
            url="https://tidewater.example/ferry",
        ),
        parties=(
            Party("p1", "Mara Venn", PartyKind.PERSON, "union leader", "p2", (at("Mara Venn"),)),
            Party("p2", "union", PartyKind.ORGANIZATION, mentions=(at("union"),)),
            Party("p3", "reporters", PartyKind.GROUP, mentions=(at("reporters"),)),
        ),
        statements=(
            Statement(
                "s1",
                StatementKind.INDIRECT,
                source=(at("union leader Mara Venn"),),
                cue=(at("told"),),
                content=(at("that crews would return"), at("if the company pays 12 euros an hour by 1 May")),
                speakers=("p1",),
                on_behalf_of=("p2",),
                addressees=("p3",),
                via=("p3",),
                occasion=data.Occasion((at("At the harbour on Monday"),), "the harbour", "2031-03-03"),
                within="s2",
                repeats="s3",
                confidence=0.75,
            ),
        ),
        issues=(data.Issue("i1", "return of the crews", (at("crews would return"),)),),
        moves=(
            data.Move(
                "m1",
                "s1",
                "offer",
                actors=("p1", "p2"),
                targets=("p3",),
                issue="i1",
                stance="for",
                content=(at("crews would return"),),
                conditions=(
                    data.Condition("if", (at("if the company pays 12 euros an hour"),), "i1", "for", 1),
                ),
                terms=(data.Term((at("12 euros an hour"),), "money", 12, "EUR"),),
                when=data.When((at("on Monday"),), "2031-03-03", "earlier"),
                status="actual",
                plover="AGREE",
                confidence=0.5,
            ),
        ),
    )


def faults(printed: Any) -> list[str]:
    """What the schema has against `printed`, as 'path: message'."""
    validator = Draft202012Validator(reading_schema())
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(printed)]


def test_is_a_valid_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(reading_schema())
    assert reading_schema()["$schema"].endswith("2020-12/schema")


def test_accepts_a_reading_with_every_field() -> None:
    assert faults(full_reading().as_contract()) == []


def test_accepts_a_reading_without_any_statement() -> None:
    assert faults(Reading(Document("It rained in the valley.", source="-")).as_contract()) == []


def test_accepts_what_it_printed_after_a_round_through_json() -> None:
    printed = json.dumps(full_reading().as_contract(), ensure_ascii=False)
    assert faults(json.loads(printed)) == []


def test_accepts_fields_that_are_added_later() -> None:
    printed = full_reading().as_contract()
    printed["made_by"] = "a later version"
    printed["statements"][0]["tone"] = "calm"
    assert faults(printed) == []


@pytest.mark.parametrize("noun", NOUNS)
def test_names_and_requires_every_field_of(noun: str) -> None:
    definition = reading_schema()["$defs"][noun]
    fields = [field.name for field in dataclasses.fields(NOUNS[noun])]
    assert set(definition["properties"]) == set(fields)
    assert set(definition["required"]) == set(fields)


def test_describes_every_field_that_it_names() -> None:
    definitions = reading_schema()["$defs"]
    bare = [
        f"{noun}.{name}"
        for noun in NOUNS
        for name, field in definitions[noun]["properties"].items()
        if "description" not in field and "$ref" not in field
    ]
    assert bare == []
    assert all("description" in definitions[noun] for noun in NOUNS)


def test_enumerates_the_kinds_that_the_nouns_have() -> None:
    definitions = reading_schema()["$defs"]
    assert definitions["party"]["properties"]["kind"]["enum"] == [str(kind) for kind in PartyKind]
    assert definitions["statement"]["properties"]["kind"]["enum"] == [str(kind) for kind in StatementKind]


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every key in `value`."""
    if isinstance(value, dict):
        return [
            found for key, inner in value.items() for found in ((*path, key), *_paths(inner, (*path, key)))
        ]
    if isinstance(value, list):
        return [found for number, inner in enumerate(value) for found in _paths(inner, (*path, number))]
    return []


# Fields that came after the contract was first printed.
ADDED = {("model",)}


@pytest.mark.parametrize(
    "path", _paths(full_reading().as_contract()), ids=lambda path: "/".join(map(str, path))
)
def test_misses_a_field_that_is_not_there(path: tuple[str | int, ...]) -> None:
    printed = full_reading().as_contract()
    owner: Any = printed
    for step in path[:-1]:
        owner = owner[step]
    del owner[path[-1]]
    if path in ADDED:
        assert not list(faults(printed)), "what was written before the field was added is valid still"
        return
    assert any(f"{path[-1]!r} is a required property" in fault for fault in faults(printed))


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("contract",), 2),
        (("document", "id"), "abc"),
        (("document", "published"), "yesterday"),
        (("document", "published"), "2031-03-04T09:30:00"),
        (("document", "title"), None),
        (("document", "language"), "English"),
        (("parties", 0, "kind"), "robot"),
        (("parties", 0, "id"), "s1"),
        (("parties", 0, "name"), ""),
        (("parties", 0, "mentions"), [[1]]),
        (("parties", 0, "mentions"), [[1, 2, 3]]),
        (("parties", 0, "mentions"), [[-1, 2]]),
        (("parties", 0, "mentions"), [["1", "2"]]),
        (("statements", 0, "kind"), "Indirect"),
        (("statements", 0, "content"), []),
        (("statements", 0, "speakers"), "p1"),
        (("statements", 0, "within"), "m1"),
        (("statements", 0, "confidence"), 1.01),
        (("statements", 0, "occasion", "date"), "Sunday"),
        (("issues", 0, "label"), ""),
        (("moves", 0, "type"), "beg"),
        (("moves", 0, "stance"), None),
        (("moves", 0, "status"), "done"),
        (("moves", 0, "plover"), "YIELD"),
        (("moves", 0, "when", "relative"), "now"),
        (("moves", 0, "terms", 0, "kind"), "weight"),
        (("moves", 0, "terms", 0, "value"), [12]),
        (("moves", 0, "conditions", 0, "kind"), "because"),
        (("moves", 0, "conditions", 0, "stance"), "none"),
        (("moves", 0, "conditions", 0, "alternative"), "1"),
    ],
)
def test_refuses(path: tuple[str | int, ...], wrong: object) -> None:
    printed = copy.deepcopy(full_reading().as_contract())
    owner: Any = printed
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = wrong
    where = "/".join(map(str, path))
    assert any(fault.startswith(where) for fault in faults(printed)), f"{where} = {wrong!r} was accepted"


@given(prefix=st.from_regex(r"[0-9a-f]{10}-", fullmatch=True), number=st.integers(1, 10_000))
def test_accepts_the_ids_of_a_record_as_well_as_local_ones(prefix: str, number: int) -> None:
    printed = full_reading().as_contract()
    for id_ in (f"s{number}", f"{prefix}s{number}"):
        printed["statements"][0]["id"] = id_
        assert faults(printed) == []


def test_gives_each_caller_a_schema_of_its_own() -> None:
    reading_schema()["required"].clear()
    assert reading_schema()["required"]
