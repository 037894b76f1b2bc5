"""What if: the network of a run with a unit switched off, a γ at 0 or a weight doubled.

Nothing is trained again: the change is made in every frame, and predictions follow from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.lessons.training.units import Unit
from core.training import Run
from core.training.network import BatchNormed

ARROW = "→"


class Weight(NamedTuple):
    """One weight: the layer of the unit that it leads to, that unit, and the one it comes from.

    Layer and units are counted from 1; layer L + 1 leads to the classes, layer 1 comes from x₁, x₂.
    """

    layer: int
    target: int
    source: int


@dataclass(frozen=True)
class Changes:
    """What is otherwise than it was trained."""

    off: tuple[Unit, ...] = ()
    flat: tuple[Unit, ...] = ()  # their γ is 0
    doubled: tuple[Weight, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self.off or self.flat or self.doubled)


def with_changes(run: Run, changes: Changes) -> Run:
    """Return the run with the changes made in the parameters of every frame.

    A unit is off when nobody listens: its outgoing weights are 0, which at test time is as if its
    activation were. With γ = 0 a unit gives g(β), whatever comes in.

    Raises ValueError if γ is to be 0 where there is no batch norm.
    """
    theta = run.theta.copy()
    layers = run.settings.network.layers(theta)
    for layer, target, source in changes.doubled:
        layers[layer - 1].W[:, target - 1, source - 1] *= 2
    for layer, number in changes.flat:
        match layers[layer - 1]:
            case BatchNormed(_, gamma, _):
                gamma[:, number - 1] = 0
            case _:
                raise ValueError("there is no γ without batch norm")
    for layer, number in changes.off:
        layers[layer].W[:, :, number - 1] = 0
    return replace(run, theta=theta)


def weight_names(
    names: Sequence[Sequence[str]], shown: Sequence[NDArray[np.intp]]
) -> dict[str, Weight]:
    """Return the weights between the units that are shown, each with its name.

    `names` are those of all units, `shown` the places from 0 of those shown, a column each.

    >>> both, one = np.arange(2), np.array([4])
    >>> weight_names([["x₁", "x₂"], ["1.1", "1.2", "1.3", "1.4", "1.5"]], [both, one])
    {'x₁→1.5': Weight(layer=1, target=5, source=1), 'x₂→1.5': Weight(layer=1, target=5, source=2)}
    """
    return {
        f"{names[layer - 1][source]}{ARROW}{names[layer][target]}": Weight(
            layer, target + 1, source + 1
        )
        for layer, (sources, targets) in enumerate(pairwise(shown), start=1)
        for target in targets.tolist()
        for source in sources.tolist()
    }
