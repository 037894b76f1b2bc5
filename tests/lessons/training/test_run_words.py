"""How a run ended, in its own numbers, and why one could not go on."""

import math
from dataclasses import replace

import pytest

from core.lessons.training import run_words
from core.text.written import share
from core.training import Settings, replay, train
from core.training.settings import Leg

SHORT = Settings(steps=20, examples=100, hidden=(6, 5), batch_size=32)
WILD = replace(SHORT, batch_norm=False, optimizer="sgd", learning_rate=100.0, l2=1.0)


@pytest.mark.parametrize("classes", [2, 5])
def test_every_frame_is_told_beside_blind_guessing(classes):
    run = train(replace(SHORT, classes=classes))
    curves = replay.curves(run)
    told = run_words.at_every_frame(run, curves)
    assert len(told) == len(run.steps)
    for text, step, loss, right, valid in zip(
        told,
        run.steps,
        curves.training_loss,
        curves.training_accuracy,
        curves.validation_accuracy,
        strict=True,
    ):
        assert f"At **step {step}** the training loss is **" in text
        assert float(text.split("loss is **")[1].split("**")[0]) == round(loss, 3)
        assert f"{share(right)} of the training points and {share(valid)} of the vali" in text
        assert f"among {classes} classes costs ln {classes} = {math.log(classes):.3f}." in text


def test_no_validation_points_no_word_about_them():
    run = train(replace(SHORT, validation_share=0))
    told = run_words.at_every_frame(run, replay.curves(run))
    assert not [text for text in told if "validation" in text]


def test_the_network_memorizes_where_the_words_say_so():
    curves = replay.curves(train(Settings(**run_words.MEMORIZED)))
    best = int(curves.validation_loss.argmin())
    assert curves.training_loss[-1] < curves.training_loss[best] / 10
    assert curves.validation_loss[-1] > 2 * curves.validation_loss[best]


def test_a_divergence_is_told_with_its_step_and_its_learning_rate():
    run = train(WILD)
    text = run_words.diverged(run)
    assert f"diverged at step {run.diverged_at}:" in text
    assert "α = 100 is too large" in text


def test_the_learning_rate_that_is_too_large_is_that_of_the_leg_that_diverged():
    calm = replace(WILD, learning_rate=0.01)
    run = train(replace(calm, legs=(Leg(30, 50.0, "sgd", 32),)))
    assert run.diverged_at > calm.steps
    assert "α = 50 is too large" in run_words.diverged(run)
