"""With the training set's μ and σ the model is as good as it is; with others it is not."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from core.lessons.batch_norm import normalize_inputs as lesson
from core.lessons.batch_norm import normalize_inputs_refit_words as words
from core.lessons.batch_norm.normalize_inputs import Features
from core.lessons.batch_norm.normalize_inputs_refit import refit

FEATURES = Features(40, (2.5, 3))


def test_predictions_and_errors_are_those_of_scikit_learn():
    z, y = lesson.training_set()
    model = make_pipeline(StandardScaler(), LinearRegression())
    model.fit(lesson.measured(z, FEATURES).T, y)
    found = refit(FEATURES, examples=10, shift=1, draws=5)
    for draw in range(5):
        X, y = found.X[draw].T, found.y[draw]
        error = np.sqrt(np.mean((model.predict(X) - y) ** 2))
        assert found.kept.error[draw] == pytest.approx(error)
        refitted = model[-1].predict(StandardScaler().fit_transform(X))
        np.testing.assert_allclose(found.refitted.predictions[draw], refitted)


def test_units_and_zero_of_the_features_make_no_difference():
    one, other = (refit(each, 10, 1) for each in (FEATURES, Features(1000, (10, 0))))
    np.testing.assert_allclose(one.kept.error, other.kept.error)
    np.testing.assert_allclose(one.refitted.error, other.refitted.error)


def test_a_shifted_test_set_is_spoilt_by_its_own_mean_and_deviation():
    found = refit(FEATURES, examples=10, shift=1)
    assert found.worse == 200
    assert np.median(found.kept.error) == pytest.approx(lesson.NOISE, rel=0.1)
    assert np.median(found.refitted.error) > 2


def test_a_large_test_set_of_the_same_kind_is_hardly_changed():
    found = refit(FEATURES, examples=200, shift=0)
    assert np.median(found.refitted.error / found.kept.error) < 1.1


def test_one_example_refitted_is_always_the_same_input():
    found = refit(FEATURES, examples=1, shift=2)
    assert not found.refitted.inputs.any()
    assert len(np.unique(found.refitted.predictions)) == 1
    assert "becomes (0, 0)" in words.first_example(found)


def test_the_words_tell_the_numbers():
    found = refit(FEATURES, examples=10, shift=1)
    text = words.errors(found)
    assert f"**{found.kept.error[0]:.2f}**" in text
    assert f"**{found.refitted.error[0]:.2f}**" in text
    assert "Of 200 test sets drawn like this one, refitting makes **200** worse" in text
    assert f"y = {found.y[0, 0]:.2f}" in words.first_example(found)


@pytest.mark.parametrize(("examples", "shift"), [(0, 1), (201, 1), (10, -1), (10, 4)])
def test_what_is_out_of_bounds_is_refused(examples, shift):
    with pytest.raises(ValueError, match=r"examples is|shift is"):
        refit(FEATURES, examples, shift)
