"""The start page: what one can understand here."""

import streamlit as st

st.title("See what happens while a network learns")
st.markdown(
    "Every curve here is computed while you look at it, "
    "by a few lines of NumPy that each page shows."
)
