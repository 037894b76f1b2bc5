"""What is taken away works outside: pandas reads the table, NumPy the arrays, Python the line."""

import io
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.batch_norm import EPSILON
from core.lessons.training import takeaway
from core.training import Leg, Settings, replay, train
from tests.support import ROOT

SETTINGS = Settings(
    steps=40, hidden=(6,), learning_rate=0.02, points=((0.0, 1.0, 0),) * 4 + ((1.0, 0.0, 1),) * 4,
    legs=(Leg(5, 0.1, "sgd", 8),),
)  # fmt: skip


def test_the_line_of_python_repeats_the_run():
    program = (
        "from core.training import Leg, Settings, train\n"
        f"print({takeaway.python_line(SETTINGS)}.theta.tobytes().hex())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT
    )
    assert done.stdout.decode().strip() == train(SETTINGS).theta.tobytes().hex()


def test_the_table_holds_every_frame():
    run = train(replace(SETTINGS, points=()))
    table = pd.read_csv(io.StringIO(takeaway.metrics_csv(run, replay.curves(run))))
    assert table["step"].tolist() == run.steps.tolist()
    np.testing.assert_allclose(table["training_loss"], replay.curves(run).training_loss, rtol=1e-8)


@pytest.mark.parametrize("batch_norm", [False, True])
def test_the_arrays_predict_as_the_network_does(batch_norm):
    run = train(replace(SETTINGS, points=(), batch_norm=batch_norm))
    p = np.load(io.BytesIO(takeaway.parameters_npz(run)), allow_pickle=False)
    Z = p["W1"] @ run.data.X
    if batch_norm:
        Z = p["gamma1"] * (Z - p["mean1"]) / np.sqrt(p["variance1"] + EPSILON) + p["beta1"]
    else:
        Z = Z + p["b1"]
    Z = p["W2"] @ np.maximum(Z, 0) + p["b2"]
    right = (Z.argmax(axis=0) == run.data.labels).mean()
    assert right == replay.curves(run).training_accuracy[-1]
