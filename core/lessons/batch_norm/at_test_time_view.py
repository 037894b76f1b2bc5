"""One example at test time, on the screen: trained once, tested in every way."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from core import training
from core.charts.vega_lite import Specification
from core.lessons.batch_norm import at_test_time_words as words
from core.lessons.batch_norm import company
from core.lessons.batch_norm.at_test_time_charts import accuracies, plane_of_one
from core.training import Run, Settings, replay
from core.training.data import Data
from core.types import Array
from core.ui.shelf import kept

SIZES = (1, 2, 8, 64)  # of test mini-batches
RESOLUTIONS = {1: 40, 2: 40, 8: 32, 64: 16}  # of the plane: each point is a mini-batch of its own
N_DRAWS = 30
RUNNING, WHOLE = "running averages", "all training data"
WITHOUT = "without batch norm"
TRAINED_WITH = (2, 4, 8, 16, 64)
N_SEEDS = 8


class Neighbours(NamedTuple):
    """One example among draws of neighbours: what is said of it `(F, C)`, and the two planes."""

    said: Array
    by_running: Array
    label: int
    among: Specification
    running: Specification


def tested(run: Run) -> Data:
    """Return the validation examples as the points of a picture."""
    data, none = run.data, run.data.X[:, :0]
    return data._replace(
        X=data.X_validation,
        labels=data.labels_validation,
        X_validation=none,
        labels_validation=data.labels[:0],
    )


@kept
def trained(settings: Settings) -> Run:
    """Train the network that is tested, once for all visitors."""
    return training.train(settings)


@kept
def neighbours(settings: Settings, chosen: int, size: int) -> Neighbours:
    """Draw neighbours for one example, and the plane among each draw of them."""
    run = trained(settings)
    X, labels = run.data.X_validation, run.data.labels_validation
    drawn = company.draws(run, chosen, size, N_DRAWS if size > 1 else 1)
    others = [X[:, each] for each in drawn]
    batches = np.stack([company.among(X[:, [chosen]], each)[0] for each in others])
    said = company.by_own_batch(run, batches)[..., 0]
    ringed = np.zeros((len(drawn), labels.size), dtype=bool)
    np.put_along_axis(ringed, drawn, values=True, axis=1)
    points, domain = tested(run), replay.domain(run)
    by_running = company.by_statistics(run, X[:, [chosen]], run.running[-1])[:, 0]
    return Neighbours(
        said,
        by_running,
        int(labels[chosen]),
        plane_of_one(
            company.plane_among(run, others, RESOLUTIONS[size]),
            domain,
            points,
            chosen,
            ringed,
        ),
        plane_of_one(replay.regions(run)[-1:], domain, points, chosen),
    )


@kept
def all_ways(settings: Settings) -> Specification:
    """Draw how often the network is right by every way of testing it."""
    run = trained(settings)
    found = _ways(run, SIZES)
    named = {
        **{f"test mini-batches of {size}": found[f"{size}"] for size in SIZES},
        RUNNING: found[RUNNING],
        WHOLE: found[WHOLE],
    }
    return accuracies(list(named), list(named.values()), chance=1 / settings.classes)


@kept
def alone(settings: Settings) -> Array:
    """Return what the network says of each validation example alone, `(m, C)`."""
    run = trained(settings)
    batches = np.moveaxis(run.data.X_validation[:, :, np.newaxis], 1, 0)
    return company.by_own_batch(run, batches)[..., 0]


@kept
def rescues(settings: Settings) -> str:
    """Train with smaller mini-batches, with and without batch norm, and test in every way."""
    table: dict[int, dict[str, list[float]]] = {}
    for size in TRAINED_WITH:
        each = [_ways(run, SIZES[1:]) for run in _seeds(replace(settings, batch_size=size))]
        table[size] = {way: [ways[way] for ways in each] for way in each[0]}
        plain = _seeds(replace(settings, batch_size=size, batch_norm=False))
        table[size][WITHOUT] = [company.accuracy(run, run.running[-1]) for run in plain]
    return f"{words.rescued(table)}\n\n{words.better_without(table, WITHOUT)}"


def _seeds(settings: Settings) -> list[Run]:
    seeds = [replace(settings, seed=seed) for seed in range(N_SEEDS)]
    return training.train_together(seeds, np.array([0, settings.steps]))


def _ways(run: Run, sizes: tuple[int, ...]) -> dict[str, float]:
    """Return the accuracy by every way of testing: in mini-batches of these sizes, and by μ, σ²."""
    return {
        **{f"{size}": company.accuracy_in_batches(run, size) for size in sizes},
        RUNNING: company.accuracy(run, run.running[-1]),
        WHOLE: company.accuracy(run, company.statistics_of(run, run.data.X)),
    }
