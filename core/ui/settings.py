"""The controls of a training run, each bound to the link: five for a start, the rest on demand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.activations import ACTIVATIONS
from core.optimizers import OPTIMIZERS
from core.text import typed, written
from core.training.data import DATA_SETS
from core.training.network import INITIALIZATIONS
from core.training.settings import BOUNDS, DEFAULTS, SettingError, Settings
from core.ui.presets import followed_preset, link_presets
from core.ui.problem import problem
from core.ui.whole_number import whole_number

RATES = [float(f"{digit}e{power}") for power in range(-5, 2) for digit in (1, 2, 3, 5)] + [100.0]
SHARES = [0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999]
LAYERS = ["none", "4", "8", "16", "8, 8", "16, 16", "64", "16, 16, 16", "16, 16, 16, 16"]


Kind = Literal["choice", "scale", "slider", "whole", "switch", "units"]


class Control(NamedTuple):
    """How a visitor sets one field, by a control of this kind; `key` is its name in the link."""

    kind: Kind
    key: str
    label: str
    help: str
    options: Sequence[Any] = ()
    step: Any = 1


CONTROLS = {
    "data": Control(
        "choice",
        "data",
        "Data",
        "The points to tell apart. The valley is squeezed flat: its cost surface is long and "
        "narrow.",
        list(DATA_SETS),
    ),
    "hidden": Control(
        "units",
        "hidden",
        "Hidden layers",
        "The units of each hidden layer, such as 16, 16: at most 4 layers of 1 to 64 units. "
        "Pick one or type your own.",
        LAYERS,
    ),
    "batch_norm": Control(
        "switch",
        "bn",
        "Batch norm",
        "Give every hidden unit the mean and variance that it learned to want.",
    ),
    "optimizer": Control(
        "choice", "optimizer", "Optimizer", "How a gradient becomes a step.", list(OPTIMIZERS)
    ),
    "learning_rate": Control(
        "scale", "alpha", "Learning rate α", "How far one step goes along the gradient.", RATES
    ),
    "classes": Control("slider", "classes", "Classes", "How many kinds of points.", step=1),
    "examples": Control(
        "whole", "examples", "Examples", "Points in all, training and validation.", step=10
    ),
    "noise": Control(
        "slider", "noise", "Noise", "How far points stray, as a share of their spread.", step=0.05
    ),
    "validation_share": Control(
        "slider",
        "validation",
        "Validation share",
        "Points kept out of training: do they come out right too?",
        step=0.05,
    ),
    "activation": Control(
        "choice",
        "activation",
        "Activation",
        "What a hidden unit makes of its input.",
        list(ACTIVATIONS),
    ),
    "initialization": Control(
        "choice",
        "init",
        "First weights",
        "Their variance: he 2/n and xavier 1/n for a unit with n inputs, tiny 0.0001, large 1.",
        list(INITIALIZATIONS),
    ),
    "l2": Control(
        "scale",
        "l2",
        "L2 penalty",
        "Adds half of this, times the sum of all squared weights, to the loss.",
        [0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0],
    ),
    "seed": Control(
        "whole",
        "seed",
        "Seed",
        "Another seed, another draw: of the points, the first weights and the mini-batches.",
    ),
    "batch_size": Control(
        "whole",
        "batch",
        "Mini-batch size",
        "Examples a step. An epoch is the steps that it takes to see every example once.",
    ),
    "steps": Control(
        "whole",
        "steps",
        "Steps",
        "Mini-batches to train on. Large networks get fewer, so that no run holds up the server "
        "for more than about a second.",
        step=100,
    ),
    "decay": Control(
        "scale",
        "decay",
        "Decay of α",
        "In epoch e, counted from 0, the learning rate is α / (1 + decay · e).",
        [0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0],
    ),
    "beta1": Control(
        "scale",
        "beta1",
        "β₁",
        "Momentum, Adam: the share of the average gradient that is kept.",
        SHARES,
    ),
    "beta2": Control(
        "scale",
        "beta2",
        "β₂",
        "RMSprop, Adam: the share of the average squared gradient kept.",
        SHARES,
    ),
    "epsilon": Control(
        "scale",
        "eps",
        "ε",
        "RMSprop, Adam: added to the root, so that nothing is divided by 0.",
        [1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1.0],
    ),
}
FIRST_FIELDS = ["data", "hidden", "batch_norm", "optimizer", "learning_rate"]


def choose_settings(
    defaults: Settings = DEFAULTS,
    apart_from: str = "",
    fields: Sequence[str] = FIRST_FIELDS,
    row: DeltaGenerator | None = None,
) -> dict[str, Any]:
    """Ask for everything that settles a run: some fields in a row, the rest on demand."""
    first = [field for field in fields if field != apart_from]
    rest = [field for field in CONTROLS if field not in (*first, apart_from)]
    if row is None:
        row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    chosen = ask_all(row, first, defaults)
    return chosen | ask_all(row.popover("All settings", icon=":material/tune:"), rest, defaults)


def ask_all(place: DeltaGenerator, fields: Sequence[str], defaults: Settings) -> dict[str, Any]:
    """Ask for several fields of the settings, one after the other in that place."""
    return {field: ask(field, place, value=getattr(defaults, field)) for field in fields}


def in_controls(settings: Settings, fields: Iterable[str] = CONTROLS) -> dict[str, Any]:
    """Return what the controls of the fields hold, by their keys, when they show these settings."""
    values = {CONTROLS[field].key: getattr(settings, field) for field in fields}
    return {k: written.units(v) if isinstance(v, tuple) else v for k, v in values.items()}


def in_link(values: Mapping[str, Any], otherwise: Mapping[str, Any]) -> dict[str, str]:
    """Return the parameters of a link to these values of controls: those that are otherwise not so.

    >>> in_link({"alpha": 0.1, "bn": True, "seed": 0}, {"alpha": 0.01, "bn": False, "seed": 0})
    {'alpha': '0.1', 'bn': 'True'}
    """
    return {
        key: f"{value:g}" if type(value) in (int, float) else str(value)
        for key, value in values.items()
        if value != otherwise[key]
    }


def follow_settings(presets: Mapping[str, Settings], fields: Iterable[str]) -> None:
    """Put the preset whose link was followed, if one was, into the controls of these fields."""
    if name := followed_preset(presets):
        st.session_state.update(in_controls(presets[name], fields))


def link_presets_of(
    page: str, presets: Mapping[str, Settings], fields: Sequence[str], usual: Settings
) -> None:
    """Link each preset; `page` is the file that shows them, `usual` what its controls open with."""
    shown = in_controls(usual, fields)
    link_presets(
        page,
        {name: in_link(in_controls(each, fields), shown) for name, each in presets.items()},
    )


def checked(
    chosen: dict[str, Any], key: str, otherwise: Settings = DEFAULTS, place: Any = st
) -> Settings:
    """Return the settings if they fit together; else say why not and return the last that did.

    What is not chosen is as in `otherwise`, which also stands in before any settings fit. `key`
    names the page, `place` is where to say it.
    """
    last = f"{key} last settings"
    try:
        st.session_state[last] = replace(otherwise, **chosen)
    except SettingError as reason:
        problem(f"{in_words(reason)}. The picture shows the settings before.", place)
    settings: Settings = st.session_state.get(last, otherwise)
    return settings


NAMES = {"points": "The number of points", "legs": "The number of continuations"}


def in_words(reason: SettingError) -> str:
    """Say what does not fit with the names that the page has for it.

    >>> in_words(SettingError("hidden", (1000,), "there may be at most 4 layers"))
    'Hidden layers: 1000. There may be at most 4 layers'
    """
    name = NAMES.get(reason.field) or CONTROLS[reason.field].label
    where = f" of continuation {reason.leg}" if reason.leg else ""
    match reason.value:
        case tuple():
            value = written.units(reason.value)
        case str():
            value = written.quoted(reason.value)
        case _:
            value = written.rounded(reason.value, 12)
    return f"{name}{where}: {value}. {reason.rule[0].upper()}{reason.rule[1:]}"


def ask(field: str, place: DeltaGenerator, suffix: str = "", value: Any = None) -> Any:
    """Ask for one field of the settings, in the way that its control says.

    `suffix` tells a second control of the same field apart, in its label and in the link.
    """
    control = CONTROLS[field]
    value = getattr(DEFAULTS, field) if value is None else value
    about: dict[str, Any] = {
        "label": f"{control.label} {suffix}".strip(),
        "key": control.key + suffix.lower(),
    }
    bound: dict[str, Any] = {"help": control.help, "bind": "query-params"}
    match control.kind:
        case "units":
            return _ask_units(place, about | bound, value)
        case "switch":
            return place.toggle(value=value, **about, **bound)
        case "choice":
            index = control.options.index(value)
            return place.selectbox(options=control.options, index=index, **about, **bound)
        case "scale":
            return place.select_slider(
                options=control.options, value=value, format_func="{:g}".format, **about, **bound
            )
    low, high = (type(value)(end) for end in BOUNDS[field])
    about |= {"min_value": low, "max_value": high, "value": value, "step": control.step}
    if control.kind == "slider":
        return place.slider(**about, **bound)
    return whole_number(**about, help_text=control.help, place=place)


def _ask_units(place: DeltaGenerator, about: dict[str, Any], value: tuple[int, ...]) -> Any:
    text = place.selectbox(
        options=LAYERS, index=LAYERS.index(written.units(value)), accept_new_options=True, **about
    )
    try:
        return typed.units(str(text))
    except ValueError as reason:
        problem(f"{reason}.")
        return value
