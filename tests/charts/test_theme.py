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


# How much of red, green and blue light each kind of colour-blind eye takes for red, green and blue;
# Machado, Oliveira and Fernandes, 2009, at full severity
EYES = {
    "all cones": np.eye(3),
    "no red cones": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "no green cones": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "no blue cones": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
TO_XYZ = [[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]]
WHITE = np.array([0.9505, 1, 1.0888])
APART = 14  # of CIE 1976; about 2.3 can just be told apart


def lab(colour: str, eye: str) -> np.ndarray:
    """A colour in CIE L*a*b*, as that kind of eye sees it."""
    shares = rgb(colour) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(np.array(TO_XYZ) @ (np.array(EYES[eye]) @ linear).clip(1e-3, 1) / WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eye", EYES)
def test_no_two_classes_look_alike_to_any_eye(eye) -> None:
    seen = [lab(colour, eye) for colour in theme.CLASSES]
    apart = [np.linalg.norm(one - other) for i, one in enumerate(seen) for other in seen[:i]]
    assert len(apart) == 15
    assert min(apart) > APART
    assert len(set(theme.CLASS_SHAPES)) == len(theme.CLASSES)


@pytest.mark.parametrize("eye", EYES)
def test_without_and_with_batch_norm_and_the_first_and_the_second_look_apart(eye) -> None:
    for one, other in ((theme.A, theme.B), (theme.B, theme.CORRECTED)):
        assert np.linalg.norm(lab(one, eye) - lab(other, eye)) > 3 * APART
