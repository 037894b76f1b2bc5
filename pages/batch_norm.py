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

ui.head(
    __file__,
    "From layer to layer the numbers in a network can die out or grow without bound. Batch norm "
    "brings every unit back, mini-batch by mini-batch: to mean 0 and variance 1, then to the mean "
    "β and the deviation γ that it has learned.",
)
shown = in_controls(BASE, FIELDS) | {"count": False}
presets = {name: in_controls(each, FIELDS) | {"count": True} for name, each in PRESETS.items()}
preset = followed_preset(PRESETS)
if preset:
    st.session_state.update(presets[preset])
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
        without, with_norm, beside = st.columns([5, 5, 4], gap="medium")
        for place, word, picture in zip(
            (without, with_norm), ("Without", "With"), film.pictures, strict=True
        ):
            framed = place.container(gap=None)
            framed.markdown(f"**{word} batch norm**")
            framed.vega_lite_chart(
                picture,
                key=f"units {word}",
                alt=f"{word} batch norm: for each unit of each layer a bar, its mean plus and "
                "minus its deviation over the examples, at each step.",
            )
        with beside:
            ui.live_words("bn words", film.words, start=len(film.steps) - 1)
            ui.notes(
                "A short bar: the unit says nearly the same of every example. After batch norm a "
                "bar is as long as the γ that the unit has learned.",
                "Play the film: how far does each bar wander while the layers before it learn?",
                "Is it a cure-all? Open *A small network with Adam* below, and count over seeds.",
                formulas=[
                    r"z_\text{norm} = \frac{z - \mu}{\sqrt{\sigma^2 + \varepsilon}}",
                    r"\tilde z = \gamma\, z_\text{norm} + \beta",
                ],
            )
        st.vega_lite_chart(
            film.losses, key="losses", alt="The training loss of both networks over the steps."
        )
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

ui.code(batch_norm.in_training, batch_norm.backward, network.forward)
