"""A cell that holds all its frames: one text, split by `|` once, looked up frame by frame.

For pictures of some hundred marks or fewer. A column a frame (`film.columns`) is dearer there: a
thousand columns take 25 ms to send, where this takes 1; it is for long series.
"""

import altair as alt
import numpy as np
from numpy.typing import ArrayLike


def cells(values: ArrayLike) -> list[str]:
    """Return a cell a mark, each with its values in all frames, from `(frames, marks)`.

    >>> cells([[1, 2], [3, 4]])
    ['1|3', '2|4']
    """
    return ["|".join(column) for column in np.asarray(values).astype(str).T]


def look_up(*names: str) -> list[alt.CalculateTransform]:
    """Return what finds the value on screen, `name`, in the cells of the column `name_frames`."""
    steps = [(f"{name}_reel", f"split(datum.{name}_frames, '|')") for name in names]
    steps += [(name, f"datum.{name}_reel[frame]") for name in names]
    return [alt.CalculateTransform(**{"as": name, "calculate": rule}) for name, rule in steps]
