"""Writes the command reference from each command's own --help: `python -m docs.commands > docs/commands.md`."""

import click

from align.cli import main

_WIDTH = 100


def reference() -> str:
    """Return the reference in Markdown: the group, then every command in alphabetical order."""
    parts = ["# Commands", "Made from each command's `--help` by `make docs`.", _section(main, "align")]
    parts += [_section(command, f"align {name}") for name, command in sorted(main.commands.items())]
    return "\n\n".join(parts) + "\n"


def _section(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, max_content_width=_WIDTH, terminal_width=_WIDTH)
    return f"## {name}\n\n```\n{command.get_help(context).rstrip()}\n```"


if __name__ == "__main__":
    click.echo(reference(), nl=False)
