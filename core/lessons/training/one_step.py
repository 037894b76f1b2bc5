"""One step of a run, taken apart: every number of one mini-batch, before, during and after."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.batch_norm import Statistics
from core.optimizers import OPTIMIZERS, Hyperparameters
from core.softmax import cross_entropy
from core.training import Run, examples, gradient_descent, runs
from core.training.data import Labels, one_hot
from core.training.gradient_descent import State, new_memory
from core.training.network import Layer, Pass
from core.training.settings import Settings
from core.types import Array


@dataclass(frozen=True)
class Inside:
    """What step t of a run computed; everything layer by layer, first layer first.

    `X` `(2, m)`, `labels` `(m,)` and `Y` `(C, m)` are the mini-batch; `passes` the way forward and
    `losses` `(m,)` where it ended; `gradients` dW, db or dγ, dβ; `statistics` the μ and σ² of the
    mini-batch, empty without batch norm. `memory` are the averages that the optimizer keeps,
    after the step, by name. `run` holds the network before the step and after it, as two frames.
    """

    settings: Settings
    step: int
    X: Array
    labels: Labels
    Y: Array
    hyper: Hyperparameters
    before: Sequence[Layer]
    passes: Sequence[Pass]
    losses: Array
    gradients: Sequence[Layer]
    statistics: Sequence[Statistics]
    memory: dict[str, Sequence[Layer]]
    after: Sequence[Layer]
    running: Sequence[Statistics]
    run: Run


def look_inside(settings: Settings, t: int) -> Inside:
    """Return everything about step t, 1 for the first, by training up to it and taking it again.

    Raises ValueError if the run has no step t.
    """
    if not 1 <= t <= settings.total_steps:
        raise ValueError(f"step is {t}; this run has steps 1 to {settings.total_steps}")
    leg, steps_of_leg = settings.leg_of(t)
    state = _state_before(settings, t, leg if steps_of_leg == 1 else None)
    *_, columns = examples.mini_batches(settings, t)
    data = examples.of(settings)
    X, labels = data.inputs(data.X)[:, columns], data.labels[columns]
    Y = one_hot(labels, settings.classes)
    form = settings.network
    hyper = gradient_descent.hyperparameters(leg, steps_of_leg, data.labels.size)
    before, gradient = state.theta.copy(), np.empty_like(state.theta)
    running_before = state.running.copy()
    statistics = np.empty_like(state.running)
    with np.errstate(all="ignore"):
        passes = gradient_descent.step(leg, state, X, Y, hyper, gradient, statistics)
        losses = cross_entropy(passes[-1].Z, Y)
    names = OPTIMIZERS[leg.optimizer].remembers
    return Inside(
        settings=leg,
        step=t,
        X=X,
        labels=labels,
        Y=Y,
        hyper=hyper,
        before=form.layers(before),
        passes=passes,
        losses=losses,
        gradients=form.layers(gradient),
        statistics=form.statistics(statistics),
        memory={name: form.layers(rows) for name, rows in zip(names, state.memory, strict=True)},
        after=form.layers(state.theta),
        running=form.statistics(state.running),
        run=Run(
            leg,
            data,
            np.array([t - 1, t]),
            np.stack([before, state.theta]),
            np.stack([running_before, state.running]),
        ),
    )


def _state_before(settings: Settings, t: int, new_leg: Settings | None) -> State:
    """Return the state from which step t starts; a new leg's optimizer remembers nothing yet."""
    _, state = next(runs.states([settings], np.array([t - 1])))
    if new_leg:
        return new_memory(new_leg, state.theta, state.running)
    memory = [rows.copy() for rows in state.memory]
    return State(state.theta.copy(), memory, state.running.copy())
