"""What is drawn of a cost of three parameters in the plane of two: its slice at one b.

At a fixed b the cost is a bowl over (w₁, w₂), the same for every b but for its place: its lowest
point moves as b does. A step of gradient descent crosses the lines of the slice at its own b.
"""

from typing import NamedTuple

import numpy as np

from core.lessons.batch_norm.normalize_inputs import Bowl
from core.types import Array

N_RINGS, POINTS = 16, 97  # lines of equal cost, and points on each
LONGEST_VALLEY = 5.0  # times as long as it is wide, as drawn
MARGIN = 1.1  # of the picture around what a path can reach
FARTHEST = 3.0  # half pictures from the middle, beyond which a path is drawn no more


class Window(NamedTuple):
    """A picture around the best (w₁, w₂): its middle and half its width and height, `(2,)` each.

    `stretch` says how many times longer a unit of w₁ is drawn than one of w₂.
    """

    middle: Array
    half: Array

    @property
    def stretch(self) -> float:
        """How many times longer a unit of w₁ is drawn than one of w₂."""
        return float(self.half[1] / self.half[0])


def window(cost: Bowl) -> Window:
    """Return the picture that holds the way from 0, whatever α is as long as it converges.

    Units of w₁ and w₂ are drawn alike, unless the valley would be too thin to see: then its
    narrower direction is stretched.
    """
    at_start = cost.directions.T @ -cost.lowest
    reach = MARGIN * (np.abs(cost.directions) @ np.abs(at_start))[:2]
    extent = np.sqrt(np.diag(np.linalg.inv(cost.hessian[:2, :2])))
    least = extent / extent.max() * LONGEST_VALLEY
    half = reach.max() * np.minimum(1, least)
    return Window(cost.lowest[:2], np.maximum(half, np.minimum(reach, reach.max())))


def rings(cost: Bowl, picture: Window) -> Array:
    """Return lines of equal cost around the lowest point of a slice, `(rings, points, 2)`.

    The cost above that point doubles from line to line, up to one around the whole picture.
    """
    square = cost.hessian[:2, :2]
    angle = np.linspace(0, 2 * np.pi, POINTS)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    # H = L Lᵀ: on w = L⁻ᵀ u the cost is |u|² / 2
    ring = np.linalg.solve(np.linalg.cholesky(square).T, circle).T
    corners = np.array([[1, 1], [1, -1]]) * 2 * picture.half
    farthest = ((corners @ square) * corners).sum(axis=1).max()
    radius = np.sqrt(farthest / 2.0 ** np.arange(N_RINGS))
    return radius[:, np.newaxis, np.newaxis] * ring


def slice_centres(cost: Bowl, path: Array) -> Array:
    """Return the (w₁, w₂) of least cost at the b of each θ of a path `(n, 3)`, `(n, 2)`."""
    off = path[:, 2:] - cost.lowest[2]
    return cost.lowest[:2] - off * np.linalg.solve(cost.hessian[:2, :2], cost.hessian[:2, 2])


def stays_until(path: Array, picture: Window) -> int:
    """Return the last step up to which a path is near enough to the picture to be drawn."""
    far = np.abs(path[:, :2] - picture.middle) > FARTHEST * picture.half
    gone = np.flatnonzero(far.any(axis=1))
    return int(gone[0]) - 1 if gone.size else len(path) - 1
