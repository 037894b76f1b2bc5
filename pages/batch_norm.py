"""Batch norm: what it does to the distribution of the hidden units."""

from dataclasses import replace

import streamlit as st

from core import batch_norm, ui
from core.lessons.batch_norm import off_on_words as words
from core.lessons.batch_norm.count_view import count_seeds
from core.lessons.batch_norm.off_on_view import off_on_film
from core.lessons.batch_norm.one_unit_view import show_one_unit
from core.training import Settings, network
from core.ui.presets import followed_preset, link_presets
from core.ui.settings import ask_abreast, checked, in_controls, in_link

BASE = Settings(
    hidden=(16, 16, 16, 16), activation="sigmoid", optimizer="momentum", learning_rate=0.2, decay=0
)
PRESETS = {
    "A deep network of sigmoids": BASE,
    "A small network with Adam": replace(
        BASE, hidden=(16, 16), activation="relu", optimizer="adam", learning_rate=0.01
    ),
}
FIELDS = ("data", "hidden", "activation", "optimizer", "learning_rate")

ui.title(__file__)
ui.idea(
    "From layer to layer the numbers in a network can die out or grow without bound, and every "
    "layer must follow the layers before it. Batch norm brings every unit back, mini-batch by "
    "mini-batch: to mean 0 and variance 1, then to the mean β and the deviation γ that it has "
    "learned to want.",
    r"z_\text{norm} = \frac{z - \mu}{\sqrt{\sigma^2 + \varepsilon}} \qquad "
    r"\tilde z = \gamma\, z_\text{norm} + \beta",
)
shown = in_controls(BASE, FIELDS) | {"count": False}
presets = {name: in_controls(each, FIELDS) | {"count": True} for name, each in PRESETS.items()}
preset = followed_preset(PRESETS)
if preset:
    st.session_state.update(presets[preset])
with st.container(border=True):
    chosen = ask_abreast(FIELDS, BASE)
settings = checked(chosen, "batch_norm", BASE)

if settings.hidden:
    film = off_on_film(settings)
    with ui.film(
        "bn",
        n_frames=len(film.steps),
        start=len(film.steps) - 1,
        labels=[f"step {t:,}" for t in film.steps.tolist()],
    ):
        for place, word, picture in zip(
            st.columns(2, gap="medium"), ("Without", "With"), film.pictures, strict=True
        ):
            place.markdown(f"**{word} batch norm**")
            place.vega_lite_chart(
                picture,
                key=f"units {word}",
                alt=f"{word} batch norm: for each unit of each layer a bar, its mean plus and "
                "minus its deviation over the examples, at each step.",
            )
        st.vega_lite_chart(
            film.losses, key="losses", alt="The training loss of both networks over the steps."
        )
        ui.live_words("bn words", film.words, start=len(film.steps) - 1)
    for word, side in (("Without", film.without), ("With", film.with_norm)):
        if side.run.diverged_at:
            st.warning(words.diverged(f"{word} batch norm", side.run))

    st.header("Does it help?", divider="gray")
    ui.idea("One run is one draw. So train both networks with other seeds, and count.")
    count_seeds(settings)
    link_presets(__file__, {name: in_link(each, shown) for name, each in presets.items()})

    st.header("One unit, one mini-batch", divider="gray")
    show_one_unit(film.with_norm.run)
else:
    st.info("Without a hidden layer there is nothing to normalize: choose one or more.")

ui.what_to_notice(
    "A unit whose bar is short says nearly the same of every example: the layers behind learn "
    "little from it. After batch norm a bar is as long as the γ that the unit has learned.",
    "Play the film: how far does each bar wander while the layers before it learn?",
    "Mean 0 and variance 1 are not the goal: each unit learned its own γ and β.",
    "Press *γ = √(σ² + ε), β = μ*: z̃ is z again. Batch norm can undo itself, if that is best.",
    "Is it a cure-all? Open *A small network with Adam*, on spirals, then on the checkerboard, "
    "and count over seeds.",
)
ui.code(batch_norm.in_training, batch_norm.backward, network.forward)
