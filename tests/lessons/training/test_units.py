"""Units: which are dead, which are useful, which are drawn."""

from dataclasses import replace

import numpy as np
import pytest

from core.lessons.training import units
from core.lessons.training.units import Unit
from core.lessons.training.what_if import Changes, with_changes
from core.training import Run, Settings, replay, train

SETTINGS = Settings(steps=60, hidden=(5, 4), examples=80, seed=2)


@pytest.mark.parametrize("batch_norm", [True, False])
def test_the_loss_without_a_unit_is_that_of_the_network_in_which_nobody_listens_to_it(batch_norm):
    run = train(replace(SETTINGS, batch_norm=batch_norm))
    trained = replay.curves(run).training_loss[-1]
    for layer, rises in enumerate(units.usefulness(run), start=1):
        for number, rise in enumerate(rises, start=1):
            without = with_changes(run, Changes(off=(Unit(layer, number),)))
            loss = replay.curves(without).training_loss[-1]
            assert rise == pytest.approx(loss - trained, abs=1e-12)


def with_bias(run: Run, value: float) -> Run:
    """The run with the first bias of the first layer at a value that decides its unit."""
    theta = run.theta.copy()
    run.settings.network.layers(theta)[0].b[:, 0] = value
    return replace(run, theta=theta)


@pytest.mark.parametrize(
    ("activation", "dead", "alive"),
    [("relu", -1e3, 1e3), ("sigmoid", 1e3, 0.0), ("tanh", -1e3, 0.0)],
)
def test_a_unit_that_never_passes_a_gradient_is_dead(activation, dead, alive):
    run = train(replace(SETTINGS, activation=activation, batch_norm=False, learning_rate=1e-6))
    assert units.dead(with_bias(run, dead))[0][:, 0].all()
    assert not units.dead(with_bias(run, alive))[0][:, 0].any()


def test_a_relu_is_dead_where_it_is_0_at_all_training_examples():
    run = train(replace(SETTINGS, batch_norm=False, learning_rate=1.0, optimizer="adam"))
    found = units.dead(run)
    for frames, passes in replay.at_test_time(run, run.data.X):
        for layer, each in zip(found, passes, strict=False):
            np.testing.assert_array_equal(layer[frames], (each.A == 0).all(axis=-1))
    assert any(layer.any() for layer in found)


def test_all_units_are_drawn_if_there_are_few_and_else_the_most_useful():
    few = units.shown(train(SETTINGS))
    assert [len(column) for column in few] == [2, 5, 4, 3]
    run = train(replace(SETTINGS, hidden=(20, 3)))
    many = units.shown(run)
    assert [len(column) for column in many] == [2, units.MOST_SHOWN, 3, 3]
    rises = units.usefulness(run)[0]
    left_out = np.delete(rises, many[1])
    assert left_out.max() <= rises[many[1]].min()


def test_names_are_read_back():
    names = units.names(train(SETTINGS))
    assert names[0] + names[-1] == ["x₁", "x₂", "class 1", "class 2", "class 3"]
    assert [units.named(name) for name in names[2]] == [Unit(2, number) for number in range(1, 5)]
