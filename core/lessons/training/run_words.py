"""A training run in words: how it ended, or why it could not."""

import math
from typing import Any

from core.text import written
from core.text.see import see
from core.training import Run
from core.training.replay import Curves

MEMORIZED: dict[str, Any] = {"data": "moons", "classes": 2, "examples": 60, "noise": 0.5}
NOTES = (
    (
        "Filled points are trained on, hollow ones are not. Rings mark the mini-batch of this "
        "step, or the points that are not in it."
    ),
    "The dotted line is the loss of one mini-batch: every mini-batch is another sample.",
    (
        "Where the training loss falls and the validation loss rises, the network memorizes: see "
        f"{see('60 noisy points', **MEMORIZED)}."
    ),
)
NETWORK_NOTES = (
    (
        "A unit of layer 1 tells two sides of a straight line apart. Units behind it add such "
        "sides up, so that their maps can bend."
    ),
    (
        "Point at a unit to see its weights alone. Click it, or look "
        f"{see('at 1.1', look='1.1')}: its map fills the plane, and its numbers stand below."
    ),
    (
        f"Click a point, or follow {see('number 7', example=7)}, from unit to unit to its scores. "
        f"Then {see('switch unit 1.1 off', off='1.1')}."
    ),
)


def at_every_frame(run: Run, curves: Curves) -> list[str]:
    """Say how good the network is in each frame, beside blind guessing."""
    classes = run.settings.classes
    guess = f"Blind guessing among {classes} classes costs ln {classes} = {math.log(classes):.3f}."
    unseen = run.data.labels_validation.size
    return [
        f"At **step {step:,}** the training loss is **{written.short(round(loss, 3))}**, with "
        f"{written.share(right)} of the training points"
        + (f" and {written.share(valid)} of the validation points" if unseen else "")
        + f" right. {guess}"
        for step, loss, right, valid in zip(
            run.steps.tolist(),
            curves.training_loss.tolist(),
            curves.training_accuracy.tolist(),
            curves.validation_accuracy.tolist(),
            strict=True,
        )
    ]


def plane(run: Run) -> str:
    """Say what the plane shows, to who cannot see it."""
    return (
        "The plane in the colour of the class that the network finds most probable, under "
        f"{run.data.labels.size} training and {run.data.labels_validation.size} validation points; "
        "rings tell the current mini-batch apart."
    )


def diverged(run: Run) -> str:
    """Say that the run diverged, which it did, and where."""
    leg, _ = run.settings.leg_of(run.diverged_at or 0)
    return (
        f"The run diverged at step {run.diverged_at:,}: its weights grew without bound. "
        f"α = {leg.learning_rate:g} is too large here. The film ends before."
    )
