"""How much each hyperparameter matters, beside Optuna's fANOVA of the same 300 trials.

Ours is the share of the variance of the ranks that lies between the bins of a hyperparameter, with
the spread that 95 of 100 random halves of the trials have, as on the page. fANOVA (Hutter, Hoos and
Leyton-Brown, 2014) fits a forest to the same ranks and takes the shares from that.

On the linear scale of α the two ask different things: the page counts every trial alike, and seven
of eight lie in the first bin of α; fANOVA counts every part of the axis alike. `by width` counts as
fANOVA does: each trial weighs the less, the more trials share its bin of α.
"""

import warnings
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import optuna
from optuna.distributions import FloatDistribution
from optuna.exceptions import ExperimentalWarning
from optuna.importance import FanovaImportanceEvaluator, get_param_importances

from benchmarks.side_by_side import Row
from core.lessons.tuning import importance, search
from core.lessons.tuning.importance import ALPHA, HIGH, LOW, SCALES_OF_ALPHA, Indices
from core.lessons.tuning.study import KNOBS, NAMES, Study
from core.types import Array

TREES = 64


class Share(NamedTuple):
    """A share of the variance, and from where to where 95 of 100 halves of the trials have it."""

    of_all: float
    low: float
    high: float


def rows() -> Iterator[Row]:
    """Yield a line for each hyperparameter on each scale of α, and one for α by width."""
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = Study()
    places, ranks = study.places(), importance.ranks(search.validation_losses(study.settings()))
    ours = importance.measured(places, ranks, study.seed)
    for scale in SCALES_OF_ALPHA:
        theirs = fanova(places, ranks, scale)
        found = ours.explained[scale]
        for name, *share in zip(NAMES, found.of_all, found.low, found.high, strict=True):
            yield _row(f"importance of {name}, α {scale}", Share(*share), theirs[name])
    share = by_width(importance.bins(KNOBS[ALPHA].searched, places[:, ALPHA], scale), ranks)
    yield _row(f"importance of α, α {scale}, by width", share, theirs[NAMES[ALPHA]])


def fanova(places: Array, ranks: Array, scale: str) -> dict[str, float]:
    """Return each hyperparameter's share of the variance by Optuna, α on this scale."""
    axes = np.stack(
        [
            importance.along(knob.searched, u, scale if i == ALPHA else "")
            for i, (knob, u) in enumerate(zip(KNOBS, places.T, strict=True))
        ],
        axis=1,
    )
    study = optuna.create_study()
    study.add_trials(
        optuna.trial.create_trial(
            params=dict(zip(NAMES, row, strict=True)),
            distributions=dict.fromkeys(NAMES, FloatDistribution(0, 1)),
            value=rank,
        )
        for row, rank in zip(axes.tolist(), ranks.tolist(), strict=True)
    )
    forest = FanovaImportanceEvaluator(n_trees=TREES, seed=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ExperimentalWarning)  # of `normalize`
        return get_param_importances(study, evaluator=forest, normalize=False)


def by_width(bins: Indices, y: Array) -> Share:
    """Return the share of the variance of y between bins that count alike, free of chance.

    As `importance.explained`, with so many trials as the weights are worth, `(Σ w)² / Σ w²`.
    """
    halves = importance.halves(len(y), Study().seed)
    shares = [_weighted(bins[half], y[half]) for half in halves]
    return Share(_weighted(bins, y), *np.percentile(shares, (LOW, HIGH)))


def _weighted(bins: Indices, y: Array) -> float:
    count = np.bincount(bins)
    w = 1 / count[bins]
    n, b = w.sum() ** 2 / (w**2).sum(), (count > 0).sum()
    mean = np.average(y, weights=w)
    means = np.bincount(bins, w * y)[count > 0]  # each bin weighs 1 in all
    between, around = ((means - mean) ** 2).sum(), (w * (y - mean) ** 2).sum()
    return float(1 - (1 - between / around) * (n - 1) / (n - b))


def _row(name: str, ours: Share, theirs: float) -> Row:
    within = ours.low <= theirs <= ours.high
    return Row(
        f"{name} / Optuna's fANOVA",
        f"{ours.of_all:.3f}",
        f"{theirs:.3f}",
        f"{'within' if within else 'not within'} {ours.low:.3f} … {ours.high:.3f}",
    )
