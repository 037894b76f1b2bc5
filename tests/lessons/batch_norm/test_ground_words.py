"""What the film of every layer says: how layers spread, and that standing still is no merit."""

from dataclasses import replace

from core.lessons.batch_norm import ground_words
from core.lessons.batch_norm.ground_words import Ground
from core.training import Settings, replay, train

SETTINGS = Settings(
    hidden=(4, 4), activation="tanh", optimizer="sgd", decay=0, steps=20, initialization="tiny"
)


def ground(settings: Settings) -> Ground:
    run = train(settings)
    return Ground(run, replay.curves(run), replay.distributions(run))


def test_it_says_how_the_last_layer_spreads_at_the_start_and_now():
    off, on = (ground(replace(SETTINGS, batch_norm=each)) for each in (False, True))
    said = ground_words.at_every_frame(off, on)
    assert len(said) == len(off.run.steps)
    assert said[-1].startswith("Step 20. The spread of what layer 2 feeds")
    now = on.distributions.deviations[-1, -1]
    assert f"**{now:.2f}**" in said[-1]
    assert "spread 0 " not in said[0]


def test_a_network_that_does_not_learn_is_told_apart():
    off = ground(replace(SETTINGS, batch_norm=False))
    assert "ln 3 = 1.099" in ground_words.stands_still("Without", off)
    learned = ground(Settings(steps=300))
    assert ground_words.stands_still("With", learned) == ""
