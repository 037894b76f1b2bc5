"""Both networks are told with their own numbers at the frame on screen."""

from dataclasses import replace

import pytest

from core.lessons.batch_norm import off_on_words
from core.lessons.batch_norm.off_on_words import Outcome
from core.training import Settings, replay, train

SETTINGS = Settings(steps=20, examples=80, batch_size=16, hidden=(4, 3), decay=0)


@pytest.fixture(scope="module")
def both() -> tuple[Outcome, Outcome]:
    runs = [train(replace(SETTINGS, batch_norm=norm)) for norm in (False, True)]
    without, with_norm = (Outcome(run, replay.curves(run), replay.spreads(run)) for run in runs)
    return without, with_norm


@pytest.mark.parametrize("frame", [0, 3, -1])
def test_the_losses_and_spreads_are_those_of_the_frame(both, frame):
    text = off_on_words.at_frame(*both, frame, reach=2.5)
    losses = [f"{float(f'{each.curves.training_loss[frame]:.3f}'):g}" for each in both]
    spreads = [f"{each.spreads[-1].deviations[frame].mean():.2f}" for each in both]
    assert "loss is **{}** without and **{}** with it".format(*losses) in text
    assert "by **{}** on average without batch norm, by **{}** with it".format(*spreads) in text
    assert f"At step {both[1].run.steps[frame]:,} the units of layer 2" in text
    assert "Each row covers -2.5 to 2.5" in text


def test_it_says_whether_the_learning_rate_falls(both):
    assert "α = 0.2 throughout" in off_on_words.learning_rate(Settings(learning_rate=0.2, decay=0))
    falling = off_on_words.learning_rate(Settings(learning_rate=0.2, decay=0.5))
    assert "α = 0.2 / (1 + 0.5 · epoch): it decays" in falling
    assert off_on_words.learning_rate(both[1].run.settings) in off_on_words.at_frame(*both, 0, 1)


def test_a_divergence_is_told_with_its_step_and_its_learning_rate():
    wild = Settings(
        steps=60, hidden=(16, 16), batch_norm=False, optimizer="sgd", learning_rate=100, l2=1
    )
    run = train(wild)
    text = off_on_words.diverged("Without batch norm", run)
    assert text.startswith(f"Without batch norm the run diverged at step {run.diverged_at}:")
    assert "α = 100 is too large" in text
