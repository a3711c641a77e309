"""The command line: one thin command for each public function, with the same words and defaults."""

from __future__ import annotations

import os
import sys

import click

from kg.cli import ask, decide, keep, watch
from kg.cli.group import cli
from kg.errors import KgError

__all__ = ["ask", "cli", "decide", "keep", "main", "watch"]


def main() -> None:
    """Runs the command line; a fault the user can mend is one line and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli()
    except KgError as error:
        _fail(str(error))
    except OSError as error:
        if error.filename is None:  # standard output; what is still buffered must not fail again at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _fail(f"{error.filename or 'standard output'}: {error.strerror}")


def _fail(message: str) -> None:
    click.echo(f"kg: {' '.join(message.split())}", err=True)
    sys.exit(1)
