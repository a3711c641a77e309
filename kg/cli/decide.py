"""The commands by which a person decides: who is who, which claims are wrong or right, and what is taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import group

if TYPE_CHECKING:
    from kg.graph import Graph

_by = click.option("--by", default="", metavar="NAME", help="Who says it.")
_reason = click.option("--reason", default="", metavar="TEXT", help="Why; kg explain shows it.")


def _said(command: Callable[..., None]) -> Any:  # click's decorators turn a function into a command or leave it one
    return _by(_reason(command))


@group.cli.command()
@group.out
@click.argument("a")
@click.argument("b")
@_said
def same(out: Path, a: str, b: str, by: str, reason: str) -> None:
    """Say that A and B are one: names, ids, IRIs, or mentions as SOURCE:START-END."""
    from kg.decide import same

    _tell(out, same(out, a, b, by=by, reason=reason))


@group.cli.command()
@group.out
@click.argument("a")
@click.argument("b")
@_said
def different(out: Path, a: str, b: str, by: str, reason: str) -> None:
    """Say that A and B are not one: names, ids, IRIs, or mentions as SOURCE:START-END.

    Two names of one thing part it into the mentions of each; a thing and one mention of it part that mention from the rest.
    """
    from kg.decide import different

    _tell(out, different(out, a, b, by=by, reason=reason))


@group.cli.command()
@group.out
@click.argument("claim")
@_said
def wrong(out: Path, claim: str, by: str, reason: str) -> None:
    """Say that CLAIM is not what the text says: an id that kg explain shows, or a sentence as SOURCE:START-END."""
    from kg.decide import wrong

    _tell(out, wrong(out, claim, by=by, reason=reason))


@group.cli.command()
@group.out
@click.argument("claim")
@_said
def right(out: Path, claim: str, by: str, reason: str) -> None:
    """Say that CLAIM is what the text says; it is kept even where another version would not find it."""
    from kg.decide import right

    _tell(out, right(out, claim, by=by, reason=reason))


@group.cli.command()
@group.out
@click.argument("decision", default="")
def undo(out: Path, decision: str) -> None:
    """Take back the last decision about the graph in OUT, or the one with the id DECISION."""
    from kg.decide import decisions, undo

    before = decisions(out)
    graph = undo(out, decision)
    left = {one.id for one in decisions(out)}
    for one in before:
        if one.id not in left:
            click.echo(f"taken back  {one}")
    click.echo(f"graph       {_counted(graph)}")


@group.cli.command()
@group.out
@click.argument("action", required=False, type=click.Choice(["export", "import"]))
@click.argument("file", required=False)
def decisions(out: Path, action: str | None, file: str | None) -> None:
    """List what was decided about the graph in OUT; export it to FILE, or import what FILE holds."""
    from kg.decide import decisions, export_decisions, import_decisions

    if action and not file:
        raise click.UsageError(f"{action} needs a FILE")
    if action == "export":
        click.echo(export_decisions(out, file or ""))
    elif action == "import":
        before = {one.id for one in decisions(out)}
        graph = import_decisions(out, file or "")
        click.echo(f"taken over  {sum(one.id not in before for one in decisions(out))} of {file}")
        click.echo(f"graph       {_counted(graph)}")
    else:
        for one in decisions(out):
            click.echo(f"{one.id}  {one.at[:10]}  {one.by:<10}  {one}{f' ({one.reason})' if one.reason else ''}")


def _tell(out: Path, graph: Graph) -> None:
    """Says what was decided and what became of the graph."""
    from kg.decide import decisions

    click.echo(f"decided     {decisions(out)[-1]}")
    click.echo(f"graph       {_counted(graph)}")
    click.echo(f"take back   kg undo {out}")


def _counted(graph: Graph) -> str:
    return f"{len(graph.entities()):,} entities, {len(graph.events()):,} events, {len(graph.claims()):,} claims"
