"""Boundaries of a linear softmax: laws, a picture by hand, and scikit-learn on the same points."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from core import training
from core.lessons.softmax import logistic
from core.lessons.softmax.boundaries import only_layer, ties
from core.lessons.softmax.logistic import train_both
from core.softmax import softmax
from core.training import data, network, replay
from core.training.network import Linear
from core.training.settings import Settings
from core.types import Array

PICTURE = (-1.0, 1.0)
WEIGHTS = st.integers(2, 6).flatmap(
    lambda classes: hnp.arrays(np.float64, (1, classes, 3), elements=st.floats(-3, 3))
)


def points_of(classes: int, name: str = "wedges") -> Settings:
    made = data.make(name, classes, examples=200, noise=0.1, validation_share=0, seed=0)
    return Settings(
        points=tuple(zip(*made.X.tolist(), made.labels.tolist(), strict=True)),
        alone=True,
        classes=classes,
        validation_share=0,
        hidden=(),
        batch_norm=False,
    )


@given(WEIGHTS)
def test_on_a_border_two_classes_tie_and_nobody_is_ahead(theta: Array) -> None:
    W, b = theta[..., :2], theta[..., 2:]
    found = ties(Linear(W, b), PICTURE)
    for (i, j), ends in zip(found.pairs, found.borders[0], strict=True):
        if np.isfinite(ends).all():
            for x in (ends[:2], ends[2:], (ends[:2] + ends[2:]) / 2):
                scores = W[0] @ x + b[0, :, 0]
                assert scores[i] == pytest.approx(scores[j], abs=1e-6)
                assert scores[i] >= scores.max() - 1e-6
                assert (np.abs(x) <= 1 + 1e-6).all()


@given(WEIGHTS)
def test_a_border_is_part_of_its_line(theta: Array) -> None:
    found = ties(Linear(theta[..., :2], theta[..., 2:]), PICTURE)
    drawn = np.isfinite(found.borders[0, :, 0])
    assert np.isfinite(found.lines[0, drawn]).all()
    for line, border in zip(found.lines[0, drawn], found.borders[0, drawn], strict=True):
        direction = (line[2:] - line[:2]) / np.linalg.norm(line[2:] - line[:2])
        for end in (border[:2], border[2:]):
            aside = np.cross([*direction, 0], [*(end - line[:2]), 0])[2]
            assert abs(aside) < 1e-6


def test_three_classes_by_hand() -> None:
    W = np.array([[[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0]]])  # scores x, -x and y
    found = ties(Linear(W, np.zeros((1, 3, 1))), PICTURE)
    assert found.pairs == [(0, 1), (0, 2), (1, 2)]
    whole = [{(0, -1), (0, 1)}, {(-1, -1), (1, 1)}, {(1, -1), (-1, 1)}]
    strong = [{(0, -1), (0, 0)}, {(0, 0), (1, 1)}, {(0, 0), (-1, 1)}]
    for expected, ends in ((whole, found.lines[0]), (strong, found.borders[0])):
        for pair, (x1, y1, x2, y2) in zip(expected, ends.round(9) + 0.0, strict=True):
            assert {(x1, y1), (x2, y2)} == pair


def test_classes_with_the_same_weights_tie_nowhere_or_everywhere() -> None:
    found = ties(Linear(np.ones((1, 2, 2)), np.array([[[0.0], [1.0]]])), PICTURE)
    assert np.isnan(found.lines).all()


def test_only_a_run_without_hidden_layers_has_straight_boundaries() -> None:
    run = training.train(Settings(hidden=(4,), steps=1))
    with pytest.raises(ValueError, match=r"hidden is \(4,\)"):
        only_layer(run)


@pytest.mark.parametrize("classes", [2, 3, 6])
def test_the_layer_takes_the_points_as_they_are(classes: int) -> None:
    base = points_of(classes)
    far = replace(base, points=tuple((100 * x + 7, y - 50, c) for x, y, c in base.points))
    run = training.train(far)
    layer = only_layer(run)
    ours = softmax(layer.W @ run.data.X + layer.b, axis=-2)
    form = far.network
    passes = network.forward(form, form.layers(run.theta), run.data.inputs(run.data.X))
    np.testing.assert_allclose(ours, passes[-1].A, atol=1e-9)


@pytest.mark.parametrize("classes", [3, 4, 6])
def test_scikit_learn_finds_the_same_boundaries(classes: int) -> None:
    penalty, m = 0.01, 200
    base = points_of(classes)
    run = training.train(
        Settings(
            points=base.points,
            alone=True,
            classes=classes,
            validation_share=0,
            hidden=(),
            batch_norm=False,
            optimizer="sgd",
            learning_rate=1.0,
            decay=0,
            batch_size=m,
            l2=penalty,
            steps=2000,
        )
    )
    theirs = make_pipeline(StandardScaler(), LogisticRegression(C=1 / (penalty * m), tol=1e-10))
    theirs.fit(run.data.X.T, run.data.labels)
    layer = only_layer(run)
    grid = np.random.default_rng(0).uniform(-1, 1, (2, 500))
    ours = softmax(layer.W[-1] @ grid + layer.b[-1])
    np.testing.assert_allclose(ours, theirs.predict_proba(grid.T).T, atol=1e-5)
    scale = theirs[0].scale_
    slopes = theirs[1].coef_ / scale
    found = ties(Linear(layer.W[-1:], layer.b[-1:]), PICTURE)
    for (i, j), (x1, y1, x2, y2) in zip(found.pairs, found.lines[0], strict=True):
        normal = slopes[i] - slopes[j]
        direction = np.array([x2 - x1, y2 - y1])
        if np.isfinite(direction).all():
            cosine = normal @ direction / np.linalg.norm(normal) / np.linalg.norm(direction)
            assert abs(cosine) < 1e-4


def test_logistic_regression_ends_where_scikit_learn_does() -> None:
    made = data.make("spirals", 2, examples=200, noise=0.1, validation_share=0, seed=0)
    X, y = StandardScaler().fit_transform(made.X.T).T, (made.labels == 0).astype(float)
    found = logistic.train(X, y, np.zeros(3), learning_rate=1.0, steps=2000)[-1]
    theirs = LogisticRegression(C=np.inf, tol=1e-10).fit(X.T, y)
    np.testing.assert_allclose(found, [*theirs.coef_[0], *theirs.intercept_], atol=1e-6)


@pytest.mark.parametrize("name", ["blobs", "moons", "valley"])
def test_two_classes_are_learned_alike_by_softmax_and_by_one_sigmoid(name: str) -> None:
    both = train_both(name, seed=3)
    assert both.difference < 1e-12
    np.testing.assert_allclose(both.by_softmax, both.by_logistic, atol=1e-12)
    assert np.abs(both.by_softmax[-1] - both.by_softmax[0]).max() > 0.1


def test_a_hidden_layer_bends_what_was_straight() -> None:
    base = points_of(4, "spirals")
    straight, bent = (
        training.train(
            Settings(points=base.points, alone=True, classes=4, hidden=h, batch_norm=False)
        )
        for h in ((), (32,))
    )
    right = [replay.curves(run).training_accuracy[-1] for run in (straight, bent)]
    assert right[1] > right[0] + 0.3
