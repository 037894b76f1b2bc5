"""One hidden unit in one mini-batch: z, z normalized, scaled and shifted, and its activation."""

from typing import NamedTuple

import numpy as np

from core import batch_norm
from core.activations import ACTIVATIONS
from core.training import Run, network
from core.training.data import one_hot
from core.training.network import BatchNormed, Pass
from core.types import Array


class Unit(NamedTuple):
    """A unit's z over a mini-batch `(m,)`, the γ and β that it has, and its activation."""

    z: Array
    learned: tuple[float, float]
    activation: str

    @property
    def undo(self) -> tuple[float, float]:
        """The γ and β with which z̃ is z again: `γ = sqrt(σ² + ε)`, `β = μ` (lesson D2)."""
        return float(np.sqrt(self.z.var() + batch_norm.EPSILON)), float(self.z.mean())


class NormalizedUnit(NamedTuple):
    """μ and σ² of a mini-batch, and what becomes of every example, `(m,)` each."""

    mean: float
    variance: float
    z: Array
    z_norm: Array
    z_tilde: Array
    a: Array


def unit_of(run: Run, layer: int, unit: int, frame: int = -1) -> Unit:
    """Return a unit of a hidden layer at a frame of a run, fed the first mini-batch of examples.

    Layers and units are counted from 0. Raises ValueError if the run has no batch norm there.
    """
    parameters = run.settings.network.layers(run.theta[frame])[layer]
    if not isinstance(parameters, BatchNormed):
        raise ValueError(f"layer {layer} has no batch norm")
    learned = parameters.gamma[unit].item(), parameters.beta[unit].item()
    return Unit(_passes(run, frame)[layer].Z[unit], learned, run.settings.activation)


def work_out(unit: Unit, gamma: float, beta: float, bias: float = 0.0) -> NormalizedUnit:
    """Return what batch norm makes of `z + bias`, with this γ and β.

    Source: lesson D1.

    >>> unit = Unit(np.array([1.0, 3.0]), learned=(1.0, 0.0), activation="relu")
    >>> work_out(unit, gamma=2.0, beta=-1.0).z_tilde.round(3)
    array([-3.,  1.])
    >>> work_out(unit, gamma=2.0, beta=-1.0).a.round(3)
    array([0., 1.])
    """
    statistics = batch_norm.Statistics(np.empty((1, 1)), np.empty((1, 1)))
    z = unit.z + bias
    done = batch_norm.in_training(
        z[np.newaxis], np.array([[gamma]]), np.array([[beta]]), statistics
    )
    a = ACTIVATIONS[unit.activation].function(done.Z_tilde)
    mean, variance = statistics.mean.item(), statistics.variance.item()
    return NormalizedUnit(mean, variance, z, done.Z_norm[0], done.Z_tilde[0], a[0])


def bias_gradient(run: Run, layer: int, frame: int = -1) -> Array:
    """Return ∂L/∂b of every unit of a layer with batch norm, had it a bias, `(n_l,)`.

    A bias is the weight of an input that is always 1: the gradient of such a weight is Σ dz over
    the mini-batch. Subtracting the mean makes it 0 (lesson D3).
    """
    form = run.settings.network
    layers = form.layers(run.theta[frame])[layer:]
    X = _first_examples(run)
    Y = one_hot(run.data.labels[: X.shape[1]], run.settings.classes)
    gradients = [type(each)(*map(np.empty_like, each)) for each in layers]
    always_one = np.ones((1, X.shape[1]))
    gradients[0] = gradients[0]._replace(W=np.empty((len(layers[0].W), 1)))
    network.backward(form, layers, always_one, _passes(run, frame)[layer:], Y, gradients)
    return gradients[0].W[:, 0]


def moved_by_scaling(run: Run, layer: int, factor: float, frame: int = -1) -> float:
    """Return by how much any activation changes at most, from that layer on, if its W is scaled.

    σ grows as W does, so that `z_norm` stays, but for ε: batch norm takes the size of W away.
    """
    scaled = _passes(run, frame, scaled_layer=layer, factor=factor)
    both = zip(_passes(run, frame)[layer:], scaled[layer:], strict=True)
    return max(float(np.abs(one.A - other.A).max()) for one, other in both)


def _first_examples(run: Run) -> Array:
    return run.data.inputs(run.data.X)[:, : run.settings.batch_size]


def _passes(run: Run, frame: int, scaled_layer: int = 0, factor: float = 1.0) -> list[Pass]:
    """Return the way of the first mini-batch through the network, one layer's W scaled."""
    form = run.settings.network
    layers = form.layers(run.theta[frame].copy())
    layers[scaled_layer].W[...] *= factor
    statistics = form.statistics(np.empty(form.n_statistics))
    return network.forward(form, layers, _first_examples(run), statistics)
