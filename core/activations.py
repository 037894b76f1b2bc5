"""What a hidden unit makes of its input: a function and its derivative, kept together.

The derivative is written in terms of the output `A = function(Z)`, which backpropagation has at
hand, so that each pair costs one pass forward and one back.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from core.types import Array


class Activation(NamedTuple):
    """An activation `A = function(Z)` and its slope `dA/dZ = derivative(A)`, elementwise."""

    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]


def relu(Z: Array) -> Array:
    """`max(Z, 0)`: nothing below zero, the input itself above."""
    return Z.clip(0.0, np.inf)


def relu_derivative(A: Array) -> Array:
    """1 where the unit is on, 0 where it is off (and at the corner, by convention)."""
    return np.sign(A)


def tanh(Z: Array) -> Array:
    """Squash to (-1, 1), with slope 1 at 0."""
    return np.tanh(Z)


def tanh_derivative(A: Array) -> Array:
    """`1 - A²`."""
    return 1 - A * A


def sigmoid(Z: Array) -> Array:
    """`1 / (1 + e^-Z)`, squashed to (0, 1); written with tanh, which never overflows."""
    return 0.5 + 0.5 * np.tanh(0.5 * Z)


def sigmoid_derivative(A: Array) -> Array:
    """`A (1 - A)`."""
    return A * (1 - A)


ACTIVATIONS = {
    "relu": Activation(relu, relu_derivative),
    "tanh": Activation(tanh, tanh_derivative),
    "sigmoid": Activation(sigmoid, sigmoid_derivative),
}
