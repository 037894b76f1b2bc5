"""The loss of softmax: how wrong its shares are, and which way each score should move."""

import numpy as np
import streamlit as st

from core import softmax, ui
from core.activations import sigmoid
from core.charts import theme
from core.charts.curves import Curve, over_steps
from core.lessons.softmax import descent, rise, worked
from core.lessons.softmax import loss_charts as charts
from core.lessons.softmax.scores_view import ask_class, ask_scores
from core.lessons.softmax.worked_charts import worked_example
from core.text import written
from core.text.see import see
from core.types import Array
from core.ui.guess import ask_guess, show_answer

STEPS = 100

ui.head(
    __file__,
    "Only the true class counts: the smaller its share ŷ, the bigger the loss, without limit. The "
    "slope of the loss in the scores is as simple as can be: what was said minus what is true. "
    "Here log is the natural logarithm, ln on a calculator.",
)
scores, classes = st.columns([3, 1], gap="medium")
with scores:
    z = ask_scores("scores", largest=1000)
with classes:
    true = ask_class(
        "The true class",
        len(z),
        default=2,
        key="true",
        help_text="The class the example really belongs to: y is 1 there and 0 elsewhere.",
    )
y = np.eye(len(z))[true - 1]
names = [written.subscript("z", j) for j in range(1, len(z) + 1)]
share = softmax.softmax(z)
share_text = worked.work_out(z[np.newaxis]).share_text[0]


def loss_of(scores: Array) -> float:
    """The loss of scores when the chosen class is the true one."""
    return float(softmax.cross_entropy(scores, y))


loss = loss_of(z)
said = share[true - 1]
exact = written.rounded(said, 5) if said else written.exponential(-loss, decimals=0)
dz = softmax.cross_entropy_gradient(z, y)
estimate = descent.slope(loss_of, z)
losses = np.linspace(0, max(loss, 5), 200)
left, right, beside = st.columns([3, 3, 2], gap="medium")
with beside:
    ui.notes(
        "All dz sum to 0: what the true class gains in score, the others lose.",
        "dz is never beyond ±1, however big the loss: see "
        f"{see('20, 0, 0', scores='20, 0, 0', true=2)}, where class 2 is true.",
        "A share of 0.5 costs 0.693, one of 0.1 costs 2.303: each halving costs 0.693 more.",
        formulas=[r"L = -\sum_j y_j \log \hat y_j = -\log \hat y_\text{true}", r"dz = \hat y - y"],
    )
left.vega_lite_chart(
    charts.surprise(np.exp(-losses), losses, said, loss),
    key="surprise",
    alt=f"The curve of −log ŷ, marked where ŷ = {share_text[true - 1]} and L = {loss:.3f}.",
)
left.markdown(f"Class {true} gets ŷ = {share_text[true - 1]}: L = −log {exact} = **{loss:.3f}**")
right.vega_lite_chart(
    charts.pushes(
        [
            f"{name}: {text} - {t:.0f} = {push:.3f}, measured {seen:.3f}".replace("-", "−")
            for name, text, t, push, seen in zip(names, share_text, y, dz, estimate, strict=True)
        ],
        dz,
        estimate,
    ),
    key="pushes",
    alt=f"Signed bars of dz, one a score: {', '.join(f'{push:.3f}' for push in dz)}.",
)
right.markdown(
    "Measured without calculus, as (L(z + h) − L(z − h)) / 2h, the slope differs from ŷ − y by "
    f"**{written.rounded(np.abs(dz - estimate).max(), 2)}** at most."
)

st.header("Walk down the loss", divider="gray")
ui.idea(
    "Step by step, every score moves against its slope: the true one up, all others down, the "
    "faster the more wrong they are.",
    r"z := z - \alpha\, (\hat y - y)",
)


@st.fragment
def walk() -> None:
    """Choose α, and walk down the loss."""
    alpha = st.slider(
        "α", 0.05, 2.0, 0.3, 0.05, key="pace", bind="query-params", help="How far each step goes."
    )
    path = descent.descend(z, y, alpha, STEPS)
    path_losses = softmax.cross_entropy(path, np.tile(y, (STEPS + 1, 1)), axis=1)
    example = worked.work_out(path)
    steps = np.linspace(0, STEPS, STEPS + 1)
    with ui.film(
        "descent",
        n_frames=STEPS + 1,
        labels=[
            f"step {t:.0f} · L = {value:.3f}" for t, value in zip(steps, path_losses, strict=True)
        ],
    ):
        st.vega_lite_chart(
            worked_example(example),
            key="descent worked",
            alt=f"The share of class {true} grows from {example.share_text[0, true - 1]} to "
            f"{example.share_text[-1, true - 1]} in {STEPS} steps.",
        )
        st.vega_lite_chart(
            over_steps(steps, [Curve("loss", path_losses, theme.A)], "loss L"),
            key="descent loss",
            alt=f"The loss falls from {path_losses[0]:.3f} to {path_losses[-1]:.3f}.",
        )
    st.markdown(
        f"In {STEPS} steps of α = {alpha:g} the share of class {true} goes from "
        f"{example.share_text[0, true - 1]} to **{example.share_text[-1, true - 1]}**, the loss "
        f"from {path_losses[0]:.3f} to **{path_losses[-1]:.3f}**. No step is larger than the one "
        "before: the less there is to learn, the smaller ŷ − y."
    )


walk()

st.header("Two classes are logistic regression", divider="gray")
ui.idea(
    "With C = 2 only the difference of the scores counts, and the share of class 1 is its sigmoid.",
    r"\frac{e^{z_1}}{e^{z_1} + e^{z_2}} = \frac{1}{1 + e^{-(z_1 - z_2)}} = \sigma(z_1 - z_2)",
)


@st.fragment
def two_classes() -> None:
    """Choose two scores, and see softmax and the sigmoid agree."""
    columns = st.columns(2, gap="medium")
    z1, z2 = (
        column.number_input(
            name, -1000.0, 1000.0, start, 0.1, key=key, bind="query-params", help="−1000 to 1000."
        )
        for column, name, key, start in zip(
            columns, ("z₁", "z₂"), ("z1", "z2"), (1.0, -0.5), strict=True
        )
    )
    gaps = np.linspace(-1, 1, 33) * max(8, abs(z1 - z2))
    by_softmax, by_sigmoid = softmax.softmax([z1, z2])[0], sigmoid(np.array(z1 - z2))
    st.vega_lite_chart(
        charts.two_classes(gaps, sigmoid(gaps), softmax.softmax([gaps, 0 * gaps])[0], z1 - z2),
        key="two classes",
        alt="Dots, the shares by softmax, on the S-shaped curve of the sigmoid.",
    )
    st.markdown(
        f"softmax({z1:g}, {z2:g}) gives class 1 {by_softmax:.6f}, and σ({z1 - z2:g}) = "
        f"{by_sigmoid:.6f}. The difference is "
        f"**{written.rounded(abs(by_softmax - by_sigmoid), 2)}**."
    )


two_classes()

if len(z) > 2:
    st.header("Predict", divider="gray")
    guess = ask_guess(
        st.container(),
        "z₂ rises by 1. Which other class loses most probability?",
        [j for j in range(1, len(z) + 1) if j != 2],
        key="loser",
        help_text="For the scores in the box at the top of the page. Guess first; then softmax "
        "answers.",
    )
    if guess:
        answer = rise.when_one_rises(z, riser=1)
        show_answer(
            f"class {guess}, which loses {answer.lost_text[guess - 1]}",
            rise.in_words(answer),
            right=guess - 1 in answer.most,
        )

ui.code(softmax.cross_entropy, softmax.cross_entropy_gradient, descent.slope, descent.descend)
