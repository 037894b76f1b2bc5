"""The drawing of a network on the screen: one canvas that moves with the film around it."""

import base64
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core.charts import theme
from core.lessons.training.network_drawing import LEVELS, SIDE, Drawing
from core.types import Array

HTML, CSS, JS = (
    Path(__file__).with_suffix(suffix).read_text("utf-8") for suffix in (".html", ".css", ".js")
)
component = st.components.v2.component(
    "trainscope_network", html=HTML, css=CSS, js=JS, isolate_styles=False
)


def packed(drawing: Drawing) -> dict[str, Any]:
    """Return a drawing as the browser takes it: names as they are, numbers compressed."""
    frames = len(drawing.weights)
    return {
        "columns": drawing.names,
        "colours": [theme.CLASSES[c] for c in drawing.shown[-1]],
        "maps": compressed(drawing.maps),
        "weights": compressed(drawing.weights),
        "dead": compressed(drawing.dead),
        "frames": frames,
        "side": SIDE,
        "levels": LEVELS,
    }


def compressed(values: NDArray[Any]) -> str:
    """Return the bytes of an array, deflated, in base 64."""
    return base64.b64encode(zlib.compress(np.ascontiguousarray(values).tobytes())).decode()


def show_drawing(
    key: str,
    drawing: dict[str, Any],
    *,
    start: int,
    legend: str,
    alt: str,
    picked: str = "",
    on_pick: Callable[[str], None] | None = None,
    example: dict[str, Any] | None = None,
    table: dict[str, Any] | None = None,
) -> None:
    """Draw a `packed` network within a film, at its frame on screen.

    Pointing at a unit shows its weights alone. With `on_pick` a click says its name before the page
    runs again, or "" if it was the one `picked`. `example` is what `at_example` returns, `table`
    what `in_numbers` does.
    """

    def pick() -> None:
        name = st.session_state[key].get("pick")
        if on_pick and isinstance(name, str):
            on_pick(name)

    component(
        key=key,
        data=drawing
        | {"start": start, "legend": legend, "alt": alt, "picked": picked}
        | {"picks": on_pick is not None}
        | (example or {"values": None, "spot": None})
        | {"table": table},
        on_pick_change=pick if on_pick else None,
    )


def at_example(values: Array, x: float, y: float) -> dict[str, Any]:
    """Return one example for a drawing: what each unit makes of it, `(F, U)`, and where it lies.

    `x` and `y` are shares of the maps' side, from the left and from the top.
    """
    return {"values": compressed(_single(values)), "spot": [x, y]}


def in_numbers(name: str, column: int, values: Array) -> dict[str, Any]:
    """Return a table of the weights that lead to a column of the drawing, `(F, n, n_prev)`.

    A cell and its line light up together.
    """
    return {"name": name, "column": column, "values": compressed(_single(values))}


def _single(values: Array) -> NDArray[np.float32]:
    """Return values in single precision; of a run that diverges, the largest that it can hold."""
    most = np.finfo(np.float32).max
    return values.clip(-most, most).astype(np.float32)
