"""Draw a chart once for all who see the same data."""

from collections.abc import Callable
from types import FunctionType
from typing import Any

import altair as alt
import streamlit as st

from core.charts.vega_lite import Specification, specification


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs={FunctionType: _name})
def drawn(make: Callable[..., alt.TopLevelMixin], *data: Any, **options: Any) -> Specification:
    """Return `make(*data, **options)` as `st.vega_lite_chart` takes it, from the cache if it can.

    At most reruns most charts of a page show what they showed before.
    """
    return specification(make(*data, **options))
