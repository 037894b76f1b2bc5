"""One unit of one mini-batch in words: its first example worked out, and what cancels."""

import numpy as np

from core import batch_norm
from core.lessons.batch_norm.one_unit import NormalizedUnit, Unit
from core.text.see import see
from core.text.written import rounded

ROUNDING = 1e-12  # what is smaller is 0, but for the last digits of a float64


def first_example(unit: Unit, worked: NormalizedUnit, gamma: float, beta: float) -> list[str]:
    """Return a line a stage, z, z_norm, z̃ and a, with the numbers of the first example."""
    z, z_norm, z_tilde, a = (
        f"{stage[0]:.3f}" for stage in (worked.z, worked.z_norm, worked.z_tilde, worked.a)
    )
    mean, variance = f"{worked.mean:.3f}", f"{worked.variance:.3f}"
    return [
        f"First example: **{z}**. Mini-batch of {unit.z.size}: μ = {mean}, σ² = {variance}.",
        f"({z} - {mean}) / √({variance} + {batch_norm.EPSILON:g}) = **{z_norm}**",
        f"{gamma:.3f} · {z_norm} + {beta:.3f} = **{z_tilde}**",
        f"{unit.activation}({z_tilde}) = **{a}**",
    ]


def undone(worked: NormalizedUnit) -> str:
    """Say how far z̃ is from z.

    >>> z = np.array([1.0, 3.0])
    >>> undone(NormalizedUnit(2.0, 1.0, z, z - 2, z, z))
    'z̃ is z again: no example differs by more than rounding (0).'
    """
    most = float(np.abs(worked.z_tilde - worked.z).max())
    if most <= ROUNDING * max(1.0, float(np.abs(worked.z).max())):
        return f"z̃ is z again: no example differs by more than rounding ({rounded(most, 2)})."
    return f"z̃ differs from z by up to {rounded(most, 3)}."


def what_cancels(bias_gradient: float, factor: float, moved: float) -> str:
    """Say that neither a bias nor the size of W changes what batch norm hands on."""
    zero = ", 0 but for rounding" if 0 < abs(bias_gradient) < ROUNDING else ""
    return (
        "Subtracting the mean takes away any bias b. Its gradient is ∂L/∂b = "
        f"**{rounded(bias_gradient, 2)}**{zero}: b could not learn, so batch norm drops it. The "
        f"size of W is divided out. With every W of this layer times {factor:g}, no activation "
        f"from here to the output moves by more than **{rounded(moved, 2)}**, because of ε."
    )


def what_to_try(activation: str) -> str:
    """Say what γ and β do to what the activation makes of a unit."""
    if activation == "relu":
        up, down = see("β = 2", shift=2), see("β = -2", shift=-2)
        return f"With {up} more of z̃ lies where relu is straight. With {down} more of a is 0."
    small, far = see("γ = 0.2 and β = 0", gamma=0.2, shift=0), see("β = 3", gamma=0.2, shift=3)
    return (
        f"With {small} z̃ stays near 0, where {activation} is almost a line. With {far} it lies "
        "where that is flatter."
    )
