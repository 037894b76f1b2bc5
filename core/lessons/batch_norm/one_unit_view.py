"""One unit, one mini-batch: choose b, γ and β, and see what becomes of z."""

import numpy as np
import streamlit as st

from core.lessons.batch_norm import one_unit
from core.lessons.batch_norm import one_unit_words as words
from core.lessons.batch_norm.ask_unit_view import ask_unit
from core.lessons.batch_norm.one_unit_charts import LARGEST, STAGES, stage
from core.text.see import see
from core.training import Run
from core.ui.handle import handle
from core.ui.page import notes

FORMULAS = {
    "z": r"z = W a_\text{prev} + b",
    "z_norm": r"z_\text{norm} = \frac{z - \mu}{\sqrt{\sigma^2 + \varepsilon}}",
    "z̃": r"\tilde z = \gamma\, z_\text{norm} + \beta",
    "a": r"a = g(\tilde z)",
}
HANDLES = {"z": ["bias"], "z̃": ["gamma", "shift"]}
LABELS = {"bias": "b", "gamma": "γ", "shift": "β"}
HELP = {
    "bias": "Added to z. Batch norm takes it away again, and so has none.",
    "gamma": "It scales z_norm. Empty: as the unit has learned it.",
    "shift": "It shifts z_norm. Empty: as learned. It is not the β of momentum.",
}
AT_START, TRAINED = "at the start", "after training"
REACH, STEP = 3.0, 0.05  # of a slider; the boxes take more
NARROWEST = 3.0  # half of the common axis
FACTOR = 2.0  # by which W is scaled


def _ask_where(row: st.delta_generator.DeltaGenerator, run: Run) -> tuple[int, int, int]:
    """Ask for a hidden layer, a unit of it, both counted from 0, and a frame of the run."""
    about = "A hidden layer of the network trained with batch norm."
    layer, unit = ask_unit(row, run.settings.hidden, layer=1, about=about)
    when = row.segmented_control(
        "Weights",
        [AT_START, TRAINED],
        default=TRAINED,
        required=True,
        key="when",
        bind="query-params",
        help="The network before its first step, or after its last.",
    )
    return layer, unit, 0 if when == AT_START else -1


def show_one_unit(row: st.delta_generator.DeltaGenerator, run: Run) -> None:
    """Draw one unit's values over one mini-batch, stage by stage, and say what becomes of them."""
    layer, number, frame = _ask_where(row, run)
    exact = row.popover("Exact b, γ, β", icon=":material/pin:")
    unit = one_unit.unit_of(run, layer, number, frame)
    bias, gamma, beta = (
        _ask(exact, name, otherwise)
        for name, otherwise in zip(LABELS, (0.0, *unit.learned), strict=True)
    )
    worked = one_unit.work_out(unit, gamma, beta, bias)
    reach = max(NARROWEST, *(float(np.abs(each).max()) for each in (1.5 * unit.z, worked.z_norm)))
    lines = words.first_example(unit, worked, gamma, beta)
    *places, beside = st.container(key="film-unit").columns([4, 4, 4, 4, 5], gap="small")
    for name, place, line in zip(STAGES, places, lines, strict=True):
        with place:
            st.vega_lite_chart(
                stage(name, unit.z, reach, unit.activation),
                key=f"stage {name}",
                alt=f"A histogram of {name} over the mini-batch. The text below has the numbers.",
            )
            st.latex(FORMULAS[name])
            st.markdown(line)
            for parameter in HANDLES.get(name, ()):
                _slide(parameter, {"bias": bias, "gamma": gamma, "shift": beta}[parameter])
    with beside:
        notes(
            f"{see('Add a bias of 2', bias=2)}: z slides, and z_norm stays. Then move γ and β, "
            "which the unit learns.",
            words.what_to_try(unit.activation),
            "With γ = √(σ² + ε) and β = μ, z̃ is z again: the unit can learn to undo batch norm.",
        )
        with st.container(horizontal=True, gap="small"):
            st.button("γ = 1, β = 0", on_click=_choose, args=(1.0, 0.0))
            st.button("As learned", on_click=_choose, args=(None, None))
            st.button("γ = √(σ² + ε), β = μ", on_click=_choose, args=unit.undo)
        st.markdown(words.undone(worked))
    slope = float(one_unit.bias_gradient(run, layer, frame)[number])
    moved = one_unit.moved_by_scaling(run, layer, FACTOR, frame)
    st.markdown(words.what_cancels(slope, FACTOR, moved))


def _slide(parameter: str, value: float) -> None:
    """Draw a slider; where the hand stops goes into the box, and into the link."""

    def keep(number: float) -> None:
        st.session_state[parameter] = float(number)

    handle(
        parameter,
        LABELS[parameter],
        value,
        low=-REACH,
        high=REACH,
        step=STEP,
        on_release=keep,
    )


def _ask(place: st.delta_generator.DeltaGenerator, name: str, otherwise: float) -> float:
    """Ask for b, γ or β; as long as the box is empty it is `otherwise`."""
    number: float | None = place.number_input(
        LABELS[name],
        min_value=-float(LARGEST),
        max_value=float(LARGEST),
        value=None,
        step=0.1,
        placeholder=f"{otherwise:.3f}",
        key=name,
        bind="query-params",
        help=HELP[name],
    )
    return otherwise if number is None else number


def _choose(gamma: float | None, beta: float | None) -> None:
    """Put γ and β into their boxes, and so into the link; None empties a box."""
    st.session_state.update(gamma=gamma, shift=beta)
