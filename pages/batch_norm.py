"""Batch norm: what it does to the distribution of the hidden units."""

from dataclasses import replace

import streamlit as st

from core import batch_norm, ui
from core.lessons.batch_norm import off_on_words as words
from core.lessons.batch_norm.count_view import count_seeds
from core.lessons.batch_norm.off_on_view import link_both, off_on_film
from core.lessons.batch_norm.one_unit_view import show_one_unit
from core.training import Settings, network
from core.ui.settings import ask_all, checked, follow_settings, link_presets_of

BASE = Settings(
    hidden=(16, 16, 16, 16), activation="sigmoid", optimizer="momentum", learning_rate=0.2, decay=0
)
RELU = replace(BASE, activation="relu", optimizer="sgd", learning_rate=0.1)
PRESETS = {
    "Sigmoids: numbers that die out": BASE,
    "ReLU: numbers that grow": replace(RELU, initialization="large"),
    "Adam: does it help at all?": replace(RELU, optimizer="adam", learning_rate=0.01),
}
FIELDS = (
    *("data", "hidden", "activation", "initialization"),
    *("optimizer", "learning_rate", "batch_size"),
)

ui.head(
    __file__,
    "For each hidden unit, batch norm rescales z over the mini-batch to mean 0 and variance 1. "
    "Then it multiplies by γ and adds β, two numbers that the unit learns.",
)
follow_settings(PRESETS, FIELDS)
row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
chosen = ask_all(row.popover("The network", icon=":material/tune:"), FIELDS, BASE)
settings = checked(chosen, "batch_norm", BASE)

if settings.hidden:
    film = off_on_film(settings)
    show_one_unit(row, film.with_norm.run)

    st.header("Every unit, while the network learns", divider="gray")
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
            ui.framed(
                place,
                f"**{word} batch norm**",
                picture,
                key=f"units {word}",
                alt=f"{word} batch norm: for each unit of each layer a bar, its mean plus and "
                "minus its deviation over the examples, at each step.",
            )
        with beside:
            ui.live_words("bn words", film.words, start=len(film.steps) - 1)
            st.markdown(
                "- A short bar: the unit says nearly the same of every example.\n"
                "- Play the film: how far does each bar wander while the layers before it learn?\n"
                "- Below, each point is a unit. All start at γ = 1, β = 0. Where do they go?"
            )
        losses, chose = st.columns(2, gap="medium")
        losses.vega_lite_chart(
            film.losses, key="losses", alt="The training loss of both networks over the steps."
        )
        chose.vega_lite_chart(
            film.chosen,
            key="chosen",
            alt="Every unit of the network with batch norm as a point, its β across and its γ up, "
            "with a colour and a shape for its layer, at each step.",
        )
    for word, side in (("Without", film.without), ("With", film.with_norm)):
        if side.run.diverged_at:
            st.warning(words.diverged(f"{word} batch norm", side.run))

    link_both(settings, FIELDS)
    st.markdown("Networks to try:")
    link_presets_of(__file__, PRESETS, FIELDS, BASE)

    st.header("Does it help?", divider="gray")
    ui.idea("One run is one draw. So train both networks with 20 seeds, and count.")
    count_seeds(list(PRESETS.values()), settings)
else:
    st.info("Without a hidden layer there is nothing to normalize: choose one or more.")

ui.code(batch_norm.in_training, batch_norm.backward, network.forward)
