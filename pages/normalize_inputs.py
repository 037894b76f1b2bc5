"""Normalize inputs: why gradient descent crawls in a valley, and which step of it cures what."""

import pandas as pd
import streamlit as st

from core import normalize, ui
from core.lessons.batch_norm import normalize_inputs as lesson
from core.lessons.batch_norm import normalize_inputs_ask_view as ask
from core.lessons.batch_norm import normalize_inputs_words as words
from core.lessons.batch_norm.normalize_inputs_count_view import count_networks
from core.lessons.batch_norm.normalize_inputs_refit_view import show_refit
from core.lessons.batch_norm.normalize_inputs_view import STEPS, all_ways, drawn
from core.lessons.batch_norm.normalize_inputs_ways import BOTH
from core.text.see import see
from core.ui.guess import show_answer

ui.head(
    __file__,
    "Linear regression, ŷ = w₁x₁ + w₂x₂ + b, on the same examples from the same start: left with "
    "the inputs as they are, right treated. The cost is steep across the valley, flat along it.",
)
ask.follow_preset()
choice = ask.choose()
ways = all_ways(choice.features, choice.share)
raw, treated = ways[lesson.NOTHING], ways[choice.scaling]
sides = (("Raw", lesson.NOTHING), ("Treated", choice.scaling))

with ui.film(
    "valley",
    n_frames=len(STEPS),
    start=len(STEPS) - 1,
    labels=[f"step {step:,}" for step in STEPS.tolist()],
):
    figure, beside = st.columns([2, 1], gap="medium")
    guess = ask.ask_fate(choice.share, beside) if choice.share in ask.GUESSED else None
    shown = choice.share not in ask.GUESSED or guess is not None
    with figure:
        for place, (name, scaling) in zip(st.columns(2, gap="medium"), sides, strict=True):
            drawing = drawn(choice.features, scaling, choice.share, choice.with_momentum, shown)
            frame = ui.framed(
                place,
                f"**{name}**: {words.inputs(ways[scaling])}",
                drawing.chart,
                key=name,
                alt=f"{name}: lines of equal cost over w₁ and w₂, and the way of gradient descent "
                "from 0 towards the best weights, a cross.",
            )
            frame.caption(words.under_the_drawing(drawing.stretch, drawing.until))
        ask.offer_presets(__file__)
    with beside:
        if guess is not None:
            found = words.answer(choice.share, raw, treated)
            show_answer(f"“{guess}”", found, right=guess == words.fate(raw))
        ui.live_words(
            "valley words",
            words.at_every_frame(raw, treated, choice.with_momentum, STEPS)
            if shown
            else [words.GUESS_FIRST] * len(STEPS),
            start=len(STEPS) - 1,
        )
        ui.notes(
            "Grey: lines of equal cost at the b of this step, doubled from line to line; as b "
            "learns, they move. Cross: the best weights.",
            f"The steepest direction limits α: {see('at 1.1', alpha_share=1.1)} times 2/λₘₐₓ it "
            "diverges. Along a valley the same α is far too small.",
            f"{see('Leave μ in', minus_mu=False, by_sigma=True)}, or "
            f"{see('leave σ in', minus_mu=True, by_sigma=False)}. Which do these data need, and "
            "which the other ones below the picture?",
            formulas=[r"x := \frac{x - \mu}{\sigma}"],
        )

st.header("Which switch cures what?", divider="gray")
ui.idea(
    "κ is the condition number of the whole Hessian, 3 × 3: of w₁, w₂ and b. Unequal spreads make "
    "it large. So do means far from 0: then w₁ and w₂ can make up for b, and little tells them "
    "apart.",
    r"\kappa = \frac{\lambda_\text{max}}{\lambda_\text{min}}",
)
if shown:
    st.table(pd.DataFrame(words.in_numbers(ways)).set_index("inputs"))
    st.markdown(words.what_counts(ways[BOTH], lesson.correlation()), width=ui.READING_WIDTH)
else:
    st.markdown(words.GUESS_FIRST)

st.header("The test set takes the training set’s μ and σ", divider="gray")
ui.idea(
    "The model has learned what an input means by the μ and σ of training. With others, the same "
    "example becomes another input."
)
show_refit(choice.features)

st.header("A cure for gradient descent, not more information", divider="gray")
ui.idea(
    "Normalizing tells a model nothing new. So do networks with Adam or with batch norm need it? "
    "Here are wedges squeezed to a fiftieth of their height, and the same points not squeezed."
)
count_networks()

ui.code(normalize.normalize, normalize.mean_and_deviation, lesson.bowl, lesson.descend)
