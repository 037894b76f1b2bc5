"""What refitting μ and σ on the test set breaks, in numbers."""

from core.lessons.batch_norm.normalize_inputs import NOISE
from core.lessons.batch_norm.normalize_inputs_refit import Refit
from core.types import Array


def errors(found: Refit) -> str:
    """Say the errors of the first test set both ways, and how often refitting is worse."""
    draws, examples = found.y.shape
    its_own = "its own" if examples == 1 else f"those of these {examples} examples themselves"
    return (
        f"With μ and σ of the training set the test error is **{found.kept.error[0]:.2f}**; with "
        f"{its_own} it is **{found.refitted.error[0]:.2f}**. Of {draws} test sets drawn like this "
        f"one, refitting makes **{found.worse}** worse. (The error is the root of the mean squared "
        f"difference; y has noise of deviation {NOISE:g}, which no model can predict.)"
    )


def first_example(found: Refit) -> str:
    """Say what the first test example is fed as, both ways, and what the model makes of it."""
    kept, refitted = (
        f"{_pair(fed.inputs[0, :, 0], '.2f')}: it predicts {fed.predictions[0, 0]:.2f}"
        for fed in (found.kept, found.refitted)
    )
    alone = (
        " A single example is its own mean, so every one becomes (0, 0); σ = 0 is replaced by 1."
        if found.y.shape[1] == 1
        else ""
    )
    x, y = _pair(found.X[0, :, 0], ".4g"), f"{found.y[0, 0]:.2f}"
    return (
        f"The first test example, x = {x} with y = {y}, is fed in as {kept}. "
        f"Refitted, the same example becomes {refitted}.{alone}"
    )


def _pair(x: Array, digits: str) -> str:
    numbers = (format(round(float(each), 6) + 0.0, digits) for each in x)
    return f"({', '.join(numbers)})".replace("-", "−")
