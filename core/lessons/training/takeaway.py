"""A run to take away: its curves as a table, its parameters as arrays, its settings as a line."""

import csv
import io
from dataclasses import fields

import numpy as np

from core.training import Run
from core.training.replay import Curves
from core.training.settings import Settings


def python_line(settings: Settings) -> str:
    """Return the line of Python that repeats a run exactly.

    >>> python_line(Settings(hidden=(8,), learning_rate=0.1))
    'train(Settings(hidden=(8,), learning_rate=0.1))'
    """
    default = Settings()
    changed = (
        f"{field.name}={getattr(settings, field.name)!r}"
        for field in fields(settings)
        if getattr(settings, field.name) != getattr(default, field.name)
    )
    return f"train(Settings({', '.join(changed)}))"


def metrics_csv(run: Run, curves: Curves) -> str:
    """Return a line a frame: its step, and loss and accuracy on mini-batch and whole sets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["step", *curves._fields])
    for step, *values in zip(run.steps.tolist(), *curves, strict=True):
        writer.writerow([step, *(f"{value:.9g}" for value in values)])
    return text.getvalue()


def parameters_npz(run: Run) -> bytes:
    """Return the last parameters as an .npz file: W1, b1 (or gamma1 and beta1), W2 and so on.

    With batch norm, mean1 and variance1, … are the running averages for test time.
    """
    form = run.settings.network
    arrays = {
        f"{name}{i}": value
        for i, layer in enumerate(form.layers(run.theta[-1]), start=1)
        for name, value in layer._asdict().items()
    }
    for i, statistics in enumerate(form.statistics(run.running[-1]), start=1):
        arrays |= {f"{name}{i}": value for name, value in statistics._asdict().items()}
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()
