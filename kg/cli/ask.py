"""The commands that ask what is kept: questions, stories, pages, other formats, checks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import group


@group.cli.command()
@group.out
@click.argument("sparql")
@click.option("--format", type=click.Choice(["table", "csv", "tsv", "json"]), help="Default: table on a terminal, csv otherwise.")
@group.ontology
def query(out: Path, sparql: str, format: str | None, ontology: str | None) -> None:
    """Ask the graph in OUT a SPARQL question; all prefixes are bound, facts and claims are asked together."""
    from kg.keep import opened
    from kg.query import query

    answer = query(opened(out, ontology=ontology), sparql, ontology=ontology)
    if format == "table" or not format and sys.stdout.isatty():
        group.show_table(answer.table())
    else:
        click.echo(answer.text(format or "csv"), nl=False)
    if answer.note:
        click.echo(f"kg: {answer.note}", err=True)


@group.cli.command()
@group.out
@click.argument("name")
@group.ontology
def explain(out: Path, name: str, ontology: str | None) -> None:
    """Tell who or what NAME (a name, an alias, an id or an IRI) is: every claim about it in OUT, with its sentence, its source and why it was believed."""
    from kg.explain import MARKS, explain
    from kg.keep import load

    bold = (click.style("", bold=True, reset=False), click.style("", reset=True))
    click.echo(explain(load(out, ontology=ontology), name, marks=bold if sys.stdout.isatty() else MARKS))


@group.cli.command()
@group.out
@group.ontology
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
def show(out: Path, ontology: str | None, open_: bool) -> None:
    """Write the page of the graph in OUT again and print its path."""
    from kg.keep import load
    from kg.show import show

    page = show(load(out, ontology=ontology), out)
    click.echo(page)
    if open_:
        click.launch(str(page))


@group.cli.command()
@group.out
@click.option(
    "--to", "path", required=True, metavar="FILE", help="Its suffix says the format: ttl nt trig nq jsonld json graphml gexf csv."
)
@group.ontology
def write(out: Path, path: str, ontology: str | None) -> None:
    """Write the graph in OUT to a file of another format."""
    from kg.keep import load
    from kg.write import write

    click.echo(write(load(out, ontology=ontology), path))


@group.cli.command()
@group.out
@group.ontology
def check(out: Path, ontology: str | None) -> None:
    """Check that what OUT keeps is whole and that its graph keeps to the ontology's shapes (SHACL); exit with 1 where not."""
    from kg.check import check
    from kg.contents import damage
    from kg.keep import opened

    broken = damage(out)
    for line in broken:
        click.echo(line)
    if broken:
        sys.exit(1)
    report = check(opened(out, ontology=ontology), ontology=ontology)
    click.echo(report)
    sys.exit(0 if report.conforms else 1)


@group.cli.command()
@click.argument("names", nargs=-1)
@click.option("--test", is_flag=True, help="Read the example of every trigger; exit with 1 where one does not give what it promises.")
@group.ontology
@group.model
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
