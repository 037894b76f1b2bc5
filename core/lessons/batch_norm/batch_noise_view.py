"""The noise in the statistics of mini-batches, and the gap between two losses, on demand."""

import numpy as np
import streamlit as st

from core.lessons.batch_norm import batch_noise, batch_noise_words
from core.lessons.batch_norm.batch_noise import GAP, GAP_SEEDS, GAP_SIZES
from core.lessons.batch_norm.batch_noise_charts import gap_dots, strays
from core.training import Run
from core.ui.page import HEAD_WIDTH as WIDTH
from core.ui.page import framed
from core.ui.shelf import kept
from core.ui.whole_number import whole_number

_gaps = kept(batch_noise.gaps)


@st.fragment
def show_estimates(run: Run) -> None:
    """Ask for a unit of the first layer, and show what mini-batches say of its μ and σ²."""
    unit = whole_number(
        "Unit",
        min_value=1,
        max_value=run.settings.hidden[0],
        value=1,
        key="unit",
        help_text="A unit of the first hidden layer of the network trained with batch norm.",
        place=st.container(width=200),
    )
    try:
        found = batch_noise.estimates(batch_noise.first_layer(run, unit - 1), run.settings.seed)
    except ValueError:
        st.info("This unit gives the same z for every example: there is nothing to normalize.")
        return
    sizes, m = [each.size for each in found], found[-1].size
    spread = np.array([batch_noise.predicted_spread(size, m) for size in sizes])
    ratio = np.array([batch_noise.predicted_ratio(size, m) for size in sizes])
    left, right = st.columns(2, gap="medium")
    framed(
        left,
        "**μ of mini-batches.** Blue: ± one deviation, predicted",
        strays(sizes, [each.errors for each in found], -spread, spread, "(μ of batch - μ) / σ"),
        key="strays of means",
        alt="A tick a mini-batch: how far its mean is from that of all examples, by its size.",
    )
    framed(
        right,
        "**σ² of mini-batches.** Blue: the mean, predicted",
        strays(sizes, [each.ratios for each in found], ratio, ratio, "σ² of batch / σ²"),
        key="strays of variances",
        alt="A tick a mini-batch: its variance over that of all examples, by its size.",
    )
    points = [
        *batch_noise_words.in_numbers(found),
        f"With four times as many examples the error of μ halves, if they are few of the {m}.",
        "In a mini-batch of 1, z - μ is 0 and z̃ is β: such a network learns nothing of its inputs.",
    ]
    st.markdown("\n".join(f"- {each}" for each in points), width=WIDTH)


@st.fragment
def show_gaps() -> None:
    """Train with small and large mini-batches, if the visitor asks, and show both losses."""
    asked = st.toggle(
        f"Train with mini-batches of {', '.join(map(str, GAP_SIZES))}",
        key="gap",
        bind="query-params",
        help=f"{2 * len(GAP_SIZES) * GAP_SEEDS} networks; it takes about two seconds.",
    )
    if not asked:
        return
    with st.spinner("Training with three sizes of mini-batches …"):
        found = _gaps()
    left, right = st.columns([5, 6], gap="medium")
    left.vega_lite_chart(
        gap_dots(found),
        key="gaps",
        alt="The validation loss less the training loss, a dot a seed, without and with batch "
        "norm, by the size of the mini-batches.",
    )
    with right:
        st.markdown("\n".join(f"- {each}" for each in batch_noise_words.gaps_in_numbers(found)))
        st.markdown(
            f"Each network: {GAP.data} with noise {GAP.noise:g}, {GAP.steps} steps of Adam, "
            f"{GAP.examples // 2} examples to train on and as many to validate. Equal steps: the "
            "larger the mini-batch, the more often each example was seen. A small gap can also "
            "come from a high training loss, so look at both."
        )
