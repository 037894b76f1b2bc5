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
from core.text.written import rounded
from tests.support import marks, now, tables

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
    u, (linear, log) = drawn.u[-1], drawn.values[:, -1]
    assert f"α = 0.0001 + 0.9999 · {u:.4f} = **{rounded(linear, 2)}**" in last
    assert f"= {np.log10(log):.3f}, α = 10^r = **{rounded(log, 2)}**" in last
    below = [(values < 0.001).sum() for values in drawn.values]
    assert f"linear **{below[0]} of 50**, log **{below[1]} of 50**" in last


@EVERY
def test_the_words_of_a_draw_come_out_at_its_value(sampled):
    drawn = model.draw(sampled, 1, seed=2)
    text = words.at_every_draw(sampled, drawn, [1])[0]
    for line, value in zip(text.split("\n\n")[1:3], drawn.values[:, 0], strict=True):
        if sampled is model.MOMENTUM:
            assert f"{value:.4f}, a window of **{1 / (1 - value):.0f} steps**" in line
        else:
            assert f"**{rounded(value, 2 if value < 1 else 4)}**" in line


def test_lines_at_the_ends_of_the_parts_say_where_they_are():
    assert model.learning_rates(-6, -4).marks == [
        (0, "10⁻⁶"),
        (pytest.approx(0.5), "10⁻⁵"),
        (1, "0.0001"),
    ]
    assert [text for _, text in model.LAYERS.marks] == ["2", "3", "4"]
    assert [place for place, _ in model.LAYERS.marks] == pytest.approx([1 / 6, 1 / 2, 5 / 6])
    assert "0.99: 100 steps" in dict(model.MOMENTUM.marks).values()


def test_each_seed_took_as_many_draws_as_a_plain_loop_counts():
    found = model.measured_until_all(model.LAYERS)
    for which, row in enumerate(found):
        for seed, took in zip(model.SEEDS, row, strict=True):
            seen: list[float] = []
            for value in model.draw(model.LAYERS, 99, seed).values[which].tolist():
                seen.append(value)
                if set(seen) == {2, 3, 4}:
                    break
            assert took == len(seen)


def test_more_draws_begin_with_the_same():  # so that what was measured is the film, longer
    short, long = (model.draw(model.UNITS, n, seed=4) for n in (10, 1000))
    np.testing.assert_array_equal(short.values, long.values[:, :10])


def test_seeds_that_did_not_get_there_are_told():
    text = words.until_all(model.learning_rates(-6, 1), np.array([[np.nan, 5], [4, 6]]))
    assert "for 1 of 2 seeds 20,000 were too few" in text
    assert "with 2 seeds it took 4 to 6, on average 5" in text


@pytest.mark.parametrize(
    ("a", "b", "right"), [(-4, 0, "none or one"), (-4, -2, "about 10"), (-1, 1, "about 10")]
)
def test_the_right_guess_depends_on_the_range(a, b, right):
    rates = model.learning_rates(a, b)
    drawn = model.draw(rates, 100, seed=0)
    assert [guess for guess in words.GUESSES if words.guessed(rates, drawn, guess)[1]] == [right]


def test_nothing_is_asked_of_one_decade_or_of_whole_numbers():
    for sampled in (model.learning_rates(-4, -3), model.UNITS, model.LAYERS):
        assert words.asked(sampled) is None
        with pytest.raises(ValueError, match="nothing is asked"):
            words.guessed(sampled, model.draw(sampled, 10, seed=0), "about 10")


@pytest.mark.parametrize(
    ("sampled", "right"),
    [
        (model.LAYERS, "fewer than 30"),
        (model.learning_rates(-3, 0), "30 to 300"),
        (model.learning_rates(-4, 0), "300 to 3,000"),
        (model.learning_rates(-6, 1), "more than 3,000"),
    ],
)
def test_the_right_guess_of_draws_until_every_part_has_one(sampled, right):
    assert words.right_until(sampled) == right


def test_the_promise_is_drawn_only_where_it_is_asked_for():
    drawn, shown = model.draw(model.LAYERS, 20, seed=0), np.array([0, 20])
    drawings = [filling(model.LAYERS, drawn, 0, shown, promised) for promised in (False, True)]
    assert [len(marks(each, "rule")) for each in drawings] == [0, 1]


@EVERY
@pytest.mark.parametrize("which", [0, 1])
def test_bars_show_the_counts_of_the_frame_and_dots_come_one_by_one(sampled, which):
    drawn, shown = model.draw(sampled, 20, seed=0), np.array([0, 5, 20])
    poured = tables(filling(sampled, drawn, which, shown, promised=True))
    for frame, n in enumerate(shown):
        counts = np.bincount(drawn.parts[which, :n], minlength=len(sampled.names))
        found = [now(row, "count", frame) for row in poured["bars"]]
        assert found == pytest.approx(counts.tolist(), abs=0.01)
        assert sum(dot["frame_in"] <= frame for dot in poured["dots"]) == n
    assert [(row["place"], row["says"]) for row in poured["labels"]] == [
        (pytest.approx(place, abs=1e-6), text) for place, text in sampled.marks
    ]
    edges = [row["left"] for row in poured["bars"]] + [poured["bars"][-1]["right"]]
    assert (edges[0], edges[-1]) == pytest.approx((0, 1), abs=1e-6)
