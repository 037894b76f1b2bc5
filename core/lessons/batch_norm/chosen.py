"""The γ and β that a network has learned, unit by unit, at every frame of its run."""

from typing import NamedTuple

from core.training import Run
from core.training.network import BatchNormed
from core.types import Array


class Chosen(NamedTuple):
    """γ and β of the units of a layer at every frame, each `(F, n_l)`."""

    gamma: Array
    beta: Array


def chosen(run: Run) -> list[Chosen]:
    """Return γ and β of every hidden layer with batch norm, the first layer first."""
    return [
        Chosen(layer.gamma[..., 0], layer.beta[..., 0])
        for layer in run.settings.network.layers(run.theta)
        if isinstance(layer, BatchNormed)
    ]
