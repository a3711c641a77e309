"""The commands that change what is kept."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

import click

from kg.cli import group


@group.cli.command()
@group.builds
@click.option("--prune", is_flag=True, help="Take out what is no longer in a folder that is given.")
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser.")
def build(out: str, open_: bool, **options: Any) -> None:
    """Read SOURCES (files, folders, or - for standard input) into the graph in OUT.

    Only what is new or edited is read, and what is not given is kept; OUT then holds claims.db, graph.json, graph.ttl, claims.trig, graph.html, report.json and report.md.
    """
    from kg.build import Skipped, build
    from kg.report import saved, summary

    with group.bar() as progress, warnings.catch_warnings():
        warnings.simplefilter("ignore", Skipped)  # the report below tells them
        build(out=out, progress=progress, **options)
    for line in summary(saved(out)):
        click.echo(line)
    click.echo(f"open       {Path(out, 'graph.html')}")
    if open_:
        click.launch(str(Path(out, "graph.html")))


@group.cli.command()
@group.out
@click.argument("sources", nargs=-1, required=True)
@group.workers
@group.strict
def add(out: Path, sources: tuple[str, ...], workers: int, strict: bool) -> None:
    """Read SOURCES into the graph that is kept in OUT, with the ontology and the model it was built with."""
    from kg.build import Skipped, add
    from kg.report import saved, summary

    with group.bar() as progress, warnings.catch_warnings():
        warnings.simplefilter("ignore", Skipped)
        add(out, sources, workers=workers, strict=strict, progress=progress)
    for line in summary(saved(out)):
        click.echo(line)


@group.cli.command()
@group.out
@click.argument("sources", nargs=-1, required=True)
def remove(out: Path, sources: tuple[str, ...]) -> None:
    """Take SOURCES, named as kg list names them or by their folder, out of the graph in OUT with all that was read in them."""
    from kg.contents import listing, remove

    before = listing(out)
    remove(out, sources)
    left = {one.id for one in listing(out)}
    for one in before:
        if one.id not in left:
            click.echo(f"removed    {one.source} ({one.mentions:,} mentions, {one.claims:,} claims)")
    click.echo(f"left       {len(left):,} documents")


@group.cli.command("list")
@group.out
def list_(out: Path) -> None:
    """List the documents that OUT keeps: source, date, characters, mentions, claims and title; a table on a terminal, tabs otherwise."""
    from kg.contents import listing

    heads = ("source", "date", "characters", "mentions", "claims", "title")
    found = listing(out)
    rows = [(one.source, one.published or "-", *map(str, (one.characters, one.mentions, one.claims)), one.title) for one in found]
    if sys.stdout.isatty():
        wide = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
        rows = [tuple(cell.ljust(width) for cell, width in zip(row, wide, strict=True)) for row in (heads, *rows)]
    for row in rows:
        click.echo(("  " if sys.stdout.isatty() else "\t").join(row).rstrip(" "))


@group.cli.command()
@click.argument("out1", type=click.Path(path_type=Path))
@click.argument("out2", type=click.Path(path_type=Path))
def diff(out1: Path, out2: Path) -> None:
    """Tell what OUT2 has gained, lost, joined and parted against OUT1: documents, entities, events, claims; exit with 1 where they differ."""
    from kg.diff import diff

    found = diff(out1, out2)
    click.echo(found)
    sys.exit(1 if found else 0)
