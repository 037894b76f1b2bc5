"""Batch norm whose ground is shaken at random: does it still help?"""

from typing import NamedTuple

import streamlit as st

from core.charts import theme
from core.charts.curves import Look
from core.charts.vega_lite import Specification
from core.lessons.batch_norm import shaken_words as words
from core.lessons.batch_norm.fans_charts import fans
from core.lessons.batch_norm.shaken import over_seeds
from core.lessons.batch_norm.sides_charts import LOOKS
from core.training import Settings
from core.ui.page import HEAD_WIDTH, framed
from core.ui.shelf import SHELF

THREE_LOOKS: tuple[Look, ...] = (*LOOKS, ("with and noise", theme.A, tuple(theme.DOTTED)))


class ShakenPictures(NamedTuple):
    """How far the ground shakes and how the loss falls, and what follows."""

    shake: Specification
    loss: Specification
    words: list[str]


@st.fragment
def show_shaken(settings: Settings) -> None:
    """Train a third network on shaking ground, if the visitor asks."""
    st.markdown(words.what_is_done(), width=HEAD_WIDTH)
    asked = st.toggle(
        "Shake the ground",
        key="shake",
        bind="query-params",
        help="Trains three networks with up to 20 seeds; it takes about two seconds.",
    )
    if not asked:
        return
    with st.spinner("Training three networks with other seeds …"):
        found = SHELF.get((ShakenPictures, settings), lambda: _draw(settings))
    left, right = st.columns(2, gap="medium")
    for place, name, picture in (
        (left, "How far a unit’s mean moves in one step", found.shake),
        (right, "The training loss", found.loss),
    ):
        framed(
            place,
            f"**{name}**",
            picture,
            key=f"shaken {name}",
            alt=f"{name}, over the steps, a line a seed: without batch norm, with it, and with it "
            "and noise.",
        )
    st.markdown("\n".join(f"- {each}" for each in found.words), width=HEAD_WIDTH)


def _draw(settings: Settings) -> ShakenPictures:
    found = over_seeds(settings)
    return ShakenPictures(
        fans(
            found.steps,
            [side.shake for side in found[2:]],
            THREE_LOOKS,
            "in its deviations",
            log=True,
        ),
        fans(found.steps, [side.loss for side in found[2:]], THREE_LOOKS, "training loss"),
        words.in_numbers(found),
    )
