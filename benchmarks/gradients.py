"""The same gradients as PyTorch's autograd, and the same steps as its optimizers, in float64."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import nn

from benchmarks import pytorch
from benchmarks.side_by_side import Row
from core import training
from core.activations import ACTIVATIONS
from core.optimizers import OPTIMIZERS
from core.training import examples, network
from core.training.data import one_hot
from core.training.network import INITIALIZATIONS, Network
from core.training.settings import Settings
from core.types import Array

NETWORKS, STEPS = 200, 200


def rows() -> Iterator[Row]:
    """Yield the largest difference of any gradient, and of any parameter after 200 steps."""
    rng = np.random.default_rng(0)
    largest = max(gradient_difference(rng, i) for i in range(NETWORKS))
    name = f"gradients of {NETWORKS} networks, largest difference / at most"
    yield Row(name, f"{largest:.1e}", "1.0e-12", "")
    for optimizer in OPTIMIZERS:
        largest = step_difference(Settings(optimizer=optimizer, decay=0, steps=STEPS))
        name = f"{STEPS} steps of {optimizer}, largest difference / at most"
        yield Row(name, f"{largest:.1e}", "1.0e-10", "")


def gradient_difference(rng: np.random.Generator, i: int) -> float:
    """Return the largest difference from autograd for a random network on random examples.

    The i-th has i % 5 hidden layers, so that with every activation and with and without batch norm
    each number of layers comes up.
    """
    hidden = rng.integers(1, 25, i % 5).tolist()
    classes, m = rng.integers(2, [7, 65]).tolist()
    activation = list(ACTIVATIONS)[i // 5 % 3]
    form = Network((2, *hidden, classes), activation, batch_norm=bool(i // 15 % 2))
    theta = network.initialize(form, list(INITIALIZATIONS)[i % 2], seed=i)
    theta += 0.1 * rng.standard_normal(theta.shape)  # so that no b or β is 0, no γ is 1
    X, labels = rng.standard_normal((2, m)), rng.integers(0, classes, m)

    layers, gradient = form.layers(theta), np.empty_like(theta)
    Y = one_hot(labels, classes)
    passes = network.forward(form, layers, X, form.statistics(np.empty(form.n_statistics)))
    network.backward(form, layers, X, passes, Y, form.layers(gradient))

    theirs = pytorch.model_at(form, theta)
    examples, targets = pytorch.examples(X, labels)
    nn.functional.cross_entropy(theirs(examples), targets).backward()
    autograd = torch.cat([parameter.grad.flatten() for parameter in theirs.parameters()])
    return float(np.abs(gradient - autograd.numpy()).max())


def step_difference(settings: Settings) -> float:
    """Return the largest difference of any parameter at any step of training the same network."""
    run = training.train(settings, np.arange(settings.steps + 1))
    theirs = pytorch.model_at(settings.network, run.theta[0])
    optimizer = pytorch.optimizer(settings, theirs)
    X, labels = pytorch.examples(run.data.X, run.data.labels)
    thetas: list[Array] = []
    for columns in examples.mini_batches(settings, settings.steps):
        pytorch.step(theirs, optimizer, X[columns], labels[columns])
        thetas.append(pytorch.theta_of(theirs))
    return float(np.abs(run.theta[1:] - thetas).max())
