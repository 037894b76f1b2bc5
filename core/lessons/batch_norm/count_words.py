"""With how many seeds the network ends lower with batch norm, in words."""

from core.training import trials
from core.training.trials import Trials


def counted(found: Trials) -> str:
    """Say how often the training loss ends lower with batch norm (B) and how often without (A)."""
    without, with_norm = trials.score(found.loss_a[:, -1], found.loss_b[:, -1])
    n, step = len(found.seeds), f"After {found.steps[-1]:,} steps"
    equal = n - without - with_norm
    rest = f" With {equal} they are equal, to {trials.EQUAL:.2%}." if equal else ""
    return (
        f"{step} the training loss is lower **with** batch norm for **{with_norm} of {n}** seeds, "
        f"and lower **without** it for **{without} of {n}**.{rest} Each seed draws other points, "
        "other first weights and other mini-batches."
    )
