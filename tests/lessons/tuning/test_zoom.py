"""Coarse to fine: boxes, what is sampled inside, and what it gains over not zooming."""

import numpy as np
import pytest

from core.lessons.tuning import zoom
from core.lessons.tuning.contest import Contest
from core.lessons.tuning.zoom import Box

CONTEST = Contest(("α", "β", "L2"), trials=27)
BOXES = [Box(0.2, 0.6, 0.5, 0.9), Box(0.3, 0.4, 0.6, 0.7)]


def valley(places: np.ndarray) -> np.ndarray:
    """A loss that needs no training: the distance from a point in the second box."""
    return np.abs(places[:, [0, 2]] - [0.35, 0.65]).sum(axis=1)


@pytest.mark.parametrize("best", [(0.5, 0.5), (0.0, 1.0), (0.99, 0.3)])
def test_a_box_around_the_best_holds_it_has_half_the_sides_and_stays_on_the_map(best):
    box = zoom.around(best, Box(0.0, 0.8, 0.2, 0.4))
    assert box.right - box.left == pytest.approx(0.4)
    assert box.top - box.bottom == pytest.approx(0.1)
    assert 0 <= box.left <= best[0] <= box.right <= 1
    assert 0 <= box.bottom <= best[1] <= box.top <= 1


def test_trials_lie_in_their_box_and_anywhere_in_the_rest():
    inside = zoom.zooms(CONTEST, 0, 2, BOXES).inside
    for box, places in zip(BOXES, inside, strict=True):
        assert box.left <= places[:, 0].min() <= places[:, 0].max() <= box.right
        assert box.bottom <= places[:, 2].min() <= places[:, 2].max() <= box.top
        assert np.ptp(places[:, 1]) > 0.8


def test_the_first_trials_are_those_of_the_contest():
    wide = zoom.zooms(CONTEST, 0, 2, BOXES).wide
    np.testing.assert_array_equal(wide[: CONTEST.n], CONTEST.places()[1])
    assert len(zoom.candidates(CONTEST, zoom.zooms(CONTEST, 0, 2, BOXES))) == 5 * CONTEST.n


def test_gains_are_the_lowest_losses_box_by_box():
    tried = zoom.zooms(CONTEST, 0, 2, BOXES)
    losses = valley(np.concatenate([*tried.inside, tried.wide]))
    first, one, two = zoom.gains(tried, losses)
    wide = [valley(tried.wide[: n * CONTEST.n]).min() for n in (1, 2, 3)]
    assert [first.wide, one.wide, two.wide] == wide
    assert first.zoomed == first.wide
    assert one.zoomed == min(first.zoomed, valley(tried.inside[0]).min())
    assert two.zoomed == min(one.zoomed, valley(tried.inside[1]).min())
    assert valley(two.best[np.newaxis]) == pytest.approx(two.zoomed)
    assert two.zoomed < two.wide


def test_without_a_box_there_are_only_the_first_trials():
    tried = zoom.zooms(CONTEST, 0, 1, [])
    (only,) = zoom.gains(tried, valley(tried.wide))
    assert only.zoomed == only.wide == valley(tried.wide).min()
