"""The drawing in words: what it says is what the run computed."""

from dataclasses import replace

import numpy as np

from core.lessons.training import network_words as words
from core.lessons.training import units
from core.lessons.training.close_up import close_up
from core.lessons.training.units import Unit
from core.softmax import softmax
from core.training import Settings, replay, train

RUN = train(Settings(steps=30, hidden=(3, 2), examples=60, classes=2))


def test_dead_units_are_counted_and_named_up_to_six():
    run = replace(RUN, settings=replace(RUN.settings, hidden=(9,)))
    dead = np.zeros((len(run.steps), 9), bool)
    dead[1, 4] = True
    dead[2, :8] = True
    text = words.dead_units(run, [dead])
    assert text[0] == "At **step 0**, **0** of 9 hidden units are dead."
    assert text[1].endswith("**1** of 9 hidden units is dead: 1.5.")
    assert text[2].endswith("**8** of 9 hidden units are dead: 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, …")


def test_where_no_unit_helps_none_is_called_useful():
    assert "not higher without any" in words.most_useful([np.array([-0.1, 0.0])])


def test_the_most_useful_unit_is_that_without_which_the_loss_is_highest():
    rises = units.usefulness(RUN)
    layer = int(np.argmax([each.max() for each in rises]))
    assert f"unit {Unit(layer + 1, int(rises[layer].argmax()) + 1)}." in words.most_useful(rises)


def test_a_unit_is_told_with_its_numbers_and_its_largest_weights():
    near = close_up(RUN, Unit(2, 1))
    text = words.unit_at_every_frame(RUN, Unit(2, 1), near, ["1.1", "1.2", "1.3"], ["c1", "c2"])
    strongest = int(np.abs(near.incoming[-1]).argmax())
    assert f"in: 1.{strongest + 1} (" in text[-1]
    assert "z̃ = γ (z - μ) / σ + β" in text[-1]
    assert len(text) == len(RUN.steps)
    plain = replace(RUN, settings=replace(RUN.settings, batch_norm=False))
    assert "z = W a + b" in words.unit_at_every_frame(plain, Unit(2, 1), near, "abc", "de")[0]


def test_an_example_is_told_to_its_loss():
    Z = np.array([[1.0, 3.0]])
    run = replace(RUN, steps=RUN.steps[:1])
    label = RUN.data.labels[4].item()
    (text,) = words.example_at_every_frame(run, 5, Z, softmax(Z, axis=1))
    assert f"**Example 5** is of class {label + 1}." in text
    assert "z = 1, 3, and softmax gives ŷ = 0.119, 0.881" in text
    assert f"a loss of {(2.127, 0.127)[label]:.3g}" in text


def test_changes_are_told_beside_the_network_as_trained():
    curves = replay.curves(RUN)
    text = words.with_and_without(RUN, curves, curves._replace(training_accuracy=curves[4] * 0))
    assert text[-1].endswith("and **0%**.")
