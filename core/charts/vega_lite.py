"""The form of a picture, made once, and the tables that are poured into it each time.

What a picture looks like depends on its kind: how many frames, which layers, which titles. That
is its form, written in Altair over tables that have a name and no rows. What it shows are arrays.
Building a chart in Altair anew for new numbers costs 15 ms and more; pouring costs less than one.
And where only tables differ, the browser keeps its canvas, and a film stays on its frame.
"""

from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pyarrow as pa

from core.charts import theme

alt.theme.enable("none")  # the page has one; Altair's own would add sizes that do not fit

Specification = dict[str, Any]

once = lru_cache(maxsize=128)  # for functions that return a form: some 10 kB each


def form(chart: alt.TopLevelMixin) -> Specification:
    """Return the Vega-Lite of a chart whose tables are named, with what all charts have in common.

    What is not validated here is validated in the tests.
    """
    spec = chart.to_dict(validate=False)
    return {**spec, "config": _over(theme.CONFIG, spec.get("config", {}))}


def pour(form: Specification, **tables: pa.Table) -> Specification:
    """Return what `st.vega_lite_chart` draws: the form, with its tables by name.

    Tables that were poured in before stay, unless one of that name comes.
    """
    poured = {name: _to_bytes(table) for name, table in tables.items()}
    return {**form, "datasets": form.get("datasets", {}) | poured}


def table(columns: dict[str, Any]) -> pa.Table:
    """Return columns of equal length as a table; decimal numbers in single precision if it can."""
    return pa.table({name: _single(values) for name, values in columns.items()})


def _single(values: Any) -> Any:
    if not isinstance(values, np.ndarray) or values.dtype != np.float64:
        return values
    too_large = (np.abs(values) > np.finfo(np.float32).max).any()  # of a run that diverges
    return values if too_large else values.astype(np.float32)


def _to_bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _over(common: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return the common settings of all parts of charts, changed where one has its own."""
    return {part: common.get(part, {}) | own.get(part, {}) for part in common | own}
