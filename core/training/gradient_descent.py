"""Gradient descent, a mini-batch a step: the loop at the heart of every training run.

for each mini-batch:   forward, batch norm with the mini-batch's own μ and σ²  (lesson D4)
                       backward: dW, and db or dγ and dβ
                       the optimizer updates theta
                       the running averages of μ and σ² follow                 (lesson D7)
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.averages import update, weight_seen
from core.optimizers import OPTIMIZERS, Hyperparameters
from core.training import data, examples, network
from core.training.network import Pass
from core.training.settings import Settings
from core.training.tape import Tape
from core.types import Array

RUNNING_BETA = 0.9  # how slowly the running averages of μ and σ² forget
RUNNING_START = {"mean": 0.0, "variance": 1.0}


class State(NamedTuple):
    """All that a step changes; with K networks, K stands in front of each.

    The parameters `(P,)`, the averages the optimizer remembers, each `(P,)`, and the running
    averages of μ and σ², `(R,)`.
    """

    theta: Array
    memory: Sequence[Array]
    running: Array


def first_state(*settings: Settings) -> State:
    """Return the state before the first step: random weights, μ = 0 and σ² = 1."""
    form = settings[0].network
    theta = [network.initialize(form, each.initialization, each.seed) for each in settings]
    running = np.repeat(list(RUNNING_START.values()), form.n_statistics // 2)
    return new_memory(settings[0], _in_front(theta), _in_front([running] * len(settings)))


def new_memory(settings: Settings, theta: Array, running: Array) -> State:
    """Return a state from which to go on with an optimizer that remembers nothing yet."""
    remembered = OPTIMIZERS[settings.optimizer].remembers
    return State(theta.copy(), [np.zeros_like(theta) for _ in remembered], running.copy())


def step(
    settings: Settings,
    state: State,
    X: Array,
    Y: Array,
    hyper: Hyperparameters,
    gradient: Array,
    statistics: Array,
) -> list[Pass]:
    """Take one step of gradient descent on one mini-batch, X `(n_0, m)` and Y `(C, m)`.

    Changes the state in place, writes the gradient `(P,)` and the mini-batch's μ and σ², and
    returns the way forward for those who want to look (lesson D4).
    """
    form = settings.network
    layers = form.layers(state.theta)
    passes = network.forward(form, layers, X, form.statistics(statistics))
    network.backward(form, layers, X, passes, Y, form.layers(gradient))
    if settings.l2:
        gradient += hyper.l2 * (form.is_weight * state.theta)
    OPTIMIZERS[settings.optimizer].step(state.theta, gradient, state.memory, hyper)
    if form.batch_norm:
        state.running[...] = update(state.running, statistics, RUNNING_BETA)
    return passes


class Trainer:
    """A run on its way: one network, or K that differ only in numbers, step by step.

    The settings of K networks must agree in all that decides the form of a step: the network, the
    optimizer, the batch size, the number of examples, whether there is L2. Data, seeds and
    hyperparameters are each network's own. The state is `(P,)` for one and `(K, P)` for K.
    """

    def __init__(self, *settings: Settings, start: State) -> None:
        self.settings = settings[0]
        self.state = start
        self.steps_taken = 0
        self._examples = _in_front([_stacked_examples(each) for each in settings])
        self._shuffled = self._examples.copy()
        *_, rows, m = self._examples.shape
        self._shuffles = list(
            zip(
                self._examples.reshape(-1, rows, m),
                self._shuffled.reshape(-1, rows, m),
                [examples.epoch_orders(each.seed, m) for each in settings],
                strict=True,
            )
        )
        self._hyper = _side_by_side([_constants(each) for each in settings])
        batches = math.ceil(m / self.settings.batch_size)
        self._schedule = _side_by_side([_schedule(each, batches) for each in settings])
        self._now = self._schedule[0].copy()
        self._batches_per_epoch = batches
        self._tapes: dict[int, tuple[Array, Tape]] = {}

    def advance(self, steps: int) -> None:
        """Train for so many steps, a mini-batch a step; the examples are reshuffled every epoch."""
        with np.errstate(all="ignore"):  # a run that diverges is found by its state
            for t in range(self.steps_taken, self.steps_taken + steps):
                self._now[...] = self._schedule[t]
                self._step_on(self._mini_batch(t))
        self.steps_taken += steps

    def _mini_batch(self, t: int) -> Array:
        """Return the examples of step t, x over y; the last ones of an epoch may be fewer."""
        place = t % self._batches_per_epoch
        if place == 0:
            for in_order, shuffled, orders in self._shuffles:
                in_order.take(next(orders), axis=-1, out=shuffled, mode="clip")
        size = self.settings.batch_size
        return self._shuffled[..., place * size : (place + 1) * size]

    def _step_on(self, batch: Array) -> None:
        """Play the tape of a step on so many examples, or record the first such step."""
        size = batch.shape[-1]
        if size in self._tapes:
            memory, tape = self._tapes[size]
            memory[...] = batch
            tape.play()
        else:
            self._tapes[size] = self._record_step(batch.copy())

    def _record_step(self, memory: Array) -> tuple[Array, Tape]:
        tape = Tape()
        theta, averages, running = self.state
        batch = tape.array(memory)
        step(
            self.settings,
            State(tape.array(theta), [tape.array(a) for a in averages], tape.array(running)),
            batch[..., :2, :],
            batch[..., 2:, :],
            Hyperparameters(*map(tape.array, _views(self._now)), *_views(self._hyper)),
            gradient=tape.array(np.empty_like(theta)),
            statistics=tape.array(np.empty_like(running)),
        )
        return memory, tape


def _stacked_examples(settings: Settings) -> Array:
    """Return the training inputs as columns, x over one-hot y, `(2 + C, m)`."""
    made = examples.of(settings)
    return np.vstack([made.inputs(made.X), data.one_hot(made.labels, settings.classes)])


def _schedule(settings: Settings, batches_per_epoch: int) -> Array:
    """Return this run's α, 1 - β1^t and 1 - β2^t for every step t = 1, 2, …, `(steps, 3)`."""
    t = np.arange(1, settings.steps + 1)
    epoch = (t - 1) // batches_per_epoch
    learning_rate = settings.learning_rate / (1 + settings.decay * epoch)
    corrections = weight_seen(settings.beta1, t), weight_seen(settings.beta2, t)
    return np.stack([learning_rate, *corrections], axis=1)


def hyperparameters(settings: Settings, t: int, m: int) -> Hyperparameters:
    """Return what steers step t of a leg, 1 for the first, on m training examples."""
    now = _schedule(settings, math.ceil(m / settings.batch_size))[t - 1]
    return Hyperparameters(*now, *_constants(settings))


def _constants(settings: Settings) -> Array:
    return np.array([settings.beta1, settings.beta2, settings.epsilon, settings.l2])


def _in_front(arrays: Sequence[Array]) -> Array:
    """Return the array of one network as it is, those of K networks with K in front."""
    return arrays[0] if len(arrays) == 1 else np.stack(arrays)


def _side_by_side(rows: Sequence[Array]) -> Array:
    """Return numbers of one network `(…, n)` as they are, of K networks as `(…, n, K, 1)`."""
    return rows[0] if len(rows) == 1 else np.stack(rows, axis=-1)[..., np.newaxis]


def _views(numbers: Array) -> list[Array]:
    return [numbers[i, ...] for i in range(len(numbers))]
