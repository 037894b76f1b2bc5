"""Inputs that are moved, scaled, stretched and turned after training, and what networks make of it.

With statistics taken anew from the changed inputs, a first layer with batch norm undoes a move and
a common scale: `W (s x + c) = s W x + W c`, and then the mean `W c` is subtracted and the factor s
divided out, up to ε. Neither labels nor training are needed.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.lessons.batch_norm.company import by_statistics
from core.training import Run, data, network, replay
from core.training.data import Data, Labels
from core.training.replay import MARGIN, RESOLUTION
from core.types import Array

FRAMES = 21  # from the inputs as they were to the change asked for
EXAMPLES = 200  # new ones


@dataclass(frozen=True)
class Change:
    """What is done to inputs x `(2, 1)`, in this order: turned, stretched along x₁, scaled, moved.

    `turn` is in degrees against the clock, `move` along x₁.
    """

    move: float = 0.0
    scale: float = 1.0
    stretch: float = 1.0
    turn: float = 0.0


class Affine(NamedTuple):
    """`M x + c` at every frame: `M` is `(F, 2, 2)`, `c` is `(F, 2, 1)`."""

    M: Array
    c: Array


class Answers(NamedTuple):
    """What a network makes of the changed inputs, from frame to frame.

    `probabilities` `(F or 1, C, height, width)` are those over the picture, the same in all frames
    if there is one; `right` `(F, m)` says which inputs are classified right.
    """

    probabilities: Array
    right: NDArray[np.bool_]

    @property
    def accuracy(self) -> Array:
        """The share that is right at every frame, `(F,)`."""
        return self.right.mean(axis=1)


class Moved(NamedTuple):
    """New examples on their way to a change, in a picture from -reach to reach, and three answers.

    They are those of a network without batch norm, of one with it and with running averages, and
    of the same one with μ and σ² taken anew.
    """

    data: Data
    way: Affine
    domain: tuple[float, float]
    without: Answers
    running: Answers
    anew: Answers


def way_to(change: Change, frames: int = FRAMES) -> Affine:
    """Return the inputs' way from as they were to the change, evenly.

    >>> M, c = way_to(Change(move=1, scale=2), frames=2)
    >>> M[-1] @ [[1], [1]] + c[-1]
    array([[3.],
           [2.]])
    """
    share = np.linspace(0, 1, frames)
    angle = np.deg2rad(change.turn) * share
    along, common = change.stretch**share, change.scale**share
    cosine, sine = np.cos(angle), np.sin(angle)
    turned = np.array([[along * cosine, -along * sine], [sine, cosine]])
    c = np.zeros((frames, 2, 1))
    c[:, 0, 0] = change.move * share
    return Affine(np.moveaxis(common * turned, -1, 0), c)


def new_examples(run: Run) -> Data:
    """Return examples from the same source as those of a run, drawn with the next seed."""
    settings = run.settings
    return data.make(
        settings.data, settings.classes, EXAMPLES, settings.noise, 0, settings.seed + 1
    )


def moved(without: Run, with_norm: Run, change: Change) -> Moved:
    """Return what both networks, as trained, make of new examples on their way to the change."""
    examples = new_examples(with_norm)
    way = way_to(change)
    X = way.M @ examples.X + way.c
    farthest = MARGIN * float(np.abs(X).max())
    domain = -farthest, farthest
    return Moved(
        examples,
        way,
        domain,
        as_trained(without, X, examples.labels, domain),
        as_trained(with_norm, X, examples.labels, domain),
        anew(with_norm, X, examples.labels, domain),
    )


def as_trained(run: Run, X: Array, labels: Labels, domain: tuple[float, float]) -> Answers:
    """Return the answers of a network that changes nothing, to X `(F, 2, m)`."""
    form, theta = network.fold(run.settings.network, run.theta[-1], run.running[-1])
    layers = form.layers(theta)
    over_picture = network.forward(form, layers, run.data.inputs(replay.grid(domain)))[-1].A
    scores = network.forward(form, layers, run.data.inputs(X))[-1].Z
    return Answers(_as_picture(over_picture[np.newaxis]), scores.argmax(axis=-2) == labels)


def anew(run: Run, X: Array, labels: Labels, domain: tuple[float, float]) -> Answers:
    """Return the answers with every μ and σ² taken from X `(F, 2, m)` itself, frame by frame."""
    form, layers = run.settings.network, run.settings.network.layers(run.theta[-1])
    statistics = np.empty((len(X), form.n_statistics))
    scores = network.forward(form, layers, run.data.inputs(X), form.statistics(statistics))[-1].Z
    points = replay.grid(domain)
    # frame by frame: all at once would not fit the cache
    over_picture = np.stack([by_statistics(run, points, each) for each in statistics])
    return Answers(_as_picture(over_picture), scores.argmax(axis=-2) == labels)


def _as_picture(probabilities: Array) -> Array:
    return probabilities.reshape(*probabilities.shape[:-1], RESOLUTION, RESOLUTION)
