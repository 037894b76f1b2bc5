"""Where batch norm helps is counted, and what is said is the count."""

import numpy as np

from core.lessons.batch_norm.count_words import counted
from core.training.trials import Trials


def test_every_seed_is_counted_once():
    found = Trials(
        np.arange(4),
        np.array([0, 500]),
        loss_a=np.array([[1.0, 0.5], [1.0, 0.2], [1.0, 0.3], [1.0, np.inf]]),
        loss_b=np.array([[1.0, 0.1], [1.0, 0.3], [1.0, 0.3], [1.0, 0.9]]),
    )
    text = counted(found)
    assert text.startswith("After 500 steps the training loss is lower **with** batch norm for **2")
    assert "lower **without** it for **1 of 4**. With 1 they are equal" in text
