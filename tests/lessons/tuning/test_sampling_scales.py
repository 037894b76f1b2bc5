"""Shares are exact, draws fill their parts, and the libraries' lines draw from the same scales."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from core.lessons.tuning import sampling_scales as model
from core.lessons.tuning import sampling_scales_words as words
from core.lessons.tuning.sampling_scales_charts import filling
from tests.support import now, tables

RANGES = [model.learning_rates(-4, 0), model.MOMENTUM, model.UNITS, model.LAYERS]
EVERY = pytest.mark.parametrize("sampled", RANGES, ids=lambda each: each.name)


@EVERY
def test_all_draws_lie_in_some_part_and_the_counts_follow_the_shares(sampled):
    drawn = model.draw(sampled, 20_000, seed=1)
    for which, scale in enumerate(sampled.both):
        shares = sampled.shares(scale)
        assert shares.sum() == pytest.approx(1)
        counts = drawn.counts(len(shares))[which]
        assert counts[0].sum() == 0
        assert (np.diff(counts.sum(axis=1)) == 1).all()
        np.testing.assert_allclose(counts[-1] / 20_000, shares, atol=0.015)


@given(st.integers(-8, 0), st.integers(1, 8))
def test_on_the_log_scale_every_decade_gets_the_same(a, decades):
    shares = model.learning_rates(a, a + decades).shares("log")
    np.testing.assert_allclose(shares, 1 / decades, atol=1e-9)


def test_the_lesson_s_shares():  # B4, B5
    linear = model.learning_rates(-4, 0).shares("linear")
    assert linear[-1] == pytest.approx(0.9, abs=1e-3)
    assert linear[0] == pytest.approx(0.0009, abs=1e-6)
    assert [round(model.median_window(scale)) for scale in model.MOMENTUM.both] == [20, 100]
    assert model.MOMENTUM.shares("linear")[1] == pytest.approx(0.0909, abs=1e-4)


@EVERY
def test_places_lie_on_the_axis_in_the_order_of_the_values(sampled):
    values = sampled.at(sampled.both[0], np.linspace(0, 1, 50))
    places = sampled.places(values)
    assert (np.diff(places) >= 0).all()
    assert 0 <= places[0] <= places[-1] <= 1


@settings(max_examples=20)
@given(hnp.arrays(float, st.integers(1, 4), elements=st.floats(0.1, 1)))
def test_until_all_parts_have_one_it_takes_as_long_as_it_took(weights):
    shares = weights / weights.sum()
    rng = np.random.default_rng(0)
    parts = rng.choice(len(shares), size=(2000, 200), p=shares)
    taken = [model.first_with_all(row, len(shares)) for row in parts]
    known = [each for each in taken if each is not None]
    assert len(known) == 2000
    assert model.draws_until_all(shares) == pytest.approx(np.mean(known), rel=0.08)


def test_the_coupon_collector_of_equal_shares():
    assert model.draws_until_all(np.full(4, 0.25)) == pytest.approx(4 * (1 + 1 / 2 + 1 / 3 + 1 / 4))
    assert model.draws_until_all(np.array([1.0, 0.0])) == np.inf


def test_scipy_s_line_draws_alpha_and_beta_as_ours():
    u = np.linspace(0.01, 0.99, 9)
    ours = model.learning_rates(-4, 0).at("log", u)
    np.testing.assert_allclose(stats.loguniform(1e-4, 1).ppf(u), ours)
    betas = 1 - stats.loguniform(1e-3, 1e-1).ppf(1 - u)
    np.testing.assert_allclose(betas, model.MOMENTUM.at("log of 1 - β", u))


def test_optuna_s_line_draws_evenly_over_the_decades():
    optuna = pytest.importorskip("optuna")
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=0))
    drawn = [study.ask().suggest_float("alpha", 1e-4, 1, log=True) for _ in range(400)]
    assert stats.kstest(drawn, stats.loguniform(1e-4, 1).cdf).pvalue > 0.01


def test_keras_tuner_s_reverse_log_is_as_we_say():
    keras_tuner = pytest.importorskip("keras_tuner")
    prob = keras_tuner.engine.hyperparameters.Float("b", 0.9, 0.999, sampling="reverse_log")
    for x in (0.92, 0.99):
        assert prob.value_to_prob(x) == pytest.approx(model.reverse_log_below(x, 0.9, 0.999))


def test_reverse_log_reaches_from_end_to_end_and_mirrors_the_log_scale():
    low, high = 0.9, 0.999
    ends = [model.reverse_log_below(x, low, high) for x in (low, high)]
    assert ends == pytest.approx([0, 1])
    mirrored = 1 - model.SCALES["log"].below(low + high - 0.95, low, high)
    assert model.reverse_log_below(0.95, low, high) == pytest.approx(float(mirrored))


def test_the_words_of_a_draw_have_its_numbers_and_the_counts_so_far():
    rates = model.learning_rates(-4, 0)
    drawn = model.draw(rates, 50, seed=3)
    nothing, last = words.at_every_draw(rates, drawn, [0, 50])
    assert "Nothing is drawn yet" in nothing
    plain, proper = drawn.values[:, -1]
    assert f"α = {plain:.4g}" in last
    assert f"α = {proper:.4g}" in last
    below = [(values < 0.001).sum() for values in drawn.values]
    assert f"**{below[0]} of 50** on the linear" in last
    assert f"**{below[1]} of 50** on the log" in last


@pytest.mark.parametrize(
    ("a", "b", "right"), [(-4, 0, "none or one"), (-4, -2, "about 10"), (-4, -3, "about 25")]
)
def test_the_right_guess_depends_on_the_range(a, b, right):
    rates = model.learning_rates(a, b)
    drawn = model.draw(rates, 100, seed=0)
    assert [guess for guess in words.GUESSES if words.guessed(rates, drawn, guess)[1]] == [right]


@EVERY
@pytest.mark.parametrize("which", [0, 1])
def test_bars_show_the_counts_of_the_frame_and_dots_come_one_by_one(sampled, which):
    drawn, shown = model.draw(sampled, 20, seed=0), np.array([0, 5, 20])
    poured = tables(filling(sampled, drawn, which, shown))
    for frame, n in enumerate(shown):
        counts = np.bincount(drawn.parts[which, :n], minlength=len(sampled.names))
        found = [now(row, "count", frame) for row in poured["bars"]]
        assert found == pytest.approx(counts.tolist(), abs=0.01)
        assert sum(dot["frame_in"] <= frame for dot in poured["dots"]) == n
    assert [row["name"] for row in poured["bars"]] == sampled.names
    edges = [row["left"] for row in poured["bars"]] + [poured["bars"][-1]["right"]]
    assert (edges[0], edges[-1]) == pytest.approx((0, 1), abs=1e-6)
