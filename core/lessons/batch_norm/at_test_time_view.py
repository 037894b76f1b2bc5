"""One example at test time, on the screen: trained once, tested in every way."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from core import averages, training
from core.charts.vega_lite import Specification
from core.lessons.batch_norm import at_test_time_words as words
from core.lessons.batch_norm import running, test_batches
from core.lessons.batch_norm.at_test_time_charts import (
    accuracies,
    plane_of_one,
    running_averages,
)
from core.training import Run, Settings, network, replay
from core.training.data import Data
from core.types import Array
from core.ui.shelf import kept

SIZES = (1, 2, 8, 64)  # of test mini-batches
RESOLUTIONS = {1: 40, 2: 40, 8: 32, 64: 16}  # of the plane: each point is a mini-batch of its own
N_DRAWS = 30
RUNNING, WHOLE = "running averages", "all training data"
TRAINED_WITH = (2, 4, 8, 16, 64)
N_SEEDS = 5
GATHERED_STEPS = 100
BETAS = averages.betas_up_to(nines=3, per_decade=10)


class Neighbours(NamedTuple):
    """One example among draws of neighbours: what is said of it `(F, C)`, and the two planes."""

    said: Array
    by_running: Array
    label: int
    among: Specification
    running: Specification


class Folded(NamedTuple):
    """A network folded: the first unit's numbers, and the largest change of a probability."""

    worked: str
    most: float


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
    drawn = test_batches.draws(run, chosen, size, N_DRAWS if size > 1 else 1)
    company = [X[:, each] for each in drawn]
    batches = np.stack([test_batches.among(X[:, [chosen]], each)[0] for each in company])
    said = test_batches.by_own_batch(run, batches)[..., 0]
    ringed = np.zeros((len(drawn), labels.size), dtype=bool)
    np.put_along_axis(ringed, drawn, values=True, axis=1)
    points, domain = tested(run), replay.domain(run)
    by_running = test_batches.by_statistics(run, X[:, [chosen]], run.running[-1])[:, 0]
    return Neighbours(
        said,
        by_running,
        int(labels[chosen]),
        plane_of_one(
            test_batches.plane_among(run, company, RESOLUTIONS[size]),
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
    return test_batches.by_own_batch(run, batches)[..., 0]


@kept
def rescues(settings: Settings) -> str:
    """Train with smaller mini-batches, several seeds at once, and test in every way."""
    table: dict[int, dict[str, list[float]]] = {}
    for size in TRAINED_WITH:
        seeds = [replace(settings, batch_size=size, seed=seed) for seed in range(N_SEEDS)]
        runs = training.train_together(seeds, np.array([0, settings.steps]))
        each = [_ways(run, SIZES[1:]) for run in runs]
        table[size] = {way: [ways[way] for ways in each] for way in each[0]}
    return words.rescued(table)


def _ways(run: Run, sizes: tuple[int, ...]) -> dict[str, float]:
    """Return the accuracy by every way of testing: in mini-batches of these sizes, and by μ, σ²."""
    return {
        **{f"{size}": test_batches.accuracy_in_batches(run, size) for size in sizes},
        RUNNING: test_batches.accuracy(run, run.running[-1]),
        WHOLE: test_batches.accuracy(run, test_batches.statistics_of(run, run.data.X)),
    }


class GatheredFilm(NamedTuple):
    """The running averages of one unit for every β, drawn and said."""

    picture: Specification
    words: list[str]


@kept
def gathered(settings: Settings, layer: int, unit: int, what: str) -> GatheredFilm:
    """Gather a unit's `mean` or `variance` over the first mini-batches of the run, for every β."""
    run = training.train(replace(settings, steps=GATHERED_STEPS), np.arange(GATHERED_STEPS + 1))
    own = running.own_statistics(run)[:, running.unit_column(run, layer, unit, what)]
    found = running.gathered(own, BETAS, running.FIRST[what])
    title = {"mean": "μ", "variance": "σ²"}[what]
    return GatheredFilm(running_averages(found, title), words.at_every_beta(found, BETAS))


@kept
def folded(settings: Settings) -> Folded:
    """Fold batch norm into the weights, and compare what both say of the validation examples."""
    run = trained(settings)
    form, theta, X = settings.network, run.theta[-1], run.data.X_validation
    plain, folded_theta = network.fold(form, theta, run.running[-1])
    by_folded = network.forward(plain, plain.layers(folded_theta), run.data.inputs(X))[-1].A
    by_normed = test_batches.by_statistics(run, X, run.running[-1])
    (mean, variance), *_ = form.statistics(run.running[-1])
    layer, flat = form.layers(theta)[0], plain.layers(folded_theta)[0]
    return Folded(
        words.folded(layer, flat, mean, variance, unit=0),  # type: ignore[arg-type]
        float(np.abs(by_folded - by_normed).max()),
    )


@kept
def unbiased(settings: Settings) -> tuple[float, float, float]:
    """Return the accuracy with the biased and the unbiased variance, and how far they differ.

    The last is the largest difference of a probability over the validation examples.
    """
    run = trained(settings)
    X, labels, m = run.data.X_validation, run.data.labels_validation, settings.batch_size
    statistics = run.running[-1].copy()
    half = statistics.size // 2
    statistics[half:] *= m / (m - 1)
    both = [test_batches.by_statistics(run, X, each) for each in (run.running[-1], statistics)]
    one, other = (test_batches.right(each, labels) for each in both)
    return one, other, float(np.abs(both[0] - both[1]).max())
