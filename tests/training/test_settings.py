"""Settings answer at the door: which field, what came, what is allowed."""

import math

import pytest

from core.training.settings import BOUNDS, MOST_WORK, Leg, Settings


@pytest.mark.parametrize("field", BOUNDS)
@pytest.mark.parametrize("bad", [-1e9, 1e9, math.nan, math.inf, "7", None, True])
def test_a_number_out_of_bounds_is_named_with_its_bounds(field, bad):
    low, high = BOUNDS[field]
    with pytest.raises(ValueError, match=f"{field} is .*; it must be .* from {low:g} to ") as error:
        Settings(**{field: bad})
    assert f"{high:g}" in str(error.value)


@pytest.mark.parametrize("field", ["data", "activation", "optimizer", "initialization"])
@pytest.mark.parametrize("bad", ["", "__class__", 3, None])
def test_a_choice_that_does_not_exist_is_named_with_the_choices(field, bad):
    with pytest.raises(ValueError, match=f"{field} is .?{bad}.?; it must be one of .*,"):
        Settings(**{field: bad})


@pytest.mark.parametrize("bad", [(0,), (65,), (4,) * 5, (2.0,), [8], "16"])
def test_layers_that_do_not_fit_are_refused(bad):
    with pytest.raises(ValueError, match=r"hidden is .* at most 4 layers, each of 1 to 64 units"):
        Settings(hidden=bad)


@pytest.mark.parametrize("bad", [(math.nan, 0.0, 0), (0.0, 1e9, 0), (0.0, 0.0, 3), (0.0, 0.0)])
def test_a_point_that_makes_no_sense_is_refused(bad):
    with pytest.raises(ValueError, match="points"):
        Settings(points=((0.0, 0.0, 0),) * 9 + (bad,))


def test_a_run_too_long_for_a_shared_server_says_how_long_it_may_be():
    large = {"hidden": (64,) * 4, "batch_size": 1000, "examples": 1000}
    with pytest.raises(ValueError, match=r"steps is 5000; .* at most \d+ can be trained") as error:
        Settings(**large, steps=5000)
    affordable = int(str(error.value).split("at most ")[1].split()[0])
    assert Settings(**large, steps=affordable).step_work * affordable <= MOST_WORK


def test_legs_are_checked_like_the_first():
    with pytest.raises(ValueError, match="learning_rate of leg 1 is 1000"):
        Settings(legs=(Leg(10, 1000.0, "sgd", 32),))


def test_settings_are_keys():
    assert len({Settings(), Settings(), Settings(seed=1)}) == 2


def test_own_points_count_as_work():
    points = tuple((float(i), 0.0, i % 3) for i in range(500))
    with pytest.raises(ValueError, match="can be trained here"):
        Settings(points=points, examples=10, batch_size=1000, hidden=(64,) * 4, steps=5000)


def test_every_step_belongs_to_a_leg():
    settings = Settings(steps=20, legs=(Leg(5, 0.1, "sgd", 8), Leg(3, 0.2, "sgd", 8)))
    found = [settings.leg_of(t) for t in (1, 20, 21, 25, 26, 28)]
    assert [(leg.learning_rate, t) for leg, t in found] == [
        *((0.01, 1), (0.01, 20)),
        *((0.1, 1), (0.1, 5)),
        *((0.2, 1), (0.2, 3)),
    ]
