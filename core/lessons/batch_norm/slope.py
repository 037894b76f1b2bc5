"""How far one can walk down a gradient before the loss rises again."""

from typing import NamedTuple

import numpy as np

from core.lessons.batch_norm.gradient_shift import gradient
from core.softmax import cross_entropy
from core.training import Run, network
from core.training.data import one_hot
from core.training.replay import EXAMPLES_TO_SHOW
from core.training.runs import Steps
from core.types import Array

LENGTHS = np.geomspace(0.01, 100, 30)
LOOKS = 16


class Slope(NamedTuple):
    """The change of the loss after steps of `lengths` `(S,)` down the gradient, `(T, S)`.

    It is taken after each of the `steps` `(T,)` of a run, on one large mini-batch.
    """

    steps: Steps
    lengths: Array
    changes: Array

    @property
    def longest(self) -> Array:
        """The longest step up to which no step raises the loss, `(T,)`; 0 if every one does."""
        rises = self.changes > 0
        first = np.where(rises.any(axis=1), rises.argmax(axis=1), len(self.lengths))
        return np.concatenate([[0.0], self.lengths])[first]


def both(without: Run, with_norm: Run) -> tuple[Slope, Slope]:
    """Return the slopes of two runs after the same steps, those that both reached."""
    n_frames = min(len(without.steps), len(with_norm.steps))
    frames = np.unique(np.linspace(0, n_frames - 1, LOOKS).round().astype(np.intp))
    return along_gradient(without, frames), along_gradient(with_norm, frames)


def along_gradient(run: Run, frames: Steps, lengths: Array = LENGTHS) -> Slope:
    """Return how the loss changes on the way down the gradient, at some frames of a run.

    `loss(θ - η g) - loss(θ)` for every length η, all of them in one pass forward. What is not
    finite counts as infinite.

    Source: Santurkar et al., 2018, section 3.
    """
    data = run.data
    X = data.inputs(data.X[:, :EXAMPLES_TO_SHOW])
    Y = one_hot(data.labels[:EXAMPLES_TO_SHOW], run.settings.classes)
    form, changes = run.settings.network, np.empty((len(frames), len(lengths)))
    with np.errstate(all="ignore"):
        for row, theta in zip(changes, run.theta[frames], strict=True):
            g = gradient(form, theta, X, Y)
            walked = theta - np.append(0, lengths)[:, np.newaxis] * g
            statistics = form.statistics(np.empty((len(walked), form.n_statistics)))
            Z = network.forward(form, form.layers(walked), X, statistics)[-1].Z
            loss = cross_entropy(Z, Y, axis=-2).mean(axis=-1)
            row[:] = loss[1:] - loss[0]
    return Slope(run.steps[frames], lengths, np.where(np.isnan(changes), np.inf, changes))
