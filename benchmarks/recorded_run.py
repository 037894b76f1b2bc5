"""A run with everything that is shown of it: 100 frames of regions, curves and histograms.

1000 steps, and at each of 100 of them the decision regions on a grid of 60 × 60, loss and accuracy
on the training and on the validation examples, and a histogram of what each hidden layer feeds its
activation; then the regions as one picture. Ours keeps the parameters and computes the rest
afterwards. PyTorch's loop evaluates as it trains; its picture is made by the same code as ours.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from streamlit.testing.v1 import AppTest
from torch import Tensor, nn

from benchmarks import pytorch
from benchmarks.side_by_side import Row, race, take_turns
from core import training
from core.charts import curves, frames, histograms, plane, theme
from core.charts.curves import Curve
from core.charts.vega_lite import Specification
from core.training import Run, replay, runs
from core.training.replay import Curves
from core.training.settings import Settings

SETTINGS = Settings(decay=0)
FRAMES = runs.film_steps(SETTINGS.steps, 100)
RESOLUTION, BINS, REACH = replay.RESOLUTION, 30, 4.0
NAME = "1000 steps, 100 frames recorded"


def rows() -> Iterator[Row]:
    """Yield rows against the training alone, against PyTorch, and for the bytes of the film."""
    times = take_turns(record, train_alone, rounds=19)
    recorded, alone = times.min(axis=1)
    yield Row(
        f"{NAME} / the training alone",
        f"{1e3 * recorded:.1f} ms",
        f"{1e3 * alone:.1f} ms",
        f"{recorded / alone:.2f}× the time (median {np.median(times[0] / times[1]):.2f}×)",
    )
    yield race(f"{NAME} / PyTorch", record, record_in_pytorch, rounds=5, units=1, unit="ms")
    sent = payload(training.train(SETTINGS, FRAMES)) / 1000
    yield Row("its film on the way to the browser / at most", f"{sent:.0f} kB", "120 kB", "")


def train_alone() -> None:
    """Train without keeping anything but the end."""
    training.train(SETTINGS, FRAMES[[0, -1]])


def record() -> tuple[Any, ...]:
    """Train, and compute all that is shown."""
    run = training.train(SETTINGS, FRAMES)
    strip = frames.image_strip(plane.shade(replay.regions(run, RESOLUTION)), plane.palette())
    return strip, replay.curves(run), replay.distributions(run, bins=BINS)


def record_in_pytorch() -> tuple[Any, ...]:
    """Train, and evaluate whenever a frame is due."""
    start = training.train(SETTINGS, FRAMES[:1])  # our start, our examples
    network = pytorch.model_at(SETTINGS.network, start.theta[0])
    optimizer = pytorch.optimizer(SETTINGS, network)
    X, labels = pytorch.examples(start.data.X, start.data.labels)
    validation = pytorch.examples(start.data.X_validation, start.data.labels_validation)
    low, high = replay.domain(start)
    along = torch.linspace(low, high, RESOLUTION, dtype=X.dtype)
    grid = torch.cartesian_prod(along.flip(0), along).flip(1)
    regions, curves, histograms = [], [], []

    def look() -> None:
        network.eval()
        with torch.no_grad():
            regions.append(network(grid).softmax(1).T.reshape(-1, RESOLUTION, RESOLUTION).numpy())
            curves.append(
                [_loss_and_accuracy(network, *each) for each in [(X, labels), validation]]
            )
            inputs = _activation_inputs(network, X[: replay.EXAMPLES_TO_SHOW])
            histograms.append([torch.histc(z, BINS, -REACH, REACH) for z in inputs])
        network.train()

    due = set(FRAMES.tolist())
    t = 0
    look()
    while t < SETTINGS.steps:
        for columns in torch.randperm(len(X)).split(SETTINGS.batch_size):
            pytorch.step(network, optimizer, X[columns], labels[columns])
            t += 1
            if t in due:
                look()
    strip = frames.image_strip(plane.shade(np.stack(regions)), plane.palette())
    return strip, curves, histograms


def _loss_and_accuracy(network: nn.Module, X: Tensor, labels: Tensor) -> tuple[float, float]:
    scores = network(X)
    loss = nn.functional.cross_entropy(scores, labels)
    return loss.item(), (scores.argmax(1) == labels).double().mean().item()


def _activation_inputs(network: nn.Sequential, X: Tensor) -> Iterator[Tensor]:
    for module in network:
        if isinstance(module, tuple(pytorch.ACTIVATIONS.values())):
            yield X
        X = module(X)


def payload(run: Run) -> int:
    """Return how many bytes Streamlit sends to the browser for the pictures of a run."""
    page = AppTest.from_function(_draw, kwargs={"pictures": _pictures(run)}).run(timeout=30)
    return sum(chart.proto.ByteSize() for chart in page.get("vega_lite_chart"))


def _pictures(run: Run) -> list[Specification]:
    regions = replay.regions(run, RESOLUTION), replay.domain(run)
    shares, edges, means, _ = replay.distributions(run, bins=BINS)
    lines = [
        Curve(name, values, theme.A)
        for name, values in zip(Curves._fields, replay.curves(run), strict=True)
        if "mini_batch" not in name
    ]
    rings = plane.told_apart(replay.mini_batches(run))
    return [
        plane.decision_regions(*regions, run.data, rings),
        curves.over_steps(run.steps, lines[:2], "loss"),
        curves.over_steps(run.steps, lines[2:], "accuracy"),
        histograms.histograms(shares, edges, means),
    ]


def _draw(pictures: "list[Specification]") -> None:
    import streamlit as st

    for picture in pictures:
        st.vega_lite_chart(picture)
