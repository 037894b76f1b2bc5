"""A slider that moves a number of charts under the hand, and tells the server where it stopped."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

HTML, CSS, JS = (
    Path(__file__).with_suffix(suffix).read_text("utf-8") for suffix in (".html", ".css", ".js")
)
component = st.components.v2.component(
    "trainscope_handle", html=HTML, css=CSS, js=JS, isolate_styles=False
)


def handle(
    parameter: str,
    label: str,
    value: float,
    *,
    low: float,
    high: float,
    step: float,
    on_release: Callable[[float], None],
) -> None:
    """Draw a slider for the parameter of that name of all charts in the film around it.

    The charts follow the hand; `on_release` hears of the number at which it stopped, before the
    page runs again. A `value` beyond the bounds, which a box may allow, is shown at the nearest.
    """
    key = f"handle-{parameter}"

    def release() -> None:
        number = st.session_state[key].get("release")
        if type(number) in (int, float) and low <= number <= high:
            on_release(number)

    component(
        key=key,
        data={
            "parameter": parameter,
            "label": label,
            "value": value,
            "low": low,
            "high": high,
            "step": step,
        },
        on_release_change=release,
    )
