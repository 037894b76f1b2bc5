"""Ink and colours stand out from what lies under them; axes end on numbers that one can read."""

import tomllib

import altair as alt
import numpy as np
import pytest

from core.charts import theme
from core.charts.plane import palette
from tests.support import ROOT

PAGE = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
MODES = pytest.mark.parametrize("mode", ["light", "dark"])


def rgb(colour: str) -> np.ndarray:
    return np.array(list(bytes.fromhex(colour.removeprefix("#"))))


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """How far two colours are apart, 1 to 21, as WCAG defines it."""
    shares = np.array([one, other]) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    dark, light = sorted(linear @ [0.2126, 0.7152, 0.0722])
    return float((light + 0.05) / (dark + 0.05))


@MODES
def test_charts_write_in_the_ink_of_the_page(mode) -> None:
    assert PAGE[mode]["textColor"] in theme.INK.to_dict()["expr"]
    for part in ("axis", "legend"):
        assert theme.CONFIG[part]["labelColor"] == theme.INK.to_dict()


@MODES
def test_every_colour_stands_out_from_the_page(mode) -> None:
    for colour in (theme.DATA, theme.A, theme.B, theme.CORRECTED, theme.MARK, *theme.CLASSES):
        assert contrast(rgb(colour), rgb(PAGE[mode]["backgroundColor"])) >= 3


@MODES
def test_the_outline_of_a_point_stands_out_from_every_region(mode) -> None:
    page = rgb(PAGE[mode]["backgroundColor"])
    for *colour, opacity in palette():
        region = page + opacity / 255 * (np.array(colour) - page)
        assert contrast(rgb(PAGE[mode]["textColor"]), region) >= 4.5


def log_axis(low: float, high: float) -> dict:
    return theme.logarithmic(alt.Y("loss:Q"), low, high).to_dict()


@pytest.mark.parametrize(
    ("low", "high", "domain"),
    [
        (0.06, 1.2, [0.05, 2]),
        (0.2, 3, [0.2, 5]),
        (1, 1, [1, 2]),
        (1e-9, 1e300, [1e-9, 1e300]),
    ],
)
def test_a_logarithmic_axis_ends_on_1_2_or_5(low, high, domain) -> None:
    assert log_axis(low, high)["scale"]["domain"] == domain


def test_a_logarithmic_axis_names_1_2_and_5_or_if_it_is_long_only_the_powers() -> None:
    assert log_axis(0.06, 1.2)["axis"]["values"][:6] == [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
    assert set(log_axis(0.0006, 1.2)["axis"]["values"]) == {0.0001, 0.001, 0.01, 0.1, 1, 10}
