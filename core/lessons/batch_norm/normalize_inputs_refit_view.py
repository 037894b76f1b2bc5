"""Give the test set μ and σ of its own, and see the error."""

import streamlit as st

from core.lessons.batch_norm import normalize_inputs_refit as refitting
from core.lessons.batch_norm import normalize_inputs_refit_words as words
from core.lessons.batch_norm.normalize_inputs import Features
from core.lessons.batch_norm.normalize_inputs_charts import predicted_and_true
from core.ui.shelf import kept
from core.ui.whole_number import whole_number

_refit = kept(refitting.refit)


@st.fragment
def show_refit(features: Features) -> None:
    """Ask for the test set and whose μ and σ it takes, and show predictions beside the truth."""
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    examples = whole_number(
        "Test examples",
        min_value=1,
        max_value=refitting.MOST_EXAMPLES,
        value=10,
        key="test_examples",
        help_text=f"How many examples a test set has: 1 to {refitting.MOST_EXAMPLES}.",
        place=row,
    )
    shift = row.slider(
        "Shift of the test set",
        0.0,
        refitting.LARGEST_SHIFT,
        1.0,
        0.5,
        key="test_shift",
        bind="query-params",
        help="How much larger both features are in the test set, in spreads. Their effect on y is "
        "the same as in training.",
    )
    refitted = row.toggle(
        "Refit μ and σ on the test set",
        key="refit",
        bind="query-params",
        help="On: the test set is normalized by its own mean and deviation. Off: by those of the "
        "training set.",
    )
    found = _refit(features, examples, shift)
    now, other = (found.refitted, found.kept) if refitted else (found.kept, found.refitted)
    left, right = st.columns([2, 3], gap="medium")
    left.vega_lite_chart(
        predicted_and_true(found.y[0], now.predictions[0], other.predictions[0], refitted),
        key="refit chart",
        alt="Test examples by their true and their predicted y, and the line where both are equal. "
        "The text beside it has the errors.",
    )
    right.markdown(words.errors(found))
    right.markdown(words.first_example(found))
