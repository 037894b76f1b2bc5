"""Ink and colours stand out from what lies under them."""

import tomllib

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
