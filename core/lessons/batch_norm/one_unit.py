"""One hidden unit in one mini-batch: its z, z normalized, and z scaled and shifted."""

from typing import NamedTuple

import numpy as np

from core import batch_norm
from core.training import Run, network
from core.training.network import BatchNormed
from core.types import Array


class Unit(NamedTuple):
    """A unit's z over a mini-batch `(m,)`, and the γ and β that it has learned."""

    z: Array
    learned: tuple[float, float]

    @property
    def undo(self) -> tuple[float, float]:
        """The γ and β with which z̃ is z again: `γ = sqrt(σ² + ε)`, `β = μ` (lesson D2)."""
        return float(np.sqrt(self.z.var() + batch_norm.EPSILON)), float(self.z.mean())


class NormalizedUnit(NamedTuple):
    """μ and σ² of a mini-batch, and what batch norm makes of every example, `(m,)` each."""

    mean: float
    variance: float
    z_norm: Array
    z_tilde: Array


def unit_of(run: Run, layer: int, unit: int) -> Unit:
    """Return a unit of a hidden layer as trained, fed the first mini-batch of the examples.

    Layers and units are counted from 0. Raises ValueError if the run has no batch norm there.
    """
    form = run.settings.network
    layers = form.layers(run.theta[-1])
    X = run.data.inputs(run.data.X)[:, : run.settings.batch_size]
    passes = network.forward(form, layers, X, form.statistics(np.empty(form.n_statistics)))
    parameters = layers[layer]
    if not isinstance(parameters, BatchNormed):
        raise ValueError(f"layer {layer} has no batch norm")
    learned = parameters.gamma[unit].item(), parameters.beta[unit].item()
    return Unit(passes[layer].Z[unit], learned)


def work_out(z: Array, gamma: float, beta: float) -> NormalizedUnit:
    """Return what batch norm makes of z `(m,)`, with this γ and β.

    Source: lesson D1.

    >>> work_out(np.array([1.0, 3.0]), gamma=2.0, beta=5.0).z_tilde.round(3)
    array([3., 7.])
    """
    statistics = batch_norm.Statistics(np.empty((1, 1)), np.empty((1, 1)))
    done = batch_norm.in_training(
        z[np.newaxis], np.array([[gamma]]), np.array([[beta]]), statistics
    )
    mean, variance = statistics.mean.item(), statistics.variance.item()
    return NormalizedUnit(mean, variance, done.Z_norm[0], done.Z_tilde[0])


def in_numbers(unit: Unit, worked: NormalizedUnit, gamma: float, beta: float) -> str:
    """Say how the first example comes out, with all its numbers."""
    z, z_norm, z_tilde = unit.z[0], worked.z_norm[0], worked.z_tilde[0]
    return (
        f"The network as trained, fed its first {unit.z.size} examples as one mini-batch: they "
        f"give μ = {worked.mean:.3f} and σ² = {worked.variance:.3f}. Its first example: z_norm = "
        f"({z:.3f} - {worked.mean:.3f}) / √({worked.variance:.3f} + {batch_norm.EPSILON:g}) = "
        f"{z_norm:.3f}, and z̃ = {gamma:.3f} · {z_norm:.3f} + {beta:.3f} = **{z_tilde:.3f}**. The "
        f"network learned γ = {unit.learned[0]:.3f} and β = {unit.learned[1]:.3f}."
    )
