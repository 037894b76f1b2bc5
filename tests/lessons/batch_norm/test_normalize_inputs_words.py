"""The sentences say what the ways did."""

import numpy as np
import pytest

from core.lessons.batch_norm import normalize_inputs_words as words
from core.lessons.batch_norm.normalize_inputs import NOTHING, Features
from core.lessons.batch_norm.normalize_inputs_count import NETWORKS, counted, even
from core.lessons.batch_norm.normalize_inputs_ways import BOTH, SCALINGS, Ways, ways_down
from core.training.trials import Trials

AREA_AND_ROOMS = Features(40, (2.5, 3))


def sides(share: float) -> tuple[Ways, Ways]:
    ways = dict(zip(SCALINGS, ways_down(AREA_AND_ROOMS, share, 100), strict=True))
    return ways[NOTHING], ways[BOTH]


def test_they_name_the_inputs():
    raw, treated = sides(0.9)
    assert words.inputs(raw) == "x₁ = 100 ± 40, x₂ = 3 ± 1"
    assert words.inputs(treated) == "x₁ = 0 ± 1, x₂ = 0 ± 1"


def test_they_say_at_each_step_what_is_left_and_how_long_it_takes():
    raw, treated = sides(0.9)
    start, later = words.at_every_frame(raw, treated, False, np.array([0, 100]))
    assert start.startswith("Step 0: of the cost that can go, **100%** is left raw, **100%**")
    assert f"**{raw.plain.left[100]:.0%}** is left raw, **under 0.0001%** treated" in later
    assert "Raw: κ = 192,300, **134,751 steps** until 1% is left" in later
    assert "Treated: κ = 1.03, **10 steps** until 1% is left" in later
    assert "omentum" not in later


def test_momentum_is_told_where_it_is_drawn():
    raw, treated = sides(0.9)
    (text,) = words.at_every_frame(raw, treated, True, np.array([10]))
    assert f"With momentum, dashed: {raw.momentum.left[10]:.0%} and " in text


@pytest.mark.parametrize(
    ("share", "fate"),
    [(0.5, "arrives at once"), (0.9, "settles"), (1, "bounces"), (1.1, "diverges")],
)
def test_the_fate_across_the_valley_is_as_it_went(share, fate):
    assert {words.fate(side) for side in sides(share)} == {fate}


def test_the_answer_lists_the_first_steps():
    assert words.answer(1.0, *sides(1)) == (
        "It bounces for ever: a step multiplies the distance by 1 − 2 · 1 = −1. Distance after "
        "steps 0 to 4, as a share of that at the start: raw 1.00, −1.00, 1.00, −1.00, 1.00; "
        "treated 1.00, −1.00, 1.00, −1.00, 1.00"
    )
    assert "raw 1.00, 0.00, 0.00, 0.00, 0.00; treated" in words.answer(0.5, *sides(0.5))


def test_what_diverges_never_arrives():
    text = words.at_every_frame(*sides(1.1), False, np.array([100]))[0]
    assert "**over 1,000 times as much** is left raw" in text
    assert "Raw: κ = 192,300, **never** down to 1%" in text


def test_the_networks_differ_in_their_points_alone():
    for network in NETWORKS.values():
        assert even(network) != network
        assert even(network).network == network.network


def test_a_row_counts_seeds_and_takes_the_median():
    lost, won = np.array([[1.0], [2.0], [9.0]]), np.array([[0.5], [3.0], [1.0]])
    (row,) = counted({"SGD": Trials(np.arange(3), np.array([0]), lost, won)})
    assert list(row.values()) == ["SGD", "2", "1", "2 of 3 seeds", "1 of 3 seeds"]
