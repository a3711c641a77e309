"""The commands by which a person decides: who is who, which claims are wrong or right, and what is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import group

if TYPE_CHECKING:
    from kg.graph import Graph


def _decides(verdict: str, *things: str, help: str) -> None:
    """A command that calls the function of kg.decide with its name on the things given."""

    @click.option("--by", default="", metavar="NAME", help="Who says it.")
    @click.option("--reason", default="", metavar="TEXT", help="Why; kg explain shows it.")
    def command(out: Path, by: str, reason: str, **given: str) -> None:
        from kg import decide

        _tell(out, getattr(decide, verdict)(out, *(given[one] for one in things), by=by, reason=reason))

    for one in reversed(things):
        command = click.argument(one)(command)
    group.cli.command(verdict, help=help)(group.out(command))


_decides("same", "a", "b", help="Say that A and B are one: names, ids, IRIs, or mentions as SOURCE:START-END.")
_decides(
    "different",
    "a",
    "b",
    help="""Say that A and B are not one: names, ids, IRIs, or mentions as SOURCE:START-END.

    Two names of one thing part it into the mentions of each; a thing and one mention of it part that mention from the rest.
    """,
)
_decides("wrong", "claim", help="Say that CLAIM is not what the text says: an id that kg explain shows, or a sentence as SOURCE:START-END.")
_decides("right", "claim", help="Say that CLAIM is what the text says; it is kept even where another version would not find it.")


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
