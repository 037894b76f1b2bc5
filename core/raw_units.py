"""A network that learned from standardized points, rewritten to take the points as they are.

`W (x - μ)/σ + b = (W/σ) x + (b - (W/σ) μ)`: the same answers, from other weights.
"""

from dataclasses import replace

import numpy as np

from core.network import Linear
from core.training import Run


def in_raw_units(run: Run) -> Run:
    """Return the run with its points where the visitor put them, and theta to match.

    Raises ValueError if the run did not learn from points, or has batch norm in its first layer,
    which has no b to take up the mean.
    """
    if not run.settings.points:
        raise ValueError("points is empty; only a run on points has units other than its own")
    theta = run.theta.copy()
    first = run.settings.network.layers(theta)[0]
    if not isinstance(first, Linear):
        raise ValueError("batch_norm is True; the first layer needs a b to take up the mean")
    points = np.array(run.settings.points)[:, :2].T
    mu, sigma = points.mean(axis=1, keepdims=True), points.std(axis=1, keepdims=True)
    sigma[sigma == 0] = 1
    first.W[...] /= sigma.T
    first.b[...] -= first.W @ mu
    X, X_validation = (sigma * x + mu for x in (run.data.X, run.data.X_validation))
    return replace(run, data=run.data._replace(X=X, X_validation=X_validation), theta=theta)
