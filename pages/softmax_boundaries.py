"""Softmax boundaries: straight without a hidden layer, bent with one."""

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from core import ui
from core.lessons.softmax import boundaries, logistic
from core.lessons.softmax.boundaries_view import boundary_film
from core.text import written
from core.training import data
from core.training.settings import Settings
from core.ui.own_points import PLANE, add_clicked, ask_points
from core.ui.settings import ask

EXAMPLES = 200

st.title("Why are the boundaries straight?")
ui.idea(
    "Without a hidden layer the score of every class is a plane over the points. Two planes meet "
    "in a straight line, and there their classes tie: that is the boundary.",
    r"(w_i - w_j) \cdot x + (b_i - b_j) = 0",
)
with st.container(border=True):
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    classes = ask("classes", row, value=4)
    name = ask("data", row, value="wedges")
    seed = ask("seed", row)
    bend = row.toggle(
        "Hidden layer", key="bend", bind="query-params", help="32 units with relu, then softmax."
    )
    st.page_link(
        __file__,
        label="Where straight is not enough",
        query_params={"data": "spirals", "bend": "true", "preset": "1"},
    )
st.query_params.pop("preset", None)  # a link to the page it is on changes the address only so

left, right = st.columns([3, 2], gap="large")
with right:
    own = ask_points(classes)
made = data.make(name, classes, EXAMPLES, noise=0.1, validation_share=0, seed=seed)
settings = Settings(
    points=(*data.as_points(made.X, made.labels), *own),
    classes=classes,
    validation_share=0,
    hidden=(),
    batch_norm=False,
    learning_rate=0.05,
    decay=0,
    steps=600,
    seed=seed,
)
bent = replace(settings, hidden=(32,), activation="relu")
film = boundary_film(settings, bent if bend else settings)
straight, shown, ties = film.straight, film.shown, film.ties

with (
    left,
    ui.film("regions", n_frames=len(shown.loss), start=len(shown.loss) - 1, labels=shown.labels),
):
    st.vega_lite_chart(
        film.picture,
        key=PLANE,
        on_select=add_clicked,
        alt=f"The plane in the colours of {classes} classes, the lines between them drawn.",
    )
borders = np.isfinite(ties.borders[-1, :, 0])
if bend:
    right.markdown(
        f"Dashed: the **{borders.sum()}** borders without the hidden layer. With it they bend: "
        "follow the edges of the colours."
    )
elif classes == 2:
    right.markdown("One pair of classes: one line where the two tie, and it is the border.")
else:
    right.markdown(
        f"Pairs of classes: {len(ties.pairs)}, each with a line where the two tie. Borders: "
        f"**{borders.sum()}**, drawn strong. Along the dotted rest a third class is ahead of both."
    )
right.markdown(
    f"Points that come out right: **{straight.accuracy[-1]:.0%}** with straight borders"
    + (f", **{shown.accuracy[-1]:.0%}** with the hidden layer." if bend else ".")
)
with right.expander("The lines in numbers"):
    st.markdown(f"Without a hidden layer, after {settings.steps} steps with Adam in mini-batches.")
    W, b = film.layer.W[-1], film.layer.b[-1]
    st.table(
        pd.DataFrame(
            [
                {
                    "classes": f"{i + 1} and {j + 1}",
                    "tie where": "{:.2f} x₁ {:+.2f} x₂ {:+.2f} = 0".format(
                        *(W[i] - W[j]), (b[i] - b[j]).item()
                    )
                    .replace(" +", " + ")
                    .replace(" -", " - "),
                    "border": "yes" if border else "no",
                }
                for (i, j), border in zip(ties.pairs, borders, strict=True)
            ]
        ).set_index("classes")
    )

st.header("Two classes: logistic regression again")
ui.idea(
    "With two classes only the differences count. One sigmoid learns the same from an equivalent "
    "start, with twice the learning rate, since in softmax both classes move apart.",
    r"w = w_1 - w_2 \qquad b = b_1 - b_2",
)
both = st.cache_data(max_entries=64)(logistic.train_both)(name, seed)
st.table(
    pd.DataFrame(
        {"softmax, class 1 − class 2": both.by_softmax[-1], "one sigmoid": both.by_logistic[-1]},
        index=["w, for x₁", "w, for x₂", "b"],
    ).map("{:.12f}".format)
)
st.markdown(
    f"Both were trained anew, on {EXAMPLES} points of two classes, all of them in each of "
    f"{len(both.by_softmax) - 1} plain steps: their numbers are not those of the lines above. "
    f"In no step and for no point do their probabilities differ by more than "
    f"**{written.rounded(both.difference, 2)}**."
)

ui.what_to_notice(
    "With three classes or more, a border can end where three of them tie: there another pair "
    "takes over.",
    "Play the film: lines turn and shift as the weights change, but never bend.",
    "Switch the hidden layer on: the last layer is as straight as before, but in the space of the "
    "32 hidden units. Seen from the points, it bends.",
)
ui.code(boundaries.ties, logistic.train)
