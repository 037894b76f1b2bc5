"""Sentences about an average tell its own numbers, and agree with the picture and each other."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import averages
from core.lessons.averages import words

X = np.array([10.0, 20.0, 12.0, 9.0, 15.0])
BETAS = st.floats(0, 0.999)


@given(BETAS, st.integers(1, 5))
def test_the_update_is_right_as_it_is_written(beta, today):
    text = words.update_in_numbers(X, averages.ewma(X, beta), today, beta)
    old, before, new, x, after = map(
        float, re.search(r"= (.+) · (.+) \+ (.+) · (.+) = (.+)$", _plain(text)).groups()
    )
    assert x == X[today - 1]
    assert after == pytest.approx(old * before + new * x, rel=2e-3)
    assert after == pytest.approx(averages.ewma(X, beta)[today - 1], rel=1e-3)


def _plain(text: str) -> str:
    """Powers of ten as `float` reads them."""
    powers = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    return re.sub(r" × 10([⁻⁰-⁹¹²³]+)", lambda m: "e" + m[1].translate(powers), text)


def test_the_update_of_the_first_day_starts_from_zero():
    assert (
        words.update_in_numbers(X, averages.ewma(X, 0.9), 1, 0.9) == "v₁ = 0.9 · 0 + 0.1 · 10 = 1"
    )


@given(BETAS, st.integers(1, 5))
def test_the_band_is_cut_where_the_point_of_1_over_e_lies_before_the_first_day(beta, today):
    cut = "cut at the first day" in words.today_in_numbers(X, averages.ewma(X, beta), today, beta)
    assert cut == ("before the first day" in words.where_it_looks(beta, today))
    assert cut == (averages.memory(beta) >= today)


def test_today_is_told_with_its_window_and_its_update():
    text = words.today_in_numbers(X, averages.ewma(X, 0.5), 2, 0.5)
    assert "**At β = 0.5**" in text
    assert "about 2 days" in text
    assert "on day 2" in text
    assert "**v₂ = 0.5 · 5 + 0.5 · 20 = 12.5**" in text


@given(st.floats(0.1, 50), BETAS)
def test_the_last_days_together_weigh_what_all_weights_of_the_past_leave(days, beta):
    share = float(_plain(words.weight_of_last(days, beta)).removesuffix(" %"))
    assert share == pytest.approx(100 * (1 - beta**days), rel=6e-3, abs=1e-6)


@given(BETAS)
def test_today_weighs_as_much_as_the_last_day(beta):
    today, last = (
        float(text.removesuffix(" %"))
        for text in (words.weight_of_today(beta), words.weight_of_last(1, beta))
    )
    assert today == pytest.approx(last, rel=6e-3)


def test_within_the_data_it_says_what_counts_at_the_diamond():
    text = words.where_it_looks(0.9, today=100)
    assert "Today counts 10 %" in text
    assert f"10 days back, at the red diamond, a value counts {0.9**10:.3g} times" in text
    assert "hold 65.1 % of all weight" in text


def test_before_the_first_day_it_says_what_the_days_so_far_hold():
    assert "the days up to today hold only 27.1 % of all weight" in words.where_it_looks(0.9, 3)


@pytest.mark.parametrize("n_days", [43, 44])
def test_a_cold_start_that_outlasts_the_data_is_said(n_days):
    text = words.cold_start(0.9, n_days)
    assert "day 1 shows only 10 % of x₁" in text
    assert ("From day 44 on, after these data end, the" in text) == (n_days < 44)
    assert "by less than 1 %" in text


@pytest.mark.parametrize(
    ("steps", "written"),
    [(1.0, "1 day"), (1.5, "1.5 days"), (19.994, "19.99 days"), (20.4, "20 days")],
)
def test_days_are_whole_from_20_on_and_one_is_one(steps, written):
    assert words.in_days(steps) == written
