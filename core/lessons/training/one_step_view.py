"""Inside one step: the numbers of one mini-batch, beside the lines that computed them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from core import batch_norm, optimizers
from core.lessons.training import network_drawing
from core.lessons.training.network_drawing import Drawing
from core.lessons.training.network_drawing_view import in_numbers, packed, show_drawing
from core.lessons.training.one_step import Inside, look_inside
from core.softmax import cross_entropy_gradient, softmax
from core.training import gradient_descent, network
from core.training.settings import Settings
from core.types import Array
from core.ui.page import line_of_code
from core.ui.player import film
from core.ui.shelf import kept
from core.ui.whole_number import whole_number

MOST_ROWS, MOST_COLUMNS = 6, 6
STARTS = {"Backward": 1, "Update": 2}  # the frame in which a phase opens the drawing
PHASES = ("The mini-batch", "Forward", "Loss", "Backward", "Update")


@st.fragment
def inside_one_step(settings: Settings, last: int) -> None:
    """Ask for a step up to the last, a phase and a layer, and show what was computed there."""
    step, phase, layer = st.columns([1, 3, 1], gap="medium", vertical_alignment="bottom")
    t = whole_number(
        "Step",
        min_value=1,
        max_value=max(1, int(last)),
        value=max(1, int(last)),
        key="step",
        help_text="The step to take apart: that on screen, where the film was last let go.",
        place=step,
    )
    shown = phase.segmented_control(
        "Phase",
        PHASES,
        default=PHASES[1],
        required=True,
        key="phase",
        bind="query-params",
        help="The parts of a step, in the order in which they are computed.",
    )
    number = whole_number(
        "Of layer",
        min_value=1,
        max_value=len(settings.hidden) + 1,
        value=1,
        key="of",
        help_text="The layer to look at; the last one ends in softmax.",
        place=layer,
    )
    inside = _look_inside(settings, t)
    _draw_step(settings, t, number, STARTS.get(shown or "", 0))
    VIEWS[shown or PHASES[1]](inside, number - 1)


_look_inside = kept(look_inside)


@kept
def _drawn(settings: Settings, t: int) -> tuple[Drawing, dict[str, Any]]:
    drawing = network_drawing.draw_step(_look_inside(settings, t))
    return drawing, packed(drawing)


def _draw_step(settings: Settings, t: int, layer: int, start: int) -> None:
    """Draw the step as a film: the weights before, the gradient, the step, the weights after.

    Below stand the weights that lead to one layer, counted from 1, in numbers.
    """
    drawing, pack = _drawn(settings, t)
    sources, targets = drawing.shown[layer - 1 : layer + 1]
    weights = network_drawing.weights_in_step(_look_inside(settings, t), layer - 1)
    numbers = weights[:, targets[:, np.newaxis], sources]
    with film("step", n_frames=4, start=start, seconds=4, labels=network_drawing.STEP):
        show_drawing(
            "step drawing",
            pack,
            start=start,
            legend="The widest line of a layer is its largest number. Point at a line or a cell.",
            alt=f"The network at step {t}: its weights and their gradients.",
            table=in_numbers(f"layer {layer}", layer, numbers),
        )


def _the_mini_batch(inside: Inside, _layer: int) -> None:
    m = inside.labels.size
    st.markdown(
        f"Step {inside.step} uses **{m} examples**, one per column: x₁, x₂ and the class as Y."
    )
    _table("X", inside.X)
    _table("Y", inside.Y)


def _forward(inside: Inside, layer: int) -> None:
    made = inside.passes[layer]
    last = layer == len(inside.passes) - 1
    _table("W", inside.before[layer].W)
    _table(
        "Z" if made.normalized else "Z, with b",
        made.Z,
        network.forward,
        "Z = layer.W @ A" if made.normalized else "Z = Z + layer.b",
    )
    if made.normalized:
        statistics = inside.statistics[layer]
        _table("μ", statistics.mean, batch_norm.in_training, "mu =")
        _table("σ²", statistics.variance, batch_norm.in_training, "variance =")
        _table("Z_norm", made.normalized.Z_norm, batch_norm.scale_and_shift, "Z_norm =")
        _table("Z̃", made.normalized.Z_tilde, batch_norm.scale_and_shift, "Z_tilde =")
    if last:
        _table("ŷ", made.A, softmax, "return")
    else:
        _table(
            "A",
            made.A,
            network.forward,
            "A = activate(normalized" if made.normalized else "A = activate(Z)",
        )


def _loss(inside: Inside, _layer: int) -> None:
    st.markdown(
        f"The loss of an example is -log of the probability that its true class got. The mean over "
        f"the mini-batch is **{inside.losses.mean():.4f}**."
    )
    _table("ŷ", inside.passes[-1].A)
    _table("Y", inside.Y)
    _table("L", inside.losses[np.newaxis])


def _backward(inside: Inside, layer: int) -> None:
    if layer == len(inside.passes) - 1:
        _table(
            "dZ",
            cross_entropy_gradient(inside.passes[-1].Z, inside.Y) / inside.labels.size,
            network.backward,
            "dZ = (passes",
        )
    names = {"W": "dW", "b": "db", "gamma": "dγ", "beta": "dβ"}
    lines: dict[str, tuple[Callable[..., Any], str]] = {
        "W": (network.backward, "np.matmul(dZ, A_prev"),
        "b": (network.backward, "np.matmul(dZ, total"),
        "gamma": (batch_norm.backward, "np.matmul(dZ_tilde * forward"),
        "beta": (batch_norm.backward, "np.matmul(dZ_tilde, total"),
    }
    if inside.settings.l2:
        names["W"] = "dW, with the L2 penalty's part"
        lines["W"] = gradient_descent.step, "gradient +="
    for name, value in inside.gradients[layer]._asdict().items():
        _table(names[name], value, *lines[name])


def _update(inside: Inside, layer: int) -> None:
    hyper = inside.hyper
    corrections = (
        f"; the bias corrections are 1 - β₁ᵗ = {hyper.correction1:.4g} and 1 - β₂ᵗ = "
        f"{hyper.correction2:.4g}"
    )
    corrected = inside.settings.optimizer == "adam"
    st.markdown(f"α = {hyper.learning_rate:g} at this step{corrections if corrected else ''}.")
    update = optimizers.OPTIMIZERS[inside.settings.optimizer].step
    _table("W before", inside.before[layer].W)
    for name, rows in inside.memory.items():
        _table(f"{name} of W", rows[layer].W, update, f"{name}[...] =")
    _table("W after", inside.after[layer].W, update, "theta -=")
    if layer < len(inside.running):
        _table("running μ", inside.running[layer].mean, gradient_descent.step, "state.running[...]")
        _table("running σ²", inside.running[layer].variance)


VIEWS: dict[str, Callable[[Inside, int], None]] = dict(
    zip(PHASES, (_the_mini_batch, _forward, _loss, _backward, _update), strict=True)
)


def _table(
    name: str, values: Array, function: Callable[..., Any] | None = None, start: str = ""
) -> None:
    """Show a corner of an array with its name and shape, beside the line that computed it."""
    rows, columns = values.shape
    left, right = st.columns([1, 2], gap="medium")
    left.markdown(f"**{name}** ({rows} × {columns})")
    with left:
        if function:
            line_of_code(function, start)
    frame = pd.DataFrame(
        values[:MOST_ROWS, :MOST_COLUMNS],
        index=[str(i) for i in range(1, min(rows, MOST_ROWS) + 1)],
        columns=[str(i) for i in range(1, min(columns, MOST_COLUMNS) + 1)],
    )
    frame = frame.map("{:.4f}".format)
    if columns > MOST_COLUMNS:
        frame["…"] = "…"
    if rows > MOST_ROWS:
        frame.loc["…"] = "…"
    right.table(frame)
