"""Compare runs: two networks that differ in one thing, with this luck and with other luck."""

import numpy as np
import pandas as pd
import streamlit as st

from core import ui
from core.lessons.training import compare
from core.lessons.training import compare_charts as charts
from core.lessons.training import compare_words as words
from core.lessons.training.compare_choose_view import choose_pair
from core.lessons.training.compare_presets_view import link_presets
from core.lessons.training.compare_view import other_luck, pair_film
from core.training import gradient_descent
from core.ui.settings import CONTROLS

st.title("Same seed, same batches: what did one change do?")
ui.idea(
    "Two networks see the same points in the same order and start, wherever their shapes allow, "
    "from the same weights. They differ in one thing: whatever goes otherwise is its doing."
)
link_presets(__file__)
pair = choose_pair()
film = pair_film(pair)
points = film.a.run.data.labels.size
names = words.names(CONTROLS[pair.field].label, pair, points)
last = film.steps[-1]

with (
    st.container(width=960),
    ui.film("pair", n_frames=len(film.steps), start=len(film.steps) - 1, labels=film.labels),
):
    for place, name, side in zip(st.columns(2, gap="medium"), names, film.sides, strict=True):
        place.markdown(f"**{name}**")
        place.vega_lite_chart(
            side.regions,
            alt=f"{name}. The plane coloured by the class that this network finds most probable, "
            "with the points on it; rings tell the current mini-batch apart.",
        )
    left, right = st.columns(2, gap="medium")
    left.vega_lite_chart(film.loss, alt=f"The training loss of A and B over {last:,} steps.")
    right.vega_lite_chart(film.accuracy, alt="The share of training points that A and B get right.")

for name, side in zip(names, film.sides, strict=True):
    if side.run.diverged_at:
        st.warning(words.diverged(name, side.run))
columns = [words.results(side.run, side.curves) for side in film.sides]
st.table(pd.DataFrame(dict(zip(names, columns, strict=True))))
st.markdown(
    f"{words.difference(film.steps, film.a.loss, film.b.loss)} {words.in_common(pair, points)}",
    width=ui.READING_WIDTH,
)

st.header("Luck or law?", divider="gray")
trials = other_luck(pair)
seeds, trained = len(trials.seeds), int(trials.steps[-1])
st.markdown(
    f"One run is one draw. Here are {seeds} pairs, each with a seed of its own: other points, "
    "other first weights, other mini-batches, the same change.",
    width=ui.READING_WIDTH,
)
step = st.slider(
    "At step",
    *(0, trained, min(200, trained)),
    step=int(trials.steps[1]),
    key="at",
    bind="query-params",
    help="The step at which to ask who is ahead, that is, who has the lower training loss.",
)
look = int(np.abs(trials.steps - step).argmin())
fans, rows = st.columns(2, gap="medium")
fans.vega_lite_chart(
    ui.drawn(charts.loss_fans, trials, int(trials.steps[look])),
    alt=f"The training loss of A and of B with {seeds} seeds, and the median of each.",
)
rows.vega_lite_chart(
    ui.drawn(charts.duels, trials, look),
    alt=f"The losses of A and of B at step {trials.steps[look]:,}, a row per seed.",
)
st.markdown(words.luck(trials, look, last), width=ui.READING_WIDTH)

ui.what_to_notice(
    "Who is ahead depends on when you ask: move the step. An early lead is not a final one.",
    "Thin lines are seeds, thick ones their median. Where the two bundles overlap, one run of each "
    "would tell you little.",
    "Open *Batch norm: ahead, then behind*. The mean and variance of a mini-batch are estimates: "
    "they add noise, and in the end that keeps the loss up. With all points in a mini-batch it is "
    "gone.",
    "A step is not an epoch: with mini-batches of 64, one step sees 64 times what it sees with 1.",
    "A seed whose row looks odd? Open it: set it under *All settings*, and watch it learn.",
)
ui.code(compare.losses, compare.chance, gradient_descent.step)
