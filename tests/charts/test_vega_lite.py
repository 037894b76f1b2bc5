"""A chart made ready says what Altair would have said of it, without Altair's global state."""

import altair as alt
import pandas as pd
import pytest

from core.charts import theme
from core.charts.vega_lite import specification

TABLE = pd.DataFrame({"x": [1, 2], "y": [3.0, 4.0], "name": ["a", "b"]})
OTHER = pd.DataFrame({"x": [5]})
X, Y = alt.X("x:Q"), alt.Y("y:Q")
DOTS = alt.Chart(TABLE).mark_point().encode(X, Y)
RULE = alt.Chart(OTHER).mark_rule().encode(X)
CHARTS = {
    "one table": DOTS,
    "layers that share a table, and one of its own": alt.LayerChart(layer=[DOTS, RULE, DOTS]),
    "layers over a table": alt.LayerChart(
        data=TABLE, layer=[alt.Chart().mark_line().encode(X, Y), RULE]
    ),
    "one above the other": alt.vconcat(DOTS, RULE),
}


def with_tables(spec: dict, tables: dict) -> dict:
    """The specification with every table where it is named."""
    spec = dict(spec)
    if "name" in spec.get("data", {}):
        spec["data"] = {"values": tables[spec["data"]["name"]].to_pylist()}
    for parts in {"layer", "vconcat"} & spec.keys():
        spec[parts] = [with_tables(part, tables) for part in spec[parts]]
    return spec


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_specification_draws_what_the_chart_draws(chart: alt.TopLevelMixin) -> None:
    spec = specification(chart)
    tables = spec.pop("datasets")
    with alt.data_transformers.enable("default", consolidate_datasets=False):
        expected = chart.to_dict()
    for part in (expected, *expected.get("layer", ()), *expected.get("vconcat", ())):
        part.get("data", {}).pop("format", None)
    assert spec.pop("config") == theme.CONFIG
    assert with_tables(spec, tables) == expected


def test_a_chart_keeps_its_own_settings_over_the_common_ones() -> None:
    config = specification(DOTS.configure_legend(orient="top", offset=3))["config"]
    assert config["axis"] == theme.CONFIG["axis"]
    assert config["legend"] == theme.CONFIG["legend"] | {"orient": "top", "offset": 3}


def test_a_table_that_two_layers_share_is_sent_once() -> None:
    assert len(specification(alt.LayerChart(layer=[DOTS, RULE, DOTS]))["datasets"]) == 2


def test_a_chart_can_be_made_ready_twice_and_by_several_threads() -> None:
    def asked(_data: object) -> None:
        raise AssertionError("the data transformer is one for all threads")

    alt.data_transformers.register("not to be asked", asked)
    with alt.data_transformers.enable("not to be asked"):
        assert specification(DOTS) == specification(DOTS)
