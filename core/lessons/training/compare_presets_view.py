"""Pairs worth seeing, each a link."""

from dataclasses import replace
from typing import Any

import streamlit as st

from core.lessons.training.compare import Pair
from core.lessons.training.compare_choose_view import FIRST_DIFFERENCE, first_pair
from core.training import Settings
from core.ui.presets import followed_preset, link_presets
from core.ui.settings import CONTROLS, in_controls, in_link


def _pair(field: str, a: Any, b: Any, **common: Any) -> Pair:
    settings = Settings(decay=0, **common)  # else α would be a second difference, by the epoch
    return Pair(field, replace(settings, **{field: a}), replace(settings, **{field: b}))


PLAIN = {"data": "moons", "batch_norm": False, "optimizer": "sgd", "learning_rate": 0.1}
VALLEY = {"data": "valley", "hidden": (16,), "activation": "tanh", "batch_norm": False}
PRESETS = {
    "Batch norm in a deep network": first_pair("batch_norm"),
    "Batch norm: ahead, then behind": _pair("batch_norm", False, True),
    "Batch norm, one example per step": _pair("batch_norm", False, True, batch_size=1),
    "1 or 64 examples per step": _pair("batch_size", 1, 64, **PLAIN),
    "64 examples per step or all": _pair("batch_size", 64, 1000, **PLAIN),
    "SGD or momentum": _pair("optimizer", "sgd", "momentum", learning_rate=2.0, **VALLEY),
    "Momentum or RMSprop": _pair("optimizer", "momentum", "rmsprop", learning_rate=0.1, **VALLEY),
    "RMSprop or Adam": _pair("optimizer", "rmsprop", "adam", learning_rate=0.1, **VALLEY),
    "α too small": _pair("learning_rate", 0.0001, 0.01),
    "α too large": _pair("learning_rate", 0.01, 1.0),
}


TELLING_STEP = {"Batch norm: ahead, then behind": 60}  # at which to ask who is ahead


def follow_preset() -> None:
    """Put the preset that was followed, if one was, into the controls before they are drawn."""
    name = followed_preset(PRESETS)
    if name:
        st.session_state.update(_in_controls(PRESETS[name]))
    if name in TELLING_STEP:
        st.session_state["at"] = float(TELLING_STEP[name])


def offer_presets(page: str) -> None:
    """Link each preset; `page` is the file that shows them."""
    steps = {name: {"at": str(step)} for name, step in TELLING_STEP.items()}
    link_presets(
        page, {name: _in_link(pair) | steps.get(name, {}) for name, pair in PRESETS.items()}
    )


def _in_controls(pair: Pair) -> dict[str, Any]:
    """Return what each control holds, by its key, when it shows this pair."""
    differs = CONTROLS[pair.field]
    values = in_controls(pair.a) | {"differs": differs.label}
    for who, settings in zip("ab", (pair.a, pair.b), strict=True):
        values[f"{differs.key}{who}"] = in_controls(settings, [pair.field])[differs.key]
    return values


def _in_link(pair: Pair) -> dict[str, str]:
    """Return the parameters of the link to this pair: what is not as it comes."""
    as_it_comes = _in_controls(first_pair(pair.field))
    as_it_comes["differs"] = CONTROLS[FIRST_DIFFERENCE].label
    changed = in_link(_in_controls(pair), as_it_comes)
    changed.pop(CONTROLS[pair.field].key, None)  # its two values have keys of their own
    return changed
