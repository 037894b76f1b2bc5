"""Take the trials of a study away: all as a file, the best to the page of a run."""

import math
from dataclasses import replace
from typing import Any

import streamlit as st

from core.lessons.tuning import importance, search
from core.lessons.tuning import what_matters_words as words
from core.lessons.tuning.what_matters_view import Found
from core.training.settings import DEFAULTS, Settings
from core.ui.contents import BY_NAME
from core.ui.page import READING_WIDTH
from core.ui.settings import CONTROLS, in_controls, in_link
from core.ui.shelf import kept

LINKED = tuple(CONTROLS)
ON_SLIDERS = ("learning_rate", "decay", "beta1", "beta2", "epsilon")


def take_away(found: Found) -> None:
    """Offer all trials as a file, and the best of them on the page of a run."""
    rank = importance.ranks(found.losses)
    best = found.study.settings()[int(found.losses.argmin())]
    near = nearest(best)
    loss, loss_near = float(found.losses.min()), _loss_of(near)
    shown = in_controls(near, LINKED)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "All trials as CSV",
            lambda: words.csv(found.places, found.losses, rank),
            "trials.csv",
            "text/csv",
            on_click="ignore",
        )
        st.page_link(
            BY_NAME["training"].path,
            label="Open the best in Watch a network learn",
            icon=":material/play_circle:",
            query_params=in_link(shown, in_controls(DEFAULTS, LINKED)),
        )
    st.markdown(words.opened_as(best, near, loss, loss_near), width=READING_WIDTH)


def nearest(settings: Settings) -> Settings:
    """Return the settings nearest to these that the controls of a run can show."""

    def near(field: str) -> float:
        value, gap = getattr(settings, field), field.startswith("beta")
        options = [each for each in CONTROLS[field].options if gap or each > 0]

        def far(option: float) -> float:
            one, other = (1 - option, 1 - value) if gap else (option, value)
            return abs(math.log(one / other))

        return float(min(options, key=far))

    moved: dict[str, Any] = {field: near(field) for field in ON_SLIDERS}
    return replace(settings, **moved)


@kept
def _loss_of(settings: Settings) -> float:
    return float(search.validation_losses([settings])[0])
