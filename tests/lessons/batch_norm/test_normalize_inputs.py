"""The bowl is that of the cost, the way down that of a plain loop, the steps those it takes."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from core.lessons.batch_norm import normalize_inputs as lesson
from core.lessons.batch_norm.normalize_inputs import GOAL, NOTHING, Bowl, Features, Scaling
from core.lessons.batch_norm.normalize_inputs_ways import BETA, BOTH, SCALINGS, ways_down

AREA_AND_ROOMS = Features(40, (2.5, 3))
UNEVEN, FAR, WORST = Features(1000, (0, 0)), Features(1, (5, 5)), Features(1000, (10, 10))
SUBTRACT, DIVIDE = SCALINGS[1:3]


def inputs_of(features: Features, scaling: Scaling = NOTHING) -> tuple[np.ndarray, np.ndarray]:
    z, y = lesson.training_set()
    return lesson.scaled(lesson.measured(z, features), scaling), y


def bowl_of(features: Features, scaling: Scaling = NOTHING) -> Bowl:
    return lesson.bowl(*inputs_of(features, scaling))


def cost(X: np.ndarray, y: np.ndarray, theta: np.ndarray) -> float:
    """The cost, example by example."""
    errors = [
        theta[0] * x1 + theta[1] * x2 + theta[2] - y_ for (x1, x2), y_ in zip(X.T, y, strict=True)
    ]
    return sum(error**2 for error in errors) / 2 / len(errors)


def plain_loop(X: np.ndarray, y: np.ndarray, rate: float, steps: int, beta: float) -> np.ndarray:
    """Gradient descent as in a first lecture, from the examples instead of the Hessian."""
    w, b, vw, vb = np.zeros(2), 0.0, np.zeros(2), 0.0
    path = [np.append(w, b)]
    for _ in range(steps):
        error = w @ X + b - y
        vw = beta * vw + (1 - beta) * X @ error / len(y)
        vb = beta * vb + (1 - beta) * error.mean()
        w, b = w - rate * vw, b - rate * vb
        path.append(np.append(w, b))
    return np.array(path)


def test_the_examples_are_as_far_and_as_wide_as_asked():
    X, _ = inputs_of(AREA_AND_ROOMS)
    np.testing.assert_allclose(X.mean(axis=1), [100, 3])
    np.testing.assert_allclose(X.std(axis=1), [40, 1])


@pytest.mark.parametrize("features", [AREA_AND_ROOMS, UNEVEN, FAR, WORST])
def test_normalized_inputs_do_not_depend_on_units_and_zero(features):
    here, there = bowl_of(features, BOTH), bowl_of(Features(1, (0, 0)), BOTH)
    np.testing.assert_allclose(here.hessian, there.hessian, atol=1e-9)
    np.testing.assert_allclose(here.lowest, there.lowest, atol=1e-9)


def test_the_cost_is_a_bowl_with_this_hessian_and_lowest_point():
    X, y = inputs_of(AREA_AND_ROOMS)
    bowl = lesson.bowl(X, y)
    for theta in np.random.default_rng(0).normal(size=(5, 3)):
        rise = cost(X, y, theta) - cost(X, y, bowl.lowest)
        assert bowl.excess(theta) == pytest.approx(rise)


@pytest.mark.parametrize("scaling", SCALINGS)
def test_the_lowest_point_and_kappa_are_those_of_scikit_learn_and_numpy(scaling):
    X, y = inputs_of(AREA_AND_ROOMS, scaling)
    bowl, found = lesson.bowl(X, y), LinearRegression().fit(X.T, y)
    np.testing.assert_allclose(bowl.lowest, [*found.coef_, found.intercept_])
    hessian = np.cov(np.vstack([X, np.ones(y.size)]), bias=True)
    means = np.append(X.mean(axis=1), 1)
    eigenvalues = np.linalg.eigvalsh(hessian + np.outer(means, means))
    assert bowl.condition == pytest.approx(eigenvalues[-1] / eigenvalues[0])


@pytest.mark.parametrize(
    ("features", "as_it_is", "less_mean", "over_deviation"),
    [(UNEVEN, 1.0003e6, 1.0003e6, 1.0344), (FAR, 2659, 1.0344, 2659)],
)
def test_the_two_steps_cure_different_ills(features, as_it_is, less_mean, over_deviation):
    for scaling, kappa in (
        (NOTHING, as_it_is),
        (SUBTRACT, less_mean),
        (DIVIDE, over_deviation),
        (BOTH, 1.0344),
    ):
        assert bowl_of(features, scaling).condition == pytest.approx(kappa, rel=1e-3)


def test_after_both_steps_kappa_is_what_the_correlation_leaves():
    rho = np.corrcoef(lesson.training_set()[0])[0, 1]
    assert lesson.correlation() == pytest.approx(rho)
    assert bowl_of(WORST, BOTH).condition == pytest.approx((1 + abs(rho)) / (1 - abs(rho)))


def test_the_kappa_of_far_means_is_that_worked_out_by_hand():
    """Uncorrelated, mean 5 and deviation 1: λ² - 52 λ + 1 = 0, beside an eigenvalue of 1."""
    high, low = np.roots([1, -52, 1])
    assert bowl_of(FAR).condition == pytest.approx(high / low, rel=0.02)


@pytest.mark.parametrize("share", [0.1, 0.9, 1.1])
@pytest.mark.parametrize("beta", [0, BETA])
def test_the_way_down_is_that_of_a_plain_loop(share, beta):
    sets = [inputs_of(AREA_AND_ROOMS, scaling) for scaling in SCALINGS]
    bowls = [lesson.bowl(*each) for each in sets]
    for path, (X, y) in zip(lesson.descend(bowls, share, 40, beta), sets, strict=True):
        rate = 2 * share / np.linalg.norm(lesson.with_ones(X), 2) ** 2 * y.size / (1 - beta)
        loop = plain_loop(X, y, rate, 40, beta)
        np.testing.assert_allclose(path, loop, rtol=1e-6, atol=1e-9 * abs(loop).max())


@pytest.mark.parametrize("beta", [0, BETA])
def test_the_modes_are_where_the_way_goes(beta):
    bowl = bowl_of(FAR)
    (path,) = lesson.descend([bowl], 0.75, 300, beta)
    left = bowl.excess(path) / bowl.excess(path[0])
    modes = lesson.modes(bowl, 0.75, beta)
    for t in (0, 1, 2, 7, 300):
        assert modes.left(np.linalg.matrix_power(modes.step, t)) == pytest.approx(left[t])


@pytest.mark.parametrize("beta", [0, BETA])
@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("seen", [500, 3000])
def test_the_steps_needed_are_those_of_a_long_walk(scaling, beta, seen):
    bowl = bowl_of(AREA_AND_ROOMS._replace(spread=5), scaling)
    (walk,) = lesson.descend([bowl], 0.9, 9000, beta)
    left = bowl.excess(walk) / bowl.excess(walk[0])
    needed = lesson.steps_needed(bowl, walk[: seen + 1], 0.9, beta)
    assert needed == np.flatnonzero(left > GOAL)[-1] + 1 < 9000


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("features", [AREA_AND_ROOMS, UNEVEN, FAR, WORST])
def test_kappa_promises_no_fewer_steps_than_it_takes(features, share):
    for ways in ways_down(features, share, 100):
        assert ways.plain.needed <= ways.most


def test_a_start_along_the_valley_needs_just_what_kappa_promises():
    curves = np.array([0.001, 0.5, 1.0])
    bowl = Bowl(np.diag(curves), np.array([1.0, 0, 0]), curves, np.eye(3))
    assert lesson.steps_needed(bowl, np.zeros((1, 3)), 0.5) == lesson.most_steps(1000, 0.5) == 2302


def test_at_the_limit_it_never_arrives_and_beyond_it_diverges():
    for share in (1, 1.1):
        for ways in ways_down(AREA_AND_ROOMS, share, 300):
            assert ways.most is None
            assert ways.plain.needed is None
            assert ways.momentum.needed is not None
            assert (ways.plain.left[-1] > 1) == (share > 1)


@pytest.mark.parametrize(("share", "factor"), [(0.5, 0), (0.9, -0.8), (1, -1), (1.1, -1.2)])
@pytest.mark.parametrize("features", [AREA_AND_ROOMS, UNEVEN, FAR, WORST])
def test_across_the_valley_each_step_multiplies_the_distance(features, share, factor):
    for ways in ways_down(features, share, 20):
        for step in (1, 2, 20):
            assert ways.across(step) == pytest.approx(factor**step, rel=1e-7, abs=1e-9)


def test_both_ways_take_the_same_first_step():
    for ways in ways_down(FAR, 0.75, 2):
        np.testing.assert_allclose(ways.plain.path[1], ways.momentum.path[1])
        assert not np.allclose(ways.plain.path[2], ways.momentum.path[2])


@pytest.mark.parametrize(
    ("features", "message"),
    [
        (Features(0.5, (0, 0)), r"spread is 0\.5; it must be a number from 1 to 1000"),
        (Features(1, (0, 11)), r"mean is 11; it must be a number from 0 to 10"),
        (Features(np.nan, (0, 0)), "spread is nan"),
    ],
)
def test_features_out_of_bounds_are_refused(features, message):
    with pytest.raises(ValueError, match=message):
        lesson.measured(np.zeros((2, 3)), features)
