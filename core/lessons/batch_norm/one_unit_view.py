"""One unit, one mini-batch: choose γ and β, and see what becomes of z."""

import numpy as np
import streamlit as st

from core.lessons.batch_norm import one_unit
from core.lessons.batch_norm.one_unit_charts import RANGES, STEP, three_rows
from core.training import Run
from core.ui.handle import handle
from core.ui.page import READING_WIDTH
from core.ui.whole_number import whole_number


@st.fragment
def show_one_unit(run: Run) -> None:
    """Ask for a unit of a run with batch norm and for γ and β, and work one mini-batch out."""
    hidden = run.settings.hidden
    boxes = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    layer = whole_number(
        "Layer",
        min_value=1,
        max_value=len(hidden),
        value=1,
        key="layer",
        help_text="A hidden layer of the network trained with batch norm.",
        place=boxes,
    )
    number = whole_number(
        "Unit",
        min_value=1,
        max_value=hidden[layer - 1],
        value=1,
        key="unit",
        help_text="A unit of that layer.",
        place=boxes,
    )
    gamma = _ask(boxes, "γ", 1.0, "gamma", "It scales z_norm.")
    beta = _ask(boxes, "β", 0.0, "shift", "It shifts z_norm.")
    unit = one_unit.unit_of(run, layer - 1, number - 1)
    with st.container(horizontal=True):
        st.button("γ = 1, β = 0", on_click=_choose, args=(1, 0))
        st.button("What was learned", on_click=_choose, args=unit.learned)
        st.button("γ = √(σ² + ε), β = μ", on_click=_choose, args=unit.undo)
    worked = one_unit.work_out(unit.z, gamma, beta)
    reach = max(float(np.abs(row).max()) for row in (unit.z, worked.z_norm, worked.z_tilde))
    with st.container(key="film-unit"):
        _slide("gamma", "γ", gamma)
        _slide("shift", "β", beta)
        st.vega_lite_chart(
            three_rows(unit.z, worked.z_norm, reach),
            key="rows",
            alt="Ticks of z, of z_norm around 0 and of z̃ around β. The text below has the numbers.",
        )
    st.markdown(one_unit.in_numbers(unit, worked, gamma, beta), width=READING_WIDTH)


def _slide(parameter: str, label: str, value: float) -> None:
    """Draw the slider of γ or β; where the hand stops goes into the box, and into the link."""

    def keep(number: float) -> None:
        st.session_state[parameter] = float(number)

    low, high = RANGES[parameter]
    handle(parameter, label, value, low=low, high=high, step=STEP, on_release=keep)


def _ask(
    place: st.delta_generator.DeltaGenerator, label: str, value: float, key: str, help_text: str
) -> float:
    return place.number_input(
        label, -100.0, 100.0, value, 0.1, key=key, bind="query-params", help=help_text
    )


def _choose(gamma: float, beta: float) -> None:
    """Put γ and β into their boxes, and so into the link."""
    st.session_state.update(gamma=float(gamma), shift=float(beta))
