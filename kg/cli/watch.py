"""The command that builds again whenever a file changes."""

from __future__ import annotations

import contextlib
import warnings
from pathlib import Path
from typing import Any

import click

from kg.cli import group
from kg.errors import KgError


@group.cli.command()
@group.builds
@click.option("--every", default=1.0, show_default=True, type=click.FloatRange(0.05), help="Seconds between two looks at the files.")
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser.")
def watch(out: str, open_: bool, **options: Any) -> None:
    """Build SOURCES (files and folders) into OUT, and again whenever one of them or the ontology changes, until Ctrl-C."""
    from kg.build import Skipped
    from kg.report import saved, summary
    from kg.watch import watch

    builds = watch(out=out, **options)
    with contextlib.suppress(KeyboardInterrupt), warnings.catch_warnings():
        warnings.simplefilter("ignore", Skipped)  # the report below tells them
        for number, built in enumerate(builds):
            if isinstance(built, KgError):
                click.echo(f"kg: {' '.join(str(built).split())}", err=True)
                continue
            click.echo("\n".join([*summary(saved(out)), f"watching   {', '.join(options['sources'])} (Ctrl-C ends)", ""]))
            if open_ and number == 0:
                click.launch(str(Path(out, "graph.html")))
