"""The drawing: its maps, weights and marks are those of the network, line by line."""

from dataclasses import replace

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.lessons.training import network_drawing, units
from core.lessons.training.close_up import close_up
from core.lessons.training.network_drawing import LEVELS, SIDE, WEIGHT_LEVELS
from core.lessons.training.one_step import look_inside
from core.lessons.training.units import Unit
from core.training import Settings, network, replay, train

SETTINGS = Settings(steps=40, hidden=(4, 3), examples=60)
RUNS = [train(replace(SETTINGS, batch_norm=each)) for each in (True, False)]


@pytest.mark.parametrize("run", RUNS)
def test_the_outputs_are_those_of_a_forward_pass_frame_by_frame(run):
    X = np.array([[0.1, -0.6, 0.9], [0.4, 0.2, -0.7]])
    seen = network_drawing.outputs(run, X, units.shown(run))
    for frame in range(len(run.steps)):
        form, theta = network.fold(run.settings.network, run.theta[frame], run.running[frame])
        passes = network.forward(form, form.layers(theta), run.data.inputs(X))
        expected = np.concatenate([X, *(each.A for each in passes)])
        np.testing.assert_allclose(seen[frame], expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("run", RUNS)
def test_the_maps_of_the_classes_are_the_regions(run):
    drawing = network_drawing.draw(run)
    maps = drawing.maps[-run.settings.classes :].transpose(2, 0, 1, 3)  # frame, class, row, column
    regions = replay.regions(run, SIDE)
    assert np.abs(maps / LEVELS - regions).max() <= 0.5 / LEVELS + 1e-6


def test_a_map_is_the_stronger_the_more_a_unit_gives_and_full_at_its_most():
    run = RUNS[0]
    drawing = network_drawing.draw(run)
    X = replay.grid(replay.domain(run), SIDE)
    values = network_drawing.outputs(run, X, drawing.shown)
    most = np.abs(network_drawing.outputs(run, run.data.X, drawing.shown)).max(axis=(0, 2))
    for u in range(2 + 4 + 3):
        shares = (values[:, u] / most[u]).clip(-1, 1).reshape(-1, SIDE, SIDE).swapaxes(0, 1)
        np.testing.assert_allclose(drawing.maps[u], shares * LEVELS, atol=0.5 + 1e-4)


def test_the_lines_go_unit_by_unit_each_to_all_before_it():
    run = RUNS[1]
    drawing = network_drawing.draw(run)
    line = 0
    for layer in run.settings.network.layers(run.theta):
        largest = np.abs(layer.W).max()
        for target in range(layer.W.shape[1]):
            for source in range(layer.W.shape[2]):
                exact = layer.W[:, target, source] / largest * WEIGHT_LEVELS
                np.testing.assert_allclose(drawing.weights[:, line], exact, atol=0.5)
                line += 1
    assert drawing.weights.shape == (len(run.steps), line)


def test_of_a_wide_layer_only_the_units_that_are_shown_are_drawn():
    run = train(replace(SETTINGS, hidden=(20,)))
    drawing = network_drawing.draw(run)
    shown = units.shown(run)[1]
    assert drawing.names[1] == [str(Unit(1, j + 1)) for j in shown]
    assert drawing.maps.shape == (2 + 16 + 3, SIDE, len(run.steps), SIDE)
    W = run.settings.network.layers(run.theta)[0].W[:, shown]
    signs = np.sign(drawing.weights[:, : 2 * 16]).reshape(W.shape)
    assert (signs * W >= 0).all()
    np.testing.assert_array_equal(drawing.dead[:, 2:18], units.dead(run)[0][:, shown])


def test_a_network_without_hidden_layers_has_inputs_and_classes():
    drawing = network_drawing.draw(train(replace(SETTINGS, hidden=())))
    assert [len(names) for names in drawing.names] == [2, 3]
    assert not drawing.dead.any()


def test_the_answers_are_softmax_of_the_scores():
    Z, probabilities = network_drawing.answers(RUNS[0], np.array([0.2, 0.5]))
    expected = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(probabilities, expected)


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("unit", [Unit(1, 2), Unit(2, 3)])
def test_a_unit_from_near_obeys_its_own_formula(run, unit):
    near = close_up(run, unit)
    layers = run.settings.network.layers(run.theta)
    np.testing.assert_array_equal(near.incoming, layers[unit.layer - 1].W[:, unit.number - 1])
    np.testing.assert_array_equal(near.outgoing, layers[unit.layer].W[:, :, unit.number - 1])
    mean, deviation, scale, shift = (
        each[:, np.newaxis] for each in (near.mean, near.deviation, near.scale, near.shift)
    )
    np.testing.assert_allclose(
        (near.Z - mean) / deviation * scale + shift, near.activated, atol=1e-9
    )
    activate = ACTIVATIONS[run.settings.activation].function
    np.testing.assert_array_equal(activate(near.activated), near.A)
    u = 2 + (unit.number - 1) + (4 if unit.layer == 2 else 0)
    drawn = network_drawing.outputs(run, run.data.X, units.shown(run))[:, u]
    np.testing.assert_allclose(near.A, drawn, rtol=1e-5, atol=1e-6)


def test_a_step_is_drawn_as_before_gradient_change_and_after():
    settings = Settings(steps=9, hidden=(4, 3), examples=60, optimizer="sgd", decay=0)
    inside = look_inside(settings, 7)
    for layer in range(3):
        before, gradient, change, after = network_drawing.weights_in_step(inside, layer)
        np.testing.assert_allclose(change, -settings.learning_rate * gradient, atol=1e-12)
        np.testing.assert_allclose(before + change, after, atol=1e-12)
    run = train(settings, np.array([0, 6, 7]))
    np.testing.assert_array_equal(inside.run.theta, run.theta[1:])
    np.testing.assert_array_equal(inside.run.running, run.running[1:])


def test_in_each_frame_of_a_step_the_largest_number_of_a_layer_has_the_widest_line():
    inside = look_inside(Settings(steps=9, hidden=(4, 3), examples=60), 7)
    drawing = network_drawing.draw_step(inside)
    assert drawing.weights.shape == (len(network_drawing.STEP), 2 * 4 + 4 * 3 + 3 * 3)
    assert drawing.maps.shape[2] == len(drawing.dead) == len(network_drawing.STEP)
    start = 0
    for layer in range(3):
        exact = network_drawing.weights_in_step(inside, layer).reshape(4, -1)
        exact = exact / np.abs(exact).max(axis=1, keepdims=True) * WEIGHT_LEVELS
        drawn = drawing.weights[:, start : start + exact.shape[1]]
        np.testing.assert_allclose(drawn, exact, atol=0.5)
        start += exact.shape[1]
