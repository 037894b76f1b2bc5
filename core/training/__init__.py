"""Train networks, one or many at once: settings in, a run out.

`train(Settings(...))` returns a `Run`, which `replay` turns into everything there is to show.
"""

from core.training.runs import Run, train, train_together
from core.training.settings import Leg, Settings

__all__ = ["Leg", "Run", "Settings", "train", "train_together"]
