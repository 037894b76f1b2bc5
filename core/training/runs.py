"""Train networks and keep what is needed to show everything about them afterwards.

`train` takes settings and returns a `Run`: a value that pages replay, charts draw, tests compare.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.training import examples
from core.training.data import Data
from core.training.gradient_descent import State, Trainer, first_state, new_memory
from core.training.settings import DEFAULTS, Settings
from core.types import Array

MOST_FRAMES = 120
LARGEST_PARAMETER = 1e50  # of a parameter: scores of five layers of larger ones overflow a float64
MOST_ABREAST = 1600  # examples: the mini-batches of networks side by side that fit the cache

MAY_DIFFER = (
    *("data", "noise", "initialization", "seed"),
    *("learning_rate", "decay", "beta1", "beta2", "epsilon"),
)

Steps = NDArray[np.intp]
Progress = Callable[[int, State], None]


@dataclass(frozen=True)
class Run:
    """A finished run: what the network was at some of its steps, from which all else is computed.

    `steps` `(F,)` are the steps that were kept, 0 for the start; `theta` `(F, P)` and `running`
    `(F, R)` are the parameters and the running averages of μ and σ² after each of them. If a
    parameter passed `LARGEST_PARAMETER`, `diverged_at` is the step that did it and the frames end
    before.
    """

    settings: Settings
    data: Data
    steps: NDArray[np.intp]
    theta: Array
    running: Array
    diverged_at: int | None = None


def train(
    settings: Settings,
    steps: NDArray[np.intp] | None = None,
    progress: Progress | None = None,
) -> Run:
    """Train one network through every leg of its settings and keep it at the given steps.

    `steps` rise, 0 being the start; left out, they are `film_steps`. `progress` is called with
    each of them and the state there, which it must not change.

    >>> run = train(Settings(steps=100))
    >>> run.theta.shape == (len(run.steps), run.settings.network.n_parameters)
    True
    """
    return train_together([settings], steps, progress)[0]


def train_together(
    settings: Sequence[Settings],
    steps: NDArray[np.intp] | None = None,
    progress: Progress | None = None,
) -> list[Run]:
    """Train networks of one form side by side: the same runs as one by one, sooner.

    Raises ValueError if they differ in more than numbers, data and seeds.
    """
    if len({form_of(each) for each in settings}) > 1:
        raise ValueError("settings differ in form; only numbers, data and seeds may differ")
    keep = film_steps(settings[0].total_steps) if steps is None else steps
    group = max(1, MOST_ABREAST // settings[0].batch_size)
    return [
        run
        for first in range(0, len(settings), group)
        for run in _train_group(settings[first : first + group], keep, progress)
    ]


def film_steps(total: int, frames: int = MOST_FRAMES, power: float = 1.5) -> NDArray[np.intp]:
    """Return at most so many steps from 0 to the total, closer together where most is learned.

    The greater the power, the longer the film stays with the first steps.
    """
    return np.unique(np.round(total * np.linspace(0, 1, frames) ** power).astype(np.intp))


def states(group: Sequence[Settings], steps: NDArray[np.intp]) -> Iterator[tuple[int, State]]:
    """Yield each of the steps, rising from 0, and the state after it: live, so copy what you keep.

    Each leg goes on from the parameters of the one before, with an optimizer new to them.
    """
    state, begun = first_state(*group), 0
    for legs in zip(*(settings.plan for settings in group), strict=True):
        trainer = Trainer(*legs, start=new_memory(legs[0], state.theta, state.running))
        state, end = trainer.state, begun + legs[0].steps
        first = begun + 1 if begun else 0  # the step where two legs meet belongs to the earlier
        for t in steps[(steps >= first) & (steps <= end)].tolist():
            trainer.advance(t - begun - trainer.steps_taken)
            yield t, state
        if end >= steps[-1]:
            return
        trainer.advance(end - begun - trainer.steps_taken)
        begun = end


def form_of(settings: Settings) -> Settings:
    """Return the settings with all that networks trained together may differ in left at default.

    Networks of equal form can be trained together.
    """
    same = {name: getattr(DEFAULTS, name) for name in MAY_DIFFER}
    legs = tuple(replace(leg, learning_rate=DEFAULTS.learning_rate) for leg in settings.legs)
    return replace(settings, **same, l2=float(settings.l2 > 0), legs=legs)


def _train_group(
    group: Sequence[Settings], keep: NDArray[np.intp], progress: Progress | None
) -> list[Run]:
    kept_theta, kept_running = [], []
    for t, state in states(group, keep):
        kept_theta.append(np.atleast_2d(state.theta).copy())
        kept_running.append(np.atleast_2d(state.running).copy())
        if progress:
            progress(t, state)
        if not _is_sound(state.theta).any():
            break
    theta, running = np.stack(kept_theta, axis=1), np.stack(kept_running, axis=1)  # (K, F, …)
    return [_run(settings, keep, theta[k], running[k]) for k, settings in enumerate(group)]


def _run(settings: Settings, keep: NDArray[np.intp], theta: Array, running: Array) -> Run:
    """Return the run up to the last frame in which every parameter was sound."""
    sound = _is_sound(theta)
    frames, diverged_at = len(theta), None
    if not sound.all():
        frames = int(sound.argmin())
        between = np.arange(keep[frames - 1] if frames else 0, keep[frames] + 1)
        diverged_at = next(
            t for t, state in states([settings], between) if not _is_sound(state.theta)
        )
    return Run(
        settings,
        examples.of(settings),
        keep[:frames],
        theta[:frames],
        running[:frames],
        diverged_at,
    )


def _is_sound(theta: Array) -> NDArray[np.bool_]:
    """Return whether all parameters of each network are numbers with which one can go on."""
    sound: NDArray[np.bool_] = np.all(np.abs(theta) <= LARGEST_PARAMETER, axis=-1)
    return sound
