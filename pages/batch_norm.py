"""Batch norm: what it does to the distribution of the hidden units."""

import numpy as np
import streamlit as st

from core import batch_norm, training, ui
from core.lessons.batch_norm import one_unit_charts as charts
from core.lessons.batch_norm.off_on_view import norm_film
from core.text import written
from core.training import network
from core.ui.settings import ask_abreast, checked
from core.ui.whole_number import whole_number

BASE = training.Settings(
    hidden=(16, 16, 16, 16), activation="sigmoid", optimizer="momentum", learning_rate=0.2, decay=0
)
FIELDS = ("data", "hidden", "activation", "optimizer", "learning_rate")

st.title("What does batch norm do to the hidden units?")
ui.idea(
    "From layer to layer the numbers in a network can die out or run off, and every layer must "
    "follow the layers before it. Batch norm brings every unit back, mini-batch by mini-batch: to "
    "mean 0 and variance 1, then to the mean β and the deviation γ that it has learned to want.",
    r"z_\text{norm} = \frac{z - \mu}{\sqrt{\sigma^2 + \varepsilon}} \qquad "
    r"\tilde z = \gamma\, z_\text{norm} + \beta",
)
with st.container(border=True):
    chosen = ask_abreast(FIELDS, BASE)
settings = checked(chosen, BASE)

if not settings.hidden:
    st.info("Without a hidden layer there is nothing to normalize: choose one or more.")
    st.stop()

without, with_norm, losses = norm_film(settings)
steps = min((side.run.steps for side in (without, with_norm)), key=len)
last = len(steps) - 1
with ui.film(
    "bn",
    n_frames=len(steps),
    start=last,
    labels=[f"step {t:,}" for t in steps],
):
    for place, word, side in zip(
        st.columns(2, gap="medium"), ("Without", "With"), (without, with_norm), strict=True
    ):
        place.markdown(f"**{word} batch norm**")
        place.vega_lite_chart(
            side.picture,
            alt=f"{word} batch norm: for each unit of each layer a bar, its mean plus and minus "
            "its deviation over the examples, at each step.",
        )
    st.vega_lite_chart(losses, alt="The training loss of both networks over the steps.")
for word, side in (("Without", without), ("With", with_norm)):
    if side.run.diverged_at:
        st.warning(
            f"{word} batch norm the weights left the numbers at step {side.run.diverged_at:,}: "
            f"α = {settings.learning_rate:g} is too large. The film ends before."
        )
spread_off, spread_on = (side.spreads[-1].deviations[last].mean() for side in (without, with_norm))
loss_off, loss_on = (written.short(round(side.loss[last], 3)) for side in (without, with_norm))
st.markdown(
    f"Each bar is one unit: what it feeds its activation, μ ± σ over the examples. At step "
    f"{steps[last]:,} a unit of layer {len(settings.hidden)} spreads by "
    f"**{spread_off:.2f}** without batch norm, by **{spread_on:.2f}** with it; the "
    f"training loss is **{loss_off}** without and **{loss_on}** with it.",
    width=ui.READING_WIDTH,
)

st.header("One unit, one mini-batch", divider="gray")
form = with_norm.run.settings.network
layers = form.layers(with_norm.run.theta[-1])
X = with_norm.run.data.inputs(with_norm.run.data.X)[:, : settings.batch_size]
passes = network.forward(form, layers, X, form.statistics(np.empty(form.n_statistics)))
boxes = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
layer = whole_number(
    "Layer",
    *(1, len(settings.hidden), 1),
    key="layer",
    help_text="A hidden layer of the network trained with batch norm.",
    place=boxes,
)
unit = whole_number(
    "Unit",
    *(1, settings.hidden[layer - 1], 1),
    key="unit",
    help_text="A unit of that layer.",
    place=boxes,
)
z = passes[layer - 1].Z[unit - 1]
column = np.s_[unit - 1 : unit]
learned = [parameter[column].item() for parameter in layers[layer - 1][1:]]
undo = [np.sqrt(z.var() + batch_norm.EPSILON), z.mean()]


def choose(gamma: float, beta: float) -> None:
    """Put γ and β into their boxes, and so into the link."""
    st.session_state.update(gamma=float(gamma), shift=float(beta))


gamma = boxes.number_input(
    "γ", -100.0, 100.0, 1.0, 0.1, key="gamma", bind="query-params", help="It scales z_norm."
)
beta = boxes.number_input(
    "β", -100.0, 100.0, 0.0, 0.1, key="shift", bind="query-params", help="It shifts z_norm."
)
with st.container(horizontal=True):
    st.button("γ = 1, β = 0", on_click=choose, args=(1, 0))
    st.button("What was learned", on_click=choose, args=learned)
    st.button("γ = √(σ² + ε), β = μ", on_click=choose, args=undo)

statistics = batch_norm.Statistics(np.empty((1, 1)), np.empty((1, 1)))
normalized = batch_norm.in_training(
    z[np.newaxis], np.array([[gamma]]), np.array([[beta]]), statistics
)
mu, variance = statistics.mean.item(), statistics.variance.item()
rows = {"z": z, "z_norm": normalized.Z_norm[0], "z̃": normalized.Z_tilde[0]}
st.vega_lite_chart(
    ui.drawn(charts.three_rows, rows, float(max(np.abs(row).max() for row in rows.values()))),
    alt=f"Ticks of z around {mu:.2f}, of z_norm around 0, of z̃ around {beta:.2f}.",
)
st.markdown(
    f"The network as trained, fed its first {z.size} examples as one mini-batch: they give "
    f"μ = {mu:.3f} and σ² = {variance:.3f}. Its first example: z_norm = ({z[0]:.3f} - {mu:.3f}) / "
    f"√({variance:.3f} + {batch_norm.EPSILON:g}) = {rows['z_norm'][0]:.3f}, and z̃ = {gamma:.3f} · "
    f"{rows['z_norm'][0]:.3f} + {beta:.3f} = **{rows['z̃'][0]:.3f}**. The network learned "
    f"γ = {learned[0]:.3f} and β = {learned[1]:.3f}.",
    width=ui.READING_WIDTH,
)

ui.what_to_notice(
    "A unit whose bar is short says the same of every example: the layers behind learn nothing "
    "from it. Batch norm lets no bar shrink to nothing, unless the unit learns to.",
    "Play the film: how far does each bar wander while the layers before it learn?",
    "Mean 0 and variance 1 are not the goal: each unit learned its own γ and β.",
    "Press *γ = √(σ² + ε), β = μ*: z̃ is z again. Batch norm can undo itself, if that is best.",
    "It is no cure-all: with 16, 16, relu, adam and α = 0.01 the network without it ends lower.",
)
ui.code(batch_norm.in_training, batch_norm.backward, network.forward)
