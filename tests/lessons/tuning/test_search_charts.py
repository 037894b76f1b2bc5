"""The map of trials: a dot a trial, the best so far ringed, what diverged crossed out."""

import numpy as np

from core.lessons.tuning.search_charts import axis_of, trials_map
from core.lessons.tuning.space import ALPHA, BETA
from tests.support import marks, tables

PLACES = np.random.default_rng(0).random((4, 2))
LOSSES = np.array([np.inf, 0.5, 0.7, 0.3])
AXES = axis_of(ALPHA), axis_of(BETA)


def rows() -> dict[int, dict]:
    spec = trials_map(PLACES, LOSSES, (0.3, 1.1), AXES)
    return {row["trial"]: row for row in tables(spec)["trials"]}


def test_exactly_one_trial_is_the_best_so_far_at_every_frame_from_the_first_that_is_sound():
    ringed = [
        [trial for trial, row in rows().items() if trial <= frame < row["best_until"]]
        for frame in range(4)
    ]
    assert ringed == [[], [1], [1], [3]]


def test_only_runs_that_diverged_are_crosses():
    assert [rows()[trial]["diverged"] for trial in range(4)] == [True, False, False, False]
    spec = trials_map(PLACES, LOSSES, (0.3, 1.1), AXES)
    shapes = [layer["mark"].get("shape") for layer in marks(spec, "point")]
    assert shapes.count("cross") == 1


def test_where_dots_lie_on_each_other_the_best_is_on_top():
    spec = trials_map(PLACES, LOSSES, (0.3, 1.1), AXES)
    assert [row["trial"] for row in tables(spec)["trials"]] == [0, 2, 1, 3]


def test_an_axis_names_numbers_where_they_lie():
    assert dict(zip(AXES[0].labels, AXES[0].places, strict=True))["0.01"] == 0.4
