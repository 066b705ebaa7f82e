"""docs/cli.md documents every command, option and exit code, and none that isn't there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from sayso.cli.app import sayso
from sayso.cli.faults import ExitCode

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = {
    section.split("`")[1].removeprefix("sayso "): section
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)
    if section.startswith("`sayso ")
}


def options(command: click.Command) -> set[str]:
    """The long options of `command`, but those that every command has."""
    named = {
        name
        for option in command.params
        if isinstance(option, click.Option)
        for name in (*option.opts, *option.secondary_opts)
    }
    return named - {"--debug", "--help"}


def test_has_a_section_for_every_command_and_for_no_other() -> None:
    assert list(SECTIONS) == list(sayso.commands)


@pytest.mark.parametrize("name", sayso.commands)
def test_documents_every_option_of(name: str) -> None:
    documented = set(re.findall(r"^\| `(--[a-z-]+)", SECTIONS[name], flags=re.MULTILINE))
    assert documented == options(sayso.commands[name])


@pytest.mark.parametrize("name", sayso.commands)
def test_shows_an_example_of(name: str) -> None:
    assert re.search(rf"^\$ sayso {name}\b", SECTIONS[name], flags=re.MULTILINE), "no example"


def test_documents_what_all_commands_have() -> None:
    common = PAGE.split("\n## `sayso ")[0]
    assert all(f"`{option}`" in common for option in ("--debug", "--help", "--version"))


def test_documents_every_exit_code() -> None:
    documented = re.findall(r"^\| ([0-9]+) \|", PAGE, flags=re.MULTILINE)
    assert [int(code) for code in documented] == [code.value for code in ExitCode]
