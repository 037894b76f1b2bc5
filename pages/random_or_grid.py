"""Random or grid: the same number of trials, and who finds the best hyperparameters."""

import streamlit as st

from core import ui
from core.lessons.tuning import designs, search
from core.lessons.tuning import random_or_grid_words as words
from core.lessons.tuning.contest import CONTENDERS
from core.lessons.tuning.race_view import show_race, show_winners
from core.lessons.tuning.random_or_grid_view import ask_contest, contest_film, follow
from core.lessons.tuning.zoom_view import show_zooms
from core.text.see import see
from core.ui.guess import ask_guess, show_answer
from core.ui.links import text_in
from core.ui.presets import followed_preset, link_presets

PRESETS = {
    "One matters, one does not": {"search": "α", "idle": "1"},
    "Two matter, two do not": {"idle": "2"},
    "Only what matters": {},
}

ui.head(
    __file__,
    "Every dot is a network, really trained. A grid of 25 tries 5 values of each hyperparameter; "
    "25 random trials try 25; quasi-random ones look random, but are spread evenly.",
)
if preset := followed_preset(PRESETS):
    follow(PRESETS[preset])
contest, across, up = ask_contest()
film = contest_film(contest, across, up)
if film:
    start = contest.n - 1 if text_in("winner") in CONTENDERS else 0
    with ui.film("trials", n_frames=contest.n, start=start, labels=film.labels):
        left, beside = st.columns([15, 6], gap="small")
        maps = left.columns(3, gap="small")
        for place, name, title, picture in zip(
            maps, CONTENDERS, film.titles, film.maps, strict=True
        ):
            ui.framed(
                place,
                title,
                picture,
                key=f"map {name}",
                alt=f"{name}: a dot a trial in the plane of two hyperparameters, coloured by its "
                "validation loss; ticks at the edges are the values tried.",
            )
        with left:
            ui.live_words("trial words", film.words, start=start)
            st.caption(words.all_tried(contest, film.outcomes))
        guess = ask_guess(
            beside,
            "Who finds the lowest loss?",
            CONTENDERS,
            key="winner",
            help_text="Guess, then play the film, or see the end at once.",
        )
        with beside:
            if guess:
                found = words.winner(film.outcomes)
                show_answer(guess, f"{found} found the lowest loss", guess == found)
            st.vega_lite_chart(
                film.best,
                key="best so far",
                alt="The lowest validation loss so far of each contender over the trials.",
            )
            ui.notes(
                "Marks at the edges: the values tried. On a grid many trials share one value.",
                "α is the learning rate, β that of momentum, spaced by 1 - β.",
                f"Add {see('two dummies', idle=2)} without effect: the grid then tries fewer "
                "values of α.",
            )

    st.header("Was it luck?", divider="gray")
    ui.idea(
        "One draw says little. So draw again and again: other random points, another shift of the "
        "grid, the same data. And add hyperparameters that nothing reads."
    )
    link_presets(__file__, PRESETS)
    show_race(contest)
    show_winners(contest, film.outcomes)

    st.header("Coarse to fine", divider="gray")
    ui.idea("Find the region that works, zoom in, and sample more densely there.")
    if guess or text_in("zooms"):
        show_zooms(contest, across, up)
    else:
        st.info("This map shows what random search has found: guess above first.")

ui.code(designs.grid, designs.random, designs.halton, search.validation_losses)
