"""A network with softmax output: its parameters, one pass forward, one pass back.

All parameters of a network are one flat vector `theta` `(P,)`; the `W`, `b`, `γ`, `β` of each layer
are views of it. Columns are examples: `X` is `(n_0, m)`, `W` is `(n_l, n_{l-1})`. Every function
also takes K networks at once, `theta` `(K, P)`, and then returns `(K, n, m)`: the same lines, with
one more axis in front.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from core import batch_norm
from core.activations import ACTIVATIONS
from core.batch_norm import Normalized, Statistics
from core.softmax import softmax
from core.types import Array


class Linear(NamedTuple):
    """The parameters of a layer that computes `Z = W A_prev + b`: b is `(n, 1)`."""

    W: Array
    b: Array


class BatchNormed(NamedTuple):
    """The parameters of a layer with batch norm: γ and β are `(n, 1)`.

    b is dropped: whatever it adds, subtracting the mean takes away (lesson D3).
    """

    W: Array
    gamma: Array
    beta: Array


Layer = Linear | BatchNormed


class Pass(NamedTuple):
    """What one layer made of a mini-batch on the way forward."""

    Z: Array
    normalized: Normalized | None
    A: Array

    @property
    def activation_input(self) -> Array:
        """What the activation was applied to: `Z_tilde` with batch norm, `Z` without."""
        return self.normalized.Z_tilde if self.normalized else self.Z


@dataclass(frozen=True)
class Network:
    """The form of a network: the units of each layer, input first, and what hidden layers do.

    >>> Network((2, 16, 16, 3), "relu", batch_norm=True).n_parameters
    403
    """

    sizes: tuple[int, ...]
    activation: str = "relu"
    batch_norm: bool = True

    @cached_property
    def shapes(self) -> list[dict[str, tuple[int, int]]]:
        """The name and shape of every parameter, a dictionary a layer, in the order of theta."""
        kinds = [self.kind] * (len(self.sizes) - 2) + [Linear]
        return [
            {name: (n, n_prev if name == "W" else 1) for name in kind._fields}
            for kind, (n_prev, n) in zip(kinds, pairwise(self.sizes), strict=True)
        ]

    @property
    def kind(self) -> type[Layer]:
        """What hidden layers are; the last layer is always linear, under softmax."""
        return BatchNormed if self.batch_norm else Linear

    @property
    def n_parameters(self) -> int:
        """The length P of theta."""
        return sum(rows * columns for layer in self.shapes for rows, columns in layer.values())

    @cached_property
    def is_weight(self) -> Array:
        """1 for each entry of theta that belongs to a W, else 0, `(P,)`."""
        mask = np.zeros(self.n_parameters)
        for layer in self.layers(mask):
            layer.W[...] = 1
        return mask

    @property
    def n_statistics(self) -> int:
        """The length of a flat vector of the μ and σ² of every normalized unit."""
        return 2 * sum(self.sizes[1:-1]) if self.batch_norm else 0

    def layers(self, theta: Array) -> list[Layer]:
        """Return the parameters of each layer as views of theta, the last axis of which is P."""
        layers: list[Layer] = []
        start = 0
        for shapes in self.shapes:
            views = []
            for rows, columns in shapes.values():
                end = start + rows * columns
                views.append(theta[..., start:end].reshape(*theta.shape[:-1], rows, columns))
                start = end
            kind = BatchNormed if "gamma" in shapes else Linear
            layers.append(kind(*views))
        return layers

    def statistics(self, flat: Array) -> list[Statistics]:
        """Return μ and σ² of each hidden layer as views of a flat vector, empty without batch norm.

        All means come first, then all variances, layer by layer.
        """
        units = self.sizes[1:-1] if self.batch_norm else ()
        ends = list(accumulate(units, initial=0))
        columns = flat.reshape(*flat.shape[:-1], 2, -1, 1)
        return [
            Statistics(columns[..., 0, start:end, :], columns[..., 1, start:end, :])
            for start, end in pairwise(ends)
        ]


class Initialization(NamedTuple):
    """Weights start with variance `scale · n_prev^power`, n_prev being the inputs of a unit."""

    scale: float
    power: int


INITIALIZATIONS = {
    "he": Initialization(2, -1),  # He et al., 2015; for relu
    "xavier": Initialization(1, -1),  # Glorot and Bengio, 2010; for tanh and sigmoid
    "tiny": Initialization(1e-4, 0),
    "large": Initialization(1, 0),
}


def initialize(network: Network, initialization: str, seed: int) -> Array:
    """Return the first theta `(P,)`: random weights, b = 0, γ = 1, β = 0.

    A layer's weights depend on its own shape and the seed alone, so that networks which differ
    elsewhere start alike.
    """
    scale, power = INITIALIZATIONS[initialization]
    theta = np.zeros(network.n_parameters)
    for i, layer in enumerate(network.layers(theta)):
        rng = np.random.default_rng([seed, i])
        deviation = np.sqrt(scale * float(layer.W.shape[-1]) ** power)
        layer.W[...] = deviation * rng.standard_normal(layer.W.shape)
        if isinstance(layer, BatchNormed):
            layer.gamma[...] = 1
    return theta


Normalize = Callable[[Array, Array, Array, Statistics], Normalized]


def forward(
    network: Network,
    layers: Sequence[Layer],
    X: Array,
    statistics: Sequence[Statistics] = (),
    normalize: Normalize = batch_norm.in_training,
) -> list[Pass]:
    """Return what each layer makes of X `(n_0, m)`; the last `A` is ŷ `(C, m)`.

    `Z = W A_prev + b`, `A = g(Z)`, and with batch norm `Z = W A_prev`, `A = g(Z_tilde)`; the last
    layer's g is softmax. `statistics` are written by `batch_norm.in_training` and read by
    `batch_norm.at_test_time` (lesson D3, D4, E5).
    """
    activate = ACTIVATIONS[network.activation].function
    passes: list[Pass] = []
    A = X
    for i, layer in enumerate(layers):
        Z = layer.W @ A
        if isinstance(layer, BatchNormed):
            normalized = normalize(Z, layer.gamma, layer.beta, statistics[i])
            A = activate(normalized.Z_tilde)
            passes.append(Pass(Z, normalized, A))
        else:
            Z = Z + layer.b
            A = activate(Z) if i < len(layers) - 1 else softmax(Z, axis=-2)
            passes.append(Pass(Z, None, A))
    return passes


def backward(
    network: Network,
    layers: Sequence[Layer],
    X: Array,
    passes: Sequence[Pass],
    Y: Array,
    gradients: Sequence[Layer],
) -> None:
    """Write the gradient of the mean loss into `gradients`, layer by layer from the last.

    It starts with `dZ = (ŷ - y) / m` (lesson E5); then `dW = dZ A_prevᵀ`, `db = Σ dZ`,
    `dA_prev = Wᵀ dZ` and `dZ = dA g'(Z)`, through batch norm where it is on (lesson D4).
    `Y` is `(C, m)`, one 1 in each column.
    """
    derivative = ACTIVATIONS[network.activation].derivative
    m = Y.shape[-1]
    total = np.ones((m, 1))  # dZ @ total is the sum over the mini-batch
    dZ = (passes[-1].A - Y) * (1 / m)
    for i in reversed(range(len(layers))):
        match layers[i], passes[i].normalized, gradients[i]:
            case BatchNormed(_, gamma, _), Normalized() as normalized, BatchNormed(
                _, d_gamma, d_beta
            ):
                dZ = batch_norm.backward(dZ, normalized, gamma, d_gamma, d_beta)
            case _, _, Linear(_, db):
                np.matmul(dZ, total, out=db)
        A_prev = passes[i - 1].A if i > 0 else X
        np.matmul(dZ, A_prev.mT, out=gradients[i].W)
        if i > 0:
            dA_prev = layers[i].W.mT @ dZ
            dZ = dA_prev * derivative(A_prev)


def fold(network: Network, theta: Array, running: Array) -> tuple[Network, Array]:
    """Return the network without batch norm that computes the same at test time, and its theta.

    With μ and σ² fixed, `γ (W a - μ)/σ + β = (γ/σ) W a + (β - γ μ/σ)`: batch norm costs nothing
    once training is over (lesson D7).
    """
    if not network.batch_norm:
        return network, theta
    plain = Network(network.sizes, network.activation, batch_norm=False)
    folded = np.empty((*theta.shape[:-1], plain.n_parameters))
    statistics = iter(network.statistics(running))
    for layer, out in zip(network.layers(theta), plain.layers(folded), strict=True):
        match layer, out:
            case BatchNormed(W, gamma, beta), Linear(W_folded, b_folded):
                mu, variance = next(statistics)
                scale = gamma / np.sqrt(variance + batch_norm.EPSILON)
                W_folded[...], b_folded[...] = scale * W, beta - scale * mu
            case Linear(W, b), Linear(W_folded, b_folded):
                W_folded[...], b_folded[...] = W, b
    return plain, folded
