"""Softmax boundaries: straight without a hidden layer, bent with one."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from core import ui
from core.lessons.softmax import boundaries, logistic
from core.lessons.softmax import boundaries_words as words
from core.lessons.softmax.boundaries_view import boundary_film
from core.text import written
from core.text.see import see
from core.training.settings import Settings
from core.ui.own_points import PLANE, add_clicked, ask_brush, ask_points, read_points
from core.ui.presets import followed_preset, link_presets
from core.ui.settings import ask
from core.ui.shelf import kept

EXAMPLES = 200
PRESETS = {"Where straight is not enough": {"data": "spirals", "bend": "true"}}

ui.head(
    __file__,
    "Without a hidden layer the score of every class is a plane over the points. Two planes meet "
    "in a straight line, and there their classes tie: that is the boundary.",
)
if followed_preset(PRESETS):
    st.session_state.update(data="spirals", bend=True)
row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
classes = ask("classes", row, value=4)
name = ask("data", row, value="wedges")
seed = ask("seed", row)
bend = row.toggle(
    "Hidden layer", key="bend", bind="query-params", help="32 units with relu, then softmax."
)
own, _ = read_points(classes, "boundaries")
settings = Settings(
    data=name,
    classes=classes,
    examples=EXAMPLES,
    points=own,
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
straight, shown = (
    written.share(each.curves.training_accuracy[-1]) for each in (film.straight, film.shown)
)
with ui.film("regions", n_frames=len(film.labels), start=len(film.labels) - 1, labels=film.labels):
    left, right, beside = st.columns([15, 19, 18], gap="medium")
    left.vega_lite_chart(
        film.picture,
        key=PLANE,
        on_select=add_clicked,
        alt=f"The plane in the colours of {classes} classes, the lines between them drawn.",
    )
with right:
    ask_brush(classes)
    ask_points(classes, "boundaries")
    st.markdown(words.what_is_drawn(film.ties, bend))
    st.markdown(
        f"Points that are classified right: **{straight}** with straight borders"
        + (f", **{shown}** with the hidden layer." if bend else ".")
    )
    with st.expander("The lines in numbers"):
        st.markdown(
            f"Without a hidden layer, after {settings.steps} steps with Adam in mini-batches."
        )
        lines = words.lines_in_numbers(film.layer, film.ties)
        columns = {"equation": "tie where"}
        st.table(pd.DataFrame(lines).rename(columns=columns).set_index("classes"))
with beside:
    ui.notes(
        f"Play the film from {see('the start', frame=0)}: lines turn and shift as the weights "
        "change, but never bend.",
        "With three classes or more, a border can end where three of them tie: there another pair "
        "takes over.",
        f"{see('Switch the hidden layer on', bend=True)}: the last layer is as straight as before, "
        "but in the space of the 32 hidden units. Seen from the points, it bends.",
        formulas=[r"(w_i - w_j) \cdot x + (b_i - b_j) = 0"],
    )
    link_presets(__file__, PRESETS)

st.header("Two classes: logistic regression again")
ui.idea(
    "With two classes only the differences count. One sigmoid learns the same from an equivalent "
    "start, with twice the learning rate, since in softmax both classes move apart.",
    r"w = w_1 - w_2 \qquad b = b_1 - b_2",
)
both = kept(logistic.train_both)(name, seed)
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

ui.code(boundaries.ties, logistic.train)
