"""All trials of a study on parallel axes, and which of them to keep."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts.vega_lite import Specification
from core.lessons.tuning import importance
from core.lessons.tuning import what_matters_words as words
from core.lessons.tuning.study import KNOBS, TUNED
from core.lessons.tuning.what_matters_charts import Mark, on_parallel_axes
from core.lessons.tuning.what_matters_view import Found
from core.types import Array
from core.ui.by_hand import by_hand
from core.ui.shelf import SHELF

PARALLEL = "parallel axes"
KEYS = ("alpha", "beta1", "units", "batch", "layers", "decay", "beta2", "eps", "rank")
RANKED = "loss, by rank"
TITLES = (*TUNED, RANKED)


def ask_ranges(place: DeltaGenerator) -> Array:
    """Ask which part of each axis to keep, `(axes, 2)`, from 0 to 1."""
    ranges = [
        place.slider(
            f"Keep of {title}, % of its axis",
            0,
            100,
            (0, 100),
            key=f"keep_{key}",
            bind="query-params",
            help="Trials outside are drawn faint. 0 is the low end of the axis, 100 the high end.",
        )
        for key, title in zip(KEYS, TITLES, strict=True)
    ]
    return np.array(ranges) / 100


def show_all(found: Found, ranges: Array) -> None:
    """Show all trials on parallel axes, and say how good those are that lie in all ranges."""
    rank = importance.ranks(found.losses)
    inside = np.column_stack(
        [found.places[:, : len(TUNED)], 1 - (rank - 1) / max(len(rank) - 1, 1)]
    )
    chosen = np.all((inside >= ranges[:, 0]) & (inside <= ranges[:, 1]), axis=1)
    key = on_parallel_axes, found.study, tuple(ranges.ravel().tolist())

    def draw() -> Specification:
        return on_parallel_axes(inside, found.losses, chosen, TITLES, _marks(), ranges)

    with by_hand("axes"):
        st.vega_lite_chart(
            SHELF.get(key, draw),
            key=PARALLEL,
            on_select=_take_drawn,
            selection_mode="box",
            alt="A line a network over parallel axes, one a knob, coloured by its loss; lines "
            "outside the chosen ranges are faint.",
        )
    st.markdown(words.those_kept(chosen, found.losses))


def _marks() -> list[Mark]:
    knobs = [
        Mark(axis, each.searched.place(mark), each.searched.text(mark))
        for axis, each in enumerate(KNOBS[: len(TUNED)])
        for mark in each.searched.marks
    ]
    return [*knobs, Mark(len(TUNED), 1, "best"), Mark(len(TUNED), 0, "worst")]


def _take_drawn() -> None:
    """Keep what lies in the box that was drawn, of each axis that it covers."""
    drawn = st.session_state[PARALLEL].selection.get("box", {})
    try:
        (left, right), (low, high) = (sorted(map(float, drawn[axis])) for axis in ("axis", "y"))
    except (KeyError, TypeError, ValueError):
        return
    if not np.isfinite([left, right, low, high]).all():
        return
    kept_range = min(max(round(100 * low), 0), 100), min(max(round(100 * high), 0), 100)
    for axis, key in enumerate(KEYS):
        if left <= axis <= right:
            st.session_state[f"keep_{key}"] = kept_range


def clear_ranges() -> None:
    """Keep the whole of every axis."""
    for key in KEYS:
        st.session_state[f"keep_{key}"] = (0, 100)
