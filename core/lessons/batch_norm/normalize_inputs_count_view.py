"""Do Adam or batch norm make it unnecessary? Count over seeds, for who asks."""

import pandas as pd
import streamlit as st

from core.lessons.batch_norm.normalize_inputs_count import NETWORKS, SQUEEZED, counted, even
from core.training import trials
from core.ui.contents import BY_NAME
from core.ui.page import READING_WIDTH
from core.ui.shelf import kept

IN_THE_VALLEY = {
    "data": "valley",
    "hidden": "16",
    "activation": "tanh",
    "alpha": "0.1",
}
PAIRS = {
    "Does Adam leave the valley sooner than SGD?": {
        "differs": "Optimizer",
        "optimizera": "sgd",
        "optimizerb": "adam",
        "bn": "False",
    },
    "Does batch norm help there?": {"differs": "Batch norm", "optimizer": "sgd"},
}

_again = kept(trials.again)


@st.fragment
def count_networks() -> None:
    """Train networks on squeezed and on evenly spread points, if the visitor asks, and count."""
    asked = st.toggle(
        "Count over 20 seeds",
        key="valley_count",
        bind="query-params",
        help="Trains three networks on both kinds of points with 20 seeds; it takes two seconds.",
    )
    if asked:
        with st.spinner("Training networks in the valley and out of it …"):
            found = {name: _again(each, even(each)) for name, each in NETWORKS.items()}
        st.table(pd.DataFrame(counted(found)).set_index("network"))
        st.markdown(
            f"All have one hidden layer of {SQUEEZED.hidden[0]} units and α = "
            f"{SQUEEZED.learning_rate:g}, after {SQUEEZED.steps} steps. Each seed draws other "
            "points, first weights and mini-batches, the same for both kinds of points.",
            width=READING_WIDTH,
        )
    for label, pair in PAIRS.items():
        st.page_link(
            BY_NAME["compare_runs"].path,
            label=label,
            icon=":material/compare_arrows:",
            query_params=IN_THE_VALLEY | pair,
        )
