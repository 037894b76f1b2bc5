"""Ask for the features, how they are treated, α, and first for a guess of what α will do."""

from typing import Any, NamedTuple

import streamlit as st

from core.lessons.batch_norm import normalize_inputs_words as words
from core.lessons.batch_norm.normalize_inputs import BOUNDS, Features, Scaling
from core.lessons.batch_norm.normalize_inputs_ways import BETA
from core.ui.guess import ask_guess
from core.ui.presets import followed_preset, link_presets
from core.ui.settings import in_link

SPREADS = [1, 2, 5, 10, 20, 40, 100, 200, 500, 1000]
SHARES = [0.1, 0.25, 0.5, 0.75, 0.9, 1.0, 1.1]
GUESSED = {0.5: "fate_half", 1.0: "fate_limit", 1.1: "fate_beyond"}  # a share and its question
OPENING: dict[str, Any] = {
    "spread": 40,
    "mean_one": 2.5,
    "mean_two": 3.0,
    "alpha_share": 0.9,
    "minus_mu": True,
    "by_sigma": True,
    "with_momentum": False,
}
PRESETS = {
    "Area 100 ± 40, rooms 3 ± 1": OPENING,
    "Spreads 1,000 and 1, means 0": OPENING | {"spread": 1000, "mean_one": 0.0, "mean_two": 0.0},
    "Spreads 1 and 1, means 5": OPENING | {"spread": 1, "mean_one": 5.0, "mean_two": 5.0},
}


class Choice(NamedTuple):
    """What the visitor chose; `share` is α over 2/λₘₐₓ."""

    features: Features
    scaling: Scaling
    share: float
    with_momentum: bool


def follow_preset() -> None:
    """Put the preset that was followed, if one was, into the controls before they are drawn."""
    name = followed_preset(PRESETS)
    if name:
        st.session_state.update(PRESETS[name])


def offer_presets(page: str) -> None:
    """Link each preset; `page` is the file that shows them."""
    link_presets(page, {name: in_link(each, OPENING) for name, each in PRESETS.items()})


def choose() -> Choice:
    """Ask for everything that decides the two pictures, in a row."""
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    spread = row.select_slider(
        "Spread of x₁",
        SPREADS,
        OPENING["spread"],
        key="spread",
        bind="query-params",
        help="The deviation of x₁. That of x₂ is 1: the choice of units makes the difference.",
    )
    means = _ask_mean(row, "x₁", "mean_one"), _ask_mean(row, "x₂", "mean_two")
    share = row.select_slider(
        "α as a share of 2/λₘₐₓ",
        SHARES,
        OPENING["alpha_share"],
        key="alpha_share",
        bind="query-params",
        format_func="{:g}".format,
        help="λₘₐₓ is the largest eigenvalue of the Hessian: how sharply the cost bends where it "
        "bends most. Each picture has its own, and so its own α.",
    )
    subtract = row.toggle(
        "Subtract μ",
        value=OPENING["minus_mu"],
        key="minus_mu",
        bind="query-params",
        help="For the picture on the right: subtract the mean of each feature.",
    )
    divide = row.toggle(
        "Divide by σ",
        value=OPENING["by_sigma"],
        key="by_sigma",
        bind="query-params",
        help="For the picture on the right: divide each feature by its deviation.",
    )
    with_momentum = row.toggle(
        "Momentum",
        value=OPENING["with_momentum"],
        key="with_momentum",
        bind="query-params",
        help=f"Add the way with momentum, β = {BETA:g}. Its α is α / (1 − β), so that both take "
        "the same first step.",
    )
    return Choice(
        Features(float(spread), means), Scaling(subtract, divide), float(share), with_momentum
    )


def _ask_mean(place: Any, name: str, key: str) -> float:
    low, high = map(float, BOUNDS["mean"])
    mean: float = place.slider(
        f"Mean of {name}",
        low,
        high,
        float(OPENING[key]),
        0.5,
        key=key,
        bind="query-params",
        help=f"How far {name} lies from 0 on average, counted in its own spread.",
    )
    return mean


def ask_fate(share: float, place: Any) -> str | None:
    """Ask what α as this share of 2/λₘₐₓ will do, where there is a question; None before that."""
    return ask_guess(
        place,
        f"α = {share:g} · 2/λₘₐₓ. What will the way do across the valley, in the steepest "
        "direction: arrive at once, settle, bounce for ever, or diverge?",
        words.FATES,
        key=GUESSED[share],
        help_text="A step multiplies the distance to the floor by 1 − αλₘₐₓ.",
    )
