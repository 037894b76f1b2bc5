"""Softmax: any scores in, shares of a whole out."""

import numpy as np
import pandas as pd
import streamlit as st

from core import softmax, ui
from core.lessons.softmax import worked
from core.lessons.softmax.pull import COLDEST, HOTTEST, pull_score, pull_temperature
from core.lessons.softmax.pull_view import show_pull
from core.lessons.softmax.scores_view import LESSON, ask_class, ask_scores
from core.lessons.softmax.shift import OVERFLOWS, VANISHES, shift_in_words
from core.text import typed, written
from core.text.see import see
from core.ui.presets import followed_preset, link_presets

PRESETS = {
    "The lesson's example": written.vector(LESSON),
    "A tie": "2, 2, 0",
    "One giant": "1, 12, 2, 0",
    "Two classes": "1, 0",
    "Ten classes": "0.1, -1.2, 2.3, 0.7, -0.4, 1.9, 3.1, -2, 0, 1.1",
    "Too big for e^z": "1000, 999",
}

FORMS = {"As it stands": softmax.naive_softmax, "Biggest subtracted first": softmax.softmax}
to_last_digit = np.vectorize(written.float64, otypes=[object])

ui.head(
    __file__,
    "A network ends in one score per class: any numbers, big, small or negative. Softmax turns "
    "them into shares of a whole. The biggest score gets the biggest share, but not all of it; "
    "hardmax would give it all, and the others nothing.",
)

preset = followed_preset(PRESETS)
if preset:
    st.session_state["z"] = PRESETS[preset]
scores, pulls = st.columns([3, 1], gap="medium")
with scores:
    z = ask_scores("z")
names = [written.subscript("z", j) for j in range(1, len(z) + 1)]
with pulls:
    j = ask_class(
        "Pull the score of class",
        len(z),
        default=1,
        key="pull",
        help_text="The score that the slider moves while all others stay.",
    )
pulled = pull_score(z, j - 1)
figure, beside = st.columns([3, 1], gap="medium")
with figure:
    show_pull(pulled, names[j - 1], box="z", typed=lambda frame: written.vector(pulled.z[frame]))
    link_presets(__file__, {name: {"z": typed} for name, typed in PRESETS.items()})
with beside:
    ui.notes(
        "Pull one score up. Its own e^z grows and the others stay, but the sum grows too: every "
        "other class gives way, each in proportion to what it had.",
        f"Only differences count: {see('2, 1, 0', z='2, 1, 0')} and "
        f"{see('102, 101, 100', z='102, 101, 100')} give the same. 1 more is e = 2.718… times the "
        "share.",
        f"At {see('two equal scores', z='3, 3, 0', pull=1)}, pull: hardmax jumps, softmax slides.",
        formulas=[r"a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}"],
    )
now = worked.work_out(z[np.newaxis])
top = int(z.argmax())

st.header("Warm and cold", divider="gray")
ui.idea(
    "Divide the scores by a temperature T first. A cold softmax decides: as T → 0 it becomes "
    f"hardmax. A hot one shrugs: as T → ∞ each of the {len(z)} classes gets "
    f"1/{len(z)} = {1 / len(z):.3f}. Measured from the biggest score, e^s is at most 1.",
    r"s_j = \frac{z_j - \max z}{T}",
)


@st.fragment
def divide() -> None:
    """Choose T, and see the shares of the scores divided by it."""
    temperature = st.number_input(
        "T",
        COLDEST,
        HOTTEST,
        1.0,
        step=0.1,
        key="t",
        bind="query-params",
        help="From 0.05 to 100; T = 1 is softmax as it is. The slider of the picture moves it too.",
    )
    warm = pull_temperature(z, temperature)
    example = show_pull(
        warm, "T", box="t", typed=lambda frame: float(warm.values[frame]), score="s"
    )
    by_temperature = {
        warm.values[0]: example.share_text[0, top],
        1.0: now.share_text[0, top],
        temperature: example.share_text[warm.now, top],
        warm.values[-1]: example.share_text[-1, top],
    }
    st.caption(
        f"From cold to hot {names[top]} gets "
        + ", ".join(f"{share} at T = {T:g}" for T, share in sorted(by_temperature.items()))
        + "."
    )


divide()

st.header("Add the same to every score", divider="gray")
ui.idea(
    "All e^z then grow by the same factor e^c, and the fraction cancels it. So a computer may "
    "subtract the biggest score first. It must: above "
    f"{OVERFLOWS}, e^z is more than a float64 can hold, and below {VANISHES} it is 0.".replace(
        "-", "−"
    ),
    r"\frac{e^{z_j + c}}{\sum_k e^{z_k + c}} = \frac{e^c\, e^{z_j}}{e^c \sum_k e^{z_k}} = a_j",
)


@st.fragment
def shift() -> None:
    """Choose c, and see that the shares stay."""
    c = st.slider(
        "c",
        -1000,
        1000,
        100,
        key="c",
        bind="query-params",
        help="What is added to each of your scores.",
    )
    for form, shares_of in FORMS.items():
        st.markdown(f"**{form}**")
        st.table(
            pd.DataFrame(
                {
                    "before": to_last_digit(shares_of(z)),
                    f"with c = {c}": to_last_digit(shares_of(z + c)),
                },
                index=names,
            )
        )
    st.caption(shift_in_words(z, c))


shift()

st.markdown("And the two forms for the scores 1000 and 999:")
giants = np.array([1000.0, 999.0])
st.table(
    pd.DataFrame(
        {form: to_last_digit(shares_of(giants)) for form, shares_of in FORMS.items()},
        index=["1000", "999"],
    )
)

ui.code(softmax.softmax, softmax.hardmax, softmax.at_temperature, typed.numbers)
