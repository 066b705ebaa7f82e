"""What every command has: examples in its help, `--debug`, and one clear line for each error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from sayso.cli import faults

_DEBUG = "sayso.debug"


def is_debugging(context: click.Context) -> bool:
    """Whether `--debug` was given anywhere on the command line."""
    return bool(context.meta.get(_DEBUG))


def _remember_debug(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        context.meta[_DEBUG] = True


def _debug_option() -> click.Option:
    return click.Option(
        ["--debug"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_remember_debug,
        help="Show the traceback of an error.",
    )


class Command(click.Command):
    """A command with `--debug` and with examples in its help."""

    def __init__(
        self,
        *arguments: Any,
        examples: Sequence[str] = (),
        examples_title: str = "Examples",
        closing: str = "",
        **settings: Any,
    ) -> None:
        """`examples` are command lines; `closing` is the last paragraph of the help."""
        super().__init__(*arguments, **settings)
        self.examples = tuple(examples)
        self.examples_title = examples_title
        self.closing = closing
        self.params.append(_debug_option())

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Write the examples, each on a line of its own, and the closing words."""
        if self.examples:
            with formatter.section(self.examples_title):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")
        if self.closing:
            formatter.write_paragraph()
            formatter.write_text(self.closing)


class Application(Command, click.Group):
    """The group: finds the nearest command, and turns every error into a line and an exit code."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` begin with; an unknown one is answered with its nearest."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            nearest = get_close_matches(name, self.list_commands(ctx), n=1, cutoff=0.5)
            hint = f"Did you mean {nearest[0]!r}?" if nearest else f"There are {self._names(ctx)}."
            ctx.fail(f"No such command {name!r}. {hint}")
        return super().resolve_command(ctx, args)

    def _names(self, context: click.Context) -> str:
        return ", ".join(self.list_commands(context))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """The commands in the order in which a newcomer meets them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; returns its exit code, whatever happens within."""
        try:
            faults.quieten_libraries(is_debugging(ctx))
            code = super().invoke(ctx)
            faults.flush_output()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except (Exception, KeyboardInterrupt) as fault:
            return faults.report(fault, debug=is_debugging(ctx))
        return code

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and exit with the command's code (return it where `standalone_mode` is off)."""
        name = prog_name or "sayso"
        if not standalone_mode:
            return super().main(args, name, complete_var, standalone_mode=False, **extra)
        faults.write_utf8()
        try:
            code = super().main(args, name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as wrong:
            wrong.show()
            code = wrong.exit_code
        except click.Abort:
            code = faults.ExitCode.INTERRUPTED
        sys.exit(int(code or faults.ExitCode.DONE))
