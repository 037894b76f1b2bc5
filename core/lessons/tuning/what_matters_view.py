"""Which knob first, on the screen: how much each matters, one alone, and all trials at once."""

import math
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts.vega_lite import Specification
from core.lessons.tuning import importance, search, study
from core.lessons.tuning import what_matters_words as words
from core.lessons.tuning.importance import ALPHA, SCALES_OF_ALPHA, Importance, Measure
from core.lessons.tuning.scales import SCALES
from core.lessons.tuning.search_charts import Axis, axis_of
from core.lessons.tuning.search_view import searched
from core.lessons.tuning.space import Hyperparameter
from core.lessons.tuning.study import KNOBS, LESSON, NAMES, TUNED, Study
from core.lessons.tuning.what_matters_charts import (
    Mark,
    Row,
    how_much,
    loss_along,
    losses_in_order,
    on_parallel_axes,
)
from core.training.settings import DEFAULTS, Settings
from core.types import Array
from core.ui.contents import BY_NAME
from core.ui.page import READING_WIDTH
from core.ui.settings import CONTROLS, ask, in_controls, in_link
from core.ui.shelf import SHELF, kept

ROWS = tuple(
    Row(each.name, each.lesson, colour)
    for each in KNOBS
    for colour in [LESSON.index(each.lesson) if each.lesson else len(LESSON)]
)
PARALLEL = "parallel axes"
KEYS = ("alpha", "beta1", "units", "batch", "layers", "decay", "beta2", "eps", "rank")
RANKED = "loss, by rank"
TITLES = (*TUNED, RANKED)


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

    st.vega_lite_chart(
        SHELF.get(key, draw),
        key=PARALLEL,
        on_select=_take_drawn,
        selection_mode="box",
        alt="A line a network over parallel axes, one a knob, coloured by its loss; lines outside "
        "the chosen ranges are faint.",
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


def take_away(found: Found) -> None:
    """Offer all trials as a file, and the best of them on the page of a run."""
    rank = importance.ranks(found.losses)
    best = found.study.settings()[int(found.losses.argmin())]
    near = nearest(best)
    loss, loss_near = float(found.losses.min()), _loss_of(near)
    shown = in_controls(near, LINKED)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "All trials as CSV",
            lambda: words.csv(found.places, found.losses, rank),
            "trials.csv",
            "text/csv",
            on_click="ignore",
        )
        st.page_link(
            BY_NAME["training"].path,
            label="Open the best in Watch a network learn",
            icon=":material/play_circle:",
            query_params=in_link(shown, in_controls(DEFAULTS, LINKED)),
        )
    st.markdown(words.opened_as(best, near, loss, loss_near), width=READING_WIDTH)


LINKED = tuple(CONTROLS)
ON_SLIDERS = ("learning_rate", "decay", "beta1", "beta2", "epsilon")


def nearest(settings: Settings) -> Settings:
    """Return the settings nearest to these that the controls of a run can show."""

    def near(field: str) -> float:
        value, gap = getattr(settings, field), field.startswith("beta")
        options = [each for each in CONTROLS[field].options if gap or each > 0]

        def far(option: float) -> float:
            one, other = (1 - option, 1 - value) if gap else (option, value)
            return abs(math.log(one / other))

        return float(min(options, key=far))

    moved: dict[str, Any] = {field: near(field) for field in ON_SLIDERS}
    return replace(settings, **moved)


@kept
def _loss_of(settings: Settings) -> float:
    return float(search.validation_losses([settings])[0])


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
