"""`sayso example`, `sayso schema`, `sayso completion`: what helps to begin."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sayso.cli.command import Command

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    "example",
    cls=Command,
    short_help="Write example stories into a folder.",
    examples=("sayso example stories", "sayso add stories"),
)
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
def example(directory: Path) -> None:
    """Write the example coverage, a made-up negotiation as three outlets tell it, into a folder.

    DIR is made where it isn't there. Nothing in it is ever overwritten: it must be empty, or hold only files
    of the example.
    """
    from sayso.cli.terminal import one_line
    from sayso.example import write_example

    written = write_example(directory)
    folder = one_line(str(directory))
    click.echo(
        f"{len(written)} files of the example are in {folder}. To keep what they say: sayso add {folder}"
    )


@click.command(
    "schema",
    cls=Command,
    short_help="Print the JSON Schema of a reading.",
    examples=("sayso schema > reading.schema.json",),
)
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of what `sayso read --json` prints: contract 1."""
    from sayso.cli.tables import print_json
    from sayso.schema import reading_schema

    print_json(reading_schema(), indented=True)


@click.command(
    "completion",
    cls=Command,
    short_help="Print the script for Tab completion.",
    examples=(
        "bash: echo 'eval \"$(sayso completion bash)\"' >> ~/.bashrc",
        "zsh:  echo 'eval \"$(sayso completion zsh)\"' >> ~/.zshrc",
        "fish: sayso completion fish > ~/.config/fish/completions/sayso.fish",
    ),
    examples_title="To install it, and then open a new shell",
)
@click.argument("shell", type=click.Choice(_SHELLS), required=False)
@click.pass_context
def completion(context: click.Context, shell: str | None) -> None:
    """Print the script that makes a shell complete sayso's commands and options with the Tab key.

    Without SHELL it is the script of the shell that you use, as $SHELL names it.
    """
    from click.shell_completion import get_completion_class

    chosen = shell or Path(os.environ.get("SHELL", "")).name
    completer = get_completion_class(chosen) if chosen in _SHELLS else None
    if completer is None:
        raise click.UsageError("Which shell is it? Name one: bash, zsh or fish.")
    script = completer(context.find_root().command, {}, "sayso", "_SAYSO_COMPLETE")
    click.echo(script.source_template % script.source_vars())
