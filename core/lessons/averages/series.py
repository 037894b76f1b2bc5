"""Numbers that arrive one a day, to learn on."""

import numpy as np
from numpy.typing import NDArray

from core import averages
from core.training import train
from core.training.replay import curves
from core.training.settings import Settings
from core.types import Array


def temperatures(days: int = 365, seed: int = 3) -> Array:
    """Return simulated daily temperatures in °C, shape (days,), the first on a 1 July.

    A season of ±9 °C around 11 °C, and weather: noise that itself forgets with β = 0.7.

    >>> temperatures(3).shape
    (3,)
    """
    day = np.arange(days)
    season = 11 + 9 * np.cos(2 * np.pi * (day - 20) / 365)
    noise = np.random.default_rng(seed).normal(scale=7, size=days)
    return np.round(season + averages.ewma(noise, beta=0.7), 1)


def training_loss(steps: int = 300, seed: int = 0) -> Array:
    """Return the loss on each mini-batch of a real training run, shape (steps,): a noisy descent.

    >>> training_loss(steps=2).shape
    (2,)
    """
    settings = Settings(steps=steps, batch_size=16, seed=seed)
    run = train(settings, steps=np.arange(steps + 1))
    return curves(run).mini_batch_loss[1:]


def step(days: int = 200, at: int = 50) -> Array:
    """Return 0 before day `at` and 1 from then on, shape (days,); days count from 1.

    >>> step(5, at=3)
    array([0., 0., 1., 1., 1.])
    """
    return np.where(np.arange(1, days + 1) < at, 0.0, 1.0)


def spike(days: int = 200, at: int = 50) -> Array:
    """Return 1 on day `at` and 0 on all others, shape (days,); days count from 1.

    >>> spike(5, at=3)
    array([0., 0., 1., 0., 0.])
    """
    return np.where(np.arange(1, days + 1) == at, 1.0, 0.0)


def thin(days: int, at_most: int = 400) -> NDArray[np.int64]:
    """Return the days to draw of 1 … days, evenly spread, the first and the last included.

    >>> thin(9, at_most=3)
    array([1, 5, 9])
    """
    return np.linspace(1, days, min(days, at_most)).round().astype(np.int64)
