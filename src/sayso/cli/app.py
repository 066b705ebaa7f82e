"""The group of all commands, and what the help says first."""

from __future__ import annotations

import click

from sayso.cli.command import Application
from sayso.cli.extras import completion, example, schema
from sayso.cli.finding import show, statements, stories, story
from sayso.cli.keeping import add
from sayso.cli.reading import read


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from sayso import __version__

        click.echo(f"sayso {__version__}")
        context.exit()


@click.group(
    "sayso",
    cls=Application,
    invoke_without_command=True,
    examples=(
        "sayso read story.txt                 who said what in one text",
        "sayso add stories/                   read a folder and keep what it says",
        'sayso statements --by "A. Speaker"   find it again',
    ),
    examples_title="Start with",
    closing="Exit codes: 0 done, 1 some inputs failed, 2 wrong usage, 130 interrupted.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def sayso(context: click.Context) -> None:
    """Read news coverage and keep the record of who said what, each with the words it came from."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for _command in (read, add, statements, stories, show, story, example, schema, completion):
    sayso.add_command(_command)
