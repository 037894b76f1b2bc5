"""Does batch norm help here? Count over seeds, for who asks."""

from dataclasses import replace

import streamlit as st

from core.lessons.batch_norm.count_words import counted
from core.training import Settings, trials
from core.ui.page import READING_WIDTH
from core.ui.shelf import kept

_again = kept(trials.again)


@st.fragment
def count_seeds(settings: Settings) -> None:
    """Train without and with batch norm for many seeds, if the visitor asks, and count."""
    asked = st.toggle(
        "Count over seeds",
        key="count",
        bind="query-params",
        help="Trains both networks anew with up to 20 seeds; it takes a second or two.",
    )
    if not asked:
        return
    off, on = (replace(settings, batch_norm=each) for each in (False, True))
    with st.spinner("Training both networks with other seeds …"):
        found = _again(off, on)
    st.markdown(counted(found), width=READING_WIDTH)
