"""Ask for one hidden unit of a network."""

from collections.abc import Sequence

from streamlit.delta_generator import DeltaGenerator

from core.ui.whole_number import whole_number


def ask_unit(
    row: DeltaGenerator, hidden: Sequence[int], *, layer: int, about: str
) -> tuple[int, int]:
    """Ask for a hidden layer and a unit of it; return both counted from 0.

    `hidden` are the units of each layer, `layer` the one that is shown first, counted from 1.
    """
    chosen = whole_number(
        "Layer",
        min_value=1,
        max_value=len(hidden),
        value=layer,
        key="layer",
        help_text=about,
        place=row,
    )
    unit = whole_number(
        "Unit",
        min_value=1,
        max_value=hidden[chosen - 1],
        value=1,
        key="unit",
        help_text="A unit of that layer.",
        place=row,
    )
    return chosen - 1, unit - 1
