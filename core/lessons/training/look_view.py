"""What a visitor looks at in a network: a unit, an example, and what to change; all in the link."""

from collections.abc import Collection
from typing import NamedTuple

import streamlit as st

from core.lessons.training import units
from core.lessons.training.run_view import EXAMPLE
from core.lessons.training.units import Unit
from core.lessons.training.what_if import Changes, weight_names
from core.training import Run
from core.ui.whole_number import whole_number

WHOLE = "the whole network"
LOOK, OFF, FLAT, DOUBLED = "look", "off", "flat", "double"


class Look(NamedTuple):
    """A unit or None, the number of a training example from 1 or 0 for none, and changes."""

    unit: Unit | None
    example: int
    changes: Changes


def ask_look(run: Run) -> Look:
    """Ask what to look at and what to change in the network of a run."""
    shown = units.shown(run)
    names = units.names(run)
    hidden = [names[c][unit] for c, column in enumerate(shown[1:-1], 1) for unit in column.tolist()]
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    _keep_possible(LOOK, [WHOLE, *hidden])
    with row:
        unit = st.selectbox(
            "Look at",
            [WHOLE, *hidden],
            key=LOOK,
            bind="query-params",
            help="A hidden unit, layer first: what it gives over the plane, and its numbers. "
            "A click on the unit in the drawing does the same.",
        )
        example = whole_number(
            "Follow training example",
            min_value=0,
            max_value=run.data.labels.size,
            value=0,
            key=EXAMPLE,
            help_text="The number of a training example, 0 for none: what every unit makes of it. "
            "A click on its point does the same.",
        )
        off = _ask_several(
            "Switch off", OFF, hidden, "Hidden units whose activation is taken to be 0."
        )
        flat = (
            _ask_several("Set γ to 0", FLAT, hidden, "Then a unit gives the same for every input.")
            if run.settings.batch_norm
            else []
        )
        weights = weight_names(names, shown)
        doubled = _ask_several(
            "Double weights", DOUBLED, list(weights), "From the first unit to the second."
        )
        if off or flat or doubled:
            st.button("As trained", icon=":material/undo:", on_click=_as_trained)
    return Look(
        None if unit == WHOLE else units.named(unit),
        example,
        Changes(
            tuple(map(units.named, off)),
            tuple(map(units.named, flat)),
            tuple(weights[name] for name in doubled),
        ),
    )


def look_at(name: str) -> None:
    """Put a unit into its control, or with "" the whole network."""
    st.session_state[LOOK] = name or WHOLE


def _ask_several(label: str, key: str, options: list[str], about: str) -> list[str]:
    _keep_possible(key, options)
    return st.multiselect(
        label,
        options,
        key=key,
        bind="query-params",
        placeholder="none",
        help=about,
    )


def _keep_possible(key: str, options: Collection[str]) -> None:
    """Drop what another network has and this one has not."""
    value = st.session_state.get(key)
    if isinstance(value, list):
        st.session_state[key] = [each for each in value if each in options]
    elif value is not None and value not in options:
        del st.session_state[key]


def _as_trained() -> None:
    for key in (OFF, FLAT, DOUBLED):
        st.session_state[key] = []
