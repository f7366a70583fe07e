"""The front door: `align`. Its commands stand in `align/commands/`, and `align --help` is quick."""

import sys
from typing import Any

import click

from align import streams
from align.commands.archive import archive
from align.commands.batch import batch
from align.commands.check import check
from align.commands.encoders import encode, models
from align.commands.extraction import quotes, signs
from align.commands.report import report
from align.commands.texts import compare, sentences, words
from align.version import __version__
from seeds.exceptions import WirealignError


class _Front(click.Group):
    """The group of commands; an error that wirealign raises on purpose is one line and exit status 2.

    One that nobody reads any more (`| head`) ends quietly.
    """

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # click's own signature
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except WirealignError as error:
            streams.complain(str(error), ctx.invoked_subcommand)
            ctx.exit(streams.COULD_NOT)
        except BrokenPipeError:
            streams.hush()
            ctx.exit(streams.UNREAD)


@click.group(
    cls=_Front,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: align report seeds/articles -o report",
)
@click.version_option(__version__, prog_name="align")
def main() -> None:
    """Show how a quote changed on its way from one language and one news agency to the next.

    Exit status: 0 the work was done; 1 something was found or some input was bad; 2 wrong usage, or could not run;
    3 unclear.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(
            stream, "reconfigure"
        ):  # a pipe that is not UTF-8 shows what it cannot write, and does not end the run
            stream.reconfigure(errors="backslashreplace")


for _command in (report, check, batch, quotes, signs, compare, sentences, words, encode, models, archive):
    main.add_command(_command)
