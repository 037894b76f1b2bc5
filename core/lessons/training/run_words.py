"""A training run in words: how it ended, or why it could not."""

import math

from core.text import written
from core.training import Run
from core.training.replay import Curves


def at_the_end(run: Run, curves: Curves) -> str:
    """Say how good the network is in the last frame, beside blind guessing."""
    classes, loss = run.settings.classes, curves.training_loss[-1]
    score = [f"{written.share(curves.training_accuracy[-1])} of the training points"]
    if run.data.labels_validation.size:
        score.append(f"{written.share(curves.validation_accuracy[-1])} of the validation points")
    end = f"step {run.steps[-1]:,} · loss {written.short(round(float(loss), 3))}"
    return (
        f"The film ends at **{end}**, "
        f"with {' and '.join(score)} right. Blind guessing among {classes} classes would cost "
        f"ln {classes} = {math.log(classes):.3f}."
    )


def diverged(run: Run) -> str:
    """Say that the run diverged, which it did, and where."""
    leg, _ = run.settings.leg_of(run.diverged_at or 0)
    return (
        f"The run diverged at step {run.diverged_at:,}: its weights grew without bound. "
        f"α = {leg.learning_rate:g} is too large here. The film ends before."
    )
