"""Coarse to fine on the screen: boxes by hand, by slider or around the best."""

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts.vega_lite import Specification
from core.lessons.tuning import random_or_grid_words as words
from core.lessons.tuning import zoom
from core.lessons.tuning.contest import Contest
from core.lessons.tuning.random_or_grid_charts import zoom_map
from core.lessons.tuning.random_or_grid_view import reach_of
from core.lessons.tuning.search_charts import axis_of
from core.lessons.tuning.search_view import searched
from core.lessons.tuning.zoom import Box, Gain
from core.ui.by_hand import by_hand
from core.ui.page import notes
from core.ui.shelf import SHELF
from core.ui.whole_number import whole_number

DEFAULT_BOXES = (25, 75), (38, 62), (44, 56)  # in percent of an axis
MOST_ZOOMS = len(DEFAULT_BOXES)
MAP = "zoom map"


def show_zooms(contest: Contest, across: int, up: int) -> None:
    """Ask for boxes on the map of the random trials, sample inside them, and say what it gained."""
    left, beside = st.columns([11, 10], gap="medium")
    row = beside.container(horizontal=True, gap="small", vertical_alignment="bottom")
    boxes = _ask_boxes(row, contest, (across, up))
    tried = zoom.zooms(contest, across, up, boxes)
    asked = "zooms", contest, across, up, tuple(boxes)
    losses = searched("zooms", asked, lambda: zoom.candidates(contest, tried))
    if losses is None:
        return
    gains = zoom.gains(tried, losses)
    if len(boxes) < MOST_ZOOMS:
        best = gains[-1].best[[across, up]].tolist()
        closer = zoom.around(best, boxes[-1] if boxes else Box())
        _offer_zoom(row, len(boxes) + 1, closer)

    def draw() -> Specification:
        places, shown = zoom.in_order(tried, losses)
        axes = axis_of(contest.searched[across]), axis_of(contest.searched[up])
        reach = reach_of(shown, contest.base.classes)
        return zoom_map(places[:, [across, up]], shown, reach, axes, *boxes)

    with left, by_hand("map"):
        st.vega_lite_chart(
            SHELF.get((zoom_map, asked), draw),
            key=f"{MAP} {len(boxes)}",  # another key, another map: what was drawn on this one goes
            on_select=lambda: _take_drawn(len(boxes)),
            selection_mode="box",
            alt="The random trials and those in the boxes, in the plane of two hyperparameters, "
            "coloured by their validation loss.",
        )
    with beside:
        st.table(_in_numbers(contest, across, up, boxes, gains))
        notes(
            "Drag a box on the map where losses are low: as many trials as before are sampled "
            "inside it, on the scales of its axes.",
            "The last column is for comparison: as many trials in all, spread over the whole map.",
        )


def _ask_boxes(row: DeltaGenerator, contest: Contest, columns: tuple[int, int]) -> list[Box]:
    n_zooms = whole_number(
        "Zooms",
        min_value=0,
        max_value=MOST_ZOOMS,
        value=0,
        key="zooms",
        help_text="How many boxes, each sampled anew. Drag one on the map, or use the button.",
        place=row,
    )
    sliders = row.popover("Boxes", icon=":material/tune:")
    return [
        _ask_box(sliders, contest, level, columns, disabled=level > n_zooms)
        for level in range(1, MOST_ZOOMS + 1)
    ][:n_zooms]


def _offer_zoom(row: DeltaGenerator, level: int, box: Box) -> None:
    label = "Zoom in around the best"
    row.button(label, icon=":material/zoom_in:", on_click=_add, args=(level, box))


def _keys(level: int) -> tuple[str, str]:
    return f"zoom{level}x", f"zoom{level}y"


def _ask_box(
    place: DeltaGenerator, contest: Contest, level: int, columns: tuple[int, int], disabled: bool
) -> Box:
    """Ask from where to where a box reaches, in percent of both axes.

    Sliders that wait for their zoom are there, but disabled: only what is on the page can be put
    into the link by a button.
    """
    ends: list[float] = []
    for key, column in zip(_keys(level), columns, strict=True):
        each = contest.searched[column]
        low, high = place.slider(
            f"Zoom {level}: {each.name}, % of its axis",
            0,
            100,
            DEFAULT_BOXES[level - 1],
            key=key,
            bind="query-params",
            disabled=disabled,
            help="From where to where the box reaches along the axis; the table has the numbers.",
        )
        low = min(low, 99)
        ends += [low / 100, max(high, low + 1) / 100]
    return Box(*ends)


def _add(level: int, box: Box) -> None:
    """Put a box into its sliders, and so into the link."""
    for key, low, high in zip(_keys(level), box[::2], box[1::2], strict=True):
        st.session_state[key] = (_percent(low), _percent(high))
    st.session_state["zooms"] = float(level)


def _percent(place: float) -> int:
    return min(max(round(100 * place), 0), 100)


def _take_drawn(n_zooms: int) -> None:
    """Take the box that was drawn on the map as the next zoom, or in place of the last."""
    drawn = st.session_state[f"{MAP} {n_zooms}"].selection.get("box", {})
    try:
        ends = [float(end) for field in ("x", "y") for end in sorted(drawn[field])]
    except (KeyError, TypeError, ValueError):
        return
    if len(ends) == 4 and np.isfinite(ends).all():
        _add(min(n_zooms + 1, MOST_ZOOMS), Box(*ends))


def _in_numbers(
    contest: Contest, across: int, up: int, boxes: list[Box], gains: list[Gain]
) -> pd.DataFrame:
    axes = contest.searched[across], contest.searched[up]
    where = ["the whole map", *(words.box_in_numbers(box, *axes) for box in boxes)]
    before = [gains[0], *gains[:-1]]
    return pd.DataFrame(
        {
            "sampled": where,
            "lowest so far": [words.loss(each.zoomed) for each in gains],
            "gain": [
                words.gain(b.zoomed, a.zoomed) if a is not b else "–"
                for b, a in zip(before, gains, strict=True)
            ],
            "without zooming": [words.loss(each.wide) for each in gains],
        },
        index=["first", *(f"zoom {level}" for level in range(1, len(gains)))],
    )
