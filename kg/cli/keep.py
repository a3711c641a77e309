"""The commands that change what is kept."""

from __future__ import annotations

import warnings
from pathlib import Path

import click

from kg.cli import group


@group.cli.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("-o", "--out", required=True, metavar="OUT", help="Folder that keeps the graph.")
@group.ontology
@group.model
@group.workers
@group.strict
@click.option("--base", default=group.BASE, show_default=True, metavar="IRI", help="What the IRIs of the graph's things begin with.")
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser.")
def build(sources: tuple[str, ...], out: str, ontology: str | None, model: str, workers: int, strict: bool, base: str, open_: bool) -> None:
    """Read SOURCES (files, folders, or - for standard input) into the graph in OUT.

    Only what is new or edited is read; OUT then holds claims.db, graph.json, graph.ttl, claims.trig, graph.html, report.json and report.md.
    """
    from kg.build import Skipped, build
    from kg.report import saved, summary

    with group.bar() as progress, warnings.catch_warnings():
        warnings.simplefilter("ignore", Skipped)  # the report below tells them
        build(sources, out=out, ontology=ontology, model=model, workers=workers, strict=strict, base=base, progress=progress)
    for line in summary(saved(out)):
        click.echo(line)
    click.echo(f"open       {Path(out, 'graph.html')}")
    if open_:
        click.launch(str(Path(out, "graph.html")))
