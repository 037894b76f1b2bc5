"""Lines between classes in words and numbers."""

from typing import NamedTuple

import numpy as np

from core.lessons.softmax.boundaries import Ties
from core.training.network import Linear
from core.types import Array


class Line(NamedTuple):
    """Where two classes tie, as an equation, and whether a part of that line is a border."""

    classes: str
    equation: str
    border: str


def lines_in_numbers(layer: Linear, ties: Ties) -> list[Line]:
    """Return a line for each pair of classes in the last frame."""
    W, b = layer.W[-1], layer.b[-1]
    return [
        Line(
            f"{i + 1} and {j + 1}",
            _equation(W[i] - W[j], (b[i] - b[j]).item()),
            "yes" if border else "no",
        )
        for (i, j), border in zip(ties.pairs, borders(ties), strict=True)
    ]


def borders(ties: Ties) -> list[bool]:
    """Return for each pair of classes whether it has a border in the last frame."""
    found: list[bool] = np.isfinite(ties.borders[-1, :, 0]).tolist()
    return found


def what_is_drawn(ties: Ties, bent: bool) -> str:
    """Say what the lines in the picture are."""
    n_borders = sum(borders(ties))
    if bent:
        return (
            f"Dashed: the **{n_borders}** {'border' if n_borders == 1 else 'borders'} without the "
            "hidden layer. With it, follow the edges of the colours: they may bend."
        )
    n_lines = int(np.isfinite(ties.lines[-1, :, 0]).sum())
    if len(ties.pairs) == 1:
        where = "and it is the border" if n_lines else "but it lies outside the picture"
        return f"One pair of classes: one line where the two tie, {where}."
    outside = "" if n_lines == len(ties.pairs) else f" {n_lines} of them cross the picture."
    return (
        f"Pairs of classes: {len(ties.pairs)}, each with a line where the two tie.{outside} "
        f"Borders: **{n_borders}**, drawn strong. Along the dotted rest a third class is ahead of "
        "both."
    )


def _equation(w: Array, b: float) -> str:
    """Write where a line lies.

    >>> _equation(np.array([1, -2]), 0.5)
    '1.00 x₁ - 2.00 x₂ + 0.50 = 0'
    """
    signed = f"{w[0]:.2f} x₁ {w[1]:+.2f} x₂ {b:+.2f} = 0"
    return signed.replace(" +", " + ").replace(" -", " - ")
