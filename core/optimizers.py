"""How a gradient becomes a step: four ways down, by what they remember.

The gradient g alone moves SGD; momentum remembers the average of g, RMSprop that of g², Adam both.

`theta` and `gradient` are flat, `(P,)`, or `(K, P)` for K networks at once; so is every one of the
averages in `memory`, which start at 0. All are changed in place.

Conventions: averages are `β v + (1-β) g` (PyTorch's momentum is `β v + g`, its α smaller by 1-β);
ε stands outside the root; only Adam corrects the bias of its averages.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from core.averages import update
from core.types import Array


class Hyperparameters(NamedTuple):
    """What steers one step: numbers without axes, or `(K, 1)` for K networks at once.

    β1 and β2 say how slowly the averages of g and of g² forget, ε avoids 0/0, `correction1` and
    `correction2` are `1 - β1^t` and `1 - β2^t` at this step t.
    """

    learning_rate: Array
    correction1: Array
    correction2: Array
    beta1: Array
    beta2: Array
    epsilon: Array
    l2: Array


Memory = Sequence[Array]


def sgd(theta: Array, gradient: Array, _memory: Memory, hyper: Hyperparameters) -> None:
    """Step straight down the gradient of the mini-batch."""
    theta -= hyper.learning_rate * gradient


def momentum(theta: Array, gradient: Array, memory: Memory, hyper: Hyperparameters) -> None:
    """Step down the average of the past gradients (Polyak, 1964)."""
    (v,) = memory
    v[...] = update(v, gradient, hyper.beta1)
    theta -= hyper.learning_rate * v


def rmsprop(theta: Array, gradient: Array, memory: Memory, hyper: Hyperparameters) -> None:
    """Divide the step of each parameter by the size its gradients had lately (Hinton, 2012)."""
    (s,) = memory
    s[...] = update(s, gradient * gradient, hyper.beta2)
    theta -= hyper.learning_rate * gradient / (np.sqrt(s) + hyper.epsilon)


def adam(theta: Array, gradient: Array, memory: Memory, hyper: Hyperparameters) -> None:
    """Momentum over RMSprop, both freed of their start at 0 (Kingma and Ba, 2015)."""
    v, s = memory
    v[...] = update(v, gradient, hyper.beta1)
    s[...] = update(s, gradient * gradient, hyper.beta2)
    v_hat = v / hyper.correction1
    s_hat = s / hyper.correction2
    theta -= hyper.learning_rate * v_hat / (np.sqrt(s_hat) + hyper.epsilon)


class Optimizer(NamedTuple):
    """An update rule and the names of the averages it remembers."""

    step: Callable[[Array, Array, Memory, Hyperparameters], None]
    remembers: tuple[str, ...]


OPTIMIZERS = {
    "sgd": Optimizer(sgd, ()),
    "momentum": Optimizer(momentum, ("v",)),
    "rmsprop": Optimizer(rmsprop, ("s",)),
    "adam": Optimizer(adam, ("v", "s")),
}
