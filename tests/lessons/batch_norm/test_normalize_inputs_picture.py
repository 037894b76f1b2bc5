"""The picture is a slice of the cost at the b of the step, wide enough to see a valley."""

import numpy as np
import pytest

from core.lessons.batch_norm import normalize_inputs as lesson
from core.lessons.batch_norm import normalize_inputs_picture as picture
from core.lessons.batch_norm.normalize_inputs import Bowl, Features
from core.lessons.batch_norm.normalize_inputs_ways import SCALINGS

FEATURES = [
    Features(40, (2.5, 3)),
    Features(1000, (0, 0)),
    Features(1, (5, 5)),
    Features(1000, (10, 10)),
]


def bowls() -> list[Bowl]:
    z, y = lesson.training_set()
    return [
        lesson.bowl(lesson.scaled(lesson.measured(z, features), scaling), y)
        for features in FEATURES
        for scaling in SCALINGS
    ]


EVERY = pytest.mark.parametrize("bowl", bowls())


@EVERY
def test_a_line_has_one_cost_and_the_next_twice_as_much(bowl):
    (path,) = lesson.descend([bowl], 0.9, 30)
    window, theta = picture.window(bowl), path[-1]
    (centre,) = picture.slice_centres(bowl, path[-1:])
    lines = centre + picture.rings(bowl, window)
    on_the_lines = bowl.excess(np.insert(lines, 2, theta[2], axis=-1))
    above = on_the_lines - bowl.excess(np.append(centre, theta[2]))
    np.testing.assert_allclose(above / above[:, :1], 1, rtol=1e-5)
    np.testing.assert_allclose(above[:-1, 0] / above[1:, 0], 2, rtol=1e-5)


@EVERY
def test_the_lines_lie_around_the_lowest_point_of_the_slice(bowl):
    (path,) = lesson.descend([bowl], 0.9, 30)
    for theta, centre in zip(path, picture.slice_centres(bowl, path), strict=True):
        slope = bowl.hessian @ (np.append(centre, theta[2]) - bowl.lowest)
        np.testing.assert_allclose(slope[:2] / np.diag(bowl.hessian)[:2], 0, atol=1e-9)


@EVERY
@pytest.mark.parametrize("share", [0.1, 0.9, 1])
def test_a_way_that_does_not_diverge_stays_in_the_picture(bowl, share):
    (path,) = lesson.descend([bowl], share, 200)
    window = picture.window(bowl)
    assert (abs(path[:, :2] - window.middle) < window.half).all()
    assert picture.stays_until(path, window) == 200


@EVERY
def test_the_valley_is_drawn_at_most_five_times_as_long_as_its_box_is_wide(bowl):
    window = picture.window(bowl)
    drawn = np.ptp(picture.rings(bowl, window)[0], axis=0) / window.half
    assert drawn.max() / drawn.min() < picture.LONGEST_VALLEY * 1.01


def test_units_are_drawn_alike_where_that_is_enough_to_see():
    alike = [picture.window(bowl).stretch for bowl in bowls()]
    assert alike[0] > 5
    assert alike[2:4] == pytest.approx([1, 1])
    assert alike[4] == pytest.approx(200, rel=0.02)
    assert alike[8] == pytest.approx(1)


def test_a_way_is_drawn_until_it_has_left():
    window = picture.Window(np.zeros(2), np.ones(2))
    path = np.array([[0.0, 0, 0], [2, -2, 99], [-4, 0, 0], [0, 0, 0]])
    assert picture.stays_until(path, window) == 1
