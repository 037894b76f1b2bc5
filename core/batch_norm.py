"""Batch norm: give every hidden unit the mean and variance that it has learned to want.

`Z` is `(n, m)`: n units, the m examples of a mini-batch as columns; γ, β, μ and σ² are `(n, 1)`.
Axes may stand in front of these: K networks at once are `(K, n, m)` and `(K, n, 1)`.
Variances are biased, `mean((z - μ)²)`, and ε stands inside the root (Ioffe and Szegedy, 2015;
lesson D1). PyTorch keeps an unbiased running variance; ours is the lesson's.
"""

from typing import NamedTuple

import numpy as np

from core.types import Array

EPSILON = 1e-5


class Statistics(NamedTuple):
    """The mean and the variance of every unit, each `(n, 1)`."""

    mean: Array
    variance: Array


class Normalized(NamedTuple):
    """What training keeps of a normalization: `Z_norm` `(n, m)`, σ `(n, 1)`, `Z_tilde` `(n, m)`."""

    Z_norm: Array
    sigma: Array
    Z_tilde: Array


def in_training(Z: Array, gamma: Array, beta: Array, statistics: Statistics) -> Normalized:
    """Normalize a mini-batch by its own mean and variance, then scale by γ and shift by β.

    `μ = mean(z)`, `σ² = mean((z-μ)²)`, `z_norm = (z-μ) / sqrt(σ²+ε)`, `z̃ = γ z_norm + β`
    (lesson D1). μ and σ² are written into `statistics`.

    >>> statistics = Statistics(np.empty((1, 1)), np.empty((1, 1)))
    >>> gamma, beta = np.array([[2.0]]), np.array([[5.0]])
    >>> in_training(np.array([[1.0, 3.0]]), gamma, beta, statistics).Z_tilde.round(3)
    array([[3., 7.]])
    >>> statistics.mean.item(), statistics.variance.item()
    (2.0, 1.0)
    """
    m = Z.shape[-1]
    average = np.full((m, 1), 1 / m)  # Z @ average is the mean over the mini-batch
    mu = np.matmul(Z, average, out=statistics.mean)
    centred = Z - mu
    variance = np.matmul(centred * centred, average, out=statistics.variance)
    return scale_and_shift(centred, variance, gamma, beta)


def at_test_time(Z: Array, gamma: Array, beta: Array, statistics: Statistics) -> Normalized:
    """Normalize by estimates of μ and σ² from training: one example alone will do (lesson D7)."""
    return scale_and_shift(Z - statistics.mean, statistics.variance, gamma, beta)


def scale_and_shift(centred: Array, variance: Array, gamma: Array, beta: Array) -> Normalized:
    """Return `γ (z-μ) / sqrt(σ²+ε) + β` and what led to it, from `z-μ` and σ²."""
    sigma = np.sqrt(variance + EPSILON)
    Z_norm = centred / sigma
    Z_tilde = gamma * Z_norm + beta
    return Normalized(Z_norm, sigma, Z_tilde)


def backward(
    dZ_tilde: Array, forward: Normalized, gamma: Array, d_gamma: Array, d_beta: Array
) -> Array:
    """Return dZ, and write dγ and dβ where they belong.

    `dβ = Σ dz̃`, `dγ = Σ dz̃ z_norm`, and since μ and σ² depend on every example,
    `dz = γ/σ (dz̃ - dβ/m - z_norm dγ/m)` (Ioffe and Szegedy, 2015, section 3).
    """
    m = dZ_tilde.shape[-1]
    total = np.ones((m, 1))
    np.matmul(dZ_tilde, total, out=d_beta)
    np.matmul(dZ_tilde * forward.Z_norm, total, out=d_gamma)
    along = forward.Z_norm * (d_gamma / m)
    return (gamma / forward.sigma) * (dZ_tilde - d_beta / m - along)
