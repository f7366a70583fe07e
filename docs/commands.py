"""Writes the command reference from each command's own --help: `python -m docs.commands > docs/commands.md`."""

import click

from align.cli import main

_WIDTH = 100


def reference() -> str:
    """Return the reference in Markdown: the group, then every command in alphabetical order."""
    parts = ["# Commands", "Made from each command's `--help` by `make docs`.", _section(main, "align", None)]
    top = _context(main, "align", None)
    for name, command in sorted(main.commands.items()):
        parts.append(_section(command, name, top))
        if isinstance(command, click.Group):
            own = _context(command, name, top)
            parts += [_section(inner, inside, own) for inside, inner in sorted(command.commands.items())]
    return "\n\n".join(parts) + "\n"


def _section(command: click.Command, name: str, parent: click.Context | None) -> str:
    title = f"{parent.command_path} {name}" if parent else name
    return f"## {title}\n\n```\n{command.get_help(_context(command, name, parent)).rstrip()}\n```"


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    """Return the context in which the command line itself would ask for help."""
    settings = {"max_content_width": _WIDTH, "terminal_width": _WIDTH, **command.context_settings}
    return click.Context(command, info_name=name, parent=parent, **settings)


if __name__ == "__main__":
    click.echo(reference(), nl=False)
