"""The lines between classes in words: every pair once, and as many borders as are drawn."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.lessons.softmax import boundaries_words as words
from core.lessons.softmax.boundaries import Ties, ties
from core.training.network import Linear
from core.types import Array

PICTURE = (-1.0, 1.0)
WEIGHTS = st.integers(2, 6).flatmap(
    lambda classes: hnp.arrays(np.float64, (2, classes, 3), elements=st.floats(-3, 3))
)


def lines(theta: Array) -> tuple[Linear, Ties]:
    layer = Linear(theta[..., :2], theta[..., 2:])
    return layer, ties(layer, PICTURE)


def two_of_three() -> tuple[Linear, Ties]:
    """Scores x, -x and -9: the third class never wins."""
    return lines(np.array([[[1.0, 0, 0], [-1, 0, 0], [0, 0, -9]]]))


@given(WEIGHTS)
def test_every_pair_has_its_line_in_the_last_frame(theta: Array) -> None:
    layer, found = lines(theta)
    told = words.lines_in_numbers(layer, found)
    assert [line.classes for line in told] == [f"{i + 1} and {j + 1}" for i, j in found.pairs]
    for line, (i, j) in zip(told, found.pairs, strict=True):
        written = re.findall(r"-?[\d.]+", line.equation.replace("- ", "-").replace("x₁", ""))
        expected = np.append(layer.W[-1, i] - layer.W[-1, j], layer.b[-1, i] - layer.b[-1, j])
        assert [float(number) for number in written[:3]] == pytest.approx(expected, abs=0.0051)


@given(WEIGHTS)
def test_there_are_as_many_borders_as_strong_lines(theta: Array) -> None:
    layer, found = lines(theta)
    drawn = np.isfinite(found.borders[-1, :, 0])
    told = words.lines_in_numbers(layer, found)
    assert [line.border == "yes" for line in told] == words.borders(found) == drawn.tolist()
    assert f"**{drawn.sum()}** " in words.what_is_drawn(found, bent=True)
    if len(found.pairs) > 1:
        text = words.what_is_drawn(found, bent=False)
        assert f"Pairs of classes: {len(found.pairs)}," in text
        assert f"Borders: **{drawn.sum()}**" in text


def test_a_class_that_never_wins_has_a_line_and_no_border() -> None:
    layer, found = two_of_three()
    told = words.lines_in_numbers(layer, found)
    assert [line.border for line in told] == ["yes", "no", "no"]
    assert told[0].equation == "2.00 x₁ + 0.00 x₂ + 0.00 = 0"


def test_one_border_is_one_border() -> None:
    assert "**1** border without" in words.what_is_drawn(two_of_three()[1], bent=True)


def test_two_classes_have_one_line_and_it_is_said_to_be_the_border() -> None:
    _, found = lines(np.array([[[1.0, 0, 0], [-1, 0, 0]]]))
    assert words.what_is_drawn(found, bent=False).endswith("and it is the border.")


def test_a_line_outside_the_picture_is_called_so() -> None:
    _, found = lines(np.array([[[1.0, 0, 9], [-1, 0, 0]]]))
    assert words.what_is_drawn(found, bent=False).endswith("but it lies outside the picture.")
    _, found = lines(np.array([[[1.0, 0, 9], [-1, 0, 0], [0, 1, 0]]]))
    assert "each with a line where the two tie. 1 of them cross" in words.what_is_drawn(
        found, False
    )
