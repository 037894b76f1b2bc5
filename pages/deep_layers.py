"""Batch norm: does it give later layers firm ground, as the lesson says?"""

from dataclasses import replace

import streamlit as st

from core import batch_norm, ui
from core.lessons.batch_norm import gradient_shift, moved_inputs, off_on_words, slope
from core.lessons.batch_norm import ground_words as words
from core.lessons.batch_norm.batch_noise_view import show_estimates, show_gaps
from core.lessons.batch_norm.gradient_shift_view import show_gradient_shift
from core.lessons.batch_norm.ground_view import ground_film
from core.lessons.batch_norm.moved_view import show_moved
from core.lessons.batch_norm.off_on_view import link_both
from core.lessons.batch_norm.shaken_view import show_shaken
from core.lessons.batch_norm.slope_view import show_slope
from core.text.see import see
from core.training import Settings
from core.ui.settings import ask_all, checked, follow_settings, link_presets_of

BASE = Settings(
    hidden=(16, 16, 16, 16), activation="tanh", optimizer="sgd", learning_rate=0.1, decay=0
)
PRESETS = {
    "Large first weights": replace(BASE, initialization="large"),
    "Tiny first weights": replace(BASE, initialization="tiny"),
    "Sigmoids and momentum": replace(
        BASE, activation="sigmoid", optimizer="momentum", learning_rate=0.2
    ),
    "Relu and Adam": replace(BASE, activation="relu", optimizer="adam", learning_rate=0.01),
}
FIELDS = ("data", "hidden", "activation", "initialization", "optimizer", "learning_rate")

ui.head(
    __file__,
    "Each layer learns from what the layers before it send, and these change at every step. Batch "
    "norm gives every unit the mean β and the deviation γ, whatever the layers before it do.",
)
follow_settings(PRESETS, FIELDS)
row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
settings = checked(ask_all(row, FIELDS, BASE), "deep_layers", BASE)

if settings.hidden:
    film = ground_film(settings)
    with ui.film(
        "ground",
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
                key=f"ground {word}",
                alt=f"{word} batch norm: the distribution of what each hidden layer feeds its "
                "activation, a row a layer, at each step.",
            )
        with beside:
            ui.live_words("ground words", film.words, start=len(film.steps) - 1)
            ui.notes(
                f"Play it from {see('the start', frame=0)}. Both networks have the same first "
                "weights and mini-batches.",
                "With batch norm, each unit of z̃ has mean β and deviation γ, whatever the layers "
                "before it do. Only learning β and γ moves it.",
                "So this picture shows what batch norm does, not that it helps. That is measured "
                "below.",
            )
            link_presets_of(__file__, PRESETS, FIELDS, BASE)
        st.vega_lite_chart(
            film.losses, key="losses", alt="The training loss of both networks over the steps."
        )
    link_both(settings, FIELDS)
    for word, side in (("Without", film.without), ("With", film.with_norm)):
        if side.run.diverged_at:
            st.warning(off_on_words.diverged(f"{word} batch norm", side.run))
        if still := words.stands_still(word, side):
            st.info(still)

    st.header("Inputs that change: black cats, coloured cats", divider="gray")
    ui.idea(
        "A network learned from black cats, and now meets coloured ones. Here both networks stay "
        "as trained, and their inputs change. Batch norm can take μ and σ² anew from the changed "
        "inputs: **without labels, without training**."
    )
    show_moved(film.without.run, film.with_norm.run)

    st.header("Does a gradient hold longer? Measured", divider="gray")
    ui.idea(
        "z̃ has mean β and deviation γ by construction, which proves nothing. A fairer measure: the "
        "gradient G of a layer is computed as if the layers before it stood still. In the same "
        "step they move. Computed again after that, it is G′. How different are the two?",
        r"\text{turned: } \cos(G, G') \qquad \text{changed: } \frac{|G' - G|}{|G|}",
    )
    show_gradient_shift(settings)
    st.markdown(
        "Ioffe and Szegedy (2015) proposed batch norm to reduce this *internal covariate shift*. "
        "Santurkar et al. (2018), whose measure this is, found no reduction and credit a smoother "
        "loss instead; Awais et al. (2020) got such smoothness by other means without the gain, "
        "and defend the shift.",
        width=ui.READING_WIDTH,
    )

    st.header("Shifts added on purpose", divider="gray")
    show_shaken(settings)

    st.header("How smooth is the slope?", divider="gray")
    ui.idea(
        "The other explanation: batch norm makes the loss smoother, so that a gradient holds for a "
        "longer step. From where the networks are at a step, take steps of many lengths η down the "
        "gradient g, and look at the change of the loss.",
        r"L(\theta - \eta\, g) - L(\theta)",
    )
    show_slope(film.without.run, film.with_norm.run)

    st.header("A side effect: noise", divider="gray")
    ui.idea(
        "The μ and σ² of a mini-batch are estimates from few examples. So what a unit makes of an "
        "example depends on the others that happen to be drawn with it. This noise is said "
        "to regularize a little, and less so with larger mini-batches."
    )
    show_estimates(film.with_norm.run)
    show_gaps()
else:
    st.info("Without a hidden layer there is nothing to normalize: choose one or more.")

ui.code(batch_norm.in_training, gradient_shift.shift, moved_inputs.anew, slope.along_gradient)
