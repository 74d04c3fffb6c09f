"""The command line: options and messages, no logic. One command a file; whatever is heavy is imported when it runs."""

from __future__ import annotations

from importlib import import_module

import click

from quotes import __version__

COMMANDS = (
    "demo", "add", "find", "match", "serve", "status", "judge", "export", "publish", "site", "languages",
)  # fmt: skip
"""The commands, in the order of the help; each is a module of this room with a function of its name."""


class _InOrder(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"quotes.cli.{name}"), name)
        return command


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """Finds quotations in news articles: who said them, to which outlet, and how they travelled from article to
    article and from language to language.

    \b
    Begin with:  quotes demo
    Then:        quotes add FOLDER && quotes serve
    """
