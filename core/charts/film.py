"""A film: charts that hold every frame of a run, so that the browser plays it without the server."""

import altair as alt
import numpy as np
from numpy.typing import NDArray


def frame_parameter(n_frames: int, start: int = 0) -> alt.Parameter:
    """Return the parameter `frame`, bound to a range input over 0 … n_frames - 1."""
    return alt.param(
        name="frame", value=start, bind=alt.binding_range(min=0, max=n_frames - 1, step=1)
    )


def columns(name: str, values: NDArray[np.floating]) -> dict[str, NDArray[np.float32]]:
    """Return one column a frame, `name0`, `name1`, …, from values of shape (frames, rows)."""
    return {f"{name}{i}": row for i, row in enumerate(values.astype(np.float32))}


def at_frame(name: str) -> str:
    """Return the Vega expression for the value of `name` at the frame on screen."""
    return f"datum['{name}' + frame]"
