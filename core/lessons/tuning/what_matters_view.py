"""Which knob first, on the screen: how much each matters, one alone, and all trials at once."""

import math
from typing import NamedTuple

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts.vega_lite import Specification
from core.lessons.tuning import importance, study
from core.lessons.tuning import what_matters_words as words
from core.lessons.tuning.importance import ALPHA, SCALES_OF_ALPHA, Importance, Measure
from core.lessons.tuning.scales import SCALES
from core.lessons.tuning.search_charts import Axis, axis_of
from core.lessons.tuning.search_view import searched
from core.lessons.tuning.space import Hyperparameter
from core.lessons.tuning.study import KNOBS, LESSON, NAMES, TUNED, Study
from core.lessons.tuning.what_matters_charts import (
    Row,
    how_much,
    loss_along,
    losses_in_order,
)
from core.types import Array
from core.ui.settings import ask
from core.ui.shelf import SHELF

ROWS = tuple(
    Row(each.name, each.lesson, colour)
    for each in KNOBS
    for colour in [LESSON.index(each.lesson) if each.lesson else len(LESSON)]
)


class Found(NamedTuple):
    """The trials of a study: where they lie, their losses, and what they tell.

    The losses are those of blind guessing at most.
    """

    study: Study
    places: Array
    losses: Array
    importance: Importance

    @property
    def guessing(self) -> float:
        """The loss of blind guessing."""
        return math.log(self.study.base.classes)


def ask_study(row: DeltaGenerator) -> Study:
    """Ask for the data and the seed."""
    more = row.popover("More", icon=":material/tune:")
    data = ask("data", more, value=Study.data)
    return Study(data, ask("seed", more), study.TRIALS)


def asked_scale(row: DeltaGenerator) -> str:
    """Ask on which scale α is cut into bins."""
    return row.segmented_control(
        "Bin α on a scale that is",
        SCALES_OF_ALPHA,
        default=SCALES_OF_ALPHA[0],
        required=True,
        key="binned",
        bind="query-params",
        help="The same trials and losses; only which of them share a bin of α changes.",
    )


def trained(asked: Study) -> Found | None:
    """Train all trials of a study and measure; None if the visitor cancelled."""
    losses = searched("study", asked, asked.settings)
    if losses is None:
        return None

    def measure() -> Found:
        places = asked.places()
        return Found(
            asked,
            places,
            importance.capped(losses, asked.base.classes),
            importance.measured(places, losses, asked.seed),
        )

    return SHELF.get((Found, asked), measure)


def trained_again(found: Found) -> Measure | None:
    """Train the trials again with each knob at its default; None if the visitor cancelled."""
    asked = "left alone", found.study
    losses = searched("left alone", asked, found.study.at_defaults)
    if losses is None:
        return None

    def measure() -> Measure:
        classes, n = found.study.base.classes, found.study.n_again
        fixed = importance.capped(losses.reshape(len(TUNED), n), classes)
        return importance.measured_again(found.losses[:n], fixed, found.study.seed)

    return SHELF.get((Measure, asked), measure)


def show_losses(found: Found) -> None:
    """Show the losses alone, before anything is said of the knobs."""
    st.vega_lite_chart(
        _in_order(found.study, found),
        key="losses",
        alt="The validation losses of all networks, from the lowest to the highest.",
    )
    st.markdown(words.losses_found(found.losses, found.guessing))


def _in_order(asked: Study, found: Found) -> Specification:
    key = losses_in_order, asked
    return SHELF.get(key, lambda: losses_in_order(found.losses, found.guessing))


def show_importance(found: Found, scale: str, again: Measure | None) -> None:
    """Show how much each knob matters: a chart a question."""
    charts = _bars(found, scale, again)
    alts = (
        "How much of the variance each knob explains.",
        "How much more alike the best tenth are in each knob than all trials.",
        "How much the lowest loss rises with each knob left at its default.",
    )
    places = st.columns([10, 7, 7][: len(charts)], gap="small")
    for place, chart, alt in zip(places, charts, alts, strict=False):
        place.vega_lite_chart(chart, key=alt[:20], alt=alt)
    st.markdown(words.explains(found.importance.explained[scale], scale))


def _bars(found: Found, scale: str, again: Measure | None) -> list[Specification]:
    def draw() -> list[Specification]:
        of_scale, common = found.importance
        both = np.concatenate([[each.low, each.high] for each in of_scale.values()])
        shares = _ends(both)
        charts = [
            how_much(ROWS, of_scale[scale], "share of the variance", shares, True, True),
            how_much(
                ROWS, common, "the best tenth agree", _ends([common.low, common.high]), True, False
            ),
        ]
        if again:
            ends = _ends([again.low, again.high])
            charts.append(how_much(ROWS, again, "left alone, costs", ends, False, False))
        return charts

    return SHELF.get((how_much, found.study, scale, again is None), draw)


def _ends(values: object) -> tuple[float, float]:
    """Return the ends of an axis with room for all values and for 0."""
    low, high = float(np.min(values)), float(np.max(values))  # type: ignore[call-overload]
    return 1.1 * min(low, 0.0), 1.1 * max(high, 1e-3)


def show_one(found: Found, scale: str) -> None:
    """Show the losses along one knob of the visitor's choice, α on the scale of its bins."""
    left, beside = st.columns([11, 10], gap="medium")
    name = beside.selectbox(
        "Knob",
        NAMES,
        key="knob",
        bind="query-params",
        help="The losses of all trials along this knob. α lies on the scale of its bins.",
    )
    number = NAMES.index(name)
    scale = scale if number == ALPHA else ""
    each, u = KNOBS[number].searched, found.places[:, number]
    filed = importance.bins(each, u, scale)
    edges = np.linspace(0, 1, importance.n_bins(each) + 1)
    full = [b for b in range(len(edges) - 1) if (filed == b).any()]
    medians = [float(np.median(found.losses[filed == b])) for b in full]
    steps = [(edges[b], edges[b + 1], middle) for b, middle in zip(full, medians, strict=True)]

    def draw() -> Specification:
        axis = _axis(each, scale)
        x = u if scale == "log" else importance.along(each, u, scale)
        if each.scale == "whole numbers":
            x = u  # inside the number's part of the axis, so that dots do not hide each other
        return loss_along(x, found.losses, steps, axis, found.guessing)

    left.vega_lite_chart(
        SHELF.get((loss_along, found.study, name, scale), draw),
        key="one knob",
        alt="The loss of every trial along one knob, and the median of each bin.",
    )
    ends = [_numbers(each, edges[b : b + 2], scale) for b in full]
    counts = [int((filed == b).sum()) for b in full]
    beside.markdown(f"{name}: {each.about}. {words.knob_in_numbers(ends, medians, counts)}")
    if scale == "linear":
        beside.markdown(words.first_bin(filed, each))
    beside.caption(
        "Orange: the median of each bin. Where it goes up and down, the knob explains something; "
        "where dots stray around it, something else does. Losses above blind guessing are drawn at "
        "it."
    )


def _axis(each: Hyperparameter, scale: str) -> Axis:
    """Return the axis of a knob on its own or on another scale."""
    if scale in ("", each.scale):
        return axis_of(each)
    marks = (each.low, *np.linspace(0, each.high, 6)[1:].tolist())
    places = [float(SCALES[scale].below(mark, each.low, each.high)) for mark in marks]
    return Axis(
        each.name, tuple(round(p, 4) for p in places), tuple(f"{mark:.3g}" for mark in marks)
    )


def _numbers(each: Hyperparameter, edges: Array, scale: str) -> str:
    """Write from where to where a bin reaches; of few whole numbers, the one."""
    if each.scale == "whole numbers":
        width = (each.high - each.low + 1) * edges
        first, last = math.ceil(width[0] - 1e-9), math.ceil(width[1] - 1e-9) - 1
        low, high = each.text(each.low + first), each.text(each.low + last)
        return f"{each.name} {low}" if low == high else f"{each.name} {low} to {high}"
    low, high = SCALES[scale or each.scale].at(edges, each.low, each.high).tolist()
    return f"{each.name} {low:.3g} to {high:.3g}"
