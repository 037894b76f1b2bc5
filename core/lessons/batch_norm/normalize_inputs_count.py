"""Networks on points that are squeezed flat, and on the same points normalized: who gets lower?"""

from dataclasses import replace

import numpy as np

from core.text import written
from core.training import Settings, trials
from core.training.trials import Trials

SQUEEZED = Settings(
    data="valley",
    hidden=(16,),
    activation="tanh",
    batch_norm=False,
    optimizer="sgd",
    learning_rate=0.1,
    decay=0,
    steps=500,
)
NETWORKS = {
    "SGD": SQUEEZED,
    "SGD with batch norm": replace(SQUEEZED, batch_norm=True),
    "Adam": replace(SQUEEZED, optimizer="adam"),
}


def even(squeezed: Settings) -> Settings:
    """Return the settings with the points as they were before they were squeezed."""
    return replace(squeezed, data="wedges")


def counted(found: dict[str, Trials]) -> list[dict[str, str]]:
    """Return a row a network: the median loss on both, and with how many seeds which is lower."""
    rows = []
    for name, each in found.items():
        squeezed, normalized = trials.score(each.loss_a[:, -1], each.loss_b[:, -1])
        medians = (float(np.median(loss[:, -1])) for loss in (each.loss_a, each.loss_b))
        flat, round_ = (written.rounded(median, 2) for median in medians)
        rows.append(
            {
                "network": name,
                "median loss, squeezed": flat,
                "median loss, evenly spread": round_,
                "lower when evenly spread": f"{normalized} of {len(each.seeds)} seeds",
                "lower when squeezed": f"{squeezed} of {len(each.seeds)} seeds",
            }
        )
    return rows
