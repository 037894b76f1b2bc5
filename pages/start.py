"""The start page: what can I understand here, and where do I begin?"""

from dataclasses import replace

import numpy as np
import streamlit as st

from core import ui
from core.lessons.training import compare_words as words
from core.lessons.training.compare import Pair
from core.lessons.training.compare_view import pair_film
from core.training import Settings, gradient_descent
from core.ui.contents import BY_NAME, CONTENTS
from core.ui.settings import CONTROLS
from core.ui.tour import link_tour

DEEP = Settings(
    hidden=(16, 16, 16, 16), activation="sigmoid", optimizer="momentum", learning_rate=0.2, decay=0
)
WITH_AND_WITHOUT = Pair("batch_norm", DEEP, replace(DEEP, batch_norm=False))
PATHS = {
    "10 minutes": ("softmax", "training"),
    "30 minutes": ("averages", "batch_norm", "softmax", "training", "compare_runs"),
}
EXPERIMENTS = [
    ("averages", "An average that looks back 50 days", {"beta": "0.98"}),
    ("softmax", "Scores so big that e^z overflows", {"z": "1000, 999"}),
    ("softmax", "Two classes: logistic regression", {"z": "1, 0"}),
    ("training", "A run without batch norm", {"bn": "false"}),
    ("training", "A run by plain gradient descent", {"optimizer": "sgd"}),
]

ui.head(
    __file__,
    "Moving averages, batch norm, softmax, mini-batch training and tuning: move something, and see "
    "what it does. Every number is computed live, from networks that are really trained.",
)
pair, film = pair_film(WITH_AND_WITHOUT)
names = words.names(CONTROLS[pair.field].label, pair, points=film.a.trained.run.data.labels.size)
with ui.film("start", n_frames=len(film.steps), labels=film.labels, seconds=12, plays=True):
    *planes, beside = st.columns([8, 8, 11], gap="medium")
    for place, name, side in zip(planes, names, film.both, strict=True):
        ui.framed(
            place,
            f"**{name}**",
            side.regions,
            key=f"start {name[0]}",
            alt=f"{name}: points on three spirals, and behind them the colour of the class that "
            "the network finds most probable, while it learns.",
        )
    with beside:
        st.vega_lite_chart(
            film.loss, key="start loss", alt="The training loss of both networks over the steps."
        )
        st.markdown(
            "Two deep networks learn to tell three spirals apart, from the same first weights and "
            f"mini-batches. After {film.steps[-1]:,} steps the loss is **{film.a.loss[-1]:.2f}** "
            f"with batch norm and **{film.b.loss[-1]:.2f}** without. To guess among 3 classes "
            f"costs ln 3 = {np.log(3):.2f}. Filled points are trained on, hollow ones are not."
        )
        st.page_link(
            BY_NAME["batch_norm"].path,
            label="What does batch norm do?",
            icon=":material/arrow_forward:",
        )

st.header("Where to begin", divider="gray")
link_tour()
paths = st.columns(len(PATHS) + 1, gap="medium")
for place, (time, pages) in zip(paths, PATHS.items(), strict=False):
    with place.container(gap=None):
        st.markdown(f"**{time}**")
        for page in pages:
            st.page_link(
                BY_NAME[page].path, label=BY_NAME[page].title, icon=":material/arrow_forward:"
            )
with paths[-1].container(gap=None):
    st.markdown("**90 minutes, a lecture**")
    st.markdown(
        "All pages below, from the first to the last: each stands on those before it. At the foot "
        "of every page is the way to the next."
    )

st.header("All pages", divider="gray")
grid = st.grid(min_column_width=260, gap="medium")
for entry in CONTENTS[1:]:
    with grid.cell(), st.container(border=True, height="stretch"):
        st.image(entry.picture, width="stretch", alt=f"The figure of “{entry.title}”")
        st.caption(entry.chapter)
        st.markdown(f"**{entry.title}**")
        st.caption(entry.promise)
        st.page_link(entry.path, label=entry.short, icon=":material/arrow_forward:")

st.header("Experiments to open", divider="gray")
st.markdown(
    "Each link opens a page with these settings. Share your own by copying the address: it shows "
    "everybody the same picture.",
    width=ui.READING_WIDTH,
)
for page, label, setting in EXPERIMENTS:
    st.page_link(BY_NAME[page].path, label=label, icon=":material/link:", query_params=setting)

ui.code(gradient_descent.step)
