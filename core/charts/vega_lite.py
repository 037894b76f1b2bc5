"""A chart made ready once, to be sent many times.

`st.altair_chart` turns a chart into a Vega-Lite specification at every rerun, and spends most of
its time on validation. A specification made here once costs a rerun next to nothing.
"""

from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from core.charts import theme

alt.theme.enable("none")  # the page has one; Altair's own would add sizes that do not fit

Specification = dict[str, Any]


def specification(chart: alt.TopLevelMixin) -> Specification:
    """Return what `st.vega_lite_chart` draws: a chart as a dictionary, with its tables beside it.

    The tables are taken out first, so that nothing is left for Altair's data transformer: there is
    one for all threads, and Streamlit exchanges it at times. What is not validated here is
    validated in the tests.
    """
    tables: dict[int, pd.DataFrame] = {}
    spec = _without_tables(chart, tables).to_dict(validate=False)
    arrow = {
        _name(i): pa.Table.from_pandas(table, preserve_index=False)
        for i, table in enumerate(tables.values())
    }
    return {**spec, "config": _over(theme.CONFIG, spec.get("config", {})), "datasets": arrow}


def _over(common: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return the common settings of all parts of charts, changed where one has its own."""
    return {part: common.get(part, {}) | own.get(part, {}) for part in common | own}


def _without_tables(chart: Any, tables: dict[int, pd.DataFrame]) -> Any:
    """Return a copy of the chart that names its tables, and collect each table once, by its id."""
    copy = chart.copy(deep=False)
    if isinstance(chart.data, pd.DataFrame):
        tables.setdefault(id(chart.data), chart.data)
        copy.data = alt.NamedData(_name(list(tables).index(id(chart.data))))
    for parts in ("layer", "vconcat"):
        if hasattr(chart, parts):
            copy[parts] = [_without_tables(part, tables) for part in chart[parts]]
    return copy


def _name(i: int) -> str:
    return f"table {i}"
